"""The graph as node-link JSON: `networkx.node_link_graph(data, edges="edges")` reads it.

An own writer, one node or edge per line, so that two files can be compared with
`diff`, and since networkx lets the id of a node overwrite an attribute of that name.
"""

import json
from collections.abc import Iterable, Mapping
from json import JSONEncoder
from typing import Any, Final

from topograph.render.subject import Subject

__all__ = ["graph_json", "render"]

_NODE_MEMBERS: Final = frozenset({"id"})
_EDGE_MEMBERS: Final = frozenset({"source", "target", "key"})

# ASCII only: a lone surrogate, and marks that break lines in some readers, come through.
_ENCODER: Final = JSONEncoder(sort_keys=True, ensure_ascii=True, allow_nan=False)


def render(subject: Subject) -> bytes:
    """Return the graph as JSON."""
    return graph_json(subject.graph).encode()


def graph_json(graph: Any) -> str:
    """Return a `networkx.MultiDiGraph` as node-link JSON, sorted.

    An attribute with the name of a member that says which node or edge it is
    (`id`; `source`, `target`, `key`) gets an underscore behind its name: `id_`.
    """
    nodes = sorted(graph.nodes(data=True), key=lambda node: node[0])
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    node_lines = (
        _ENCODER.encode({**_renamed(attributes, _NODE_MEMBERS), "id": node})
        for node, attributes in nodes
    )
    edge_lines = (
        _ENCODER.encode(
            {
                **_renamed(attributes, _EDGE_MEMBERS),
                "source": source,
                "target": target,
                "key": relation,
            }
        )
        for source, target, relation, attributes in edges
    )
    members = (
        f'"directed": {json.dumps(graph.is_directed())}',
        f'"multigraph": {json.dumps(graph.is_multigraph())}',
        f'"graph": {_ENCODER.encode(graph.graph)}',
        f'"nodes": {_array(node_lines)}',
        f'"edges": {_array(edge_lines)}',
    )
    return "{\n" + ",\n".join(members) + "\n}\n"


def _renamed(attributes: Mapping[str, Any], members: frozenset[str]) -> dict[str, Any]:
    return {f"{name}_" if name in members else name: v for name, v in attributes.items()}


def _array(lines: Iterable[str]) -> str:
    text = ",\n".join(lines)
    return f"[\n{text}\n]" if text else "[]"
