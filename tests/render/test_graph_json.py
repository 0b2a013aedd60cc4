import json
from typing import Any

import networkx as nx
from hypothesis import HealthCheck, given, settings

from tests.hosts import docker0
from tests.properties.strategies import snapshots
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.render import Subject, render
from topograph.render.graph_json import graph_json


def read(text: str | bytes) -> "nx.MultiDiGraph[str]":
    graph = nx.node_link_graph(json.loads(text), edges="edges")
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots())
def test_networkx_reads_back_an_equal_graph(found: Snapshot) -> None:
    expected = build_graph(found)
    for _, attributes in expected.nodes(data=True):
        if "id" in attributes:
            attributes["id_"] = attributes.pop("id")
    back = read(render(Subject(found), "json"))
    assert nx.utils.graphs_equal(back, expected)
    assert back.graph == expected.graph


def test_the_id_of_a_container_does_not_replace_that_of_its_node() -> None:
    nodes = {n["id"]: n for n in json.loads(render(Subject(docker0()), "json"))["nodes"]}
    node = nodes["container/ip-10-0-0-5/pensive_yonath"]
    assert node["id_"] == "1" * 64
    assert node["key"] == build_graph(docker0()).nodes[node["id"]]["key"]


def test_no_attribute_replaces_what_says_which_edge_it_is() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    hostile: dict[str, Any] = {"source": "x", "target": "y"}
    graph.add_edge("a", "b", key="peer", **hostile)
    assert json.loads(graph_json(graph))["edges"] == [
        {"source": "a", "target": "b", "key": "peer", "source_": "x", "target_": "y"}
    ]


def test_the_relation_is_the_key_of_an_edge() -> None:
    edges = json.loads(render(Subject(docker0()), "json"))["edges"]
    assert {edge["key"] for edge in edges} == {
        "contains",
        "master",
        "peer",
        "sandbox",
        "endpoint",
        "backed-by",
    }


def test_nodes_and_edges_are_sorted_whatever_the_order_of_the_graph() -> None:
    graph = build_graph(docker0())
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for source, target, relation, attributes in reversed([*graph.edges(keys=True, data=True)]):
        turned.add_edge(source, target, key=relation, **attributes)
    assert graph_json(turned) == graph_json(graph)


def test_an_empty_graph_is_json_too() -> None:
    assert read(graph_json(nx.MultiDiGraph())).number_of_nodes() == 0
