"""Turn the bytes of a snapshot into facts, and facts into bytes.

A sound snapshot of our own version is decoded straight into its types. All
else (unknown members, an older version, any fault) takes the slow way over
plain objects, which alone decides what is wrong and words it.
"""

from typing import Any, Literal

import msgspec

from topograph.errors import MalformedSnapshot
from topograph.facts import FORMAT, VERSION, Snapshot
from topograph.snapshot.json_text import indented, sorted_json
from topograph.snapshot.migrate import migrate, version_of
from topograph.snapshot.unknown import put_back, set_aside

__all__ = ["decode", "encode"]

MAKE_ONE = "a snapshot is what `topograph collect -o FILE` writes"
SEE_SCHEMA = "`topograph schema` prints what is expected"


class _Head(msgspec.Struct):
    """The members that tell whether JSON is a snapshot at all."""

    format: Literal["topograph-snapshot"]


_decoder = msgspec.json.Decoder(Snapshot)
_head_decoder = msgspec.json.Decoder(_Head)


def decode(data: bytes, where: str) -> Snapshot:
    """Return the facts that JSON text holds, whatever the version it was written in.

    Args:
        data: the JSON text, not compressed.
        where: what to call it in errors: the path of its file, or stdin.

    Raises:
        MalformedSnapshot: not JSON, cut short, not ours, or a wrong value; `where` then
            ends in the JSON path.
        UnsupportedVersion: a newer topograph wrote it.
    """
    # The typed way would take a member that is really called "extra" for the place where we
    # keep the unknown ones.
    if b'"extra"' not in data:
        try:
            snapshot = _decoder.decode(data)
        except (ValueError, RecursionError):
            pass
        else:
            if snapshot.format == FORMAT and snapshot.version == VERSION:
                return snapshot
    document = _document_from_json(data, where)
    document = migrate(document, version_of(document, where))
    set_aside(document, Snapshot)
    try:
        return msgspec.convert(document, Snapshot, str_keys=True)
    except msgspec.ValidationError as error:
        raise _wrong_value(error, where) from error


def encode(snapshot: Snapshot) -> bytes:
    """Return a snapshot as JSON: sorted members, one space of indent, one trailing newline.

    Members that were unknown when it was read stand at their old place again.
    """
    # By way of plain objects, because only those can be sorted: `Netns.nsids` has numbers
    # for keys.
    document = msgspec.to_builtins(snapshot, str_keys=True)
    text = sorted_json(document)
    if b'"extra":' in text:
        put_back(snapshot, document)
        text = sorted_json(document)
    return indented(text)


def _document_from_json(data: bytes, where: str) -> dict[str, Any]:
    """Return the plain JSON object, before anything is known about its members."""
    if not data.strip():
        raise MalformedSnapshot("empty", where=where, hint=MAKE_ONE)
    try:
        # What is no snapshot must not become objects first, of which it may hold millions.
        _head_decoder.decode(data)
        document = msgspec.json.decode(data)
    except msgspec.ValidationError as error:
        raise MalformedSnapshot("not a topograph snapshot", where=where, hint=MAKE_ONE) from error
    except RecursionError as error:
        raise MalformedSnapshot("nested too deeply", where=where, hint=MAKE_ONE) from error
    except UnicodeDecodeError as error:
        raise MalformedSnapshot("not JSON: not in UTF-8", where=where, hint=MAKE_ONE) from error
    except msgspec.DecodeError as error:
        reason = str(error)
        if "truncated" in reason:
            what, hint = "cut short", "the end of the JSON text is missing; copy or collect again"
        else:
            what, hint = f"not JSON: {reason.removeprefix('JSON is malformed: ')}", MAKE_ONE
        raise MalformedSnapshot(what, where=where, hint=hint) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise MalformedSnapshot("not a topograph snapshot", where=where, hint=MAKE_ONE)
    return document


def _wrong_value(error: msgspec.ValidationError, where: str) -> MalformedSnapshot:
    """Split msgspec's sentence into what is wrong and the JSON path where it is."""
    what, _, place = str(error).replace("`", "").partition(" - at ")
    path = place.removeprefix("key in ") or "$"
    if place.startswith("key in "):
        what = f"{what} as a key"
    return MalformedSnapshot(
        what[:1].lower() + what[1:], where=f"{where}: {path}", hint=SEE_SCHEMA
    )
