"""Fold siblings that are alike into one part with their number.

Cards are alike that have the same image, service and state, and whose links
lead to the same panels in the same way. The first few of them stay as an
example; the others become one card, with one row for each of their links. What
their cables end on is folded with them: 38 ports of a bridge become one row,
and their cables one cable.

A part that is like no other stays, be it among a thousand others. Where too
many would be left, image and service make no difference any more.

Where two sides are shown those are alike that have the same change, or none.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from topograph.picture.changes import Change, likeness, shared
from topograph.picture.fold_people import fold_people, likeness_of, more, stand_in_for
from topograph.picture.fold_rows import FoldedRows, several, thing_of
from topograph.picture.marking import around_card
from topograph.picture.parts import NEUTRAL, Cable, Card, Host, Panel, Row, View
from topograph.picture.siblings import siblings
from topograph.picture.words import count

__all__ = ["fold"]

_THINGS: Final = ("card", "container", "bridge", "port", "link")
_MOST: Final = 200
"""More cards than this are too many, even if they differ in image or service."""


def fold(view: View) -> View:
    """Return a view in which siblings are folded."""
    folded = _fold(view, with_kin=True)
    if sum(len(host.cards) for host in folded.hosts) > _MOST:
        folded = _fold(view, with_kin=False)
    return folded


def _fold(view: View, *, with_kin: bool) -> View:
    folding = _Folding(view, with_kin=with_kin)
    hosts = tuple(map(folding.host, view.hosts))
    cables = tuple(folding.cables(view.cables))
    words = [count(folding.number[thing], thing) for thing in _THINGS if folding.number[thing]]
    return replace(view, hosts=hosts, cables=cables, folded=", ".join(words))


class _Folding:
    """What becomes of the parts of a view.

    Args:
        view: in which nothing is folded yet.
        with_kin: whether only cards of one image and service are alike.
    """

    def __init__(self, view: View, *, with_kin: bool) -> None:
        self.number: Counter[str] = Counter()
        """How many things were folded, without those that go with a card."""
        self._with_kin = with_kin
        self._rows = FoldedRows(view)
        self._cables: dict[str, list[Cable]] = {}
        for cable in view.cables:
            for end in cable.ends:
                self._cables.setdefault(end, []).append(cable)

    def host(self, host: Host) -> Host:
        """Return a host with its siblings folded."""
        cards: list[Card] = []
        for shown, rest in siblings(host.cards, self._likeness):
            cards += [*shown, self._stand_in(rest)] if rest else map(self._alone, shown)
        # A folded card has the key of the first that is in it, and stands where that stood.
        place = {card.key: n for n, card in enumerate(host.cards)}
        cards.sort(key=lambda card: place[card.key])
        return replace(
            host,
            panels=tuple(self._fold_idle(list(map(self._panel, host.panels)))),
            cards=tuple(replace(c, panels=tuple(map(self._panel, c.panels))) for c in cards),
        )

    def cables(self, cables: Iterable[Cable]) -> Iterator[Cable]:
        """Yield the cables, those of folded siblings as one."""
        groups: dict[Hashable, list[Cable]] = {}
        for cable in cables:
            one, other = map(self._rows.key_of, cable.ends)
            alike = frozenset((one, other)), likeness(cable.change, with_words=False)
            groups.setdefault(alike, []).append(replace(cable, ends=(one, other)))
        for group in groups.values():
            if len(group) == 1:
                yield group[0]
                continue
            reasons = {cable.inferred for cable in group}
            yield replace(
                group[0],
                inferred=reasons.pop() if len(reasons) == 1 else "for different reasons",
                folded=tuple(cable.edge for cable in group),
                change=shared(cable.change for cable in group),
            )

    def _likeness(self, card: Card) -> Hashable:
        """Return what the cards that become one have in common.

        Nobody is like a card with bridges, or one with a link that has several cables, or
        one that leads to another card.
        """
        ways = []
        for row in card.rows:
            cables = self._cables.get(row.key, ())
            far = [end for cable in cables for end in cable.ends if end != row.key]
            panel = self._rows.panel_of.get(far[0]) if far else None
            if len(far) > 1 or (far and (panel is None or len(self._cables[far[0]]) > 1)):
                return card.key
            is_inferred = any(cable.inferred for cable in cables)
            end = (bool(row.gap), row.is_cut)
            changes = [row.change, *(cable.change for cable in cables)]
            changes += [self._rows.row(far[0]).change] if far else []
            news = tuple(map(self._news, changes))
            ways.append((panel.key if panel else "", is_inferred, row.note, end, news))
        if card.panels:
            return card.key
        people = tuple(likeness_of(p, with_kin=self._with_kin) for p in card.people)
        kin = card.kin if self._with_kin else ""
        return people, kin, card.note, tuple(ways), self._news(card.change)

    def _news(self, change: Change | None) -> Hashable:
        """Return what the changes of parts that become one have in common."""
        return likeness(change, with_words=self._with_kin)

    def _alone(self, card: Card) -> Card:
        """Return a card that is like no other; those who share it may still be alike."""
        people = fold_people(card.people, with_kin=self._with_kin)
        self.number["container"] += sum(len(person.folded) for person in people)
        return replace(card, people=people)

    def _stand_in(self, group: list[Card]) -> Card:
        """Return the card that stands for several."""
        self.number["card"] += len(group)
        first = group[0]
        served = []
        for n, row in enumerate(first.rows):
            self._rows.fold([card.rows[n] for card in group])
            if row.key in self._cables:
                ends = [self._far(card.rows[n].key) for card in group]
                panel = self._rows.panel_of[ends[0]]
                served.append(panel.serves)
                rows = [self._rows.row(end) for end in ends]
                self._rows.fold(rows, thing_of(rows[0], panel))
        where = " and ".join(dict.fromkeys(filter(None, served)))
        name = more(len(group), around_card(first)) + (f" on {where}" if where else "")
        # Those in one place of all cards are in one state.
        places = zip(*(card.people for card in group), strict=True)
        people = [
            stand_in_for(list(alike), f"{len(alike):,} more" if n else name)
            for n, alike in enumerate(places)
        ]
        kin = {card.kin for card in group}
        return replace(
            first,
            name="" if people else name,
            label="" if people else kin.pop() if len(kin) == 1 else "namespaces",
            people=tuple(people),
            rows=tuple(self._rows.left(first.rows)),
            ports=tuple(_ports(group)),
            details=() if people else several(card.name for card in group),
            folded=tuple(card.node for card in group),
            change=shared(card.change for card in group),
        )

    def _far(self, key: str) -> str:
        one, other = self._cables[key][0].ends
        return other if one == key else one

    def _panel(self, panel: Panel) -> Panel:
        """Return a panel with its rows folded, also those that no cable ends on."""
        idle = [row for row in self._rows.left(panel.rows) if row.key not in self._cables]
        for _, rest in siblings(idle, self._likeness_of_row):
            if rest:
                thing = thing_of(rest[0], panel)
                self.number[thing] += len(rest)
                self._rows.fold(rest, thing)
        return replace(panel, rows=tuple(self._rows.left(panel.rows)))

    def _fold_idle(self, panels: list[Panel]) -> list[Panel]:
        """Return panels, the bridges on which nothing ends as one."""
        idle = [
            panel
            for panel in panels
            if panel.is_bridge and not (panel.rows or panel.gateways or panel.key in self._cables)
        ]
        # All of them are alike, unless something has changed.
        for _, folded in siblings(idle, lambda panel: self._news(panel.change)):
            if folded:
                self.number["bridge"] += len(folded)
                gone = {panel.key for panel in folded[1:]}
                kept = [panel for panel in panels if panel.key not in gone]
                first = folded[0].key
                panels = [_idle_bridges(folded) if p.key == first else p for p in kept]
        return panels

    def _likeness_of_row(self, row: Row) -> Hashable:
        """Return what rows without a cable that become one have in common."""
        look = row.state, row.note, bool(row.gap), row.is_cut, bool(row.addresses)
        return look, self._news(row.change)


def _idle_bridges(folded: list[Panel]) -> Panel:
    """Return the panel that stands for several bridges on which nothing ends."""
    return replace(
        folded[0],
        name=f"{len(folded):,} more bridges",
        label="without a port",
        serves="",
        addresses=(),
        mac="",
        hue=NEUTRAL,
        is_routed=any(panel.is_routed for panel in folded),
        details=several(panel.serves for panel in folded),
        folded=tuple(panel.node for panel in folded),
        change=shared(panel.change for panel in folded),
    )


def _ports(group: list[Card]) -> Iterator[str]:
    """Yield the ports inside the containers, each with the number of those that have it."""
    inside = Counter(port.rpartition("→")[2] for card in group for port in card.ports)
    for port, number in inside.items():
        yield f"{port} × {number:,}" if number > 1 else port
