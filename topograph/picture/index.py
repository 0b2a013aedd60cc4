"""Look up what is joined to what in a graph, after one pass over it."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from topograph.graph import Evidence, NodeType, Relation
from topograph.graph.unseen import UnseenEngines
from topograph.picture.colours import assign_hues
from topograph.picture.parts import NEUTRAL
from topograph.picture.two_sides import TwoSides

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Attributes", "Index", "natural"]

Attributes = dict[str, Any]

_DIGITS: Final = re.compile("([0-9]+)")

_NO_LINK: Final = "no link but its loopback"

_REMADE: Final = frozenset({"bridge", "podman"})
"""Networks that an engine makes anew each time it starts, so that they are never the newest."""


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key to sort by in which eth2 comes before eth10."""
    parts = [part.lstrip("0") if n % 2 else part for n, part in enumerate(_DIGITS.split(text))]
    # The length of a number orders it before its digits do.
    return tuple((len(part) if n % 2 else 0, part) for n, part in enumerate(parts))


class Index:
    """What a graph says of each node. Hidden nodes, such as plain loopbacks, are left out.

    Args:
        graph: as `topograph.graph.build_graph` makes it.
    """

    def __init__(self, graph: "nx.MultiDiGraph[str]") -> None:
        self.sides = TwoSides(graph)
        """What a diff says."""
        self.nodes: dict[str, Attributes] = {
            node: graph.nodes[node] for node in sorted(graph) if not self._is_hidden(graph, node)
        }
        self.peers: dict[str, str] = {}
        self.lowers: dict[str, str] = {}
        self.masters: dict[str, str] = {}
        self.uppers: defaultdict[str, list[str]] = defaultdict(list)
        """The links that stand on each link."""
        self.ports: defaultdict[str, list[str]] = defaultdict(list)
        """The links that are enslaved to each link."""
        self.remotes: defaultdict[str, list[str]] = defaultdict(list)
        self.people: defaultdict[str, list[str]] = defaultdict(list)
        """The containers in each namespace."""
        self.backed: defaultdict[str, list[str]] = defaultdict(list)
        """The networks that stand on each link."""
        self.reasons: dict[str, str] = {}
        """Of the edges that were inferred, by source|relation|target."""
        self.is_part = "part" in graph.graph
        """Whether something is left out."""
        self.no_link = "no link in this part" if self.is_part else _NO_LINK
        """What is said of a namespace in which no link is shown."""
        self.unseen_engines = UnseenEngines(graph)
        self._read_edges(graph)
        self._read_nodes()
        # In a diff a colour says what has changed.
        names = set() if self.sides.is_diff else self._hue_names()
        self._hues = assign_hues(sorted(names, key=self._age))

    def sorted_links(self, links: list[str]) -> list[str]:
        """Return links in the order of their names."""
        return sorted(links, key=lambda link: (natural(self.nodes[link]["ifname"]), link))

    def bridge_of(self, link: str) -> str | None:
        """Return the bridge that a link is a port of."""
        master = self.masters.get(link)
        return master if master and self.nodes[master]["kind"] == "bridge" else None

    def is_bridge(self, link: str) -> bool:
        """Tell whether a link is a bridge."""
        return bool(self.nodes[link]["kind"] == "bridge")

    def hue(self, link: str) -> int:
        """Return the hue of a link: that of its network, else that of its bridge."""
        return self._hues.get(self._hue_name(link), NEUTRAL)

    def carried_hue(self, link: str) -> int:
        """Return the hue of the network that stands on a link, such as an uplink."""
        networks = self.backed.get(link)
        return self._hues.get(self.nodes[networks[0]]["name"], NEUTRAL) if networks else NEUTRAL

    def _is_hidden(self, graph: "nx.MultiDiGraph[str]", node: str) -> bool:
        change = self.sides.change(node)
        # They come and go with each namespace, but what has changed of one is news.
        return _is_idle(graph.nodes[node]) and (change is None or change.is_whole)

    def _read_edges(self, graph: "nx.MultiDiGraph[str]") -> None:
        edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
        for source, target, relation, attributes in self.sides.last_edges(edges):
            if source not in self.nodes or target not in self.nodes:
                continue
            if attributes["evidence"] == Evidence.INFERRED:
                self.reasons[f"{source}|{relation}|{target}"] = attributes["reason"]
            match relation:
                case Relation.PEER:
                    self.peers[source], self.peers[target] = target, source
                case Relation.LOWER:
                    self.lowers[source] = target
                    self.uppers[target].append(source)
                case Relation.MASTER:
                    self.masters[source] = target
                    self.ports[target].append(source)
                case Relation.TUNNEL:
                    self.remotes[source].append(self.nodes[target]["address"])
                case Relation.SANDBOX:
                    self.people[target].append(source)
                case Relation.BACKED_BY:
                    self.backed[target].append(source)

    def _read_nodes(self) -> None:
        self.hosts: dict[str, str] = {}
        """The node of each host by its name; empty if that was hidden."""
        self.links: defaultdict[str, list[str]] = defaultdict(list)
        """The links in each namespace."""
        self.namespaces: defaultdict[str, list[str]] = defaultdict(list)
        """The namespaces of each host but its own."""
        self.roots: dict[str, str] = {}
        self.containers: defaultdict[str, list[str]] = defaultdict(list)
        """The containers of each host."""
        self._created: dict[str, str] = {}
        """When the first network of each name was made."""
        for node, attributes in self.nodes.items():
            host = attributes["host"]
            self.hosts.setdefault(host, "")
            match attributes["type"]:
                case NodeType.HOST:
                    self.hosts[host] = node
                case NodeType.NETNS if attributes["root"] and host not in self.roots:
                    self.roots[host] = node
                case NodeType.NETNS:
                    self.namespaces[host].append(node)
                case NodeType.CONTAINER:
                    self.containers[host].append(node)
                case NodeType.LINK if attributes.get("netns") in self.nodes:
                    self.links[attributes["netns"]].append(node)
                case NodeType.NETWORK:
                    name, made = attributes["name"], attributes["created"]
                    self._created[name] = min(made, self._created.get(name, made))
        for netns, links in self.links.items():
            self.links[netns] = self.sorted_links(links)

    def _hue_names(self) -> set[str]:
        bridges = (n for n, a in self.nodes.items() if a.get("kind") == "bridge")
        served = {self.nodes[n]["name"] for links in self.backed.values() for n in links}
        return served | {self._hue_name(bridge) for bridge in bridges} - {""}

    def _age(self, name: str) -> tuple[int, str, tuple[tuple[int, str], ...]]:
        """Return a key to sort by in which what is new comes last."""
        made = self._created.get(name)
        if name in _REMADE:
            return 0, "", natural(name)
        return (2, made, natural(name)) if made is not None else (1, "", natural(name))

    def _hue_name(self, link: str) -> str:
        if link in self.backed and not self.is_bridge(link):
            # A network stands on it; what else passes there belongs to none.
            return ""
        bridge = link if self.is_bridge(link) else self.bridge_of(link)
        peer = self.peers.get(link)
        bridge = bridge or (self.bridge_of(peer) if peer else None)
        for node in (link, bridge):
            # A network that has no bridge here would take a hue from those that have one.
            for network in self.nodes[node]["networks"] if node else ():
                if network in self.nodes:
                    return str(self.nodes[network]["name"])
        return str(self.nodes[bridge]["ifname"]) if bridge else ""


def _is_idle(attributes: Attributes) -> bool:
    """Tell whether a link is one that each namespace has and nobody uses."""
    if attributes["type"] != NodeType.LINK:
        return False
    if attributes["role"] == "loopback":
        return all(a in ("127.0.0.1/8", "::1/128") for a in attributes["addresses"])
    return (
        attributes["ifname"] in _FALLBACKS
        and attributes["is_up"] is False
        and not attributes["addresses"]
    )


# The kernel puts these into each namespace as soon as the tunnel's module is loaded.
_FALLBACKS: Final = frozenset(
    {
        *("tunl0", "sit0", "ip6tnl0", "gre0", "gretap0", "erspan0"),
        *("ip_vti0", "ip6_vti0", "ip6gre0"),
    }
)
