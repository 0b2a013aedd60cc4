"""Walk through a folder as if it were an archive."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from topograph.snapshot.files import unreadable
from topograph.sources.archives.budget import Budget
from topograph.sources.archives.member import Member, clean_name

__all__ = ["walk_folder"]

# Whatever has taken the place of a file in the meantime is not followed and not waited for.
_FLAGS: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def walk_folder(top: str, budget: Budget) -> Iterator[Member]:
    """Return the regular files in a folder, by name, and then those in the folders in it.

    Links are not followed; pipes, sockets and devices are not opened.

    Args:
        top: the folder, which may be a link to one.
        budget: of this folder.

    Raises:
        SourceUnavailable: the folder itself cannot be read.
        MalformedArchive: there is more than a limit allows.
    """
    waiting = [(Path(top), "", 0)]
    while waiting:
        folder, prefix, depth = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            if not prefix:
                raise unreadable(top, error) from error
            budget.leave_out(prefix, _reason(error))
            continue
        below = []
        for entry in entries:
            budget.count()
            name = prefix + os.fsencode(entry.name).decode(errors="replace")
            if entry.is_dir(follow_symlinks=False):
                below.append((folder / entry.name, f"{name}/", depth + 1))
            elif entry.is_file(follow_symlinks=False):
                yield from _file(entry, name, budget)
        if below and depth >= budget.limits.depth:
            budget.leave_out(prefix, "too many folders in each other")
            continue
        waiting += reversed(below)


def _file(entry: "os.DirEntry[str]", name: str, budget: Budget) -> Iterator[Member]:
    """Return one file, or none if it cannot be looked at."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        budget.leave_out(name, _reason(error))
        return
    file = _File(entry.path, name, budget)
    try:
        if clean_name(name):
            yield Member(clean_name(name), status.st_size, status.st_mtime, file.read)
    finally:
        file.close()


class _File:
    """A file that is opened once somebody reads it."""

    def __init__(self, path: str, name: str, budget: Budget) -> None:
        self._path, self._name, self._budget = path, name, budget
        self._stream: BinaryIO | None = None
        self._is_gone = False

    def read(self, size: int) -> bytes:
        """Read on; a file that cannot be read is empty, and noted."""
        try:
            if self._stream is None and not self._is_gone:
                self._stream = self._open()
            return self._stream.read(size) if self._stream else b""
        except OSError as error:
            self.close()
            self._budget.leave_out(self._name, _reason(error))
            return b""

    def close(self) -> None:
        """Close it for good."""
        self._is_gone = True
        if self._stream:
            self._stream.close()
            self._stream = None

    def _open(self) -> BinaryIO | None:
        stream = os.fdopen(os.open(self._path, _FLAGS), "rb")
        if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            return stream
        stream.close()
        return None


def _reason(error: OSError) -> str:
    return f"cannot be read: {(error.strerror or str(error)).lower()}"
