"""Facts to graph: `networkx.MultiDiGraph`, the key of an edge is its relation.

What makes or cuts a graph is imported when it is asked for: the joins alone do without networkx.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from topograph.graph.schema import Evidence, NodeType, Relation, Role

if TYPE_CHECKING:
    from topograph.graph.build import build_graph
    from topograph.graph.cutting import cut, cut_to, part_words
    from topograph.graph.outward import ways_out

__all__ = [
    "Evidence",
    "NodeType",
    "Relation",
    "Role",
    "build_graph",
    "cut",
    "cut_to",
    "part_words",
    "ways_out",
]

_HOMES: Final = {
    "build_graph": "topograph.graph.build",
    "cut": "topograph.graph.cutting",
    "cut_to": "topograph.graph.cutting",
    "part_words": "topograph.graph.cutting",
    "ways_out": "topograph.graph.outward",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value
