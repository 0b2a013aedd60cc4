"""A graph of both sides: what it says of its edges, and where a thing is that was moved."""

from networkx import MultiDiGraph

from tests.hosts import docker0, many
from tests.picture.changed import diff_of
from tests.picture.shown import panel
from topograph.graph import build_graph
from topograph.picture import lay_out, view
from topograph.picture.changes import Change
from topograph.picture.two_sides import TwoSides

HOST = "ip-10-0-0-5"
VETH = f"link/{HOST}/veth7f6daae"


def peer_of(graph: "MultiDiGraph[str]", link: str) -> tuple[str, str, str]:
    (edge,) = ((a, r, b) for a, b, r in graph.edges(keys=True) if r == "peer" and link in (a, b))
    return edge


def test_without_two_sides_nothing_has_changed() -> None:
    graph = build_graph(docker0())
    graph.nodes[VETH]["change"] = {"verb": "added"}
    sides = TwoSides(graph)
    assert not sides.is_diff
    assert sides.change(VETH) is None
    assert sides.listed() == []


def test_a_graph_of_one_side_makes_the_same_picture_whatever_its_nodes_say() -> None:
    graph = build_graph(docker0())
    for node in graph:
        graph.nodes[node]["change"] = {"verb": "added"}
    assert lay_out(view(graph)) == lay_out(view(build_graph(docker0())))


def test_an_edge_is_there_no_longer_than_its_ends() -> None:
    graph = diff_of(docker0(), {VETH: "removed: for good"})
    edge = "|".join(peer_of(graph, VETH))
    assert TwoSides(graph).edge_change(edge) == Change("removed")
    assert TwoSides(graph).edge_change(f"{VETH}|master|link/{HOST}/docker0") == Change("removed")


def test_an_edge_between_changed_nodes_is_the_same_unless_it_says_otherwise() -> None:
    graph = diff_of(docker0(), {VETH: "changed: mtu 1500 → 1450"})
    source, relation, target = peer_of(graph, VETH)
    assert TwoSides(graph).edge_change(f"{source}|{relation}|{target}") is None
    graph.edges[source, target, relation]["change"] = "added"
    assert TwoSides(graph).edge_change(f"{source}|{relation}|{target}") == Change("added")


def test_a_port_that_was_moved_is_drawn_once_and_where_it_is_last() -> None:
    old, new = "link/web1/br-000000000000", "link/web1/br-000000000001"
    graph = diff_of(many(4, 2), {})
    port = next(a for a, b, r in sorted(graph.edges(keys=True)) if r == "master" and b == old)
    graph.nodes[port]["change"] = {"verb": "moved", "words": "was elsewhere"}
    graph.edges[port, old, "master"]["change"] = "removed"
    graph.add_edge(port, new, key="master", evidence="observed", reason="", change="added")
    shown = view(graph)
    assert port not in [row.key for row in panel(shown, "br-000000000000").rows]
    (row,) = (row for row in panel(shown, "br-000000000001").rows if row.key == port)
    assert row.change == Change("moved", "was elsewhere")


def test_the_last_place_of_what_is_gone_is_kept() -> None:
    graph = diff_of(docker0(), {VETH: "removed"})
    assert VETH in [row.key for row in panel(view(graph), "docker0").rows]


def test_a_loopback_is_told_of_only_if_something_is_new_about_it() -> None:
    loopbacks = [n for n, a in build_graph(docker0()).nodes(data=True) if a.get("ifname") == "lo"]
    gone = view(diff_of(docker0(), dict.fromkeys(loopbacks, "removed")))
    names = [row.name for card in gone.hosts[0].cards for row in card.rows]
    assert names == ["eth0", "eth0"]
    other = view(diff_of(docker0(), dict.fromkeys(loopbacks, "changed: mtu 65536 → 1500")))
    names = [row.name for card in other.hosts[0].cards for row in card.rows]
    assert sorted(names) == ["eth0", "eth0", "lo", "lo"]


def test_the_changed_nodes_are_listed_with_those_first_that_hold_others() -> None:
    redis = next(
        n
        for n, a in build_graph(docker0()).nodes(data=True)
        if a["type"] == "container" and a["name"] == "pensive_yonath"
    )
    graph = diff_of(docker0(), {VETH: "added", redis: "added", f"host/{HOST}": "rebooted"})
    sides = TwoSides(graph)
    assert sides.listed() == [f"host/{HOST}", redis, VETH]
    assert [sides.tell(node) for node in sides.listed()] == [
        f"host {HOST}",
        "container pensive_yonath",
        "link veth7f6daae",
    ]
