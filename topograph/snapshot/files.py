"""Read snapshot files, and write files so that they are either whole or not there."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EACCES, EISDIR, ENOENT, ENOSPC, EROFS
from pathlib import Path

from topograph.errors import OutputError, SourceUnavailable
from topograph.facts import Snapshot
from topograph.snapshot.codec import decode, encode
from topograph.snapshot.packing import pack, read_all, unpack

__all__ = ["read", "read_bytes", "unreadable", "write", "write_all", "write_atomically"]

STANDARD = {"/dev/stdout": 1, "/dev/stderr": 2}
DESCRIPTOR = re.compile(r"/dev/stdout|/dev/stderr|(/dev|/proc/self)/fd/(?P<number>[0-9]{1,6})")

INPUT_HINTS = {
    EACCES: "run topograph as a user who may read it",
    EISDIR: "name a file in it",
    ENOENT: "name a file that exists, or nothing for this host",
}
OUTPUT_HINTS = {
    EACCES: "choose a place that you may write to",
    EISDIR: "name a file in it",
    ENOENT: "make its folder first",
    ENOSPC: "make room, or choose another place",
    EROFS: "choose a place that you may write to",
}


def read(path: str | os.PathLike[str]) -> Snapshot:
    """Read a snapshot file, compressed or not.

    Raises:
        SourceUnavailable: no such file, a folder, or no permission.
        MalformedSnapshot: it is no sound snapshot.
        UnsupportedVersion: a newer topograph wrote it.
    """
    where = os.fspath(path)
    return decode(unpack(read_bytes(where), where), where)


def read_bytes(path: str) -> bytes:
    """Read a whole file, a pipe as well.

    Raises:
        SourceUnavailable: no such file, a folder, or no permission.
        MalformedSnapshot: it does not end.
    """
    try:
        with Path(path).open("rb") as stream:
            return read_all(stream, path)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: str, error: OSError) -> SourceUnavailable:
    """Return the error for a file that the system does not let us read."""
    return SourceUnavailable(
        f"cannot be read: {(error.strerror or str(error)).lower()}",
        where=path,
        hint=INPUT_HINTS.get(error.errno or 0, ""),
    )


def write(snapshot: Snapshot, path: str | os.PathLike[str]) -> None:
    """Write a snapshot; .json, .json.gz or .json.zst by the suffix.

    Raises:
        OutputError: the target cannot be written, and is as it was before.
    """
    target = os.fspath(path)
    write_atomically(target, pack(encode(snapshot), target))


def write_atomically(path: str, data: bytes) -> None:
    """Write one file as `write_all` does.

    Raises:
        OutputError: it cannot be written; an existing file is as it was before.
    """
    write_all({path: data})


def write_all(outputs: Mapping[str, bytes]) -> None:
    """Write files under temporary names beside their places, then rename them all.

    A symbolic link stays, and what it points to is replaced. Mode and, where we may,
    owner of an existing file stay too. What is no file (a terminal, a pipe, /dev/stdout)
    is written directly, once all files are ready.

    Args:
        outputs: what is to be in each file, by its path.

    Raises:
        OutputError: one of them cannot be written; all existing files are as they were before.
    """
    ready: list[tuple[str, Path, Path]] = []
    streams: dict[str, int | None] = {}
    try:
        for path, data in outputs.items():
            with _telling(path):
                old, target = _status(path), _open_descriptor(path)
                if target is None and _is_file(old):
                    place = Path(os.path.realpath(path))
                    ready.append((path, _prepare(place, data, old), place))
                else:
                    streams[path] = target
        for path, target in streams.items():
            with _telling(path):
                stream = os.open(path, os.O_WRONLY) if target is None else target
                with os.fdopen(stream, "wb") as file:
                    file.write(outputs[path])
        for path, temporary, place in ready:
            with _telling(path):
                temporary.replace(place)
    finally:
        for _, temporary, _ in ready:
            temporary.unlink(missing_ok=True)


@contextmanager
def _telling(path: str) -> Iterator[None]:
    """Tell of a path in what the system reports."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot be written: {(error.strerror or str(error)).lower()}",
            where=path,
            hint=OUTPUT_HINTS.get(error.errno or 0, ""),
        ) from error


def _status(path: str) -> os.stat_result | None:
    try:
        return Path(path).stat()
    except FileNotFoundError:
        return None


def _is_file(old: os.stat_result | None) -> bool:
    """Tell whether there is a file, a folder or nothing: what a rename may replace or refuse."""
    return old is None or stat.S_ISREG(old.st_mode) or stat.S_ISDIR(old.st_mode)


def _open_descriptor(path: str) -> int | None:
    """Return a copy of the descriptor that a path such as /dev/stdout stands for.

    It may lead to a regular file that the shell writes to as well, before and after us: a
    file of our own in its place would be lost, and one opened anew would start at its top.
    """
    named = DESCRIPTOR.fullmatch(path)
    if named is None:
        return None
    return os.dup(STANDARD.get(path) or int(named["number"]))


def _prepare(path: Path, data: bytes, old: os.stat_result | None) -> Path:
    """Write what is to take the place of `path`, which is no link, or leave no trace.

    Returns:
        The temporary file beside it.
    """
    if old is not None and stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    # Renaming needs a writable folder only; a file that was protected stays protected.
    if old is not None and not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES))
    temporary = path.parent / f".topograph-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    # Mode 0666 here, so that the kernel applies the umask.
    target = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(target, "wb") as stream:
            stream.write(data)
            if old is not None:
                with suppress(OSError):
                    os.fchown(target, old.st_uid, old.st_gid)
                os.fchmod(target, stat.S_IMODE(old.st_mode))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
