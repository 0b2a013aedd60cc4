"""The ways out: what is next on the way from a container to the world outside.

A container leads to its namespace, that to its links, the eth0 to the veth at
its other end, that to its bridge, and a bridge for which the host forwards to
the links with the default route. A veth without a bridge is routed like one; a
bridge without a way of its own leads through a cable to a bridge that has one.
Whatever is drawn, this is the way of a packet.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

import networkx as nx

from topograph.graph.forwarding import is_forwarded
from topograph.graph.schema import NodeType, Relation, Role

__all__ = ["ways_out"]

_OUTER_ROLES: Final = frozenset({Role.UPLINK, Role.TUNNEL})
_GATHERING: Final = frozenset({"bond", "team"})
"""Kinds that lead to those enslaved to them, not the other way round."""
_OUTER: Final = _GATHERING | {""}
"""As a port such a kind leads out of its bridge; hardware has none."""


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
    ways.lead_on()
    return {node: sorted(found) for node, found in ways.next.items()}


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
        self._pairs: list[tuple[str, str]] = []
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
        elif attributes["type"] == NodeType.LINK and (
            attributes["kind"] == "bridge" or attributes["role"] == Role.PORT
        ):
            self._route(node, attributes["addresses"])

    def _route(self, node: str, addresses: Iterable[str]) -> None:
        """Lead on what reaches a link for elsewhere, if its namespace forwards that.

        Args:
            node: the link.
            addresses: of the families that are asked for.
        """
        link = self._nodes[node]
        netns = self._nodes.get(link.get("netns", ""))
        # A port passes on to its bridge, shown or not; what is in a vrf has routes of its own.
        is_owned = _master(link) or "port_number" in link
        if netns is None or link["default_route"] or is_owned:
            return
        networks = [self._nodes[n] for n in link["networks"] if n in self._nodes]
        if networks and all(network["internal"] for network in networks):
            return
        if is_forwarded(netns, addresses):
            self.next[node].update(self._gates[link["netns"]])

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
                self._pairs += (source, target), (target, source)
                self._join(source, target)
                self._join(target, source)
            case _:
                self._add((source, target))

    def _add(self, way: tuple[str, str]) -> None:
        self.next[way[0]].add(way[1])

    def _leads_out(self, port: str) -> bool:
        link = self._nodes[port]
        return link["role"] in _OUTER_ROLES or link["kind"] in _OUTER or port in self._standing

    def _join(self, end: str, far: str) -> None:
        """Take in one direction of a pair."""
        one, other = self._distance(end), self._distance(far)
        if one >= other:
            self._add((end, far))
        inside, outside = self._nodes[end], self._nodes[far]
        if one > other and inside.get("netns") != outside.get("netns"):
            # The end may have no address itself, where the namespace answers for all.
            self._route(far, inside["addresses"])

    def _distance(self, end: str) -> int:
        """Return how far in an end of a pair is; from there it leads to the end with less."""
        link = self._nodes[end]
        if link["default_route"]:
            return 3
        netns = self._nodes.get(link.get("netns", ""), {"root": False})
        return 1 if netns["root"] or _master(link) else 2

    def lead_on(self) -> None:
        """Lead bridges that lead nowhere through a cable to one that leads somewhere."""
        # By the bridge that they lead to.
        cables: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for port, far in self._pairs:
            bridge, goal = self._bridge(port), self._bridge(far)
            if bridge and goal:
                cables[goal].append((bridge, port, far))
        led = [goal for goal in cables if self.next[goal]]
        while led:
            found = [cable for goal in led for cable in cables[goal] if not self.next[cable[0]]]
            for bridge, port, far in found:
                self._add((bridge, port))
                self.next[port].discard(bridge)
                self.next[far].discard(port)
            led = [bridge for bridge in dict.fromkeys(c[0] for c in found) if bridge in cables]

    def _bridge(self, port: str) -> str:
        master = _master(self._nodes[port])
        return master if master and self._nodes[master]["kind"] == "bridge" else ""


def _master(link: dict[str, Any]) -> str:
    found: str = link.get("master", "")
    return found
