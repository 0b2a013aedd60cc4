"""Read a PNG, as far as ours go: 8 bits, red, green, blue and opacity, not interlaced."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Pixels", "size_of"]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGBA = 4


def size_of(png: bytes) -> tuple[int, int]:
    """Return width and height as its head says them."""
    head = next(data for kind, data in chunks(png) if kind == b"IHDR")
    width, height, *how = struct.unpack(">IIBBBBB", head)
    assert how == [8, 6, 0, 0, 0]
    return width, height


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and data of each part, after checking its sum."""
    assert png.startswith(SIGNATURE)
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(kind + data),)
        yield kind, data
        at += 12 + length
    assert kind == b"IEND"


@dataclass
class Pixels:
    """A decoded PNG; a colour is `#rrggbb`, and every pixel is opaque."""

    rows: list[bytes]

    @classmethod
    def of(cls, png: bytes) -> "Pixels":
        """Decode it."""
        width, height = size_of(png)
        raw = zlib.decompress(b"".join(data for kind, data in chunks(png) if kind == b"IDAT"))
        stride = width * RGBA
        assert len(raw) == height * (stride + 1)
        rows, above = [], bytes(stride)
        for at in range(0, len(raw), stride + 1):
            above = unfilter(raw[at], raw[at + 1 : at + 1 + stride], above)
            rows.append(above)
        return cls(rows)

    def at(self, x: int, y: int) -> str:
        """Return the colour of a pixel; negative places count from the other side."""
        row = self.rows[y]
        x %= len(row) // RGBA
        *colour, opacity = row[x * RGBA : x * RGBA + RGBA]
        assert opacity == 255
        return "#" + bytes(colour).hex()

    def colours(self) -> set[str]:
        """Return all that occur."""
        found = {n for row in self.rows for (n,) in struct.iter_unpack(">I", row)}
        assert {n & 0xFF for n in found} == {0xFF}
        return {f"#{n >> 8:06x}" for n in found}


def unfilter(kind: int, row: bytes, above: bytes) -> bytes:
    """Return a row of pixels as it was before it was made easy to compress."""
    if kind == 0:
        return row
    if kind == 2:
        return bytes([(a + b) & 0xFF for a, b in zip(row, above, strict=True)])
    out = bytearray(len(row) + RGBA)
    corners = bytes(RGBA) + above
    for at, value in enumerate(row):
        left, up, corner = out[at], above[at], corners[at]
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + up) // 2
        else:
            far, near, both = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
            guess = left if far <= near and far <= both else up if near <= both else corner
        out[at + RGBA] = (value + guess) & 0xFF
    return bytes(out[RGBA:])
