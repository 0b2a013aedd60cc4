from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.strategies import shuffled, snapshots
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.graph.wired import wire_snapshot
from topograph.tables import make_tables

calm = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@calm
@given(snapshots(), st.randoms(use_true_random=False))
def test_tables_do_not_depend_on_the_order_of_the_facts(found: Snapshot, random: Random) -> None:
    assert make_tables(found) == make_tables(shuffled(found, random))


@calm
@given(snapshots())
def test_rows_name_nodes_of_the_graph_and_no_others(found: Snapshot) -> None:
    graph = build_graph(found)
    for table in make_tables(found).values():
        assert {node for node in table.nodes if node} <= set(graph)


@calm
@given(snapshots())
def test_a_namespace_is_called_as_in_the_graph(found: Snapshot) -> None:
    graph = build_graph(found)
    for host in wire_snapshot(found).hosts:
        for netns in host.namespaces():
            attributes = graph.nodes[host.ids.namespaces[netns.inode]]
            assert attributes["name"] == host.label(netns.inode)
