"""What holds for the ways out of any snapshot, however odd its facts."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.strategies import patterns_in, shuffled, snapshots
from topograph.facts import Snapshot
from topograph.graph import NodeType, Relation, build_graph, cut, ways_out

odd_snapshots = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ALONG = {relation.value for relation in Relation} - {Relation.CONTAINS.value}


@odd_snapshots
@given(snapshots(), st.data(), st.sampled_from(["", "veth", "netns", "bridge", "container"]))
def test_every_way_leads_along_an_edge_into_a_namespace_or_to_its_default_route(
    snapshot: Snapshot, data: st.DataObject, hide: str
) -> None:
    whole = build_graph(snapshot)
    graph = cut(whole, tuple(data.draw(patterns_in(whole))), (hide,) if hide else ())
    joined = {(a, b) for a, b, relation in graph.edges(keys=True) if relation in ALONG}
    nodes, found = graph.nodes, ways_out(graph)
    assert list(found) == [n for n, a in nodes(data=True) if a["type"] != NodeType.HOST]
    for node, onward in found.items():
        assert onward == sorted(set(onward) - {node})
        for far in onward:
            is_along = (node, far) in joined or (far, node) in joined
            is_inner = graph.has_edge(node, far, Relation.CONTAINS) and not nodes[node]["root"]
            home = node if nodes[node]["type"] == NodeType.NETNS else nodes[node].get("netns")
            is_gate = nodes[far].get("default_route") and nodes[far]["netns"] == home
            assert is_along or is_inner or is_gate, (node, far)


@odd_snapshots
@given(snapshots())
def test_every_pair_leads_at_least_one_way(snapshot: Snapshot) -> None:
    graph = build_graph(snapshot)
    found = ways_out(graph)
    for one, other, relation in graph.edges(keys=True):
        if relation == Relation.PEER:
            assert other in found[one] or one in found[other]


@odd_snapshots
@given(snapshots(), st.integers(0, 99))
def test_the_order_of_the_facts_does_not_count(snapshot: Snapshot, seed: int) -> None:
    again = ways_out(build_graph(shuffled(snapshot, Random(seed))))
    assert again == ways_out(build_graph(snapshot))
