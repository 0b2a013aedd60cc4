"""Place the links at the left edge of a host, each one lower than all before it.

No two of them are at one height, so a cable may run to the right from any of
them without passing below another; it turns in the lane before its target.
"""

from collections.abc import Iterable
from typing import Final

from topograph.picture.parts import Host, StackedLink
from topograph.picture.sizes import TAG, stack_height
from topograph.picture.spots import STACK, Anchor, StackSpot
from topograph.picture.tracks import Tracks

__all__ = ["TAG_WIDTH", "place_stack", "stack_depths"]

TAG_WIDTH: Final = 116
_GAP: Final = 16
_TAG_GAP: Final = 10
_DEEPEST: Final = 5


def stack_depths(host: Host) -> dict[str, int]:
    """Return the column of each stacked link, counted from the edge of the host."""
    depth: dict[str, int] = {}
    for link in host.stack:
        below = [depth[key] for key in link.below if key in depth]
        depth[link.key] = min(max(below, default=-1) + 1, _DEEPEST)
    return depth


def place_stack(
    links: Iterable[StackedLink], depth: dict[str, int], tracks: Tracks
) -> tuple[list[StackSpot], dict[str, Anchor]]:
    """Return the places of links and where their cables end.

    Args:
        links: those to place.
        depth: the column of each; empty if only tags are placed, which all have one column.
        tracks: where the columns are.
    """
    spots: list[StackSpot] = []
    anchors: dict[str, Anchor] = {}
    y = tracks.top
    for link in links:
        column = depth.get(link.key, 0)
        track = tracks.stack[column]
        height = stack_height(link) if depth else TAG
        width = track.right - track.left
        spots.append(StackSpot(link, track.left, y, width, height, is_tag=not depth))
        before = tracks.stack[column - 1].right if column else tracks.left
        anchors[link.key] = Anchor(
            STACK + column,
            track.left,
            track.right,
            y + height // 2,
            before,
            track.left,
            track.right,
        )
        y += height + (_GAP if depth else _TAG_GAP)
    return spots, anchors
