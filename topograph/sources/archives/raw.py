"""The bytes of a source, of which the first can be looked at without a way back."""

from typing import BinaryIO, Final

from topograph.snapshot.files import unreadable
from topograph.snapshot.packing import Readable

__all__ = ["Counted", "Rejoined", "read_exactly"]

_CHUNK: Final = 1 << 20


class Counted:
    """A file or a pipe, whose refusals are worded, and whose bytes are counted.

    Args:
        stream: opened for reading, buffered or not.
        where: what to call it in errors.
    """

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._stream, self._where = stream, where
        self.size = 0

    def read(self, size: int, /) -> bytes:
        """Read on.

        Raises:
            SourceUnavailable: the system refuses.
        """
        try:
            data = self._stream.read(size)
        except OSError as error:
            raise unreadable(self._where, error) from error
        self.size += len(data)
        return data

    def packed(self) -> int:
        """Return how many bytes were read."""
        return self.size


class Rejoined:
    """A stream with the bytes in front again that were read to look at them."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        self._head, self._stream = head, stream

    def read(self, size: int, /) -> bytes:
        """Read on."""
        if not self._head:
            return self._stream.read(size)
        data, self._head = self._head[:size], self._head[size:]
        return data


def read_exactly(stream: Readable, size: int) -> bytes:
    """Return so many bytes, fewer at the end only."""
    data = stream.read(size)
    if len(data) == size or not data:
        return data
    parts, left = [data], size - len(data)
    while left and (data := stream.read(min(left, _CHUNK))):
        parts.append(data)
        left -= len(data)
    return b"".join(parts)
