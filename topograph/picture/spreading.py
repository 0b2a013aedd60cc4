"""Put some bridges of a host on the far side of the cards, so that few cables cross.

A container on two networks has a cable to each. With both bridges left of the
cards one of the two cables crosses all that lies between; with one bridge on
either side both are straight. So bridges that share many containers go to
different sides: those on the far side stand in a box of their own, which is
the host's namespace continued.

The bridges that stay are ordered so that those which share containers with one
on the far side are neighbours; a bridge on the far side then spans just them.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from topograph.picture.parts import Cable, Card, Host, Panel

__all__ = ["spread"]

_FEW: Final = 4
"""So many crossings are no trouble; then the panel stays."""
_MANY: Final = 16
"""A card on more panels than these says nothing about which of them are neighbours."""


@dataclass(slots=True)
class _Joins:
    """Which panels of a host are joined by cards that are plugged into both."""

    place: dict[str, int]
    """Of each panel in the order of all."""
    shared: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter[str])
    )
    """How many cards each panel shares with each other one."""
    alone: Counter[str] = field(default_factory=Counter[str])
    """How many cards are plugged into each panel and no other."""
    crossings: Counter[str] = field(default_factory=Counter[str])
    """About how many crossings each panel has a part in if all stand on one side."""


def spread(host: Host, cables: Iterable[Cable]) -> Host:
    """Return a host with some of its panels in cards at the far side.

    Args:
        host: the host.
        cables: those that end on parts of it.
    """
    panel_of, fixed = _look_up(host, cables)
    joins = _join(host, panel_of)
    far = _choose(joins, fixed)
    # Once some of them stay, the others can be in a better order.
    far = _keep_apart(joins, far, _line_up(joins, far))
    order = _line_up(joins, far)
    far = _keep_apart(joins, far, order)
    if not far and max(joins.crossings.values(), default=0) <= _FEW:
        return host
    panels = {panel.key: panel for panel in host.panels}
    left = [panels[key] for key in order if key not in far]
    # Those that share no card stay in their order, and are behind the others.
    left += [panel for panel in host.panels if panel.key not in order and panel.key not in far]
    boxes = [_box(host, panels[key]) for key in sorted(far, key=joins.place.__getitem__)]
    return replace(host, panels=tuple(left), cards=(*host.cards, *boxes))


def _look_up(host: Host, cables: Iterable[Cable]) -> tuple[dict[str, list[str]], set[str]]:
    """Return the panels that each row of a card leads to, and the panels that cannot move."""
    home = {row.key: panel.key for panel in host.panels for row in panel.rows}
    home |= {panel.key: panel.key for panel in host.panels}
    rows = {row.key for card in host.cards for row in card.rows}
    found: defaultdict[str, list[str]] = defaultdict(list)
    # From a bridge with the default route there is a way to what is routed in the host.
    fixed = {panel.key for panel in host.panels if panel.gateways or not panel.is_bridge}
    for cable in cables:
        for one, other in (cable.ends, cable.ends[::-1]):
            if one in home and other in rows:
                found[other].append(home[one])
            elif one in home:
                fixed.add(home[one])
    return found, fixed


def _join(host: Host, panel_of: dict[str, list[str]]) -> _Joins:
    joins = _Joins({panel.key: n for n, panel in enumerate(host.panels)})
    sizes: Counter[str] = Counter()
    others: defaultdict[str, list[str]] = defaultdict(list)
    for card in host.cards:
        ends = [key for row in card.rows for key in panel_of.get(row.key, ())]
        if not ends:
            continue
        first, *further = dict.fromkeys(ends)
        further = further if len(further) < _MANY else []
        sizes[first] += 1
        others[first] += further
        joins.alone[first] += not further
        for one in (first, *further):
            joins.shared[one].update(key for key in (first, *further) if key != one)
    before = [0]
    for panel in host.panels:
        before.append(before[-1] + sizes[panel.key])
    turned = Counter((first, other) for first, further in others.items() for other in further)
    for first, further in others.items():
        for n, other in enumerate(further):
            low, high = sorted((joins.place[first], joins.place[other]))
            # A card stands beside its first panel. Its other cable crosses those of the cards
            # between, of half of its like beside the same panel, and those that run the other way.
            crossed = before[high] - before[low + 1] + n + turned[other, first]
            joins.crossings[first] += crossed
            joins.crossings[other] += crossed
    return joins


def _choose(joins: _Joins, fixed: set[str]) -> set[str]:
    """Return the panels to move: those that share most, and little with each other.

    A panel with many cards of its own is moved only if that saves more crossings than it has
    such cards, since nothing stands on their other side.
    """
    far: set[str] = set()
    joined = [
        key
        for key, shared in joins.shared.items()
        if shared and key not in fixed
        if joins.crossings[key] > max(_FEW, joins.alone[key])
    ]
    joined.sort(key=lambda key: (-joins.shared[key].total(), joins.place[key]))
    for key in joined:
        shared = joins.shared[key]
        inside = sum(number for other, number in shared.items() if other in far)
        if inside < shared.total() - inside:
            far.add(key)
    return far


def _line_up(joins: _Joins, far: set[str]) -> dict[str, int]:
    """Return the place of each panel that shares cards and stays, neighbours together.

    Panels that share cards with each other make chains. Chains that share cards with one on the
    far side follow each other.
    """
    near = [key for key, shared in joins.shared.items() if shared and key not in far]
    near.sort(key=joins.place.__getitem__)
    chain_of = {key: chain for chain in _chains(joins, near) for key in chain}
    order: dict[str, int] = {}
    crossed: set[str] = set()
    # A row of chains is walked from one of its ends.
    for start in sorted(chain_of, key=lambda key: len(joins.shared[key].keys() & far)):
        waiting = [start]
        while waiting:
            key = waiting.pop()
            if key in order:
                continue
            chain = chain_of[key]
            for link in chain[::-1] if key == chain[-1] else chain:
                order[link] = len(order)
            beyond = [k for n in chain for k in joins.shared[n] if k in far and k not in crossed]
            crossed.update(beyond)
            beyond.sort(key=lambda k: (-len(joins.shared[k]), joins.place[k]))
            for middle in beyond:
                others = [k for k in joins.shared[middle] if k not in far and k not in order]
                waiting += sorted(others, key=joins.place.__getitem__, reverse=True)
    return order


def _chains(joins: _Joins, near: list[str]) -> list[list[str]]:
    """Return panels in chains in which those that share many cards are neighbours."""
    place = joins.place
    chain_of = {key: deque([key]) for key in near}
    pairs = [
        (-number, place[key], place[other], key, other)
        for key in near
        for other, number in joins.shared[key].items()
        if other in chain_of and place[key] < place[other]
    ]
    for *_, key, other in sorted(pairs):
        long, short, end, start = chain_of[key], chain_of[other], key, other
        if len(long) < len(short):
            long, short, end, start = short, long, other, key
        if long is short or end not in (long[0], long[-1]) or start not in (short[0], short[-1]):
            continue
        links = list(short) if start == short[0] else list(short)[::-1]
        # The longer one takes the other in, so that no panel changes its chain often.
        (long.extend if end == long[-1] else long.extendleft)(links)
        chain_of.update(dict.fromkeys(links, long))
    chains = {id(chain): list(chain) for chain in chain_of.values()}.values()
    return [chain if place[chain[0]] <= place[chain[-1]] else chain[::-1] for chain in chains]


def _keep_apart(joins: _Joins, far: set[str], order: dict[str, int]) -> set[str]:
    """Return those panels to move of which none would stand beside the cards of another."""
    kept: dict[str, tuple[int, int]] = {}
    for key in sorted(far, key=lambda key: (-joins.shared[key].total(), joins.place[key])):
        places = [order[other] for other in joins.shared[key] if other in order]
        if not places:
            continue
        low, high = min(places), max(places)
        if all(high <= one or other <= low for one, other in kept.values()):
            kept[key] = low, high
    return set(kept)


def _box(host: Host, panel: Panel) -> Card:
    routed = "routed" if panel.is_routed else ""
    label = ", ".join(filter(None, (panel.label, routed)))
    return Card(
        key=f"{panel.key}:far",
        node=host.netns,
        name="host namespace, continued",
        panels=(replace(panel, label=label),),
        is_host=True,
    )
