"""Give every part of a band its place, from top to bottom and from left to right.

Rows of a card are where the card is. Rows of a panel give way: each is put at
the height of the card that belongs to it, so that the cable between them is
straight. So a panel and its cards are placed in one go, and a panel in a box
with the cards of the next column in turn.
"""

from collections import defaultdict
from typing import Final

from topograph.picture.bands import Band
from topograph.picture.parts import Card, Host, Panel, Row
from topograph.picture.plans import Plan
from topograph.picture.sizes import (
    FRAME_TOP,
    INSET,
    PANEL_GAP,
    PANEL_PAD,
    ROW,
    Sizes,
    card_head,
    card_rest,
    panel_head,
    row_height,
)
from topograph.picture.spots import Anchor, BandSpot, CardSpot, PanelSpot, RowSpot
from topograph.picture.tracks import Tracks

__all__ = ["place_parts"]

_NEVER: Final = 1 << 60
"""Further down than anything is."""
_HALF = ROW // 2
_HEAD_MIDDLE = 18
_REACH = 160
"""A row goes down so far, and not further, to be level with the other end of its cable."""


def place_parts(host: Host, made: Plan, sizes: Sizes, band: Band, tracks: Tracks) -> BandSpot:
    """Place the panels and cards of one band.

    Args:
        host: the host.
        made: what stands beside what.
        sizes: the widths.
        band: what is in the band.
        tracks: where its columns are.
    """
    placing = _Placing(made, sizes, band, tracks)
    placing.place_host(host)
    placing.place_others()
    return placing.spot


class _Placing:
    """One band, while it is filled."""

    def __init__(self, made: Plan, sizes: Sizes, band: Band, tracks: Tracks) -> None:
        self.spot = BandSpot(parts=band.parts)
        self._made = made
        self._sizes = sizes
        self._band = band
        self._tracks = tracks
        self._free: defaultdict[int, int] = defaultdict(lambda: tracks.top)
        """Where each column is free from."""
        self._waiting = set(band.cards) | set(band.hanging)
        far = [made.cards[key] for key in band.hanging if made.cards[key].is_host]
        self._far_panels = {
            row.key: panel for card in far for panel in card.panels for row in panel.rows
        }
        """The panel of each row in a far part of the host."""
        if far:
            # Its frame is level with that of the host, and so are the panels in both.
            self._free[2] = tracks.top - FRAME_TOP

    def place_host(self, host: Host) -> None:
        """Place the panels of the host's own namespace, with the cards that belong to them."""
        for panel in host.panels:
            if panel.key in self._band.rows:
                for key in self._made.ahead[panel.key]:
                    self._follow(key)
                spot = self._panel(panel, 0, max(self._free[0], self._level(panel)))
                self._free[0] = spot.y + spot.height + PANEL_GAP
                self.spot.panels.append(spot)
                for key in self._made.behind[panel.key]:
                    self._follow(key)

    def _level(self, panel: Panel) -> int:
        """Return the top of a panel that brings its first row level with the next card."""
        first, beside, _ = self._sort(self._band.rows[panel.key])
        if first or not beside:
            return 0
        card = self._made.cards[self._made.beside[beside[0].key]]
        top = max(self._free[1], self._below_heads(card))
        return top + self._own_offset(card) - _HALF - PANEL_PAD - panel_head(panel)

    def _follow(self, key: str) -> None:
        """Place a card that belongs to no panel of this column."""
        if key in self._waiting:
            card = self._made.cards[key]
            self._card(card, 1, max(self._free[1], self._below_heads(card)))

    def place_others(self) -> None:
        """Place the cards that belong to no panel, each column after the one left of it."""
        columns: defaultdict[int, list[str]] = defaultdict(list)
        for key in (*self._band.cards, *self._band.hanging):
            columns[self._made.column[key]].append(key)
        for column in sorted(columns):
            left = [key for key in columns[column] if key in self._waiting]
            wanted = {key: self._wanted(self._made.cards[key]) for key in left}
            left.sort(key=lambda key: (wanted[key], self._made.rank[key]))
            for key in left:
                if key in self._waiting:
                    top = max(self._free[column], wanted[key] if wanted[key] < _NEVER else 0)
                    self._card(self._made.cards[key], column, top)
        self.spot.bottom = max([self._tracks.top, *self._free.values()])

    def _wanted(self, card: Card) -> int:
        """Return the top of a card that would make its first cable straight."""
        offset = card_head(card, self._sizes) + _HALF
        for row in card.rows:
            far = self._far(row)
            if far is not None:
                return far - offset
            offset += row_height(row)
        fars = [
            far
            for panel in card.panels
            for row in self._band.rows.get(panel.key, ())
            if (far := self._far(row)) is not None
        ]
        if not fars:
            return _NEVER
        return min(fars) - offset - INSET - PANEL_PAD - panel_head(card.panels[0])

    def _far(self, row: Row) -> int | None:
        """Return the height of the other end of a cable, if that has its place already."""
        for partner in self._made.partners.get(row.key, ()):
            if partner in self.spot.anchors:
                return self.spot.anchors[partner].y
        return None

    def _panel(self, panel: Panel, column: int, top: int) -> PanelSpot:
        track = self._tracks.columns[column]
        inset = INSET if column else 0
        spot = PanelSpot(panel, track.left + inset, top, track.right - track.left - 2 * inset)
        self._anchor(panel.key, column, spot.x, spot.width, top + _HEAD_MIDDLE)
        y = top + panel_head(panel)
        rows = self._band.rows[panel.key]
        if rows:
            y = self._fill(spot, rows, column, y + PANEL_PAD) + PANEL_PAD
        spot.height = y - top
        return spot

    def _fill(self, spot: PanelSpot, rows: list[Row], column: int, y: int) -> int:
        """Place the rows of a panel and return where they end."""
        done: set[str] = set()

        def put(row: Row, top: int) -> int:
            spot.rows.append(RowSpot(row, top))
            self._anchor(row.key, column, spot.x, spot.width, top + _HALF, is_port=True)
            done.add(row.key)
            return top + row_height(row)

        by_key = {row.key: row for row in rows}
        first, beside, last = self._sort(rows)
        is_far = any(row.key in self._far_panels for row in rows)
        reach = _NEVER if is_far else _REACH
        for row in first:
            far = self._far(row)
            is_near = far is not None and y + _HALF <= far <= y + _HALF + reach
            y = put(row, far - _HALF if far is not None and is_near else y)
        for row in beside:
            card = self._made.cards[self._made.beside[row.key]]
            offset = self._own_offset(card)
            top = max(self._free[column + 1], y + _HALF - offset, self._below_heads(card))
            y = put(row, top + offset - _HALF)
            self._card(card, column + 1, top)
            for key in self._ends(card):
                if key in by_key and key not in done:
                    far = self._far(by_key[key])
                    y = put(by_key[key], y if far is None else max(y, far - _HALF))
        for row in last:
            if row.key not in done:
                y = put(row, y)
        return y

    def _sort(self, rows: list[Row]) -> tuple[list[Row], list[Row], list[Row]]:
        """Return the rows that follow their cards, those beside them, and those before them."""
        first: list[tuple[int, Row]] = []
        beside: list[tuple[int, Row]] = []
        last: list[tuple[int, Row]] = []
        for row in rows:
            partners = self._made.partners.get(row.key, ())
            far = self._far(row)
            if far is not None or not partners:
                first.append((far or 0, row))
            elif self._made.beside.get(row.key) in self._waiting:
                beside.append((self._made.rank[self._made.beside[row.key]], row))
            else:
                last.append((self._made.rank.get(self._made.home[partners[0]], 0), row))
        for found in (first, beside, last):
            found.sort(key=lambda pair: pair[0])
        return [r for _, r in first], [r for _, r in beside], [r for _, r in last]

    def _ends(self, card: Card) -> list[str]:
        """Return what the links of a card are cabled to."""
        return [end for row in card.rows for end in self._made.partners.get(row.key, ())]

    def _below_heads(self, card: Card) -> int:
        """Return the lowest top of a card whose rows are level with those of far panels."""
        top = self._tracks.top
        offset = card_head(card, self._sizes)
        for row in card.rows:
            for end in self._made.partners.get(row.key, ()):
                panel = self._far_panels.get(end)
                if panel:
                    top = max(top, self._tracks.top + panel_head(panel) + PANEL_PAD - offset)
            offset += row_height(row)
        return top

    def _own_offset(self, card: Card) -> int:
        offset = card_head(card, self._sizes) + _HALF
        for row in card.rows:
            if row.key == self._made.own_row[card.key]:
                break
            offset += row_height(row)
        return offset

    def _card(self, card: Card, column: int, top: int) -> None:
        self._waiting.discard(card.key)
        track = self._tracks.columns[column]
        spot = CardSpot(card, track.left, top, track.right - track.left)
        self.spot.cards.append(spot)
        y = top + card_head(card, self._sizes)
        # In a further part of a box there are no links but those of its bridges.
        for row in card.rows if self._band.parts.get(card.key, (1, 1))[0] == 1 else ():
            spot.rows.append(RowSpot(row, y))
            self._anchor(row.key, column, spot.x, spot.width, y + _HALF)
            y += row_height(row)
        spot.rest = y
        y += card_rest(card, self._sizes)
        for panel in card.panels:
            if panel.key in self._band.rows:
                placed = self._panel(panel, column, y)
                spot.panels.append(placed)
                y = placed.y + placed.height + INSET
        spot.height = y - top
        self._free[column] = y + (PANEL_GAP if card.is_host else self._sizes.card_gap)

    def _anchor(  # noqa: PLR0913 - an anchor is all of this
        self, key: str, column: int, x: int, width: int, y: int, *, is_port: bool = False
    ) -> None:
        track = self._tracks.columns[column]
        before = self._tracks.lane_before(column)
        self.spot.anchors[key] = Anchor(
            column, x, x + width, y, before, track.left, track.right, is_port
        )
