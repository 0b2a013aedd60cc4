"""Everything that yields a snapshot: this host, a file of some kind, a pipe.

The kind of a file follows from its first bytes, never from its name. A new
kind of file is one more branch in `_snapshot_from_bytes`.
"""

import os
import sys
from typing import BinaryIO

from topograph.errors import SourceUnavailable, UnknownSource
from topograph.facts import Snapshot
from topograph.snapshot.files import read_bytes
from topograph.snapshot.in_page import is_page, snapshot_of_page
from topograph.snapshot.packing import read_all
from topograph.sources.snapshot_file import is_snapshot, snapshot_from_bytes

__all__ = ["is_live", "load", "open_source"]

ZIP_MAGIC = b"PK\x03\x04"


def open_source(
    name: str = "", *, stdin: BinaryIO | None = None, record: str | None = None
) -> Snapshot:
    """Return the snapshot that a source gives.

    Args:
        name: empty or `live` for this host, `-` for standard input, else the path of a
            file (a file called live is ./live).
        stdin: what `-` reads; the process's own if left out.
        record: with this host only: the path of a recording to write besides.

    Raises:
        UnknownSource: the content is of no kind that we read.
        SourceUnavailable: the source cannot be read.
        SnapshotError: a file is a snapshot, but not a sound one.
    """
    if is_live(name):
        # The one source that reaches for sockets; stored snapshots do without.
        from topograph.sources.live import collect  # noqa: PLC0415

        return collect(record)
    if record is not None:
        raise UnknownSource("only this host can be recorded", where=name, hint="leave SOURCE out")
    if name == "-":
        return _snapshot_from_bytes(_read_stdin(stdin), "stdin")
    return load(name)


def load(path: str | os.PathLike[str]) -> Snapshot:
    """Return the snapshot that a file gives: a snapshot, a report, or a recording to replay.

    Raises:
        UnknownSource: the content is of no kind that we read.
        SourceUnavailable: the file cannot be read.
        SnapshotError: it is a snapshot, but not a sound one.
    """
    where = os.fspath(path)
    return _snapshot_from_bytes(read_bytes(where), where)


def is_live(name: str) -> bool:
    """Tell whether a source is this host."""
    return name in ("", "live")


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    if stdin is None:
        # None in a process that was started with standard input closed.
        if sys.stdin is None:
            raise SourceUnavailable("closed", where="stdin", hint="name a file instead of -")
        stdin = sys.stdin.buffer
    try:
        return read_all(stdin, "stdin")
    except OSError as error:
        what = (error.strerror or str(error)).lower()
        raise SourceUnavailable(f"cannot be read: {what}", where="stdin") from error


def _snapshot_from_bytes(data: bytes, where: str) -> Snapshot:
    if data.startswith(ZIP_MAGIC):
        from topograph.sources.recording import replay  # noqa: PLC0415

        return replay(data, where)
    if is_snapshot(data):
        return snapshot_from_bytes(data, where)
    if is_page(data):
        return snapshot_from_bytes(snapshot_of_page(data, where), where)
    raise UnknownSource(
        "not a file that topograph reads" if data else "empty",
        where=where,
        hint="it reads snapshots (.json, .json.gz, .json.zst), reports (.html) and recordings"
        " (`topograph collect --record FILE`)",
    )
