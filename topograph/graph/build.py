"""Turn a snapshot into its graph: first every node, then every edge."""

from typing import Any

import networkx as nx

from topograph.facts import Gap, Snapshot
from topograph.graph.edges import Edge, make_edges
from topograph.graph.host_ids import HostIds
from topograph.graph.inventory import in_order, take_stock
from topograph.graph.names import distinct
from topograph.graph.nodes import Node, make_nodes
from topograph.graph.schema import NodeType
from topograph.graph.wiring import wire

__all__ = ["build_graph"]

_TYPE_ORDER = {node_type.value: n for n, node_type in enumerate(NodeType)}


def build_graph(snapshot: Snapshot) -> "nx.MultiDiGraph[str]":
    """Resolve the facts into a graph.

    The same facts give the same graph, with nodes and edges in the same order, in
    whatever order the facts come. Odd facts give loose ends, never an error.

    Returns:
        A graph whose edges have their relation as key. Nodes hold `type`, `host` (the host's
        name, unique in the graph) and `key`; edges hold `evidence` and `reason`; the graph
        itself holds `captured_at`, `tool` and `gaps`. All values are those of JSON.
    """
    nodes: list[Node] = []
    edges: list[Edge] = []
    gaps = list(snapshot.gaps)
    hosts = in_order(snapshot.hosts, lambda h: (h.hostname, h.machine_id or "", h.boot_id or ""))
    names = distinct((n, h.hostname, (h.machine_id or "")[:8]) for n, h in enumerate(hosts))
    for n, host in enumerate(hosts):
        inventory = take_stock(host, names[n], snapshot.gaps)
        wiring = wire(inventory)
        ids = HostIds(inventory, wiring.labels)
        nodes.extend(make_nodes(inventory, wiring, ids))
        edges.extend(make_edges(wiring, ids))
        gaps.extend(inventory.twice)
    nodes.sort(key=lambda node: (_TYPE_ORDER[node[1]["type"]], node[0]))
    edges.sort()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        captured_at=snapshot.captured_at, tool=snapshot.tool, gaps=_listed(gaps)
    )
    graph.add_nodes_from(nodes)
    for source, target, relation, basis in edges:
        attributes = {"evidence": basis.evidence.value, "reason": basis.reason}
        graph.add_edge(source, target, key=relation.value, **attributes)
    return graph


def _listed(gaps: list[Gap]) -> list[dict[str, Any]]:
    names = ("source", "subject", "what", "hint", "host")
    rows = sorted({tuple(getattr(gap, name) for name in names) for gap in gaps})
    return [dict(zip(names, row, strict=True)) for row in rows]
