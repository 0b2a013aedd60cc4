"""Lay out one host: first what is in each of its bands and how wide that is, then how high."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from topograph.picture.bands import Band, cut_into_bands
from topograph.picture.grouping import plan
from topograph.picture.parts import Cable, Host, StackedLink
from topograph.picture.placing import place_parts
from topograph.picture.plans import Plan
from topograph.picture.sizes import FRAME_TOP, Sizes
from topograph.picture.spots import BandSpot, Frame
from topograph.picture.spreading import spread
from topograph.picture.stacking import TAG_WIDTH, place_stack, stack_depths
from topograph.picture.tracks import FRAME_PAD, Tracks, lay_tracks
from topograph.picture.widths import measure

__all__ = ["NARROWEST", "HostLayout"]

NARROWEST: Final = 640
"""A host takes so much room at least, for what is written above it."""
_BAND_GAP: Final = 84


@dataclass(slots=True)
class _Strip:
    """What one band is made of."""

    band: Band
    cables: list[Cable]
    links: list[StackedLink]
    stack: list[int]
    """Widths of its columns of stacked links."""
    columns: dict[int, int]
    """Widths of the others, by their numbers."""

    def tracks(self, left: int) -> Tracks:
        """Return where its columns are."""
        return lay_tracks(left, self.stack, self.columns)


class HostLayout:
    """One host: its bands are known from the start, their places once it is told where it is.

    Args:
        host: the host.
        cables: those that end on parts of it.
        is_compact: whether cards are drawn in one line.
    """

    def __init__(self, host: Host, cables: list[Cable], is_compact: bool) -> None:
        self.host = host = spread(host, cables)
        self.sizes: Sizes = measure(host, is_compact)
        self._made: Plan = plan(host, cables)
        self._depth = stack_depths(host)
        bands = cut_into_bands(host, self._made, self.sizes)
        dealt = self._deal(bands, cables)
        self._strips: list[_Strip] = []
        for n, band in enumerate(bands):
            links = list(self.host.stack) if n == 0 else self._tags(band, dealt[n])
            stack = self._stack_widths(n, links)
            self._strips.append(_Strip(band, dealt[n], links, stack, self._columns(band)))
        widths = [strip.tracks(0).right for strip in self._strips]
        self.width = max(NARROWEST, sum(widths) + _BAND_GAP * (len(widths) - 1))
        """How much room it takes."""

    def height(self) -> int:
        """Return its height, which takes as long as to place everything."""
        return max(spot.bottom for spot, _ in self.place(0, 0))

    def place(self, left: int, top: int) -> Iterator[tuple[BandSpot, list[Cable]]]:
        """Yield the places in each band, and the cables in it.

        Args:
            left: where the host begins.
            top: the same from above.
        """
        for n, strip in enumerate(self._strips):
            tracks = strip.tracks(left)
            left = tracks.right + _BAND_GAP
            tracks.top = top + FRAME_TOP
            spot = place_parts(self.host, self._made, self.sizes, strip.band, tracks)
            depth = self._depth if n == 0 else {}
            spot.number = (n + 1, len(self._strips))
            spot.stack, anchors = place_stack(strip.links, depth, tracks)
            spot.anchors.update(anchors)
            if tracks.frame is not None:
                ends = [tracks.top, *(panel.y + panel.height for panel in spot.panels)]
                ends += [stacked.y + stacked.height for stacked in spot.stack]
                width = tracks.frame.right - tracks.frame.left
                spot.frame = Frame(tracks.left, top, width, max(ends) + FRAME_PAD - top)
                spot.bottom = max(spot.bottom, max(ends) + FRAME_PAD)
            yield spot, strip.cables

    def _deal(self, bands: list[Band], cables: list[Cable]) -> list[list[Cable]]:
        """Return the cables of each band."""
        drawn_in: defaultdict[str, list[int]] = defaultdict(list)
        for n, band in enumerate(bands):
            whole = [*band.cards, *(k for k in band.hanging if band.parts.get(k, (1, 1))[0] == 1)]
            for key in whole:
                for row in self._made.cards[key].rows:
                    drawn_in[row.key].append(n)
            for panel, rows in band.rows.items():
                for key in (panel, *(row.key for row in rows)):
                    drawn_in[key].append(n)
        dealt: list[list[Cable]] = [[] for _ in bands]
        for cable in cables:
            one, other = (drawn_in.get(key) for key in cable.ends)
            # A box of the host has a tag in each band that needs it.
            common = [n for n in (one or other or [0]) if n in (other or one or [0])]
            dealt[common[0]].append(cable)
        return dealt

    def _tags(self, band: Band, cables: list[Cable]) -> list[StackedLink]:
        """Return the stacked links that a further band has to name."""
        ends = {key for cable in cables for key in cable.ends}
        panels = [panel for panel in self.host.panels if panel.key in band.rows]
        is_routed = any(panel.is_routed for panel in panels)
        return [
            link for link in self.host.stack if link.key in ends or (is_routed and link.gateways)
        ]

    def _stack_widths(self, number: int, links: list[StackedLink]) -> list[int]:
        if not links:
            return []
        if number:
            return [TAG_WIDTH]
        return [self.sizes.stack] * (max(self._depth.values()) + 1)

    def _columns(self, band: Band) -> dict[int, int]:
        """Return the widths of the columns that a band uses."""
        has_panels = any(panel.key in band.rows for panel in self.host.panels)
        widths = {0: self.sizes.panel} if has_panels else {}
        for key in (*band.cards, *band.hanging):
            column = self._made.column[key]
            width = self.sizes.width_of(self._made.cards[key])
            widths[column] = max(width, widths.get(column, 0))
        return widths
