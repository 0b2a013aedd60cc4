"""Find out what a file, a pipe or a folder is, and hand it to those who read that.

What it is follows from its content, never from its name. An archive is read once from its first
byte to its last, so that its members are chosen by the names that came by so far.
"""

import io
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from topograph.errors import MalformedArchive, MalformedSnapshot, UnknownSource
from topograph.facts import Snapshot
from topograph.snapshot.files import unreadable
from topograph.snapshot.in_page import is_page, snapshot_of_page
from topograph.snapshot.packing import Readable, read_all
from topograph.sources.archives.budget import Budget
from topograph.sources.archives.expanding import Expanded, find_compression
from topograph.sources.archives.raw import Counted, Rejoined, read_exactly
from topograph.sources.archives.recognising import is_tar, is_zip
from topograph.sources.snapshot_file import is_snapshot, snapshot_from_bytes

__all__ = ["snapshot_of_path", "snapshot_of_stream"]

_HEAD: Final = 512
"""So many bytes tell what data is."""
_HINT: Final = (
    "it reads snapshots (.json, .json.gz, .json.zst), reports (.html), recordings"
    " (`topograph collect --record FILE`), captures (`topograph capture-script`), sosreports"
    " and the outputs of commands"
)
_RECORDING: Final = "recording.json"
_TEXT: Final = 64 << 20
"""Bytes after which nothing can be a text that is read."""


def snapshot_of_path(where: str) -> Snapshot:
    """Return the snapshot that a file or a folder gives.

    Raises:
        TopographError: as `topograph.sources.load`.
    """
    path = Path(where)
    try:
        if path.is_dir():
            return _of_folder(where)
        file = path.open("rb")
    except OSError as error:
        raise unreadable(where, error) from error
    with file:
        return snapshot_of_stream(file, where)


def snapshot_of_stream(stream: BinaryIO, where: str) -> Snapshot:
    """Return the snapshot that a file or a pipe gives.

    Args:
        stream: what is read, from here to its end.
        where: what to call it in errors.

    Raises:
        TopographError: as `topograph.sources.load`.
    """
    counted = Counted(stream, where)
    whole: Readable = counted
    head = read_exactly(counted, _HEAD)
    if is_zip(head):
        can_seek = stream.seekable()
        whole = Rejoined(head, counted)
        return _of_zip(stream if can_seek else io.BytesIO(read_all(whole, where)), where)
    compression = find_compression(head)
    if compression:
        expanded = Expanded(Rejoined(head, counted), compression, where)
        whole, head = expanded, read_exactly(expanded, _HEAD)
        if is_tar(head):
            expanded.error = MalformedArchive
    if is_tar(head):
        budget = Budget(where, packed=counted.packed if compression else None)
        return _of_tar(Rejoined(head, whole), budget)
    if not is_snapshot(head) and not is_page(head):
        # Of text less is read than of a snapshot, which may be large.
        whole = _Bounded(whole, where)
    return _of_file(read_all(Rejoined(head, whole), where), where)


class _Bounded:
    """A stream that is refused when it goes on for too long."""

    def __init__(self, stream: Readable, where: str) -> None:
        self._stream, self._where, self._left = stream, where, _TEXT

    def read(self, size: int, /) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            what = f"larger than {_TEXT >> 20} MiB, and no snapshot"
            raise UnknownSource(what, where=self._where, hint=_HINT)
        return data


def _of_file(data: bytes, where: str) -> Snapshot:
    """Return the snapshot that a single file gives; it is not compressed any more."""
    if is_snapshot(data):
        try:
            return snapshot_from_bytes(data, where)
        except MalformedSnapshot:
            # Some commands print JSON as well.
            with suppress(UnknownSource, MalformedArchive):
                return _of_text(data, where)
            raise
    if is_page(data):
        return snapshot_from_bytes(snapshot_of_page(data, where), where)
    try:
        return _of_text(data, where)
    except UnknownSource as error:
        what = "not a file that topograph reads" if data else "empty"
        raise UnknownSource(what, where=where, hint=_HINT) from error


def _of_text(data: bytes, where: str) -> Snapshot:
    from topograph.sources.text.reading import snapshot_of_files  # noqa: PLC0415

    # The folder it is in is no part of what a file tells.
    return snapshot_of_files([(Path(where).name, data)], where)


def _of_tar(stream: Readable, budget: Budget) -> Snapshot:
    from topograph.sources.archives.tars import walk_tar  # noqa: PLC0415
    from topograph.sources.contents import snapshot_of_members  # noqa: PLC0415

    return snapshot_of_members(walk_tar(stream, budget), budget)


def _of_zip(file: BinaryIO, where: str) -> Snapshot:
    """Return the snapshot that a zip archive gives, of which a recording is the first kind."""
    from topograph.sources.archives.zips import walk_zip  # noqa: PLC0415
    from topograph.sources.contents import snapshot_of_members  # noqa: PLC0415

    budget = Budget(where)
    members = walk_zip(file, budget)
    first = next(members, None)
    if first is not None and first.name == _RECORDING:
        from topograph.sources.recording import replay  # noqa: PLC0415

        file.seek(0)
        return replay(read_all(Counted(file, where), where), where)
    return snapshot_of_members(chain([first] if first else [], members), budget)


def _of_folder(where: str) -> Snapshot:
    from topograph.sources.archives.folders import walk_folder  # noqa: PLC0415
    from topograph.sources.contents import snapshot_of_members  # noqa: PLC0415

    budget = Budget(where)
    return snapshot_of_members(walk_folder(where, budget), budget)
