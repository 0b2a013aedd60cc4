"""Fold rows into one, and remember what became of each."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from ipaddress import ip_interface
from typing import Final

from topograph.picture.changes import shared
from topograph.picture.panels import port_key
from topograph.picture.parts import NEUTRAL, Panel, Row, View
from topograph.picture.words import count

__all__ = ["FoldedRows", "several", "thing_of"]

_MOST_NAMES: Final = 40


class FoldedRows:
    """The rows of a view, of which several may be folded into the first of them.

    Args:
        view: in which nothing is folded yet.
    """

    def __init__(self, view: View) -> None:
        self.panel_of: dict[str, Panel] = {}
        """The panel that holds a row, as far as it is in one."""
        self._rows: dict[str, Row] = {}
        self._became: dict[str, str] = {}
        for host in view.hosts:
            self._rows.update((row.key, row) for card in host.cards for row in card.rows)
            for panel in (*host.panels, *(p for card in host.cards for p in card.panels)):
                for row in panel.rows:
                    self._rows[row.key], self.panel_of[row.key] = row, panel

    def row(self, key: str) -> Row:
        """Return a row as it is now."""
        return self._rows[key]

    def key_of(self, key: str) -> str:
        """Return the key of the row that a row became a part of; else its own."""
        return self._became.get(key, key)

    def left(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield what is left of rows, in their order."""
        for row in rows:
            if row.key not in self._became:
                yield self._rows[row.key]

    def fold(self, rows: list[Row], thing: str = "") -> None:
        """Fold rows into the first of them.

        Args:
            rows: they have the same note and change, and all of them a gap, or none.
            thing: what they are, if the number of them is their name; else they keep that
                which they have in common.
        """
        first = rows[0]
        names = list(dict.fromkeys(row.name for row in rows))
        common = names[0] if len(names) == 1 else "…"
        hues = {row.hue for row in rows}
        # A row may be that of another thing: of what its link stands on, or of a container.
        nodes = tuple(row.node for row in rows if row.key in (row.node, port_key(row.node)))
        self._became.update((row.key, first.key) for row in rows[1:])
        self._rows[first.key] = replace(
            first,
            name=f"{len(rows):,} more {thing}s" if thing else common,
            addresses=(),
            mac="",
            note=", ".join(filter(None, (first.note, _addresses(rows)))),
            hue=hues.pop() if len(hues) == 1 else NEUTRAL,
            gap=f"{len(rows):,} of them" if first.gap else "",
            details=several(names) if thing else (),
            folded=nodes,
            change=shared(row.change for row in rows),
        )


def thing_of(row: Row, panel: Panel) -> str:
    """Return what a row of a panel is, in a word."""
    if row.state is not None:
        return "container"
    # What stands on a bridge has a row there, too, which is not that of a port.
    is_port = panel.is_bridge and row.node != panel.node
    return "port" if is_port else "link"


def several(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first of many names, and the number of the others."""
    known = [name for name in names if name]
    more = len(known) - _MOST_NAMES
    return (*known[:_MOST_NAMES], *((f"and {more:,} more",) if more > 0 else ()))


def _addresses(rows: list[Row]) -> str:
    """Return how many addresses rows have, and where those are if that is one subnet."""
    found = [address for row in rows for address in row.addresses]
    if not found:
        return ""
    try:
        subnets = {ip_interface(address).network for address in found}
    except ValueError:
        subnets = set()
    words = count(len(found), "address") if len(found) == 1 else f"{len(found):,} addresses"
    return f"{words} in {subnets.pop()}" if len(subnets) == 1 else words
