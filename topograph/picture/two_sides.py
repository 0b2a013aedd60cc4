"""Read a graph that holds both sides of a diff."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from topograph.graph import NodeType, Relation
from topograph.picture.changes import Change, joined, read_change

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["TwoSides"]

Edge = tuple[str, str, str, dict[str, Any]]

_ONE: Final = frozenset(
    {Relation.PEER, Relation.MASTER, Relation.LOWER, Relation.SANDBOX, Relation.BACKED_BY}
)
"""What a thing has one of at a time."""
_THINGS: Final = {
    NodeType.HOST: "host",
    NodeType.CONTAINER: "container",
    NodeType.NETWORK: "network",
    NodeType.NETNS: "namespace",
    NodeType.LINK: "link",
    NodeType.REMOTE: "far end",
}
"""In the order in which they are listed."""


class TwoSides:
    """What a diff says of the nodes and edges of a graph; nothing if it is that of one side.

    Args:
        graph: with an attribute `changes` if it holds two sides.
    """

    def __init__(self, graph: "nx.MultiDiGraph[str]") -> None:
        self.is_diff = "changes" in graph.graph
        self.moments: dict[str, str] = graph.graph["changes"] if self.is_diff else {}
        """When before was, and after, as far as that is known."""
        self._graph = graph
        self._nodes: dict[str, Change] = {}
        self._edges: dict[str, Change] = {}
        if not self.is_diff:
            return
        for node, attributes in graph.nodes(data=True):
            if change := read_change(attributes):
                self._nodes[node] = change
        for source, target, relation, attributes in graph.edges(keys=True, data=True):
            verbs = [self._nodes[n].verb for n in (source, target) if n in self._nodes]
            # No edge is there without both of its ends.
            verb = next((verb for verb in ("removed", "added") if verb in verbs), "")
            if change := read_change(attributes) or (Change(verb) if verb else None):
                self._edges[f"{source}|{relation}|{target}"] = change

    def change(self, node: str) -> Change | None:
        """Return what is said of a node."""
        return self._nodes.get(node)

    def edge_change(self, edge: str) -> Change | None:
        """Return what is said of an edge: source|relation|target."""
        return self._edges.get(edge)

    def with_networks(self, link: str, networks: Iterable[str]) -> Change | None:
        """Return what is said of a link, and of the networks that have their place at it."""
        found = ((self._graph.nodes[n]["name"], self._nodes.get(n)) for n in sorted(networks))
        others = [replace(c, subject=f"network {name}") for name, c in found if c]
        return joined(self._nodes.get(link), others)

    def last_edges(self, edges: Iterable[Edge]) -> Iterator[Edge]:
        """Yield edges in their order without those that were replaced by another one.

        A port that was moved to another bridge has two masters in a diff, and one place.
        """
        every = list(edges)
        if not self.is_diff:
            yield from every
            return
        taken = {place for edge in every if not self._is_gone(edge) for place in _places(edge)}
        for edge in every:
            places = _places(edge) if self._is_gone(edge) else set()
            if not places & taken:
                taken |= places
                yield edge

    def tell(self, node: str) -> str:
        """Return what is changed, by the name that a person knows it by."""
        attributes = self._graph.nodes[node]
        kind = attributes["type"]
        name = attributes.get("ifname") or attributes.get("name") or attributes.get("address", "")
        netns = self._graph.nodes.get(attributes.get("netns", ""), {})
        inside = f" in {netns['name']}" if kind == NodeType.LINK and not netns["root"] else ""
        return f"{_THINGS[kind]} {name}{inside}"

    def listed(self) -> list[str]:
        """Return the changed nodes: hosts first, links last."""
        order = list(_THINGS)
        nodes = self._graph.nodes
        return sorted(
            self._nodes,
            key=lambda n: (nodes[n]["host"], order.index(nodes[n]["type"]), self.tell(n), n),
        )

    def _is_gone(self, edge: Edge) -> bool:
        source, target, relation, _ = edge
        change = self._edges.get(f"{source}|{relation}|{target}")
        return change is not None and change.verb == "removed"


def _places(edge: Edge) -> set[tuple[str, str]]:
    """Return what only one edge at a time can have."""
    source, target, relation, _ = edge
    if relation not in _ONE:
        return set()
    ends = (source, target) if relation == Relation.PEER else (source,)
    return {(relation, end) for end in ends}
