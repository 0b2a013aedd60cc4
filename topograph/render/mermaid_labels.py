"""What the nodes and edges of a Mermaid diagram say.

Nobody can point at a thing there to read its title, so a label has all that a
reader needs; MACs of ports, which are random, are left to the other formats.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from topograph.picture.parts import Cable, CableKind, Card, Panel, Row, StackedLink, View
from topograph.render.mermaid_text import Quoted, bold, quote, small

__all__ = [
    "Place",
    "cable_words",
    "card_lines",
    "link_lines",
    "note_lines",
    "panel_lines",
    "places",
]

_MOST_GAPS: Final = 6
_MOST_REASONS: Final = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cable can end."""

    part: str
    """Key of the link, panel or card that is drawn as a node."""
    column: int
    """The further, the further to the right."""
    name: str = ""
    """What an edge says of the row inside of it, if that is to be named."""


def places(view: View) -> dict[str, Place]:
    """Return the place of each key."""
    found: dict[str, Place] = {}
    for host in view.hosts:
        for n, link in enumerate(host.stack):
            found[link.key] = Place(link.key, n)
        for panel in host.panels:
            found.update(_panel_places(panel, len(host.stack)))
        for card in host.cards:
            for panel in card.panels:
                found.update(_panel_places(panel, len(host.stack) + 1))
            is_plain = len(card.rows) == 1
            for row in card.rows:
                column = len(host.stack) + 2
                found[row.key] = Place(card.key, column, "" if is_plain else row.name)
    return found


def _panel_places(panel: Panel, column: int) -> Iterator[tuple[str, Place]]:
    yield panel.key, Place(panel.key, column)
    for row in panel.rows:
        # What has addresses has a line in the node, and its note there.
        words = [row.name, "" if row.addresses else row.note]
        yield row.key, Place(panel.key, column, " · ".join(filter(None, words)))


def link_lines(link: StackedLink) -> list[Quoted]:
    """Return what a link of the host says; its gateways have nodes of their own."""
    words = [link.kind, *link.addresses, link.mac, link.note, _loose(link.gap)]
    return [bold(link.name), *map(quote, filter(None, words))]


def panel_lines(panel: Panel, cabled: Iterable[str], loops: Iterable[str]) -> list[Quoted]:
    """Return what a panel says, with those of its rows that no edge tells of.

    Args:
        panel: a bridge, or another list.
        cabled: keys of the rows that an edge ends on.
        loops: the cables that do not leave the panel.
    """
    known = set(cabled)
    words = [panel.label, *panel.addresses, panel.mac]
    for row in panel.rows:
        if row.addresses or row.key not in known:
            words += _row_lines(row, with_mac=bool(row.addresses))
    return [bold(panel.name), *map(quote, filter(None, (*words, *loops)))]


def card_lines(card: Card, loops: Iterable[str], *, is_compact: bool) -> list[Quoted]:
    """Return what a card says.

    Args:
        card: a namespace, or a container without one.
        loops: the cables that do not leave it.
        is_compact: whether names, addresses and troubles are enough.
    """
    if is_compact:
        return _compact_lines(card)
    lines: list[Quoted] = []
    for person in card.people:
        lines += [bold(person.name), *map(quote, filter(None, (person.image, person.word)))]
    if not card.people:
        lines += [bold(card.name), *map(quote, filter(None, (card.label,)))]
    words = [line for row in card.rows for line in _row_lines(row, with_mac=True)]
    return [*lines, *map(quote, filter(None, (*words, *loops, *card.ports, card.note)))]


def _compact_lines(card: Card) -> list[Quoted]:
    names = ", ".join(person.name for person in card.people) or card.name
    addresses = ", ".join(address for row in card.rows for address in row.addresses)
    words = [*dict.fromkeys(person.word for person in card.people), addresses]
    words += [row.note for row in card.rows] + [_open_end(row) for row in card.rows]
    return [bold(names), *map(quote, dict.fromkeys(filter(None, (*words, card.note))))]


def cable_words(cable: Cable, places: Mapping[str, Place]) -> str:
    """Return what an edge says: the rows that it joins, unless its nodes say so."""
    ends = (places[key] for key in sorted(cable.ends, key=lambda key: places[key].column))
    words = " ↔ ".join(dict.fromkeys(place.name for place in ends if place.name))
    kind = "stands on" if cable.kind is CableKind.LOWER else ""
    return ", ".join(filter(None, (words, kind, "inferred" if cable.inferred else "")))


def note_lines(view: View) -> Iterator[list[Quoted]]:
    """Yield the notes beside the hosts: what those are, and what is not certain."""
    folded = f"{view.folded} folded" if view.folded else ""
    part = f"a part: {view.part}" if view.part else ""
    words = [*map(small, filter(None, (view.captured, folded, part)))]
    if not view.hosts:
        yield [bold("nothing to show: no host was seen"), *words]
    for host in view.hosts:
        yield [bold(host.name), *map(small, host.caption), *words]
    reasons = sorted({cable.inferred for cable in view.cables if cable.inferred})
    if reasons:
        yield [bold("Inferred"), *_first(reasons, _MOST_REASONS)]
    loose = [f"{name}: {gap}" for name, gap in _loose_ends(view)]
    if loose:
        yield [bold(f"Other end not seen ({len(loose):,})"), *_first(loose, _MOST_GAPS)]
    if view.gaps:
        yield [bold(f"Not observed ({len(view.gaps):,})"), *_first(view.gaps, _MOST_GAPS)]


def _loose_ends(view: View) -> Iterator[tuple[str, str]]:
    for host in view.hosts:
        parts: list[StackedLink | Row] = [*host.stack]
        parts += [row for panel in host.panels for row in panel.rows]
        for card in host.cards:
            parts += [*card.rows, *(row for panel in card.panels for row in panel.rows)]
        yield from ((part.name, part.gap) for part in parts if part.gap)


def _first(lines: Iterable[str], most: int) -> Iterator[Quoted]:
    known = list(lines)
    yield from map(small, known[:most])
    if len(known) > most:
        yield small(f"and {len(known) - most:,} more")


def _row_lines(row: Row, *, with_mac: bool) -> list[str]:
    one = [row.name, ", ".join(row.addresses)]
    other = [row.mac if with_mac else "", row.note, _open_end(row)]
    parts = [one, other] if len(row.addresses) > 1 else [[*one, *other]]
    return [" · ".join(filter(None, part)) for part in parts]


def _open_end(row: Row) -> str:
    return "other end not in this part" if row.is_cut else _loose(row.gap)


def _loose(gap: str) -> str:
    return "✕ other end not seen" if gap else ""
