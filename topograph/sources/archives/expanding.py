"""Expand gzip, bzip2, xz and Zstandard, never more at a time than is asked for."""

import zlib
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from topograph.errors import MalformedSnapshot, TopographError
from topograph.snapshot.packing import Readable, zstandard

__all__ = ["Compression", "Expanded", "find_compression"]

_CHUNK: Final = 64 << 10
_MEMORY: Final = 128 << 20
"""Bytes for the dictionary of xz; its strongest level takes half of them."""
_PIECE: Final = 4096
"""Bytes that each piece gives on average, but for the first hundred: making a decoder for next to
nothing again and again would take hours."""


class Compression(NamedTuple):
    """A kind of compressed data."""

    name: str
    make: Callable[[], Any]
    """Makes a decoder with the members of `bz2.BZ2Decompressor`."""
    faults: tuple[type[Exception], ...]
    """What the decoder raises over data that is not sound."""
    too_much: str = "\0"
    """What is in the words of a fault that means: it would take too much memory."""


class _TooManyPieces(Exception):
    """Nearly nothing stands in each of them."""


class Expanded:
    """What compressed data expands to; several pieces in a row are one.

    Args:
        stream: the compressed data, from its first byte.
        compression: its kind.
        where: what to call it in errors.
    """

    def __init__(self, stream: Readable, compression: Compression, where: str) -> None:
        self._stream, self._compression, self._where = stream, compression, where
        self._decoder: Any = compression.make()
        self._pieces = 1
        self._size = 0
        self.error: type[TopographError] = MalformedSnapshot
        """What is raised over data that is not sound, until it is known what it holds."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end only.

        Raises:
            TopographError: of the class `error`: the data is cut short or corrupt.
        """
        name, where = self._compression.name, self._where
        faults: tuple[type[Exception], ...] = (*self._compression.faults, _TooManyPieces)
        try:
            data = self._read(size)
        except EOFError as fault:
            what = f"cut short: the {name} data has no end"
            raise self.error(what, where=where, hint="copy the file again") from fault
        except faults as fault:
            if self._compression.too_much in str(fault):
                what = f"the {name} data takes more than {_MEMORY >> 20} MiB of memory to expand"
                hint = "expand it, and name what comes of it"
                raise self.error(what, where=where, hint=hint) from fault
            what = f"corrupt {name} data"
            raise self.error(what, where=where, hint="copy the file again") from fault
        self._size += len(data)
        return data

    def _read(self, size: int) -> bytes:
        while size > 0:
            packed = b""
            if self._decoder.eof:
                packed = self._next_piece()
                if not packed:
                    return b""
            elif self._decoder.needs_input:
                packed = self._stream.read(_CHUNK)
                if not packed:
                    raise EOFError
            data: bytes = self._decoder.decompress(packed, size)
            if data:
                return data
        return b""

    def _next_piece(self) -> bytes:
        """Return the first bytes after a piece, for a new decoder; none at the end."""
        packed = self._decoder.unused_data
        # Zeros fill a tape's last block.
        while not (packed := packed.lstrip(b"\0")):
            packed = self._stream.read(_CHUNK)
            if not packed:
                return b""
        self._pieces += 1
        if self._pieces > 100 + self._size / _PIECE:
            raise _TooManyPieces
        self._decoder = self._compression.make()
        return bytes(packed)


def find_compression(head: bytes) -> Compression | None:
    """Return the kind that data is compressed in, by its first bytes; None if it is not."""
    for magic, find in _KINDS.items():
        if head.startswith(magic):
            return find()
    return None


class _Gunzip:
    """zlib's decoder with the members of the others."""

    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._tail = b""

    @property
    def eof(self) -> bool:
        """Whether the end of the piece was reached."""
        return self._decoder.eof

    @property
    def unused_data(self) -> bytes:
        """What came after the end of the piece."""
        return self._decoder.unused_data

    @property
    def needs_input(self) -> bool:
        """Whether nothing comes without more data."""
        return not self._tail

    def decompress(self, packed: bytes, size: int) -> bytes:
        """Return at most `size` bytes."""
        data = self._decoder.decompress(self._tail + packed, size)
        self._tail = self._decoder.unconsumed_tail
        return data


def _gzip() -> Compression:
    return Compression("gzip", _Gunzip, (zlib.error,))


def _bzip2() -> Compression:
    import bz2  # noqa: PLC0415 (few files need it)

    return Compression("bzip2", bz2.BZ2Decompressor, (OSError, ValueError))


def _xz() -> Compression:
    import lzma  # noqa: PLC0415 (few files need it)

    def make() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY)

    return Compression("xz", make, (lzma.LZMAError,), "Memory usage limit")


def _zstd() -> Compression:
    zstd = zstandard()
    return Compression("zstd", zstd.ZstdDecompressor, (zstd.ZstdError,), "too much memory")


_KINDS: Final = {
    b"\x1f\x8b": _gzip,
    b"\x28\xb5\x2f\xfd": _zstd,
    b"\xfd7zXZ\x00": _xz,
    b"BZh": _bzip2,
}
"""By the first bytes."""
