"""Give each network a colour that is its own for as long as it lives."""

from collections.abc import Iterable
from typing import Final
from zlib import crc32

from topograph.picture.style import HUES

__all__ = ["assign_hues"]

_COUNT: Final = len(HUES)


def assign_hues(names: Iterable[str]) -> dict[str, int]:
    """Return the number of a hue for each name.

    A name decides which hue it would like. Where two would like the same while others are
    free, the later one goes on to the next free one; so those at the front keep theirs
    whatever comes behind them. Beyond that number hues come again.

    Args:
        names: the oldest first.
    """
    chosen: dict[str, int] = {}
    free = set(range(_COUNT))
    for name in dict.fromkeys(names):
        first = crc32(name.encode("utf-8", "surrogatepass")) % _COUNT
        if not free:
            free = set(range(_COUNT))
        hue = next(h % _COUNT for h in range(first, first + _COUNT) if h % _COUNT in free)
        free.remove(hue)
        chosen[name] = hue
    return chosen
