"""Arrange hosts on shelves, as books: side by side, and in several rows if need be."""

from collections.abc import Sequence
from typing import Final

__all__ = ["arrange", "shelf_width"]

Size = tuple[int, int]
"""Width and height."""

_WIDEST: Final = 2.3
"""Width of a crowd, as a multiple of its height, above which it gets another shelf."""
_LONGEST: Final = 6.0
"""The same for a few things, which may as well be a strip."""


def arrange(sizes: Sequence[Size], gap: int, *, is_crowd: bool) -> list[int]:
    """Return how many of the things are on each shelf: as few shelves as the shape allows.

    Args:
        sizes: of the things, in their order.
        gap: between two of them on one shelf.
        is_crowd: whether the whole is to have the shape of a page.
    """
    limit = _WIDEST if is_crowd else _LONGEST
    for n in range(len(sizes), 1, -1):
        shelves = _fill(sizes, gap, shelf_width(sizes[:n], gap))
        if _shape(sizes, gap, shelves) <= limit:
            return shelves
    return [1] * len(sizes)


def shelf_width(sizes: Sequence[Size], gap: int) -> int:
    """Return the width of things side by side."""
    return sum(width for width, _ in sizes) + gap * (len(sizes) - 1)


def _fill(sizes: Sequence[Size], gap: int, most: int) -> list[int]:
    """Return how many things are on each shelf if none is wider than `most`."""
    shelves: list[int] = []
    used = most
    for width, _ in sizes:
        if used + gap + width > most:
            shelves.append(0)
            used = -gap
        shelves[-1] += 1
        used += gap + width
    return shelves


def _shape(sizes: Sequence[Size], gap: int, shelves: list[int]) -> float:
    first = widest = height = 0
    for number in shelves:
        shelf = sizes[first : first + number]
        widest = max(widest, shelf_width(shelf, gap))
        height += max(high for _, high in shelf)
        first += number
    return widest / max(1, height)
