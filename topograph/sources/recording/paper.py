"""Put answers down on paper: a zip archive with one member, recording.json.

Bytes are kept as text where they are text, else as base64; a refusal as its
errno and its words.
"""

import base64
import io
import json
import struct
import zipfile
import zlib
from typing import Annotated, Any, Final

import msgspec

from topograph.errors import MalformedSnapshot, UnsupportedVersion
from topograph.sources.live.readings import EngineRefusal

__all__ = ["Answers", "from_paper", "pack", "to_paper", "unpack"]

MEMBER: Final = "recording.json"
FORMAT: Final = "topograph-recording"
VERSION: Final = 1

# Several times a recording of 10,000 containers; a small archive may expand to any size.
LIMIT: Final = 1 << 29
# Of the others, zipfile expands a block whole, whatever the archive says of its size.
COMPRESSIONS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile and json raise over data that is not theirs.
FAULTS: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(LookupError, ValueError, EOFError, OSError, OverflowError, RuntimeError),
)

Answers = dict[str, Any]
"""By question."""


def pack(answers: Answers) -> bytes:
    """Return an archive; the same answers give the same bytes."""
    paper = {"format": FORMAT, "version": VERSION, "answers": answers}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo(MEMBER)
        member.compress_type = zipfile.ZIP_DEFLATED
        # All ASCII: a file name may hold what UTF-8 has no bytes for.
        archive.writestr(member, json.dumps(paper, indent=1, sort_keys=True))
    return packed.getvalue()


def unpack(data: bytes, where: str) -> Answers:
    """Return the answers of an archive, not yet looked at.

    Raises:
        MalformedSnapshot: the archive is broken, or no recording.
        UnsupportedVersion: it was made by a newer version.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = archive.getinfo(MEMBER)
            # No more than this is ever expanded.
            is_too_large = member.file_size > LIMIT
            is_ours = member.compress_type in COMPRESSIONS and not is_too_large
            paper = json.loads(archive.read(member)) if is_ours else None
    except FAULTS as error:
        raise MalformedSnapshot("not a sound recording of topograph", where=where) from error
    if is_too_large:
        what = f"larger than {LIMIT >> 20} MiB"
        raise MalformedSnapshot(what, where=where, hint="no recording is that large")
    if not isinstance(paper, dict) or paper.get("format") != FORMAT:
        raise MalformedSnapshot("not a recording of topograph", where=where)
    version, answers = paper.get("version"), paper.get("answers")
    if not isinstance(version, int):
        raise MalformedSnapshot("a recording without a version", where=where)
    if version > VERSION:
        what = f"a recording of version {version}, and this program reads up to {VERSION}"
        raise UnsupportedVersion(what, where=where, hint="use a newer topograph")
    if not isinstance(answers, dict):
        raise MalformedSnapshot("a recording without answers", where=where)
    return answers


def to_paper(answer: Any) -> Any:
    """Return an answer or a refusal as JSON."""
    if isinstance(answer, OSError):
        return {"errno": answer.errno or 0, "text": answer.strerror or str(answer)}
    if isinstance(answer, EngineRefusal):
        return {"refusal": str(answer)}
    if isinstance(answer, bytes):
        try:
            return {"text": answer.decode("ascii")}
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(answer).decode()}
    if isinstance(answer, list | tuple):
        return [to_paper(one) for one in answer]
    return {"json": answer} if isinstance(answer, dict) else answer


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    """An answer that JSON has no type for, or a refusal."""

    text: str | None = None
    """Bytes that are ASCII; the reason beside an errno."""
    base64: bytes | None = None
    json: dict[str, Any] | None = None
    errno: Annotated[int, msgspec.Meta(ge=0, le=4095)] | None = None
    """0 where the reason has none."""
    refusal: str | None = None


def from_paper(answer: Any) -> Any:
    """Return an answer, or the exception that it was.

    Raises:
        ValueError: it is written in no way that we know.
        RecursionError: its lists are nested too deeply.
    """
    if isinstance(answer, list):
        return [from_paper(one) for one in answer]
    if not isinstance(answer, dict):
        return answer
    written = msgspec.convert(answer, _Written)
    if written.errno is not None:
        reason = written.text or "no reason"
        return OSError(written.errno, reason) if written.errno else InterruptedError(reason)
    if written.refusal is not None:
        return EngineRefusal(written.refusal)
    if written.text is not None:
        return written.text.encode()
    return written.json if written.base64 is None else written.base64
