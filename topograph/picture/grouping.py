"""Decide what stands beside what: columns, order, and bands.

The host's own namespace is column 0, namespaces joined to it column 1, those
joined only to these column 2, and so on; so a cable joins columns that are
neighbours, or two parts of one column, and never passes below a box.

A card belongs to the panel that its first cable leads to, and stands beside its
row there; that keeps these cables straight. A box that is joined only to
cards further left hangs from them: it is placed after them.

A picture of many containers is cut into bands that stand side by side. Cards
that are joined to each other are a group, which stays in one band, and each
band repeats the panels that its cards are plugged into, with only the rows it
needs. So no cable leaves its band.
"""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field

from topograph.picture.parts import Cable, Card, Host

__all__ = ["Plan", "plan"]

_Spans = dict[str, tuple[int, int]]
"""The places of the first and the last panel beside whose cards each far part stands."""

_DEEPEST = 6
"""Columns right of the host; whatever is deeper shares the last one."""


@dataclass(slots=True)
class Plan:
    """What stands beside what on one host."""

    cards: dict[str, Card]
    """By key."""
    home: dict[str, str]
    """The card of each row or panel outside the host's own namespace; empty for those in it."""
    partners: defaultdict[str, list[str]]
    """What each part is cabled to."""
    column: dict[str, int]
    """Of each card."""
    beside: dict[str, str] = field(default_factory=dict)
    """The card that belongs to a row of a panel."""
    own_row: dict[str, str] = field(default_factory=dict)
    """For a card that belongs to a panel: its own row with that cable."""
    groups: list[list[str]] = field(default_factory=list)
    """Keys of cards that stay together, in the order of the panels that they belong to."""
    rank: dict[str, int] = field(default_factory=dict)
    """Where each card comes in the order of all cards."""
    panel_of: dict[str, str] = field(default_factory=dict)
    """The panel that holds a row, as far as it is in one."""
    ahead: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Cards that belong to no panel of column 0, by the panel before whose cards they stand."""
    behind: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The same, by the panel after whose cards they stand."""
    hanging: frozenset[str] = frozenset()
    """Keys of the cards that are in no group, since they can be cut into parts."""


def plan(host: Host, cables: list[Cable]) -> Plan:
    """Return what stands beside what.

    Args:
        host: the host.
        cables: those that end on parts of it.
    """
    made = _take_stock(host)
    for cable in cables:
        one, other = cable.ends
        if one in made.home and other in made.home:
            made.partners[one].append(other)
            made.partners[other].append(one)
    made.column = _columns(made)
    _pair(made)
    place = _places(host)
    spans = _spans(made, place)
    _follow(made, place, spans)
    _rank(made, place, spans)
    _group(made)
    return made


def _take_stock(host: Host) -> Plan:
    home: dict[str, str] = {}
    panel_of: dict[str, str] = {}
    for owner, panels in (("", host.panels), *((card.key, card.panels) for card in host.cards)):
        for panel in panels:
            home[panel.key] = owner
            for row in panel.rows:
                home[row.key] = owner
                panel_of[row.key] = panel.key
    for card in host.cards:
        home.update((row.key, card.key) for row in card.rows)
    cards = {card.key: card for card in host.cards}
    return Plan(cards, home, defaultdict(list), {}, panel_of=panel_of)


def _columns(made: Plan) -> dict[str, int]:
    """Return the column of each card: its distance from the host's own namespace."""
    near: defaultdict[str, dict[str, None]] = defaultdict(dict)
    # What is joined to a part of the host stands in column 1, whichever side that part is on.
    home = {
        key: "" if card and made.cards[card].is_host else card for key, card in made.home.items()
    }
    for key, partners in made.partners.items():
        near[home[key]].update((home[partner], None) for partner in partners)
    column = {"": 0} | {key: 2 for key, card in made.cards.items() if card.is_host}
    waiting = deque([""])
    # What is joined to the host in no way starts from its boxes with bridges.
    seeds = deque(sorted(made.cards, key=lambda key: not made.cards[key].panels))
    while waiting or seeds:
        if not waiting:
            seed = seeds.popleft()
            if seed not in column:
                column[seed] = 1
                waiting.append(seed)
            continue
        here = waiting.popleft()
        for other in near[here]:
            if other not in column:
                column[other] = min(column[here] + 1, _DEEPEST)
                waiting.append(other)
    return column


def _pair(made: Plan) -> None:
    """Find the panel that each card belongs to: that of its first cable to the left."""
    for key, card in made.cards.items():
        for row in card.rows:
            row_beside = next(
                (
                    partner
                    for partner in made.partners.get(row.key, ())
                    if partner in made.panel_of
                    and partner not in made.beside
                    and made.column[made.home[partner]] == made.column[key] - 1
                ),
                None,
            )
            if row_beside is not None:
                made.beside[row_beside] = key
                made.own_row[key] = row.key
                break


def _places(host: Host) -> dict[str, int]:
    """Return the place of each panel in the order of all."""
    place: dict[str, int] = {}
    for panels in (host.panels, *(card.panels for card in host.cards)):
        for panel in panels:
            place[panel.key] = len(place)
    return place


def _follow(made: Plan, place: dict[str, int], spans: _Spans) -> None:
    """Find a place for the cards that are joined to a far part of the host only."""
    endings = Counter(high for _, high in spans.values())
    number = {key: n for n, key in enumerate(made.cards)}
    names = {n: key for key, n in place.items()}
    for far, (low, high) in spans.items():
        another_ends_here = endings[low] > (high == low)
        found = (made.behind if another_ends_here else made.ahead)[names[low]]
        ends = [row.key for panel in made.cards[far].panels for row in panel.rows]
        near = {made.home[p] for end in ends for p in made.partners.get(end, ())}
        found += sorted(near - made.own_row.keys(), key=number.__getitem__)


def _spans(made: Plan, place: dict[str, int]) -> _Spans:
    """Return the first and last panel of column 0 beside whose cards each far part stands."""
    beside = {card: made.panel_of[row] for row, card in made.beside.items()}
    spans = {}
    for far, card in made.cards.items():
        if card.is_host:
            ends = [row.key for panel in card.panels for row in panel.rows]
            near = {made.home[p] for end in ends for p in made.partners.get(end, ())}
            places = [place[beside[key]] for key in near if key in beside]
            if places:
                spans[far] = min(places), max(places)
    return spans


def _rank(made: Plan, place: dict[str, int], spans: _Spans) -> None:
    """Order the cards by their panels; on one panel those with cables upwards come first."""
    beside = {card: row for row, card in made.beside.items()}
    begin, end = ({span[n] for span in spans.values() if span[0] < span[1]} for n in (0, 1))
    followers = {
        key: (place[panel], turn)
        for turn, found in ((-2, made.ahead), (2, made.behind))
        for panel, keys in found.items()
        for key in keys
    }

    def turn_to(partner: str, own: int) -> int:
        """Return on which side of its panel a card has what it is joined to."""
        home = made.home[partner]
        if home not in spans:
            return place[made.panel_of[partner]] - own
        # Beside a panel where one far part ends and another begins, each has its own cards.
        low, high = spans[home]
        return (own == low and own in end) - (own == high and own in begin and low < high)

    def order(numbered: tuple[int, str]) -> tuple[int, int, int]:
        number, key = numbered
        if key in followers:
            return *followers[key], number
        if key not in beside:
            return len(place), 0, number
        own = place[made.panel_of[beside[key]]]
        turns = [
            turn_to(partner, own)
            for row in made.cards[key].rows
            for partner in made.partners.get(row.key, ())
            if partner in made.panel_of
            and (made.home[partner] in spans or made.home[partner] == made.home[beside[key]])
        ]
        total = sum(turns)
        return own, (total > 0) - (total < 0), number

    made.rank = {key: n for n, (_, key) in enumerate(sorted(enumerate(made.cards), key=order))}


def _group(made: Plan) -> None:
    leader = {key: key for key in made.cards}

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    made.hanging = frozenset(key for key in made.cards if _is_hanging(made, key))
    for key, partners in made.partners.items():
        one = made.home[key]
        for partner in partners:
            other = made.home[partner]
            if one and other and not {one, other} & made.hanging:
                leader[find(one)] = find(other)
    groups: dict[str, list[str]] = {}
    for key in sorted(made.cards, key=made.rank.__getitem__):
        if key not in made.hanging:
            groups.setdefault(find(key), []).append(key)
    made.groups = list(groups.values())


def _is_hanging(made: Plan, key: str) -> bool:
    """Tell whether a box can be cut into parts, one for each band that has cards of it.

    So can one whose cables all end on its own panels and lead to single cards of the first
    column, or to such as are joined to nothing else: the hidden namespace of an overlay network.
    """
    card = made.cards[key]
    if not card.panels or made.column[key] != 2:
        return False
    ends = [row.key for row in card.rows] + [panel.key for panel in card.panels]
    if any(made.partners.get(end) for end in ends):
        return False
    rows = [row.key for panel in card.panels for row in panel.rows]
    return all(
        partner not in made.panel_of
        and (made.column[home := made.home[partner]] == 1 or _is_leaf_of(made, home, key))
        for row in rows
        for partner in made.partners.get(row, ())
    )


def _is_leaf_of(made: Plan, key: str, box: str) -> bool:
    """Tell whether a card is joined to nothing but one box."""
    card = made.cards[key]
    ends = [row.key for row in card.rows]
    near = {made.home[partner] for end in ends for partner in made.partners.get(end, ())}
    return not card.panels and near == {box}
