"""How large the parts of a view are, before any of them has a place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from topograph.picture.marking import card_lines, told
from topograph.picture.parts import Card, Panel, Row, StackedLink
from topograph.picture.style import TEXTS
from topograph.picture.text_width import fitting_width

__all__ = [
    "EDGE",
    "FRAME_TOP",
    "GAP",
    "INSET",
    "LINE",
    "PANEL_GAP",
    "PANEL_PAD",
    "PART",
    "PILL",
    "PILL_GAP",
    "ROW",
    "SIGN",
    "TAG",
    "Sizes",
    "card_head",
    "card_rest",
    "is_beside_name",
    "owner",
    "panel_head",
    "pill_lines",
    "row_height",
    "stack_height",
    "stack_lines",
]

ROW: Final = 22
LINE: Final = 16
"""Each further line of a row or of a head."""
EDGE: Final = 14
"""From the edge of a box to its text."""
GAP: Final = 12
"""Between two columns of text."""
SIGN: Final = 20
"""Room for the mark before a name."""
FRAME_TOP: Final = 34
"""From the upper edge of the host to what is in it."""
INSET: Final = 12
"""From the edge of a namespace to the panels in it."""
PANEL_PAD: Final = 6
PANEL_GAP: Final = 22
_CARD_GAP: Final = 16
TAG: Final = 24
PART: Final = 34
"""Room for the number of a part in the head of a panel."""
PILL: Final = 18
PILL_GAP: Final = 6

_MOST_PILL_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Sizes:
    """The widths that all boxes of one kind have in common on a host."""

    is_compact: bool
    panel: int
    panel_names: int
    """Width of the column with the names of links."""
    card: int
    card_names: int
    owners: int
    """Width of the column with the names of containers; cards of one line only."""
    stack: int

    def is_line(self, card: Card) -> bool:
        """Tell whether a card is drawn without a head."""
        return self.is_compact and not card.panels

    def width_of(self, card: Card) -> int:
        """Return how wide a card has to be."""
        return max(0 if card.is_host else self.card, self.panel + 2 * INSET if card.panels else 0)

    @property
    def card_gap(self) -> int:
        """What is left free below a card."""
        return 4 if self.is_compact else _CARD_GAP


def row_height(row: Row) -> int:
    """Return the height of a row."""
    lines = len(row.addresses) + bool(row.note)
    further = told(row.change) and not is_beside_name(row)
    return ROW + LINE * (max(0, lines - 1) + bool(further))


def is_beside_name(row: Row) -> bool:
    """Tell whether what has changed of a row has room behind its name."""
    change = told(row.change)
    is_short = change is not None and not (row.mac and change.words)
    return is_short and not (row.addresses or row.note or row.state)


def panel_head(panel: Panel) -> int:
    """Return the height of the head of a panel."""
    lines = max(len(panel.addresses), bool(panel.mac)) + len(panel.gateways)
    return 28 + LINE * (lines + bool(told(panel.change)))


def card_head(card: Card, sizes: Sizes) -> int:
    """Return the distance from the top of a card to its first row."""
    if card.is_host:
        return FRAME_TOP
    if sizes.is_line(card):
        return 1
    return 10 + 34 * max(1, len(card.people)) + LINE * sum(1 for _ in card_lines(card))


def card_rest(card: Card, sizes: Sizes) -> int:
    """Return the height of what is below the rows of a card, without its panels."""
    if card.is_host:
        return 0
    if sizes.is_line(card):
        changes = sum(1 for _ in card_lines(card))
        return (1 if card.rows else ROW + 1) + LINE * changes + (2 if changes else 0)
    pills = len(pill_lines(card.ports, sizes.card))
    return (LINE + 2 if card.note else 0) + pills * (PILL + 4) + 8


def pill_lines(ports: tuple[str, ...], width: int) -> list[list[tuple[str, int]]]:
    """Return the pills of each line with their widths; the last one counts those without room."""
    room = width - 2 * EDGE
    lines: list[list[tuple[str, int]]] = []
    left = -1
    for port in ports:
        need = min(_pill_width(port), room)
        if need > left:
            lines.append([])
            left = room
        lines[-1].append((port, need))
        left -= need + PILL_GAP
    hidden = sum(len(line) for line in lines[_MOST_PILL_LINES:])
    if not hidden:
        return lines
    last = lines[_MOST_PILL_LINES - 1]
    more = _pill_width(f"{hidden} more")
    while sum(need + PILL_GAP for _, need in last) + more > room:
        last.pop()
        hidden += 1
        more = _pill_width(f"{hidden} more")
    last.append((f"{hidden} more", more))
    return lines[:_MOST_PILL_LINES]


def stack_height(link: StackedLink) -> int:
    """Return the height of the box of a link."""
    lines = sum(1 for _ in stack_lines(link)) + bool(told(link.change))
    return 28 + LINE * lines + 6


def stack_lines(link: StackedLink) -> Iterator[tuple[str, str]]:
    """Yield the lines below the name of a link, each with the style of its text."""
    yield from ((address, "mono") for address in link.addresses)
    if link.mac:
        yield link.mac, "mac"
    yield from ((f"default via {gateway}", "label") for gateway in link.gateways)
    if link.note:
        yield link.note, "label"


def owner(card: Card) -> str:
    """Return whose card it is, in one line."""
    words = [f"{p.name} · {p.word}" if p.word else p.name for p in card.people] or [card.name]
    return ", ".join(words)


def _pill_width(port: str) -> int:
    return fitting_width(port, TEXTS["mac"]) + EDGE
