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

from collections import defaultdict, deque

from topograph.picture.parts import Cable, Host
from topograph.picture.plans import Plan
from topograph.picture.ranking import rank_cards

__all__ = ["plan"]

_DEEPEST = 6
"""Columns right of the host; whatever is deeper shares the last one."""


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
    rank_cards(made, host)
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
