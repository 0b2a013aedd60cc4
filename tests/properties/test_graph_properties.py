"""What holds for the graph of any snapshot, however odd its facts."""

import json
from collections import Counter
from random import Random
from typing import Any
from unicodedata import category

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.strategies import names, patterns_in, shuffled, snapshots
from topograph.facts import Snapshot
from topograph.graph import Evidence, NodeType, Relation, Role, build_graph, cut
from topograph.graph.ids import NodeId, make, parse

ENDS = {
    Relation.CONTAINS: {("host", "netns"), ("netns", "link")},
    Relation.MASTER: {("link", "link")},
    Relation.PEER: {("link", "link")},
    Relation.LOWER: {("link", "link")},
    Relation.SANDBOX: {("container", "netns")},
    Relation.ENDPOINT: {("link", "network")},
    Relation.BACKED_BY: {("network", "link")},
    Relation.TUNNEL: {("link", "remote")},
}

# What the renderers rely on to be there.
ALWAYS = {
    "host": "name os kernel arch machine_id engines",
    "netns": "name inode root names held_by processes containers readable",
    "link": "name netns ifname ifindex kind role mac addresses mtu is_up operstate carrier flags "
    "qdisc link_type altnames gateways default_route networks",
    "container": "name names id image state status program network_mode created engine addresses "
    "macs ports",
    "network": "name id driver scope subnets gateways internal ipv6 attachable engine",
    "remote": "address",
}

odd_snapshots = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def listed(graph: "nx.MultiDiGraph[str]") -> tuple[Any, ...]:
    return (
        list(graph.nodes(data=True)),
        list(graph.edges(keys=True, data=True)),
        graph.graph,
    )


def nodes(graph: "nx.MultiDiGraph[str]", node_type: NodeType) -> list[str]:
    return [node for node, attributes in graph.nodes(data=True) if attributes["type"] == node_type]


def edges(graph: "nx.MultiDiGraph[str]", relation: Relation) -> list[tuple[str, str]]:
    return [(a, b) for a, b, key in graph.edges(keys=True) if key == relation]


@odd_snapshots
@given(snapshots())
def test_every_edge_joins_nodes_of_the_right_types(snapshot: Snapshot) -> None:
    graph = build_graph(snapshot)
    types = {node: attributes["type"] for node, attributes in graph.nodes(data=True)}
    for source, target, relation, attributes in graph.edges(keys=True, data=True):
        assert (types[source], types[target]) in ENDS[Relation(relation)]
        assert attributes["evidence"] in set(Evidence)
        assert bool(attributes["reason"]) == (attributes["evidence"] == Evidence.INFERRED)


@odd_snapshots
@given(snapshots())
def test_every_node_holds_what_its_type_promises(snapshot: Snapshot) -> None:
    graph = build_graph(snapshot)
    for node, attributes in graph.nodes(data=True):
        wanted = ["type", "host", "key", *ALWAYS[attributes["type"]].split()]
        assert set(wanted) <= set(attributes), node
    assert all(a["role"] in set(Role) for _, a in graph.nodes(data=True) if a["type"] == "link")


@odd_snapshots
@given(snapshots())
def test_attributes_that_name_nodes_name_nodes_of_the_graph(snapshot: Snapshot) -> None:
    graph = build_graph(snapshot)
    for _, attributes in graph.nodes(data=True):
        for name in ("containers", "networks"):
            assert set(attributes.get(name, ())) <= set(graph)
        for name in ("master", "netns"):
            assert attributes.get(name) is None or attributes[name] in graph


@odd_snapshots
@given(snapshots())
def test_the_graph_is_json(snapshot: Snapshot) -> None:
    graph = build_graph(snapshot)
    parts = [attributes for _, attributes in graph.nodes(data=True)]
    parts += [attributes for _, _, attributes in graph.edges(data=True)] + [graph.graph]
    assert json.loads(json.dumps(parts, allow_nan=False)) == parts


@odd_snapshots
@given(snapshots())
def test_a_link_has_one_namespace_and_at_most_one_master_there(snapshot: Snapshot) -> None:
    graph = build_graph(snapshot)
    home = {link: netns for netns, link in edges(graph, Relation.CONTAINS)}
    for link in nodes(graph, NodeType.LINK):
        assert home[link] == graph.nodes[link]["netns"]
    masters = edges(graph, Relation.MASTER)
    assert max(Counter(port for port, _ in masters).values(), default=0) <= 1
    assert all(home[port] == home[master] for port, master in masters)


@odd_snapshots
@given(snapshots())
def test_peers_are_a_matching_of_links_on_one_host(snapshot: Snapshot) -> None:
    graph = build_graph(snapshot)
    peers = edges(graph, Relation.PEER)
    assert max(Counter(end for pair in peers for end in pair).values(), default=0) <= 1
    assert all(one < other for one, other in peers)
    assert all(graph.nodes[a]["host"] == graph.nodes[b]["host"] for a, b in peers)


@odd_snapshots
@given(snapshots())
def test_a_veth_has_a_peer_or_a_reason_why_not(snapshot: Snapshot) -> None:
    graph = build_graph(snapshot)
    paired = {end for pair in edges(graph, Relation.PEER) for end in pair}
    for node, attributes in graph.nodes(data=True):
        if attributes.get("kind") == "veth":
            assert (node in paired) != bool(attributes.get("peer_gap")), node


@odd_snapshots
@given(snapshots())
def test_every_host_and_container_of_the_facts_is_a_node(snapshot: Snapshot) -> None:
    graph = build_graph(snapshot)
    assert len(nodes(graph, NodeType.HOST)) == len(snapshot.hosts)
    wanted = {
        (n, c.engine, c.id, "" if c.id else tuple(c.names))
        for n, host in enumerate(snapshot.hosts)
        for c in host.containers
    }
    assert len(nodes(graph, NodeType.CONTAINER)) == len(wanted)


@odd_snapshots
@given(snapshots(), st.integers(0, 99))
def test_the_order_of_the_facts_does_not_count(snapshot: Snapshot, seed: int) -> None:
    again = build_graph(shuffled(snapshot, Random(seed)))
    assert listed(again) == listed(build_graph(snapshot))


@odd_snapshots
@given(snapshots())
def test_ids_parse_and_hold_no_colon(snapshot: Snapshot) -> None:
    for node, attributes in build_graph(snapshot).nodes(data=True):
        assert ":" not in node
        assert not {category(char) for char in node} & {"Cc", "Cs", "Zl", "Zp", "Zs"}
        assert make(parse(node)) == node
        assert parse(node).type == attributes["type"]
        assert parse(node).host == attributes["host"]


@given(st.text(), st.text(), st.none() | st.text() | names())
def test_the_parts_of_an_id_come_back(host: str, name: str, netns: str | None) -> None:
    for node in (
        NodeId(NodeType.HOST, host),
        NodeId(NodeType.NETNS, host, netns=netns),
        NodeId(NodeType.LINK, host, name, netns),
        NodeId(NodeType.CONTAINER, host, name),
        NodeId(NodeType.NETWORK, host, name),
        NodeId(NodeType.REMOTE, host, name),
    ):
        assert parse(make(node)) == node
        assert ":" not in make(node)


@given(st.text(alphabet="abhilnostkre/@%:0", max_size=24))
def test_what_parses_is_the_id_of_its_parts(text: str) -> None:
    try:
        node = parse(text)
    except ValueError:
        return
    assert make(node) == text


@odd_snapshots
@given(
    snapshots(),
    st.data(),
    st.sampled_from(["", "veth", "netns"]),
)
def test_a_cut_is_a_sound_part_in_the_same_order(
    snapshot: Snapshot, data: st.DataObject, hide: str
) -> None:
    graph = build_graph(snapshot)
    only = data.draw(patterns_in(graph))
    before = json.dumps(listed(graph))
    part = cut(graph, tuple(only), (hide,) if hide else ())
    assert json.dumps(listed(graph)) == before
    assert list(part) == [node for node in graph if node in part]
    kept = [edge for edge in graph.edges(keys=True) if edge[0] in part and edge[1] in part]
    assert list(part.edges(keys=True)) == kept
    for node, attributes in part.nodes(data=True):
        assert set(attributes.get("networks", ())) <= set(part)
        if attributes["type"] == NodeType.LINK:
            assert part.has_edge(attributes["netns"], node, Relation.CONTAINS)
