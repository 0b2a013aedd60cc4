"""Graph to view: what is shown, grouped, labelled and sorted."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from topograph.graph import part_words
from topograph.picture.cables import cables_of
from topograph.picture.cards import cards_of, person
from topograph.picture.folding import fold
from topograph.picture.index import Index
from topograph.picture.news import captured_line, change_lines, unplaced
from topograph.picture.panels import panels_of
from topograph.picture.parts import Density, Host, Panel, Row, View
from topograph.picture.stack import stack_of, stacked_links
from topograph.picture.words import gap_line, host_caption

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["view"]


_FULL: Final = 40
"""So many cards, and not more, are drawn in full."""
_ROWS: Final = 300
"""So many parts are drawn one by one."""


def view(graph: "nx.MultiDiGraph[str]", density: Density = Density.AUTO) -> View:
    """Return what is shown of a graph.

    Args:
        graph: as `topograph.graph.build_graph` makes it; the order of its nodes and edges makes
            no difference.
        density: how much room each card gets.
    """
    whole = _whole(graph)
    if density is Density.FOLDED or (density is Density.AUTO and _size(whole) > _ROWS):
        whole = fold(whole)
    is_large = sum(len(host.cards) for host in whole.hosts) > _FULL
    is_compact = density is Density.ROWS or (density is not Density.FULL and is_large)
    return replace(whole, is_compact=is_compact)


def _size(whole: View) -> int:
    """Return how many parts have a place of their own in the longest column."""
    cabled = {end for cable in whole.cables for end in cable.ends}
    panels = [panel for host in whole.hosts for panel in host.panels]
    cards = [card for host in whole.hosts for card in host.cards]
    panels += [panel for card in cards for panel in card.panels]
    idle = sum(row.key not in cabled for panel in panels for row in panel.rows)
    return max(sum(max(1, len(card.people)) for card in cards), idle, len(panels))


def _whole(graph: "nx.MultiDiGraph[str]") -> View:
    index = Index(graph)
    names = sorted(index.hosts)
    stacks = {name: stacked_links(index, index.roots.get(name, "")) for name in names}
    hosts = tuple(_host(index, name, stacks[name]) for name in names)
    shown = frozenset(key for host in hosts for key in host.all_keys())
    stacked = frozenset().union(*stacks.values())
    gaps = [gap_line(gap, with_host=len(hosts) > 1) for gap in graph.graph.get("gaps", ())]
    return View(
        hosts=hosts,
        cables=tuple(cables_of(index, stacked, shown)),
        captured=captured_line(graph, index.sides),
        part=part_words(graph),
        gaps=tuple(dict.fromkeys(gaps)),
        is_diff=index.sides.is_diff,
        changes=tuple(change_lines(index, names)),
        unplaced=tuple(unplaced(index)),
    )


def _host(index: Index, name: str, stack: frozenset[str]) -> Host:
    root = index.roots.get(name, "")
    node = index.hosts[name]
    panels = list(panels_of(index, root, stack)) if root else []
    inhabitants = index.people.get(root, [])
    if inhabitants:
        panels.append(_host_mode(index, root, inhabitants))
    return Host(
        node=node,
        netns=root,
        name=index.nodes[node]["name"] if node else name,
        caption=tuple(filter(None, host_caption(index, name))),
        stack=stack_of(index, stack),
        panels=tuple(panels),
        cards=tuple(cards_of(index, name)),
        change=index.sides.change(node),
        netns_change=index.sides.change(root),
    )


def _host_mode(index: Index, root: str, containers: list[str]) -> Panel:
    people = [person(index, container) for container in sorted(containers)]
    return Panel(
        key=f"{root}:host-mode",
        node=root,
        name="containers in host mode",
        rows=tuple(
            Row(
                key=p.node,
                node=p.node,
                name=p.name,
                note=", ".join(filter(None, (p.image, p.word))),
                state=p.state,
                details=p.details,
                change=p.change,
            )
            for p in people
        ),
    )
