"""The graph in the DOT language, for Graphviz.

A host and each namespace is a cluster, which says what `contains` and
`sandbox` say; a line joins a container to the links of its namespace. Two
things are left out: a loopback that holds no address but its own, and the edge
from a link to its network where the cable leads there anyway.
"""

from collections.abc import Iterator
from typing import Any, Final

from topograph.graph import part_words
from topograph.render.dot_text import attributes_text, label_text, node_name, quote
from topograph.render.node_text import Attributes, is_plain_loopback, node_lines
from topograph.render.subject import Subject

__all__ = ["dot_text", "render"]

_MOST_GAPS: Final = 12
_FONT: Final = quote("Helvetica,Arial,sans-serif")
_HEAD: Final = (
    f"graph [rankdir=LR, ranksep=0.9, nodesep=0.15, overlap=false, fontname={_FONT}, fontsize=11, "
    'labeljust=l, color="#94a3b8", fontcolor="#334155"]',
    f'node [shape=box, style="rounded,filled", fontname={_FONT}, fontsize=10, '
    'margin="0.12,0.06", color="#64748b", fillcolor="#ffffff", fontcolor="#0f172a"]',
    f'edge [fontname={_FONT}, fontsize=9, color="#475569", arrowsize=0.6]',
)
_FILLS: Final = {
    "bridge": "#dbeafe",
    "uplink": "#e2e8f0",
    "tunnel": "#fae8ff",
    "container": "#dcfce7",
    "network": "#fef3c7",
    "remote": "#fae8ff",
}
# Left to right is from the uplink to the container. An edge that says the opposite
# is written the other way round, with its arrow at the tail.
_STYLES: Final = {
    "master": {"dir": "back"},
    "peer": {"dir": "none", "penwidth": "2"},
    "lower": {"dir": "back", "arrowtail": "empty"},
    "sandbox": {"dir": "none", "color": quote("#16a34a")},
    "endpoint": {"arrowhead": "dot", "color": quote("#d97706"), "constraint": "false"},
    "backed-by": {"arrowhead": "odot", "color": quote("#d97706")},
    "tunnel": {"arrowhead": "vee", "color": quote("#a21caf")},
}
_STOPPED: Final = frozenset({"created", "exited", "dead"})
_REVERSED: Final = frozenset({"master", "lower", "sandbox"})


def render(subject: Subject) -> bytes:
    """Return the graph in DOT."""
    return dot_text(subject.graph).encode()


def dot_text(graph: Any) -> str:
    """Return a graph, as `build_graph` makes it, in DOT."""
    return "\n".join(["digraph topograph {", *_Drawing(graph).lines(), "}", ""])


class _Drawing:
    """One graph on its way to DOT."""

    def __init__(self, graph: Any) -> None:
        nodes = sorted(graph.nodes(data=True), key=lambda node: node[0])
        self._nodes: dict[str, Attributes] = {n: a for n, a in nodes if not is_plain_loopback(a)}
        self._edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
        self._ends: dict[str, dict[str, str]] = {relation: {} for relation in _STYLES}
        for source, target, relation, _ in self._edges:
            self._ends.setdefault(relation, {})[source] = target
            if relation == "peer":
                self._ends[relation][target] = source
        self._gaps = [_gap_line(gap) for gap in graph.graph.get("gaps", ())]
        self._part = part_words(graph)
        hosts = {a["host"]: n for n, a in nodes if a["type"] == "host"}
        self._inside: dict[str, list[str]] = {}
        for node, attributes in self._nodes.items():
            holder = attributes.get("netns", "")
            if attributes["type"] in ("host", "remote"):
                holder = ""
            elif holder not in self._nodes:
                holder = hosts.get(attributes["host"], "")
            self._inside.setdefault(holder, []).append(node)

    def lines(self) -> Iterator[str]:
        """Yield what stands between the braces."""
        yield from (f"  {line};" for line in _HEAD)
        words = [f"a part: {self._part}"] if self._part else []
        if self._gaps:
            more = len(self._gaps) - _MOST_GAPS
            words += ["Not observed:", *self._gaps[:_MOST_GAPS]]
            words += [f"and {more} more"] if more > 0 else []
        if words:
            yield f"  label={label_text(words)};"
        yield from self._content("", "  ")
        for source, target, relation, attributes in self._edges:
            if relation == "sandbox":
                yield from self._sandbox(source, target, attributes)
            elif (
                relation != "contains"
                and source in self._nodes
                and target in self._nodes
                and not (relation == "endpoint" and self._is_cabled(source, target))
            ):
                yield self._edge(source, target, relation, attributes)

    def _content(self, holder: str, indent: str) -> Iterator[str]:
        """Yield what is inside a cluster: nodes, and clusters in it."""
        for node in self._inside.get(holder, []):
            attributes = self._nodes[node]
            if attributes["type"] not in ("host", "netns"):
                yield f"{indent}{node_name(node)} {_node_attributes(node, attributes)};"
                continue
            yield f"{indent}subgraph {node_name(f'cluster_{node}')} {{"
            yield f"{indent}  id={node_name(node)}; class={attributes['type']};"
            yield f"{indent}  label={label_text(node_lines(attributes))};"
            if node not in self._inside:
                # Graphviz does not draw an empty cluster.
                yield f'{indent}  {node_name(node)} [shape=none, style="", label=" "];'
            yield from self._content(node, indent + "  ")
            yield f"{indent}}}"

    def _sandbox(self, container: str, netns: str, attributes: Attributes) -> Iterator[str]:
        """Yield a line from each link that leads out of a container's namespace to it."""
        # In the root namespace that would be all of them.
        if netns in self._nodes and container in self._nodes and not self._nodes[netns]["root"]:
            for link in self._inside.get(netns, []):
                if self._nodes[link].get("role") == "endpoint":
                    yield self._edge(container, link, "sandbox", attributes)

    def _is_cabled(self, link: str, network: str) -> bool:
        """Tell whether a link leads to what the network stands on."""
        below = self._ends["master"].get(self._ends["peer"].get(link, ""), "")
        below = below or self._ends["lower"].get(link, "")
        return bool(below) and self._ends["backed-by"].get(network) == below

    def _edge(self, source: str, target: str, relation: str, attributes: Attributes) -> str:
        style = {"class": quote(relation), **_STYLES.get(relation, {})}
        if attributes["evidence"] == "inferred":
            style |= {"style": "dashed", "tooltip": quote(f"inferred: {attributes['reason']}")}
        ends = [source, target]
        if relation in _REVERSED or (
            relation == "peer" and self._depth(target) < self._depth(source)
        ):
            ends.reverse()
        return f"  {node_name(ends[0])} -> {node_name(ends[1])} {attributes_text(style)};"

    def _depth(self, link: str) -> int:
        """Return how far from the left an end of a veth pair belongs."""
        attributes = self._nodes[link]
        netns = self._nodes.get(attributes.get("netns", ""), {})
        return 0 if "master" in attributes else 1 if netns.get("root") else 2


def _node_attributes(node: str, attributes: Attributes) -> str:
    kind = attributes["type"]
    fill = _FILLS.get(attributes.get("role", kind))
    written = {
        "id": node_name(node),
        "class": quote(kind),
        "label": label_text(node_lines(attributes)),
    }
    if fill:
        written["fillcolor"] = quote(fill)
    if attributes.get("state") in _STOPPED:
        written |= {"fillcolor": quote("#f1f5f9"), "fontcolor": quote("#64748b")}
    return attributes_text(written)


def _gap_line(gap: Attributes) -> str:
    return ": ".join(filter(None, (gap["host"], gap["subject"], gap["what"])))
