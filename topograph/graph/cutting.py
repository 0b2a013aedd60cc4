"""Cut a graph down to a part: what some names mean, or all but some kinds."""

from collections.abc import Iterable, Iterator
from fnmatch import translate
from re import compile
from typing import Any, Final

import networkx as nx

from topograph.errors import NoSuchName
from topograph.graph.around import around, names_of
from topograph.graph.schema import NodeType, Relation, Role

__all__ = ["cut", "cut_to", "part_words"]

_NAMED: Final = (NodeType.CONTAINER, NodeType.NETWORK, NodeType.NETNS, NodeType.LINK)
_KINDS: Final = frozenset(
    {
        *(*NodeType, *Role),
        *("veth", "netkit", "dummy", "ifb", "tun", "vlan", "macvlan", "macvtap", "ipvlan"),
        *("ipvtap", "vxlan", "geneve", "bond", "team", "vrf", "wireguard", "gre", "gretap"),
        *("ip6gre", "ip6gretap", "erspan", "ip6erspan", "ipip", "sit", "ip6tnl", "vti", "vti6"),
        *("xfrm", "macsec", "hsr", "can", "vcan", "vxcan", "nlmon", "openvswitch", "ppp"),
    }
)
"""What may be hidden whether there is any of it or not; kinds are those of `ip link help`."""
_FEW: Final = 12
"""So many ports of a bridge are all shown, if some of them are."""
_BELOW: Final = (Relation.MASTER, Relation.LOWER, Relation.TUNNEL)


def cut(
    graph: "nx.MultiDiGraph[str]",
    only: Iterable[str] = (),
    hide: Iterable[str] = (),
    near: Iterable[str] = (),
) -> "nx.MultiDiGraph[str]":
    """Return a part of a graph; the graph itself is left as it is.

    Args:
        graph: as `build_graph` makes it.
        only: patterns as the shell's (`*`, `?`, `[...]`) for names of containers, networks,
            namespaces and links. What matches is kept, with all that its traffic passes on
            this host: of a container its namespace, links, bridges and networks; of a network
            its bridge, the ports of it and the containers behind them. Hosts are always kept.
            Empty keeps everything, unless `near` says what to keep.
        hide: kinds of links (`veth`, `dummy`), roles (`loopback`) or types of nodes (`container`)
            to leave out, with what is inside them. The root namespace is part of its host, and
            goes only with that.
        near: names with a number of hops, as `around` takes them. What is around one of them
            is kept, as what `only` keeps is.

    Returns:
        A new graph in the same order, in which no attribute names a node that is gone. Its
        attribute `part` says in words what of the whole it is; a link whose peer is gone has
        an attribute `is_cut`, and one of whose ports some are gone their number as `ports_cut`.

    Raises:
        NoSuchName: nothing has one of the names of `near`, or matches one of `only`; or a word
            of `hide` is none that we know, and is not in the graph.
    """
    only, hide, near = tuple(only), frozenset(hide), tuple(near)
    kept = _Selection(graph).select(only) if only or near else set(graph)
    for where in near:
        kept |= _with_roots(graph, around(graph, where))
    if hide:
        kept -= _hidden(graph, hide)
    words = [f"only {pattern}" for pattern in only] + [f"around {where}" for where in near]
    words += [f"without {kind}" for kind in sorted(hide)]
    return _part(graph, kept, words)


def cut_to(
    graph: "nx.MultiDiGraph[str]", nodes: Iterable[str], words: str
) -> "nx.MultiDiGraph[str]":
    """Return the part of a graph that some nodes are in, as `cut` does.

    Kept is what the traffic of each passes on its host, and of a bridge that is kept, all ports
    if they are few, with what is behind them.

    Args:
        graph: as `build_graph` makes it.
        nodes: of the graph.
        words: what that part is called.
    """
    kept = _Selection(graph).select_ways(nodes)
    return graph if len(kept) == len(graph) else _part(graph, kept, [words])


def _part(
    graph: "nx.MultiDiGraph[str]", kept: set[str], words: list[str]
) -> "nx.MultiDiGraph[str]":
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    for node, attributes in graph.nodes(data=True):
        if node in kept:
            part.add_node(node, **_without(attributes, kept))
    for source, target, relation, attributes in graph.edges(keys=True, data=True):
        if source in kept and target in kept:
            part.add_edge(source, target, key=relation, **attributes)
        elif relation == Relation.PEER and (source in kept or target in kept):
            part.nodes[source if source in kept else target]["is_cut"] = True
        elif relation == Relation.MASTER and target in kept:
            part.nodes[target].setdefault("ports_cut", 0)
            part.nodes[target]["ports_cut"] += 1
    if words:
        part.graph["part"] = [*graph.graph.get("part", ()), *words]
    return part


def part_words(graph: "nx.MultiDiGraph[str]") -> str:
    """Return what of a whole a graph is; empty if nothing was cut from it."""
    return ", ".join(graph.graph.get("part", ()))


def _with_roots(graph: "nx.MultiDiGraph[str]", nodes: set[str]) -> set[str]:
    """Return nodes and the namespaces that hold them."""
    return nodes | {graph.nodes[node]["netns"] for node in nodes if "netns" in graph.nodes[node]}


class _Selection:
    """The nodes that some names mean, and all that belongs to them."""

    def __init__(self, graph: "nx.MultiDiGraph[str]") -> None:
        self._graph = graph
        self._kept: set[str] = set()
        self._type: dict[str, str] = {
            node: attributes["type"] for node, attributes in graph.nodes(data=True)
        }

    def select(self, only: tuple[str, ...]) -> set[str]:
        """Return the matching nodes and what belongs to them; hosts always."""
        patterns = {pattern: compile(translate(pattern)) for pattern in only}
        unused = set(patterns)
        for node, attributes in self._graph.nodes(data=True):
            if attributes["type"] == NodeType.HOST:
                self._kept.add(node)
            elif attributes["type"] in _NAMED:
                names = names_of(attributes)
                hits = {p for p, found in patterns.items() if any(map(found.match, names))}
                unused -= hits
                if hits:
                    self._keep_seed(node)
        if unused:
            hint = "patterns are those of the shell, as in 'shop-*'"
            raise NoSuchName("nothing here is called so", name=min(unused), hint=hint)
        return self._kept

    def select_ways(self, nodes: Iterable[str]) -> set[str]:
        """Return nodes and the ways of their traffic, with the few neighbours on a bridge."""
        for node, kind in self._type.items():
            if kind == NodeType.HOST:
                self._kept.add(node)
        for node in nodes:
            if self._type[node] == NodeType.LINK:
                self._keep_link(node)
            elif self._type[node] == NodeType.NETWORK:
                self._kept.add(node)
                for link in self._to(node, Relation.BACKED_BY):
                    self._keep_link(link)
            else:
                self._keep_seed(node)
        for link in [node for node in self._kept if self._type[node] == NodeType.LINK]:
            ports = list(self._from(link, Relation.MASTER))
            if len(ports) <= _FEW:
                for port in ports:
                    self._keep_link(port)
        return self._kept

    def _keep_seed(self, node: str) -> None:
        match self._type[node]:
            case NodeType.CONTAINER:
                self._kept.add(node)
                for netns in self._to(node, Relation.SANDBOX):
                    self._keep_netns(netns, whole=not self._graph.nodes[netns]["root"])
            case NodeType.NETNS:
                self._keep_netns(node, whole=True)
            case NodeType.NETWORK:
                self._kept.add(node)
                for link in self._from(node, Relation.ENDPOINT):
                    self._keep_link(link)
                for link in self._to(node, Relation.BACKED_BY):
                    self._keep_link_and_ports(link)
            case _:
                self._keep_link_and_ports(node)

    def _keep_netns(self, netns: str, *, whole: bool) -> None:
        """Keep a namespace with those in it, and if `whole` with all its links."""
        self._kept.add(netns)
        if not self._graph.nodes[netns]["root"]:
            self._kept.update(self._from(netns, Relation.SANDBOX))
        if whole:
            for link in self._to(netns, Relation.CONTAINS):
                self._keep_link(link)

    def _keep_link_and_ports(self, link: str) -> None:
        self._keep_link(link)
        for port in self._from(link, Relation.MASTER):
            self._keep_link(port)

    def _keep_link(self, link: str) -> None:
        """Keep a link and whatever carries its traffic further."""
        waiting = [link]
        while waiting:
            node = waiting.pop()
            if node in self._kept:
                continue
            self._kept.add(node)
            if self._type[node] != NodeType.LINK:
                continue
            for relation in _BELOW:
                waiting.extend(self._to(node, relation))
            waiting.extend(self._to(node, Relation.PEER))
            waiting.extend(self._from(node, Relation.PEER))
            self._kept.update(self._to(node, Relation.ENDPOINT))
            self._kept.update(self._from(node, Relation.BACKED_BY))
            for netns in self._from(node, Relation.CONTAINS):
                self._keep_netns(netns, whole=False)

    def _to(self, node: str, relation: Relation) -> Iterator[str]:
        return (end for _, end, key in self._graph.out_edges(node, keys=True) if key == relation)

    def _from(self, node: str, relation: Relation) -> Iterator[str]:
        return (end for end, _, key in self._graph.in_edges(node, keys=True) if key == relation)


def _hidden(graph: "nx.MultiDiGraph[str]", kinds: frozenset[str]) -> set[str]:
    hidden: set[str] = set()
    unknown = set(kinds) - _KINDS
    # Nodes come in the order host, netns, link, so what holds a node was judged before it.
    for node, attributes in graph.nodes(data=True):
        words = {attributes["type"], attributes.get("kind"), attributes.get("role")} - {"", None}
        if attributes.get("root"):
            words = set()
        inside = {
            source
            for source, _, key in graph.in_edges(node, keys=True)
            if key == Relation.CONTAINS
        }
        unknown -= words
        if words & kinds or inside & hidden:
            hidden.add(node)
    if unknown:
        what = "no such kind of link, role or type of node"
        hint = f"known are {', '.join((*Role, *NodeType))} and the kinds of `ip link`"
        raise NoSuchName(what, name=min(unknown), hint=hint)
    return hidden


def _without(attributes: dict[str, Any], kept: set[str]) -> dict[str, Any]:
    """Return attributes that name no node which is not kept."""
    left = dict(attributes)
    for name in ("containers", "networks"):
        if name in left:
            left[name] = [node for node in left[name] if node in kept]
    for name in ("master", "netns"):
        if name in left and left[name] not in kept:
            del left[name]
    return left
