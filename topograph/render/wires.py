"""A graph by what hangs on what, each list in the order in which a person reads it."""

from typing import Any, Final

from topograph.render.node_text import Attributes, is_plain_loopback

__all__ = ["Wires"]

_ROLES: Final = ("endpoint", "uplink", "bridge", "tunnel", "port", "other", "loopback")


class Wires:
    """The look-ups for walking a graph from links down to what stands on them.

    Args:
        graph: as `build_graph` makes it. Loopbacks of which nobody asks are left out.
    """

    def __init__(self, graph: Any) -> None:
        self.nodes: dict[str, Attributes] = dict(
            sorted(graph.nodes(data=True), key=lambda node: node[0])
        )
        self.links: dict[str, list[str]] = {}
        """By their namespace."""
        self.peers: dict[str, tuple[str, str]] = {}
        """The other end, and why it is inferred; both ways."""
        self.above: dict[str, list[str]] = {}
        """The ports of a link, and what else stands on it."""
        self.below: dict[str, set[str]] = {}
        self.networks: dict[str, list[str]] = {}
        """Those that stand on a link."""
        self.unsure: dict[str, str] = {}
        """Why the namespace of a container is inferred."""
        for node, attributes in self.nodes.items():
            if attributes["type"] == "link" and not is_plain_loopback(attributes):
                self.links.setdefault(attributes.get("netns", ""), []).append(node)
        for source, target, relation, edge in sorted(
            graph.edges(keys=True, data=True), key=lambda edge: edge[:3]
        ):
            self._add(source, target, relation, edge["reason"])
        for found in (*self.links.values(), *self.above.values()):
            found.sort(key=self._order)

    def _add(self, source: str, target: str, relation: str, reason: str) -> None:
        match relation:
            case "peer":
                self.peers[source] = target, reason
                self.peers[target] = source, reason
            case "master" | "lower":
                self.above.setdefault(target, []).append(source)
                self.below.setdefault(source, set()).add(target)
            case "backed-by":
                self.networks.setdefault(target, []).append(source)
            case "sandbox" if reason:
                self.unsure[source] = reason

    def of_type(self, node_type: str, host: str) -> list[str]:
        """Return the nodes of one type on the host of that name."""
        return [
            node
            for node, attributes in self.nodes.items()
            if attributes["type"] == node_type and attributes["host"] == host
        ]

    def _order(self, link: str) -> tuple[int, int, int, str]:
        attributes = self.nodes[link]
        role, number = attributes["role"], attributes.get("port_number", 0)
        rank = _ROLES.index(role) if role in _ROLES else len(_ROLES)
        return rank, number, attributes.get("ifindex", 0), link
