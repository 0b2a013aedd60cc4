"""What a picture says of a diff outside of its boxes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from topograph.graph import NodeType
from topograph.picture.changes import Change
from topograph.picture.index import Index
from topograph.picture.two_sides import TwoSides
from topograph.picture.words import moment

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["captured_line", "change_lines", "unplaced"]


def captured_line(graph: "nx.MultiDiGraph[str]", sides: TwoSides) -> str:
    """Return when the facts were captured; of a diff both times, as far as they are known."""
    if not sides.is_diff:
        captured = graph.graph.get("captured_at", "")
        return f"captured {moment(captured)}" if captured else ""
    moments = ((side, sides.moments.get(side, "")) for side in ("before", "after"))
    return " · ".join(f"{side} {moment(when)}" for side, when in moments if when)


def change_lines(index: Index, hosts: list[str]) -> Iterator[str]:
    """Yield one line for each node that differs, unless it came or went with one before it.

    Args:
        index: the graph.
        hosts: the names of all of them; if there are several each line has one.
    """
    told: set[tuple[str, str]] = set()
    for node in index.sides.listed():
        change = index.sides.change(node)
        if change and node in index.nodes:
            event = change.verb, change.entry
            if change.entry and not change.words and event in told:
                continue
            told.add(event)
            where = f" on {index.nodes[node]['host']}" if len(hosts) > 1 else ""
            yield f"{index.sides.tell(node)}{where}: {change.text}"


def unplaced(index: Index) -> Iterator[tuple[str, Change]]:
    """Yield what differs and has no part of its own, with its name."""
    placed = {n for networks in index.backed.values() for n in networks}
    for links in index.links.values():
        for link in links:
            placed.update(index.nodes[link]["networks"] if index.is_bridge(link) else ())
    for node in index.sides.listed():
        change = index.sides.change(node)
        kind = index.nodes[node]["type"] if node in index.nodes else ""
        if change and kind in (NodeType.NETWORK, NodeType.REMOTE) and node not in placed:
            yield index.sides.tell(node), change
