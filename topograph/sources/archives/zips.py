"""Walk through a zip archive by its table of contents."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from topograph.errors import MalformedArchive
from topograph.sources.archives.budget import Budget, shown
from topograph.sources.archives.member import Member, clean_name

__all__ = ["walk_zip"]

# Of the others, zipfile expands a block whole, whatever the archive says of its size.
_COMPRESSIONS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile raises over data that is not sound.
_FAULTS: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(LookupError, ValueError, EOFError, OSError, OverflowError, RuntimeError),
)

_IS_ENCRYPTED: Final = 0x1
_BROKEN: Final = "a zip archive that is cut short or corrupt"
_UNPACK: Final = "unpack it, and name the folder"


def walk_zip(file: BinaryIO, budget: Budget) -> Iterator[Member]:
    """Return the regular files of a zip archive, in the order of its table of contents.

    Args:
        file: the archive; it can be sought in.
        budget: of this archive.

    Raises:
        MalformedArchive: cut short, corrupt, encrypted, or beyond a limit.
    """
    bounded = _Bounded(file, budget)
    try:
        with zipfile.ZipFile(bounded) as archive:
            bounded.limit = bounded.size
            entries = archive.infolist()
            if sum(entry.compress_size for entry in entries) > bounded.size:
                raise budget.broken("a zip archive whose files overlap")
            for entry in entries:
                yield from _member(archive, entry, budget)
    except _FAULTS as error:
        raise budget.broken(_BROKEN) from error


class _Bounded(io.RawIOBase):
    """A file of which nothing large is read at once: zipfile does so with a table of contents."""

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        self._file, self._budget = file, budget
        self.size = file.seek(0, io.SEEK_END)
        self.limit = budget.limits.directory
        """Bytes at once."""
        file.seek(0)

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on.

        Raises:
            MalformedArchive: that would be too much.
        """
        left = self.size - self._file.tell()
        size = left if size is None or size < 0 else min(size, left)
        if size > self.limit:
            what = f"its table of contents is larger than {self.limit >> 20} MiB"
            raise MalformedArchive(what, where=self._budget.where, hint=_UNPACK)
        return self._file.read(max(0, size))

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Tell that one can go to a place."""
        return True


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Iterator[Member]:
    """Return one member, or none if it is of no use."""
    budget.count()
    mode = entry.external_attr >> 16
    if entry.is_dir() or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
        return
    name = clean_name(entry.filename)
    if not name:
        budget.leave_out(entry.filename, "its name leads out of the archive")
        return
    if entry.flag_bits & _IS_ENCRYPTED:
        what = f"{shown(name)} is encrypted"
        raise MalformedArchive(what, where=budget.where, hint=_UNPACK)
    if entry.compress_type not in _COMPRESSIONS:
        budget.leave_out(name, "compressed in another way than zip usually does")
        return
    with archive.open(entry) as stream:

        def read(size: int) -> bytes:
            try:
                data = stream.read(size)
            except _FAULTS as error:
                raise budget.broken(f"{_BROKEN}, in {shown(name)}") from error
            budget.expand(len(data))
            return data

        yield Member(name, entry.file_size, None, read)
