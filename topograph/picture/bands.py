"""Cut a host into bands that stand side by side, until the picture has the shape of a page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from topograph.picture.parts import Card, Host, Panel, Row
from topograph.picture.plans import Plan
from topograph.picture.sizes import (
    PANEL_GAP,
    PANEL_PAD,
    ROW,
    Sizes,
    card_head,
    card_rest,
    panel_head,
    row_height,
)

__all__ = ["Band", "cut_into_bands"]

_SHAPE: Final = 1.1
"""Width of a picture, as a multiple of its height, that the number of bands comes close to."""
_LANES: Final = 200
_HEAD: Final = 150
"""What is above and below the cards."""
_SHARE: Final = 3
"""The cards of one panel stay in one band if they take less than this part of it."""
_FEW: Final = 24
"""So many rows without a cable stay with the others of their panel."""


@dataclass(slots=True)
class Band:
    """What is drawn in one band."""

    cards: list[str] = field(default_factory=list)
    """Keys of whole cards, in the order of their rank."""
    hanging: list[str] = field(default_factory=list)
    """Keys of cards of which this band has a part."""
    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """The rows of each panel that are drawn here."""
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of panels and cards that several bands have: which part it is, and of how many."""


def cut_into_bands(host: Host, made: Plan, sizes: Sizes) -> list[Band]:
    """Return the bands of a host, from left to right; there is at least one."""
    band_of = _Spread(host, made, sizes).assign()
    bands = [Band() for _ in range(max([0, *band_of.values()]) + 1)]
    for key in sorted(made.cards, key=made.rank.__getitem__):
        if key not in made.hanging:
            bands[band_of[key]].cards.append(key)
            for panel in made.cards[key].panels:
                bands[band_of[key]].rows[panel.key] = list(panel.rows)
    for panel in host.panels:
        _deal(panel, bands, band_of)
        _number(panel.key, [b for b in bands if panel.key in b.rows])
    for key in sorted(made.hanging, key=made.rank.__getitem__):
        _hang(made.cards[key], made, bands, band_of)
    return bands


def _deal(panel: Panel, bands: list[Band], band_of: dict[str, int]) -> None:
    """Give each row of a panel to its band, and the head of an empty one to its own."""
    for row in panel.rows:
        bands[band_of[row.key]].rows[panel.key].append(row)
    if panel.key in band_of:
        bands[band_of[panel.key]].rows[panel.key]


def _hang(card: Card, made: Plan, bands: list[Band], band_of: dict[str, int]) -> None:
    """Give each band that part of a box which its cards are plugged into."""
    lonely: list[tuple[str, Row]] = []
    for panel in card.panels:
        for row in panel.rows:
            near = {band_of[made.home[p]] for p in made.partners.get(row.key, ())}
            if near:
                bands[min(near)].rows[panel.key].append(row)
            else:
                lonely.append((panel.key, row))
    keys = [panel.key for panel in card.panels]
    first = next(band for band in bands if any(key in band.rows for key in keys))
    for key in keys:
        # All panels of the box are in its first part, be they empty.
        first.rows[key]
    for key, row in lonely:
        first.rows[key].append(row)
    mine = [band for band in bands if any(key in band.rows for key in keys)]
    for band in mine:
        band.hanging.append(card.key)
    for key in (card.key, *keys):
        _number(key, [band for band in mine if key == card.key or key in band.rows])


def _number(key: str, bands: list[Band]) -> None:
    for n, band in enumerate(bands if len(bands) > 1 else ()):
        band.parts[key] = (n + 1, len(bands))


class _Spread:
    """Finds the band of each card, and of each row and empty panel of the host itself."""

    def __init__(self, host: Host, made: Plan, sizes: Sizes) -> None:
        self._host = host
        self._made = made
        self._sizes = sizes
        self._band_of: dict[str, int] = {}

    def assign(self) -> dict[str, int]:
        """Return the band of everything by its key."""
        joined: list[tuple[list[str], int]] = []
        single: list[tuple[list[str], int]] = []
        for group in self._made.groups:
            (joined if self._is_joined(group) else single).append((group, self._weigh(group)))
        units = list(self._lonely_units())
        # Cards without a cable, and rows without one, fill their columns beside each other.
        tails = (units, single)
        body = sum(weight for _, weight in joined)
        total = body + max(sum(weight for _, weight in tail) for tail in tails)
        count = self._count(total + self._heads())
        self._fill(self._together(joined, total // count // _SHARE), 0, total, count)
        for tail in tails:
            self._fill(tail, body, total, count)
        self._follow()
        return self._close_ranks()

    def _fill(
        self, units: Iterable[tuple[list[str], int]], start: int, total: int, count: int
    ) -> None:
        for keys, weight in units:
            band = min(count - 1, (start + weight // 2) * count // max(1, total))
            self._band_of.update((key, band) for key in keys)
            start += weight

    def _together(
        self, units: list[tuple[list[str], int]], most: int
    ) -> Iterator[tuple[list[str], int]]:
        """Yield units, those beside one panel as one unless that would be heavier than `most`."""
        panels = {card: self._made.panel_of[row] for row, card in self._made.beside.items()}
        for panel, group in groupby(units, lambda unit: panels.get(unit[0][0])):
            found = list(group)
            weight = sum(one for _, one in found)
            if panel is None or weight > most:
                yield from found
            else:
                yield [key for keys, _ in found for key in keys], weight

    def _heads(self) -> int:
        """Return about how much room panels take beside which no card stands."""
        room = 0
        for panel in self._host.panels:
            if any(row.key in self._made.beside for row in panel.rows):
                lonely = [row for row in panel.rows if not self._made.partners.get(row.key)]
                # More than a few are dealt out as units of their own.
                more = sum(map(row_height, lonely)) if len(lonely) <= _FEW else 0
                room += panel_head(panel) + PANEL_GAP + more
        return room

    def _count(self, total: int) -> int:
        """Return the number of bands that gives the picture the shape of a page."""
        columns = max([1, *self._made.column.values()])
        panel = self._sizes.panel if self._host.panels else 0
        band = panel + columns * self._sizes.card + _LANES * (columns + 1) // 2

        def shape(count: int) -> float:
            return (count * band + self._sizes.stack) / (total / count + _HEAD) / _SHAPE

        count = 1
        while shape(count) < 1:
            count += 1
        return count if count == 1 or shape(count) < 1 / shape(count - 1) else count - 1

    def _is_joined(self, group: list[str]) -> bool:
        return any(
            self._made.partners.get(row.key) for key in group for row in _rows(self._made, key)
        )

    def _weigh(self, group: list[str]) -> int:
        """Return how high a group is: as its highest column, and its further rows on panels."""
        made = self._made
        heights: defaultdict[int, int] = defaultdict(int)
        further = 0
        for key in group:
            heights[made.column[key]] += _card_height(made.cards[key], self._sizes)
            ends = [end for row in _rows(made, key) for end in made.partners.get(row.key, ())]
            on_host = sum(not made.home[end] and made.beside.get(end) != key for end in ends)
            further += on_host * ROW
        return max(heights.values()) + further

    def _lonely_units(self) -> Iterator[tuple[list[str], int]]:
        """Yield what has its place in the host alone: panels and rows without a card."""
        for panel in self._host.panels:
            lonely = [row for row in panel.rows if not self._made.partners.get(row.key)]
            if len(lonely) < len(panel.rows) and len(lonely) <= _FEW:
                continue
            head = panel_head(panel) + PANEL_GAP + PANEL_PAD
            if not lonely:
                yield [panel.key], head
            for first in range(0, len(lonely), _FEW):
                rows = lonely[first : first + _FEW]
                keys = [row.key for row in rows] + ([] if first else [panel.key])
                yield keys, sum(map(row_height, rows)) + (0 if first else head)

    def _follow(self) -> None:
        """Put each row of the host where its cable leads, and the rest beside those."""
        made, found = self._made, self._band_of
        for panel in self._host.panels:
            for row in panel.rows:
                near = [made.home[p] for p in made.partners.get(row.key, ())]
                known = [found[card] for card in near if card in found]
                if known:
                    found[row.key] = known[0]
        for panel in self._host.panels:
            known = [found[row.key] for row in panel.rows if row.key in found]
            first = min(known, default=0)
            for row in panel.rows:
                inside = [p for p in made.partners.get(row.key, ()) if made.home[p] == ""]
                if row.key not in found:
                    found[row.key] = first
                # Both ends of a cable inside the host have to be in one band.
                for partner in inside:
                    found[partner] = found[row.key]

    def _close_ranks(self) -> dict[str, int]:
        """Number the bands anew, since one that is narrower than a group may be empty."""
        used = {band: n for n, band in enumerate(sorted(set(self._band_of.values())))}
        return {key: used[band] for key, band in self._band_of.items()}


def _rows(made: Plan, key: str) -> Iterator[Row]:
    card = made.cards[key]
    yield from card.rows
    for panel in card.panels:
        yield from panel.rows


def _card_height(card: Card, sizes: Sizes) -> int:
    height = card_head(card, sizes) + sum(map(row_height, card.rows)) + card_rest(card, sizes)
    for panel in card.panels:
        height += panel_head(panel) + PANEL_PAD + PANEL_GAP + sum(map(row_height, panel.rows))
    return height + sizes.card_gap
