"""Files of text as a source: whatever outputs of commands are in them."""

from collections.abc import Iterable
from typing import Final

from topograph.errors import MalformedArchive, UnknownSource
from topograph.facts import Gap, Snapshot
from topograph.sources.text.assembling import assemble, cut, place_of
from topograph.sources.text.cleaning import lines_of, may_be_text
from topograph.sources.text.known import Known
from topograph.sources.text.told import Output
from topograph.sources.text.transcripts import read_transcript

__all__ = ["READ_COMMANDS", "snapshot_of_files"]

_BYTES: Final = 32 << 20
_LINES: Final = 300_000
"""Of all texts together: each line takes up to 2 KiB of memory, and 20 microseconds."""

READ_COMMANDS = "ip, bridge, brctl, ifconfig, docker, podman, lsns or sysctl"


def snapshot_of_files(files: Iterable[tuple[str, bytes]], where: str) -> Snapshot:
    """Return what the outputs of commands in some files tell.

    Args:
        files: name and content of each, in the order in which they were made.
        where: what they are part of, for errors.

    Raises:
        UnknownSource: there is no such output in any of them.
        MalformedArchive: there is more text than is read.
    """
    outputs: list[Output] = []
    gaps: list[Gap] = []
    bytes_left, lines_left = _BYTES, _LINES
    for name, data in files:
        if not may_be_text(data):
            gaps.append(
                Gap(source="text", subject=name, what="a file that is no text is not read")
            )
            continue
        bytes_left -= len(data)
        lines_left -= data.count(b"\n")
        if bytes_left < 0 or lines_left < 0:
            what = f"more than {_BYTES >> 20} MiB or {_LINES:,} lines of text"
            hint = "keep what commands printed about the network"
            raise MalformedArchive(what, where=where, hint=hint)
        transcript = read_transcript(lines_of(data), name)
        outputs += transcript.outputs
        for command, lines in transcript.unread:
            what = f"the output of `{_named(command)}` is not read" if command else _NOBODYS
            gaps.append(Gap(source="text", subject=place_of(lines, name), what=what))
        if transcript.prose:
            what = f"{len(transcript.prose)} lines around the code blocks are not read"
            gaps.append(Gap(source="text", subject=name, what=what))
    if not outputs:
        raise UnknownSource(
            "nothing in it that topograph reads",
            where=where,
            hint=f"it reads what {READ_COMMANDS} print, with or without the commands themselves",
        )
    return assemble(outputs, Known(gaps=gaps))


def _named(command: str) -> str:
    """Return a command up to its first option, behind which may be a password."""
    begin, dash, _ = command.partition(" -")
    return f"{cut(begin).removesuffix(' …')} …" if dash else cut(command)


_NOBODYS = "lines that are no output of a command that topograph reads"
