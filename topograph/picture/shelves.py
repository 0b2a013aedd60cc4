"""Arrange hosts on shelves, as books: side by side, and in several rows if need be."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

__all__ = ["Size", "arrange", "shelf_width"]

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

    def fill(number: int) -> list[int]:
        return _fill(sizes, gap, shelf_width(sizes[:number], gap))

    def is_too_wide(number: int) -> bool:
        return _shape(sizes, gap, fill(number)) > limit

    # The more there are on the first shelf, the wider is the whole.
    fitting = bisect_left(range(2, len(sizes) + 1), True, key=is_too_wide)
    return fill(fitting + 1) if fitting else [1] * len(sizes)


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
