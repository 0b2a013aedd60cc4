"""How wide boxes have to be, so that little of what is in them is cut.

All boxes of one kind on a host are as wide as the widest of them needs, up to a limit.
"""

from collections.abc import Iterable
from typing import Final

from topograph.picture.changes import Change
from topograph.picture.marking import card_lines
from topograph.picture.parts import Card, Host, Panel, Row, StackedLink
from topograph.picture.sizes import (
    EDGE,
    GAP,
    PART,
    SIGN,
    Sizes,
    is_beside_name,
    owner,
    stack_lines,
)
from topograph.picture.style import TEXTS
from topograph.picture.text_width import fitting_width

__all__ = ["measure"]

_PANEL: Final = (260, 420)
"""Least and most."""
_CARD: Final = (300, 480)
_LINE_CARD: Final = (340, 760)
_STACK: Final = (180, 330)
_NAMES: Final = (24, 110)
_OWNERS: Final = (60, 320)


def measure(host: Host, is_compact: bool) -> Sizes:
    """Return the sizes for one host."""
    panels = [*host.panels, *(panel for card in host.cards for panel in card.panels)]
    links = [row for card in host.cards for row in card.rows]
    fields = [row for panel in panels for row in panel.rows if row.state is None]
    panel_names = _widest((row.name for row in fields), "mono", _NAMES)
    card_names = _widest((row.name for row in links), "mono", _NAMES)
    owners = _widest((owner(card) for card in host.cards), "line-name", _OWNERS)
    panel = _within(_PANEL, [_panel_need(panel, panel_names) for panel in panels])
    need = [_rows_need(card.rows, card_names) for card in host.cards]
    if is_compact:
        lines = [line for card in host.cards for line in card_lines(card)]
        heads = [2 * EDGE + SIGN + _change_need(change, name) for name, change in lines]
        card = _within(_LINE_CARD, [*heads, *(n + SIGN + owners + GAP for n in need)])
    else:
        heads = [_head_need(card) for card in host.cards]
        card = _within(_CARD, [*need, *heads])
    return Sizes(
        is_compact=is_compact,
        panel=panel,
        panel_names=panel_names,
        card=card,
        card_names=card_names,
        owners=owners,
        stack=_within(_STACK, [_stack_need(link) for link in host.stack]),
    )


def _stack_need(link: StackedLink) -> int:
    head = _width(link.name, "name") + GAP + _width(link.kind, "label")
    lines = [_width(text, style) + SIGN for text, style in stack_lines(link)]
    return 2 * EDGE + max([head, *lines, _change_need(link.change)])


def _panel_need(panel: Panel, names: int) -> int:
    head = _width(panel.name, "name") + GAP + _width(panel.label, "label") + PART
    second = [_width(a, "mono") for a in panel.addresses]
    second += [_width(f"default via {g}", "label") + SIGN for g in panel.gateways]
    change = 2 * EDGE + _change_need(panel.change)
    mac = _width(panel.mac, "mac")
    second_line = 2 * EDGE + max([0, *second]) + GAP + mac
    return max(2 * EDGE + head, second_line, change, _rows_need(panel.rows, names))


def _rows_need(rows: Iterable[Row], names: int) -> int:
    need = 0
    for row in rows:
        lines = [_width(a, "mono") for a in row.addresses] + [_width(row.note, "label")]
        change = _change_need(row.change)
        middle = max([*lines, change if is_beside_name(row) else 0])
        mac = _width(row.mac, "mac")
        name = names if middle and row.state is None else _width(row.name, "mono")
        name += SIGN if row.state else 0
        need = max(need, name + (GAP + middle if middle else 0) + (GAP + mac if mac else 0))
        need = max(need, change)
    return 2 * EDGE + need


def _head_need(card: Card) -> int:
    heads = [
        SIGN + _width(p.name, "name") + (GAP + _width(p.word, "word") if p.word else 0)
        for p in card.people
    ]
    heads += [_width(p.image, "label") for p in card.people]
    heads += [_change_need(change, name) for name, change in card_lines(card)]
    heads += [_width(card.name, "name"), _width(card.label, "label"), _width(card.note, "label")]
    return 2 * EDGE + max(heads)


def _change_need(change: Change | None, name: str = "") -> int:
    return SIGN + _width(name + change.text, "word") if change and not change.is_quiet else 0


def _widest(texts: Iterable[str], style: str, limits: tuple[int, int]) -> int:
    return _within(limits, [_width(text, style) for text in texts])


def _within(limits: tuple[int, int], needs: list[int]) -> int:
    least, most = limits
    return min(most, max([least, *needs]))


def _width(text: str, style: str) -> int:
    return fitting_width(text, TEXTS[style]) if text else 0
