"""Facts to graph: `networkx.MultiDiGraph`, the key of an edge is its relation."""

from topograph.graph.build import build_graph
from topograph.graph.cut import cut, part_words
from topograph.graph.outward import ways_out
from topograph.graph.schema import Evidence, NodeType, Relation, Role

__all__ = [
    "Evidence",
    "NodeType",
    "Relation",
    "Role",
    "build_graph",
    "cut",
    "part_words",
    "ways_out",
]
