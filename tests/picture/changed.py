"""Makes graphs of a diff by hand: with what has changed on their nodes and edges."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.picture import Density, Picture, View, lay_out, view
from topograph.picture.changes import VERBS

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MOMENTS", "VERB_NAMES", "diff_of", "diff_picture", "diff_view", "joined_nodes"]

MOMENTS = {"before": "2026-11-24 09:30 UTC", "after": "2026-11-25 10:00 UTC"}
VERB_NAMES = tuple(VERBS)


def diff_of(
    facts: Snapshot,
    nodes: Mapping[str, str],
    edges: Mapping[tuple[str, str, str], str] | None = None,
) -> "nx.MultiDiGraph[str]":
    """Return a graph with changes.

    Args:
        facts: what is on either side.
        nodes: by their ids a verb, or a verb and what has changed: `changed: mtu 1500 → 1450`.
        edges: added or removed by source, relation and target.
    """
    graph = build_graph(facts)
    graph.graph["changes"] = dict(MOMENTS)
    for number, (node, said) in enumerate(nodes.items()):
        verb, _, words = said.partition(": ")
        graph.nodes[node]["change"] = {
            "verb": verb,
            "words": words,
            "title": "",
            "entry": f"change-{number + 1}",
        }
    for edge, verb in (edges or {}).items():
        graph.edges[edge[0], edge[2], edge[1]]["change"] = verb
    return graph


def joined_nodes(graph: "nx.MultiDiGraph[str]", container: str) -> list[str]:
    """Return a container, its namespace, the links in it, and the other ends of those."""
    netns = graph.nodes[container]["netns"]
    inside = [n for n, a in graph.nodes(data=True) if a.get("netns") == netns and "ifname" in a]
    peers = [
        other
        for a, b, relation in graph.edges(keys=True)
        if relation == "peer"
        for one, other in ((a, b), (b, a))
        if one in inside
    ]
    return [container, netns, *inside, *peers]


def diff_view(facts: Snapshot, nodes: Mapping[str, str], density: Density = Density.AUTO) -> View:
    """Return the view of a diff."""
    return view(diff_of(facts, nodes), density)


def diff_picture(
    facts: Snapshot, nodes: Mapping[str, str], density: Density = Density.AUTO
) -> Picture:
    """Return the picture of a diff."""
    return lay_out(diff_view(facts, nodes, density))
