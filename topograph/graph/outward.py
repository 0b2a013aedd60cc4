"""The ways out: what is next on the way from a container to the world outside.

A container leads to its namespace, that to its links, the eth0 to the veth at
its other end, that to its bridge, and a bridge for which the host forwards to
the links with the default route. Whatever is drawn, this is the way of a packet.
"""

from collections import defaultdict
from typing import Any, Final

import networkx as nx

from topograph.graph.forwarding import is_forwarded
from topograph.graph.schema import NodeType, Relation, Role

__all__ = ["ways_out"]

_OUTER_ROLES: Final = frozenset({Role.UPLINK, Role.TUNNEL})
_GATHERING: Final = frozenset({"bond", "team"})
"""Kinds that lead to those enslaved to them, not the other way round."""


def ways_out(graph: "nx.MultiDiGraph[str]") -> dict[str, list[str]]:
    """Return for each node, but for hosts, what is next on its way out; sorted.

    A pair of links of which neither end is farther out leads both ways, so that there may
    be rings.

    Args:
        graph: as `build_graph` makes it, or a part of it.
    """
    ways = _Ways(graph)
    for node, attributes in graph.nodes(data=True):
        if attributes["type"] != NodeType.HOST:
            ways.start(node, attributes)
    for source, target, relation in graph.edges(keys=True):
        ways.follow(source, target, Relation(relation))
    return {node: sorted(found - {node}) for node, found in ways.next.items()}


class _Ways:
    """What is known so far.

    Args:
        graph: as `build_graph` makes it.
    """

    def __init__(self, graph: "nx.MultiDiGraph[str]") -> None:
        self.next: dict[str, set[str]] = {}
        self._nodes = graph.nodes
        self._standing = {
            source for source, _, relation in graph.edges(keys=True) if relation == Relation.LOWER
        }
        self._gates: defaultdict[str, list[str]] = defaultdict(list)
        """The links with the default route of each namespace."""
        for node, attributes in graph.nodes(data=True):
            if attributes.get("default_route") and "netns" in attributes:
                self._gates[attributes["netns"]].append(node)

    def start(self, node: str, attributes: dict[str, Any]) -> None:
        """Take in a node, with the ways that no edge states."""
        self.next[node] = set()
        if attributes.get("root"):
            self.next[node].update(self._gates[node])
        elif attributes["type"] == NodeType.LINK and self._is_routed(attributes):
            self.next[node].update(self._gates[attributes["netns"]])

    def _is_routed(self, link: dict[str, Any]) -> bool:
        netns = self._nodes.get(link.get("netns", ""))
        if netns is None or link["default_route"]:
            return False
        networks = [self._nodes[n] for n in link["networks"] if n in self._nodes]
        if networks and all(network["internal"] for network in networks):
            return False
        is_gateway = link["kind"] == "bridge" or (link["role"] == Role.PORT and not _master(link))
        return is_gateway and is_forwarded(netns, link["addresses"])

    def follow(self, source: str, target: str, relation: Relation) -> None:
        """Take in an edge."""
        match relation:
            case Relation.CONTAINS:
                is_inner = source in self.next and not self._nodes[source]["root"]
                if is_inner and self._nodes[target]["role"] != Role.LOOPBACK:
                    self.next[source].add(target)
            case Relation.MASTER:
                gathers = self._nodes[target]["kind"] in _GATHERING
                out = gathers or self._leads_out(source)
                self._add((target, source) if out else (source, target))
            case Relation.PEER:
                one, other = self._distance(source), self._distance(target)
                if one >= other:
                    self._add((source, target))
                if one <= other:
                    self._add((target, source))
            case _:
                self._add((source, target))

    def _add(self, way: tuple[str, str]) -> None:
        self.next[way[0]].add(way[1])

    def _leads_out(self, port: str) -> bool:
        link = self._nodes[port]
        return link["role"] in _OUTER_ROLES or link["kind"] in _GATHERING or port in self._standing

    def _distance(self, end: str) -> int:
        """Return how far in an end of a pair is; from there it leads to the end with less."""
        link = self._nodes[end]
        netns = self._nodes.get(link.get("netns", ""), {"root": False})
        if netns["root"]:
            return 3 if link["role"] == Role.UPLINK else 1
        return 1 if _master(link) and not link["default_route"] else 2


def _master(link: dict[str, Any]) -> str:
    found: str = link.get("master", "")
    return found
