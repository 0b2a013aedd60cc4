"""Where the columns of a band are, and the lanes between them that are kept for cables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

__all__ = ["FRAME_PAD", "Tracks", "lay_tracks"]

FRAME_PAD: Final = 22
"""From the edge of the host to what is in it."""
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
        before = [track.right for n, track in self.columns.items() if n < column]
        return max([self.left, *before, *(track.right for track in self.stack)])

    @property
    def right(self) -> int:
        """The right edge of the last column."""
        tracks = [*self.columns.values(), *([self.frame] if self.frame else [])]
        return max([self.left, *(track.right for track in tracks)])


def lay_tracks(left: int, stack: Iterable[int], columns: Mapping[int, int]) -> Tracks:
    """Return the columns of a band.

    Args:
        left: where it begins.
        stack: widths of the columns of stacked links.
        columns: widths of the columns in use by their numbers; 0 is the host's own panels.
    """
    x = left
    stacks: list[Track] = []
    found: dict[int, Track] = {}
    for width in stack:
        x += _STACK_LANE if stacks else FRAME_PAD
        stacks.append(Track(x, x + width))
        x += width
    if 0 in columns:
        x += _STACK_LANE if stacks else FRAME_PAD
        found[0] = Track(x, x + columns[0])
        x += columns[0]
    frame = Track(left, x + FRAME_PAD) if stacks or found else None
    for column in sorted(columns.keys() - {0}):
        x += _LANE if x > left else 0
        found[column] = Track(x, x + columns[column])
        x += columns[column]
    return Tracks(stacks, found, frame, left)
