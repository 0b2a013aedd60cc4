"""The graph of both sides in one: what was only before stands where it was, and all is marked."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

import topograph
from tests.golden import PROJECT
from tests.graph.build_facts import BOX, OTHER, box, container, end, endpoint, host, network, root
from tests.hosts import bridge, many, snapshot, veth
from topograph.diff import compare
from topograph.facts import Container, Gap, Host, Link, Netns, Network, Route, Rule, Vxlan
from topograph.graph import build_graph

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

MACS = [f"00:00:5e:00:53:{n:02x}" for n in range(16)]
BOOT = "00000000-0000-4000-8000-000000000001"
NIC = end(2, "nic", mac=MACS[0], permanent_mac=MACS[0])
BR0 = bridge(3, "br0", MACS[1])
VETHA = veth(11, "vetha", MACS[2], peer=10, nsid=0, master=3)
VETHB = veth(13, "vethb", MACS[3], peer=12, nsid=1, master=3)
WEB_BOX = box(veth(10, "eth0", MACS[4], peer=11, nsid=0))
DB_BOX = box(veth(12, "eth0", MACS[5], peer=13, nsid=0), inode=OTHER)
WEB = container("web", netns=BOX, endpoints=[endpoint(MACS[4])])
DB = container("db", netns=OTHER, endpoints=[endpoint(MACS[5])])
APP = network(bridge="br0")


def the_host(
    links: Iterable[Link] = (NIC, BR0, VETHA, VETHB),
    boxes: Iterable[Netns] = (WEB_BOX, DB_BOX),
    containers: Iterable[Container] = (WEB, DB),
    networks: Iterable[Network] = (APP,),
    **of_root: Any,
) -> Host:
    """Return two containers on a bridge, or what is given of that."""
    made = host(root(*links, **of_root), *boxes, containers=containers, networks=networks)
    return replace(made, boot_id=BOOT)


WHOLE = the_host()
WITHOUT_DB = the_host(links=(NIC, BR0, VETHA), boxes=(WEB_BOX,), containers=(WEB,))


def union(before: Host, after: Host, *, gaps: Iterable[Gap] = ()) -> "Graph":
    """Return the graph of both; the gaps are of the side after."""
    return compare(snapshot(before), snapshot(after, gaps=gaps)).graph


def sample(name: str) -> "Graph":
    folder = PROJECT / "samples/diff" / name
    before, after = (topograph.load(folder / f"{side}.json") for side in ("before", "after"))
    return compare(before, after).graph


def verbs(graph: "Graph") -> dict[str, str]:
    return {node: change["verb"] for node, change in graph.nodes(data="change") if change}


def changed_edges(graph: "Graph") -> set[tuple[str, str, str, str]]:
    return {
        (source, relation, target, attributes["change"])
        for source, target, relation, attributes in graph.edges(keys=True, data=True)
        if "change" in attributes
    }


OF_DB = {
    "container/web1/db",
    "netns/web1/@db",
    "link/web1/@db/lo",
    "link/web1/@db/eth0",
    "link/web1/vethb",
}


def test_a_removed_container_stands_where_it_was_with_all_that_is_in_it() -> None:
    graph = union(WHOLE, WITHOUT_DB)
    assert verbs(graph) == dict.fromkeys(OF_DB, "removed")
    old = build_graph(snapshot(WHOLE))
    for node in OF_DB:
        kept = {name: value for name, value in graph.nodes[node].items() if name != "change"}
        assert kept == old.nodes[node]


def test_what_came_is_marked_the_same_way() -> None:
    graph = union(WITHOUT_DB, WHOLE)
    assert verbs(graph) == dict.fromkeys(OF_DB, "added")
    assert {change for *_, change in changed_edges(graph)} == {"added"}


def test_the_edges_of_what_went_are_removed_and_no_others() -> None:
    graph = union(WHOLE, WITHOUT_DB)
    assert changed_edges(graph) == {
        ("container/web1/db", "sandbox", "netns/web1/@db", "removed"),
        ("host/web1", "contains", "netns/web1/@db", "removed"),
        ("netns/web1/@db", "contains", "link/web1/@db/lo", "removed"),
        ("netns/web1/@db", "contains", "link/web1/@db/eth0", "removed"),
        ("netns/web1", "contains", "link/web1/vethb", "removed"),
        ("link/web1/vethb", "master", "link/web1/br0", "removed"),
        ("link/web1/@db/eth0", "peer", "link/web1/vethb", "removed"),
        ("link/web1/@db/eth0", "endpoint", "network/web1/app", "removed"),
    }
    assert {a["evidence"] for *_, a in graph.edges(data=True)} <= {"observed", "inferred"}


def test_a_removed_bridge_keeps_its_ports_and_its_network() -> None:
    loose = [replace(link, master=None, port=None) for link in (VETHA, VETHB)]
    graph = union(WHOLE, the_host(links=(NIC, *loose), networks=()))
    found = verbs(graph)
    assert found["link/web1/br0"] == found["network/web1/app"] == "removed"
    assert found["link/web1/vetha"] == found["link/web1/vethb"] == "changed"
    assert {
        ("link/web1/vetha", "master", "link/web1/br0", "removed"),
        ("link/web1/vethb", "master", "link/web1/br0", "removed"),
        ("network/web1/app", "backed-by", "link/web1/br0", "removed"),
        ("netns/web1", "contains", "link/web1/br0", "removed"),
    } <= changed_edges(graph)


def test_a_removed_namespace_holds_its_links() -> None:
    blue = Netns(inode=OTHER + 1, names=["blue"], links=[end(1, "lo"), end(2, "dummy0")])
    plain = the_host(links=(NIC,), boxes=(), containers=(), networks=())
    graph = union(replace(plain, namespaces=[*plain.namespaces, blue]), plain)
    gone = {"netns/web1/@blue", "link/web1/@blue/lo", "link/web1/@blue/dummy0"}
    assert verbs(graph) == dict.fromkeys(gone, "removed")
    assert graph.nodes["link/web1/@blue/dummy0"]["netns"] == "netns/web1/@blue"


def test_a_cable_whose_one_end_went_has_no_gap_at_the_other() -> None:
    graph = union(WHOLE, the_host(boxes=(WEB_BOX, box(inode=OTHER))))
    edge = ("link/web1/@db/eth0", "peer", "link/web1/vethb", "removed")
    assert edge in changed_edges(graph)
    assert not [node for node, gap in graph.nodes(data="peer_gap") if gap]


# What is on both sides


def test_what_was_renamed_is_called_as_it_is_after() -> None:
    later = replace(WEB, names=["front"])
    graph = union(WHOLE, the_host(containers=(later, DB)))
    assert {"container/web1/front", "netns/web1/@front", "link/web1/@front/eth0"} <= set(graph)
    assert not [node for node in graph if node.endswith("web") or "@web" in node]
    assert verbs(graph) == {"container/web1/front": "renamed"}
    assert changed_edges(graph) == set()


def test_an_id_that_another_thing_has_after_is_given_another_name() -> None:
    other = end(20, "nic", mac=MACS[9], permanent_mac=MACS[9], kind="dummy")
    graph = union(the_host(links=(NIC,), boxes=(), containers=(), networks=()),
                  the_host(links=(other,), boxes=(), containers=(), networks=()))  # fmt: skip
    assert verbs(graph) == {"link/web1/nic": "added", "link/web1/nic~before": "removed"}
    assert graph.nodes["link/web1/nic~before"]["mac"] == MACS[0]
    assert graph.nodes["link/web1/nic"]["mac"] == MACS[9]
    assert ("netns/web1", "contains", "link/web1/nic~before", "removed") in changed_edges(graph)


def test_a_label_of_a_namespace_that_another_one_has_after_is_given_another_name() -> None:
    old = Netns(inode=BOX, names=["blue"], links=[end(1, "lo"), end(2, "a", mac=MACS[1])])
    new = Netns(inode=OTHER, names=["blue"], links=[end(1, "lo"), end(2, "b", mac=MACS[2])])
    alone = the_host(links=(NIC,), boxes=(), containers=(), networks=())
    sides = [replace(alone, hostname="web1", namespaces=[alone.namespaces[0], n])
             for n in (replace(old, names=["red"]), new)]  # fmt: skip
    graph = union(*sides)
    assert {"netns/web1/@red", "netns/web1/@blue"} <= set(graph)
    names = {node for node in graph if node.startswith("link/web1/@")}
    assert {node.split("/")[2] for node in names} == {"@red", "@blue"}


def test_a_stopped_container_stays_on_its_card() -> None:
    stopped = replace(DB, state="exited", netns=None, endpoints=[])
    graph = union(WHOLE, the_host((NIC, BR0, VETHA), (WEB_BOX,), (WEB, stopped)))
    assert graph.nodes["container/web1/db"]["netns"] == "netns/web1/@db"
    found = verbs(graph)
    assert found["container/web1/db"] == "changed"
    assert found["netns/web1/@db"] == found["link/web1/@db/eth0"] == "removed"
    assert ("container/web1/db", "sandbox", "netns/web1/@db", "removed") in changed_edges(graph)


def test_what_moved_between_things_that_are_there_leaves_no_cable_behind() -> None:
    links = NIC, BR0, bridge(4, "br1", MACS[6]), VETHA
    moved = *links[:3], replace(VETHA, master=4)
    graph = union(*(the_host(one, (WEB_BOX,), (WEB,), ()) for one in (links, moved)))
    assert changed_edges(graph) == {("link/web1/vetha", "master", "link/web1/br1", "added")}
    assert graph.nodes["link/web1/vetha"]["master"] == "link/web1/br1"


def test_a_cable_whose_ends_change_places_in_the_order_of_names_is_the_same() -> None:
    ends = veth(20, "va", MACS[7], peer=21), veth(21, "vb", MACS[8], peer=20)
    later = replace(ends[0], ifname="vz"), ends[1]
    graph = union(*(the_host((NIC, *pair), (), (), ()) for pair in (ends, later)))
    assert verbs(graph) == {"link/web1/vz": "renamed"}
    assert changed_edges(graph) == set()


def test_what_went_names_the_others_as_they_are_called_after() -> None:
    guest = container("guest", network_mode="container:web")
    later = replace(WEB, names=["front"])
    graph = union(the_host(containers=(WEB, DB, guest)), the_host(containers=(later, DB)))
    assert graph.nodes["container/web1/guest"]["netns"] == "netns/web1/@front"

    bridge_later, app_later = replace(BR0, ifname="br9"), replace(APP, name="shop", bridge="br9")
    after = the_host((NIC, bridge_later, VETHA), (WEB_BOX,), (WEB,), (app_later,))
    graph = union(WHOLE, after)
    assert graph.nodes["link/web1/vethb"]["master"] == "link/web1/br9"
    assert graph.nodes["link/web1/@db/eth0"]["networks"] == ["network/web1/shop"]
    assert "link/web1/br0" not in graph


def test_the_far_end_of_a_tunnel_is_one_thing_on_both_sides() -> None:
    tunnel = end(5, "vxlan0", kind="vxlan", vxlan=Vxlan(id=1, remote="198.51.100.9", link=2))
    sides = (the_host((NIC, one), (), (), ()) for one in (tunnel, replace(tunnel, mtu=1400)))
    graph = union(*sides)
    assert verbs(graph) == {"link/web1/vxlan0": "changed"}
    assert [n for n in graph if n.startswith("remote/")] == ["remote/web1/198.51.100.9"]


# What was not observed


@pytest.fixture
def blind() -> "Graph":
    """The same host, as a user sees it who may not ask the engine."""
    gap = Gap(source="engine", subject=f"engine:{APP.engine}", what="Permission denied")
    return union(WHOLE, the_host(containers=(), networks=()), gaps=[gap])


def test_what_was_not_observed_is_marked_so_and_leads_nowhere(blind: "Graph") -> None:
    found = {node for node, verb in verbs(blind).items() if verb == "unknown"}
    assert found >= {"container/web1/web", "container/web1/db", "network/web1/app"}
    for node in found:
        assert blind.nodes[node]["change"] == {
            "verb": "unknown",
            "words": "not observed after",
            "title": "not observed after: Permission denied",
            "entry": "",
        }


def test_the_edges_of_what_was_not_observed_are_not_removed(blind: "Graph") -> None:
    relations = {key for *_, key in blind.edges(keys=True)}
    assert {"sandbox", "backed-by"} <= relations
    assert changed_edges(blind) == set()


def test_the_gaps_are_those_of_both_sides_each_once(blind: "Graph") -> None:
    assert [gap["what"] for gap in blind.graph["gaps"]] == ["Permission denied"]
    gap = Gap(source="engine", subject="host", what="slow")
    before, after = (snapshot(one, gaps=[gap]) for one in (WHOLE, WITHOUT_DB))
    (one,) = compare(before, after).graph.graph["gaps"]
    assert one["what"] == "slow"


# Words


def test_a_namespace_that_was_read_on_one_side_shows_what_was_seen_there() -> None:
    graph = sample("gap")
    found = graph.nodes[graph.nodes["container/web1/web"]["netns"]]
    assert found["readable"]
    assert "gap" not in found


def test_the_graph_says_when_both_sides_were_captured() -> None:
    before, after = snapshot(WHOLE), replace(snapshot(WHOLE), captured_at="2026-11-25T00:00:00Z")
    assert compare(before, after).graph.graph["changes"] == {
        "before": "2026-11-24T09:30:00Z",
        "after": "2026-11-25T00:00:00Z",
    }


def test_each_part_of_an_event_names_that_event() -> None:
    graph = sample("scale")
    places = {change["entry"] for _, change in graph.nodes(data="change") if change}
    assert places == {"change-1", ""}
    for name in ("shop-web-3", "shop-web-4", "shop-web-5"):
        assert graph.nodes[f"container/web1/{name}"]["change"]["entry"] == "change-1"
        assert graph.nodes[f"link/web1/@{name}/eth0"]["change"]["entry"] == "change-1"
        # It goes with the container, and is no event of its own.
        assert graph.nodes[f"link/web1/@{name}/lo"]["change"] == {
            "verb": "added", "words": "", "title": "", "entry": "",
        }  # fmt: skip


def test_events_are_numbered_in_the_order_of_the_diff() -> None:
    later = [replace(link, mtu=1400) for link in (NIC, VETHA)]
    comparison = compare(snapshot(WHOLE), snapshot(the_host((later[0], BR0, later[1], VETHB))))
    names = [entry.after.name for entry in comparison.diff.entries if entry.after]
    assert sorted(names) == ["nic", "vetha"]
    for number, name in enumerate(names, 1):
        change = comparison.graph.nodes[f"link/web1/{name}"]["change"]
        assert change["entry"] == f"change-{number}"


# Which part of the whole


def test_only_what_changed_and_what_that_hangs_on_is_there() -> None:
    graph = union(WHOLE, the_host((replace(NIC, mtu=1400), BR0, VETHA, VETHB)))
    assert set(graph) == {"host/web1", "netns/web1", "link/web1/nic"}
    assert graph.graph["part"] == ["what changed, and what that hangs on"]


def test_the_few_neighbours_on_a_bridge_are_there_too() -> None:
    graph = union(WHOLE, WITHOUT_DB)
    assert {"link/web1/vetha", "link/web1/@web/eth0", "container/web1/web"} <= set(graph)
    assert "link/web1/nic" not in graph


def test_the_many_neighbours_on_a_bridge_are_a_number() -> None:
    graph = compare(many(40), many(39)).graph
    people = [node for node in graph if node.startswith("container/")]
    assert people == ["container/web1/app0-web-40"]
    assert [a["ports_cut"] for _, a in graph.nodes(data=True) if "ports_cut" in a] == [39]


def test_of_no_difference_only_the_hosts_are_left() -> None:
    graph = union(WHOLE, WHOLE)
    assert list(graph) == ["host/web1"]
    assert verbs(graph) == {}


def test_the_sides_are_left_as_they_were() -> None:
    before, after = snapshot(WHOLE), snapshot(WITHOUT_DB)
    comparison = compare(before, after)
    first = list(comparison.graph.nodes(data=True))
    again = compare(before, after).graph
    assert first == list(again.nodes(data=True))
    assert (before, after) == (snapshot(WHOLE), snapshot(WITHOUT_DB))


def test_routes_rules_and_settings_are_told_on_their_namespace() -> None:
    route = Route(family=4, dst="198.51.100.0/24", gateway="192.0.2.9", link=2)
    rule = Rule(family=4, priority=100, table=100, src="192.0.2.0/24")
    later = the_host(routes=[route], rules=[rule], sysctls={"ipv4.ip_forward": 1})
    graph = union(the_host(sysctls={"ipv4.ip_forward": 0}), later)
    assert list(verbs(graph)) == ["netns/web1"]
    change = graph.nodes["netns/web1"]["change"]
    assert change["verb"] == "changed"
    assert change["entry"] == "change-1 change-2 change-3"
    assert [words.split()[0] for words in change["words"].split(", ")] == [
        "route", "rule", "setting",
    ]  # fmt: skip


def test_an_engine_is_told_on_its_host() -> None:
    graph = sample("engine-upgrade")
    assert verbs(graph) == {"host/web1": "changed"}
    words = graph.nodes["host/web1"]["change"]["words"]
    assert words == "engine docker upgraded from 20.10.24+dfsg1 to 27.3.1"
