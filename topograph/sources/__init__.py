"""Everything that yields a snapshot: this host, a file of some kind, a pipe, a folder.

What a file or a folder is follows from its content, never from its name; `opening` tells.
"""

import os
import sys
from typing import BinaryIO

from topograph.errors import SourceUnavailable, UnknownSource
from topograph.facts import Snapshot
from topograph.sources.opening import snapshot_of_path, snapshot_of_stream

__all__ = ["is_live", "load", "open_source"]


def open_source(
    name: str = "", *, stdin: BinaryIO | None = None, record: str | None = None
) -> Snapshot:
    """Return the snapshot that a source gives.

    Args:
        name: empty or `live` for this host, `-` for standard input, else the path of a
            file or a folder (one called live is ./live).
        stdin: what `-` reads; the process's own if left out.
        record: with this host only: the path of a recording to write besides.

    Raises:
        UnknownSource: the content is of no kind that we read.
        SourceUnavailable: the source cannot be read.
        MalformedArchive: it is an archive, but not a sound one, or beyond a limit.
        SnapshotError: a file is a snapshot, but not a sound one.
    """
    if is_live(name):
        # The one source that reaches for sockets; stored snapshots do without.
        from topograph.sources.live import collect  # noqa: PLC0415

        return collect(record)
    if record is not None:
        raise UnknownSource("only this host can be recorded", where=name, hint="leave SOURCE out")
    if name == "-":
        return snapshot_of_stream(_standard_input() if stdin is None else stdin, "stdin")
    return load(name)


def load(path: str | os.PathLike[str]) -> Snapshot:
    """Return the snapshot that a file or a folder gives.

    A file is a snapshot, a report, a recording to replay, or an archive of outputs; a folder
    holds outputs.

    Raises:
        UnknownSource: the content is of no kind that we read.
        SourceUnavailable: it cannot be read.
        MalformedArchive: it is an archive, but not a sound one, or beyond a limit.
        SnapshotError: it is a snapshot, but not a sound one.
    """
    return snapshot_of_path(os.fspath(path))


def is_live(name: str) -> bool:
    """Tell whether a source is this host."""
    return name in ("", "live")


def _standard_input() -> BinaryIO:
    # None in a process that was started with standard input closed.
    if sys.stdin is None:
        raise SourceUnavailable("closed", where="stdin", hint="name a file instead of -")
    return sys.stdin.buffer
