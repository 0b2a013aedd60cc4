"""Compress and expand snapshots: gzip and Zstandard.

Reading goes by the first bytes, because files get renamed; writing goes by the
suffix, because that is what the user asked for.
"""

import gzip
import io
import sys
import zlib
from importlib import import_module
from typing import Any, Final, Protocol

from topograph.errors import MalformedSnapshot, TopographError

__all__ = [
    "LIMIT",
    "Readable",
    "gzip_bytes",
    "is_packed",
    "pack",
    "read_all",
    "unpack",
    "zstandard",
]

# Far above a snapshot of 100,000 containers, and below what a machine cannot hold: a small
# file may expand to any size.
LIMIT: Final = 1 << 30

GZIP_MAGIC: Final = b"\x1f\x8b"
ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"
CHUNK: Final = 1 << 20


class Readable(Protocol):
    """What can be read on."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end only."""
        ...


def is_packed(data: bytes) -> bool:
    """Tell whether data starts like gzip or Zstandard."""
    return data.startswith((GZIP_MAGIC, ZSTD_MAGIC))


def unpack(data: bytes, where: str, limit: int = LIMIT) -> bytes:
    """Return what compressed data holds, or data that is not compressed as it is.

    Args:
        data: the whole file.
        where: what to call it in errors.
        limit: the most bytes that it may expand to.

    Raises:
        MalformedSnapshot: cut short, corrupt or larger than `limit`.
    """
    if not is_packed(data):
        return data
    packed = io.BytesIO(data)
    faults: tuple[type[Exception], ...]
    if data.startswith(GZIP_MAGIC):
        name, faults = "gzip", (zlib.error, gzip.BadGzipFile)
        stream: Any = gzip.GzipFile(fileobj=packed)
    else:
        zstd = zstandard()
        name, faults = "zstd", (zstd.ZstdError,)
        stream = zstd.ZstdFile(packed)
    try:
        return read_all(stream, where, limit)
    except EOFError as error:
        raise MalformedSnapshot(
            f"cut short: the {name} data has no end", where=where, hint="copy the file again"
        ) from error
    except faults as error:
        raise MalformedSnapshot(
            f"corrupt {name} data", where=where, hint="copy the file again"
        ) from error


def pack(data: bytes, path: str) -> bytes:
    """Return data as the suffix of a path wants it: .gz, .zst, or anything else for plain.

    The same data gives the same bytes: no time and no name goes into the header.
    """
    if path.endswith(".gz"):
        return gzip_bytes(data)
    if path.endswith(".zst"):
        zstd = zstandard()
        # The checksum is off by default, and then a flipped bit may go unnoticed.
        options = {zstd.CompressionParameter.checksum_flag: 1}
        compressed: bytes = zstd.compress(data, options=options)
        return compressed
    return data


def gzip_bytes(data: bytes, level: int = 6) -> bytes:
    """Return data in gzip, without a name and a time."""
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", compresslevel=level, fileobj=packed, mtime=0) as stream:
        stream.write(data)
    return packed.getvalue()


def read_all(stream: Readable, where: str, limit: int = LIMIT) -> bytes:
    """Read a stream to its end, but not beyond the limit.

    Raises:
        MalformedSnapshot: there is more than `limit` bytes.
    """
    chunks, size = [], 0
    while chunk := stream.read(CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            raise MalformedSnapshot(
                f"larger than {limit >> 20} MiB",
                where=where,
                hint="no snapshot is that large",
            )
    return b"".join(chunks)


def zstandard() -> Any:
    """Import Zstandard, which few files need: in the standard library since Python 3.14."""
    try:
        return import_module(
            "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
        )
    except ImportError as error:
        raise TopographError(
            "Zstandard is not installed",
            where=".zst",
            hint="install the package backports.zstd, or use .json.gz",
        ) from error
