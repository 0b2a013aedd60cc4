"""What is around a thing: the part of a graph within some hops of it.

A hop is a cable as a person sees it. A bridge is one thing with its ports, and
a namespace one with its links and the containers in it; the cable between the
two is one hop, and so is the step from a bridge, bond or vlan to a link that it
stands on. The host's own namespace is no such thing: all that is in it would be
next to each other.
"""

from collections import defaultdict
from fnmatch import translate
from re import compile
from typing import Any, Final

import networkx as nx

from topograph.errors import NoSuchName
from topograph.graph.schema import NodeType, Relation

__all__ = ["HOPS", "around", "names_of"]

HOPS: Final = 2
"""So far a name without a number reaches: from a container to those on the same bridge."""

_DIGITS: Final = 9
"""A number with more of them is beyond every graph."""
_CABLES: Final = frozenset(
    {Relation.PEER, Relation.MASTER, Relation.LOWER, Relation.TUNNEL, Relation.ENDPOINT}
)


def around(graph: "nx.MultiDiGraph[str]", where: str) -> set[str]:
    """Return the nodes within some hops of what a name means, without hosts.

    Of a bridge those ports are left out whose other end is too far away.

    Args:
        graph: as `build_graph` makes it.
        where: NAME or NAME:HOPS. NAME is the name of containers, networks, namespaces or
            links, or a pattern as the shell's for it, or an address or MAC of a link. HOPS is
            a number; without it, `HOPS`.

    Raises:
        NoSuchName: there is nothing of that name.
    """
    name, hops = where, HOPS
    starts = _named(graph, name)
    head, _, number = where.rpartition(":")
    if not starts and head and number.isascii() and number.isdecimal():
        name, hops = head, int(number) if len(number) <= _DIGITS else len(graph)
        starts = _named(graph, name)
    if not starts:
        hint = "a name, address or MAC, and after a colon how many hops, as in redis:1"
        raise NoSuchName("nothing here is called so", name=where, hint=hint)
    things = _Things(graph)
    reached = {things.of[node] for node in starts}
    edge = reached
    for _ in range(min(hops, len(things.near))):
        edge = {far for thing in edge for far in things.near[thing]} - reached
        if not edge:
            break
        reached |= edge
    found = {node for node, thing in things.of.items() if thing in reached}
    return {node for node in found if node not in things.ports or things.ports[node] in found}


class _Things:
    """What a person takes for one thing, and what is one hop from it.

    Args:
        graph: as `build_graph` makes it.
    """

    def __init__(self, graph: "nx.MultiDiGraph[str]") -> None:
        self.of: dict[str, str] = {}
        """The thing that each node belongs to, by one of its nodes."""
        self.near: defaultdict[str, set[str]] = defaultdict(set)
        self.ports: dict[str, str] = {}
        """The other end of each port that has one."""
        self._nodes = graph.nodes
        edges = list(graph.edges(keys=True))
        masters = {source: end for source, end, key in edges if key == Relation.MASTER}
        bridges = set(masters.values())
        backed = {source: end for source, end, key in edges if key == Relation.BACKED_BY}
        for node, attributes in self._nodes(data=True):
            if attributes["type"] != NodeType.HOST:
                self.of[node] = self._thing(node, attributes, masters, backed)
        for source, target, relation in edges:
            if relation == Relation.PEER:
                ends = ((source, target), (target, source))
                self.ports.update((a, b) for a, b in ends if self.of[a] in bridges)
            one, other = self.of.get(source), self.of.get(target)
            if relation in _CABLES and one and other and one != other:
                self.near[one].add(other)
                self.near[other].add(one)

    def _thing(
        self,
        node: str,
        attributes: dict[str, Any],
        masters: dict[str, str],
        backed: dict[str, str],
    ) -> str:
        if attributes["type"] == NodeType.NETWORK and node in backed:
            # Two networks may stand on one link; all of them go with it.
            node, attributes = backed[node], self._nodes[backed[node]]
        netns = attributes.get("netns", "")
        if netns in self._nodes and not self._nodes[netns]["root"]:
            return str(netns)
        master = masters.get(node)
        is_port = master is not None and self._nodes[master].get("kind") == "bridge"
        return master if master is not None and is_port else node


def names_of(attributes: dict[str, Any]) -> list[str]:
    """Return all that a node is called."""
    return [attributes["name"], *attributes.get("names", ()), *attributes.get("altnames", ())]


def _named(graph: "nx.MultiDiGraph[str]", name: str) -> set[str]:
    pattern = compile(translate(name))
    found = set()
    for node, attributes in graph.nodes(data=True):
        if attributes["type"] in (NodeType.HOST, NodeType.REMOTE):
            continue
        numbers = []
        if attributes["type"] == NodeType.LINK:
            numbers = [attributes["mac"].lower()]
            numbers += [address.partition("/")[0] for address in attributes["addresses"]]
        if any(map(pattern.match, (*names_of(attributes), *numbers))) or name.lower() in numbers:
            found.add(node)
    return found
