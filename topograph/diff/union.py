"""The graph of both sides in one: that of after, and what was only before, where it was.

What is on both sides is the node that it is after. Of the nodes some have an attribute `change`,
as `topograph.diff.marking` makes it; of the edges some have `change`, added or removed. The graph
itself has an attribute `changes`, with when both sides were captured.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from topograph.diff.marking import UNKNOWN, change_of, mark
from topograph.diff.matching import HostMatch
from topograph.diff.model import Diff, Verb
from topograph.facts import Snapshot
from topograph.graph import build_graph, cut_to
from topograph.graph.ids import make, parse
from topograph.graph.schema import NodeType

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["union_graph"]

_REFERENCES: Final = ("netns", "master")
_LISTS: Final = ("containers", "networks")
_PART: Final = "what changed, and what that hangs on"


def union_graph(
    before: Snapshot, after: Snapshot, hosts: Iterable[HostMatch], diff: Diff
) -> "nx.MultiDiGraph[str]":
    """Return the part of both sides that something changed in."""
    graph = build_graph(after)
    known = set(graph)
    old = build_graph(before)
    names = _names(old, graph, hosts)
    _add_nodes(graph, old, names, known)
    _add_edges(graph, old, names, known)
    mark(graph, diff, names)
    _mark_the_rest(graph, set(names.values()), known)
    gaps = [*graph.graph["gaps"], *(g for g in old.graph["gaps"] if g not in graph.graph["gaps"])]
    graph.graph["gaps"] = gaps
    graph.graph["changes"] = {"before": diff.before.captured_at, "after": diff.after.captured_at}
    changed = [node for node, change in graph.nodes(data="change") if change]
    return cut_to(graph, changed, _PART)


def _names(
    old: "nx.MultiDiGraph[str]", new: "nx.MultiDiGraph[str]", hosts: Iterable[HostMatch]
) -> dict[str, str]:
    """Return what each node before is called in the union."""
    names: dict[str, str] = {}
    for match in hosts:
        one, other = match.before.ids, match.after.ids
        names[one.host] = other.host
        names.update((one.containers[a], other.containers[b]) for a, b in match.containers.items())
        names.update((one.networks[a], other.networks[b]) for a, b in match.networks.items())
        names.update((one.namespaces[a], other.namespaces[b]) for a, b in match.namespaces.items())
        names.update((one.links[a], other.links[b]) for a, b in match.links.items())
    for node, attributes in old.nodes(data=True):
        if node in names:
            continue
        if attributes["type"] == NodeType.REMOTE and node in new:
            names[node] = node
        else:
            names[node] = _free_name(node, new)
    return names


def _free_name(node: str, graph: "nx.MultiDiGraph[str]") -> str:
    """Return the id of a node that is only before: another thing may have it after."""
    while node in graph:
        parts = parse(node)
        if parts.name or parts.netns is None:
            parts = parts._replace(name=f"{parts.name}~before")
        else:
            parts = parts._replace(netns=f"{parts.netns}~before")
        node = make(parts)
    return node


def _add_nodes(
    graph: "nx.MultiDiGraph[str]",
    old: "nx.MultiDiGraph[str]",
    names: dict[str, str],
    known: set[str],
) -> None:
    for node, attributes in old.nodes(data=True):
        name = names[node]
        if name not in known:
            graph.add_node(name, **_renamed(attributes, names))
        elif "netns" in attributes and "netns" not in graph.nodes[name]:
            # A container that stopped still stands where it was.
            graph.nodes[name]["netns"] = names[attributes["netns"]]
        elif attributes.get("readable") and not graph.nodes[name]["readable"]:
            # Its links are those that were seen before.
            graph.nodes[name]["readable"] = True
            graph.nodes[name].pop("gap", None)


def _renamed(attributes: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    changed = dict(attributes)
    for field in _REFERENCES:
        if field in changed:
            changed[field] = names[changed[field]]
    for field in _LISTS:
        if field in changed:
            changed[field] = [names[node] for node in changed[field]]
    return changed


def _add_edges(
    graph: "nx.MultiDiGraph[str]",
    old: "nx.MultiDiGraph[str]",
    names: dict[str, str],
    known: set[str],
) -> None:
    both = {(names[a], names[b], relation) for a, b, relation in old.edges(keys=True)}
    for source, target, relation, attributes in graph.edges(keys=True, data=True):
        swapped = (target, source, relation)
        if (source, target, relation) not in both and swapped not in both:
            attributes["change"] = Verb.ADDED.value
    for one, other, relation, attributes in old.edges(keys=True, data=True):
        source, target = names[one], names[other]
        # Between things that are both still there, the picture shows what is now.
        if source not in known or target not in known:
            for end in (source, target):
                # Its other end was seen on the one side at least.
                graph.nodes[end].pop("peer_gap", None)
            graph.add_edge(source, target, key=relation, **attributes, change=Verb.REMOVED.value)


def _mark_the_rest(graph: "nx.MultiDiGraph[str]", from_before: set[str], known: set[str]) -> None:
    """Mark what goes with a thing that was added or removed, and is not worth an entry."""
    for node, attributes in graph.nodes(data=True):
        is_added, is_removed = node not in from_before, node not in known
        if "change" in attributes or not (is_added or is_removed):
            continue
        verb = Verb.ADDED if is_added else Verb.REMOVED
        attributes["change"] = change_of(verb.value)
    for *ends, attributes in graph.edges(data=True):
        if any(graph.nodes[end].get("change", {}).get("verb") == UNKNOWN for end in ends):
            attributes.pop("change", None)
