"""Where the columns of a band are, and the lanes between them that are kept for cables."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from topograph.picture.sizes import Sizes

__all__ = ["FRAME_PAD", "FRAME_TOP", "Track", "Tracks", "lay_tracks"]

FRAME_PAD: Final = 22
"""From the edge of the host to what is in it."""
FRAME_TOP: Final = 34
"""From the upper edge of the host to what is in it."""
_STACK_LANE: Final = 44
_LANE: Final = 124


class Track(NamedTuple):
    """One column."""

    left: int
    right: int


@dataclass(slots=True)
class Tracks:
    """The columns of one band."""

    stack: list[Track]
    columns: dict[int, Track]
    frame: Track | None
    """The host's own namespace; None if nothing of it is in this band."""
    left: int
    top: int = 0
    """Where the first panel and the first card begin."""

    def lane_before(self, column: int) -> int:
        """Return where the lane left of a column begins."""
        if column > 0:
            return self.columns[column - 1].right if column - 1 in self.columns else self.left
        return self.stack[-1].right if self.stack else self.left

    @property
    def right(self) -> int:
        """The right edge of the last column."""
        tracks = [*self.columns.values(), *([self.frame] if self.frame else [])]
        return max([self.left, *(track.right for track in tracks)])


def lay_tracks(left: int, stack: Iterable[int], columns: Iterable[int], sizes: Sizes) -> Tracks:
    """Return the columns of a band.

    Args:
        left: where it begins.
        stack: widths of the columns of stacked links.
        columns: numbers of the columns in use, 0 is the host's own panels.
        sizes: the widths.
    """
    x = left
    used = sorted(columns)
    stacks: list[Track] = []
    found: dict[int, Track] = {}
    for width in stack:
        x += _STACK_LANE if stacks else FRAME_PAD
        stacks.append(Track(x, x + width))
        x += width
    if 0 in used:
        x += _STACK_LANE if stacks else FRAME_PAD
        found[0] = Track(x, x + sizes.panel)
        x += sizes.panel
    frame = Track(left, x + FRAME_PAD) if stacks or found else None
    for column in range(1, max([0, *used]) + 1):
        x += _LANE if frame or column > 1 else 0
        found[column] = Track(x, x + sizes.card)
        x += sizes.card
    return Tracks(stacks, found, frame, left)
