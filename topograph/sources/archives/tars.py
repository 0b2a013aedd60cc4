"""Walk through a tar archive from its first byte to its last, without going back.

`tarfile` reads a single header; the loop around it is ours, since that of `tarfile` holds whatever
size of a name in memory, and each member that there was.
"""

import tarfile
from collections.abc import Iterator
from typing import Final

from topograph.snapshot.packing import Readable
from topograph.sources.archives.budget import Budget, shown
from topograph.sources.archives.member import Member, clean_name
from topograph.sources.archives.pax import BadRecords, records
from topograph.sources.archives.raw import read_exactly

__all__ = ["walk_tar"]

_BLOCK: Final = tarfile.BLOCKSIZE
_CHUNK: Final = 1 << 20


def walk_tar(stream: Readable, budget: Budget) -> Iterator[Member]:
    """Return the regular files of a tar archive, in its order.

    Of a name that comes twice, both are returned; the last one is what tar would leave.

    Args:
        stream: the archive from its first byte, expanded.
        budget: of this archive.

    Raises:
        MalformedArchive: cut short, corrupt, or beyond a limit.
    """
    tar = _Tar(stream, budget)
    common: dict[str, bytes] = {}
    own: dict[str, bytes] = {}
    name = ""
    while (header := tar.header()) is not None:
        budget.count()
        if header.type == tarfile.XGLTYPE:
            common |= tar.records(header)
        elif header.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
            own = tar.records(header)
        elif header.type in (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK):
            text = tar.small(header)
            if header.type == tarfile.GNUTYPE_LONGNAME:
                name = text.split(b"\0", 1)[0].decode(errors="replace")
        else:
            member = tar.member(header, {**common, **own}, name)
            own, name = {}, ""
            if member:
                yield member
            tar.skip()


class _Tar:
    """Reads headers and what follows each of them."""

    def __init__(self, stream: Readable, budget: Budget) -> None:
        self._stream, self._budget = stream, budget
        self._left = 0
        """Bytes of the member that were not read yet."""
        self._padding = 0
        """Bytes after it, up to the next block."""
        self._last = ""

    def header(self) -> tarfile.TarInfo | None:
        """Return the next header; None at the end of the archive."""
        block = self._exactly(_BLOCK)
        if not block.strip(b"\0"):
            return None
        try:
            header = tarfile.TarInfo.frombuf(block, "utf-8", "replace")
        except (tarfile.HeaderError, ValueError, OverflowError) as error:
            raise self._corrupt() from error
        if header.size < 0:
            raise self._corrupt()
        # A header of a sparse file says whether another block belongs to it, and so does that one.
        is_continued = header.type == tarfile.GNUTYPE_SPARSE and block[482]
        while is_continued:
            is_continued = self._exactly(_BLOCK)[504]
        return header

    def small(self, header: tarfile.TarInfo) -> bytes:
        """Return what follows a header that tells of the next member."""
        if header.size > self._budget.limits.header:
            raise self._corrupt()
        data = self._exactly(header.size)
        self._exactly(-header.size % _BLOCK)
        return data

    def records(self, header: tarfile.TarInfo) -> dict[str, bytes]:
        """Return what a header of pax says of the next member, or of all that follow."""
        try:
            return records(self.small(header))
        except BadRecords as error:
            raise self._corrupt() from error

    def member(
        self, header: tarfile.TarInfo, said: dict[str, bytes], long_name: str
    ) -> Member | None:
        """Return a member that is of use; None for links, devices and folders.

        Args:
            header: its own.
            said: by the headers of pax before it.
            long_name: as GNU tar writes a name that is too long for a header.
        """
        name = long_name or header.name
        if "path" in said:
            name = said["path"].decode(errors="replace")
        self._last = shown(name)
        has_data = header.isreg() or header.type not in tarfile.SUPPORTED_TYPES
        size = self._number(said, "size", header.size) if has_data else 0
        self._left, self._padding = size, -size % _BLOCK
        if not header.isreg():
            return None
        if header.type == tarfile.GNUTYPE_SPARSE or any(key.startswith("GNU.") for key in said):
            self._budget.leave_out(name, "a sparse file")
            return None
        clean = clean_name(name)
        if not clean:
            self._budget.leave_out(name, "its name leads out of the archive")
            return None
        return Member(clean, size, self._mtime(header, said), self._read)

    def skip(self) -> None:
        """Go on to the next header."""
        while self._left:
            self._read(_CHUNK)
        self._exactly(self._padding)

    def _read(self, size: int) -> bytes:
        size = min(size, self._left)
        data = self._stream.read(size) if size else b""
        if size and not data:
            raise self._cut_short()
        self._budget.expand(len(data))
        self._left -= len(data)
        return data

    def _exactly(self, size: int) -> bytes:
        data = read_exactly(self._stream, size) if size else b""
        if len(data) < size:
            raise self._cut_short()
        self._budget.expand(size)
        return data

    def _number(self, said: dict[str, bytes], key: str, otherwise: int) -> int:
        digits = said.get(key)
        if digits is None:
            return otherwise
        if not digits.isdigit() or len(digits) > 20:
            raise self._corrupt()
        return int(digits)

    @staticmethod
    def _mtime(header: tarfile.TarInfo, said: dict[str, bytes]) -> float | None:
        seconds = said.get("mtime", b"").partition(b".")[0]
        if seconds.isdigit() and len(seconds) < 12:
            return float(seconds)
        return float(header.mtime) if 0 < header.mtime < 10**11 else None

    def _corrupt(self) -> Exception:
        return self._budget.broken(f"a corrupt tar archive{self._after()}")

    def _cut_short(self) -> Exception:
        return self._budget.broken(f"a tar archive that is cut short{self._after()}")

    def _after(self) -> str:
        return f", after {self._last}" if self._last else ""
