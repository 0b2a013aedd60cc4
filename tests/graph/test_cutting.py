import networkx as nx
import pytest

from tests.graph.build_facts import BOX, OTHER, box, container, end, endpoint, host, network, root
from tests.hosts import bridge, snapshot, veth
from topograph.errors import NoSuchName
from topograph.facts import Vxlan
from topograph.graph import build_graph, cut, cut_to

MACS = [f"00:00:5e:00:53:{n:02x}" for n in range(16)]
VXLAN = Vxlan(id=1, remote="198.51.100.9", link=2)
DB_ENDPOINTS = [endpoint(MACS[5]), endpoint(MACS[6], network="m")]


@pytest.fixture(scope="module")
def graph() -> "nx.MultiDiGraph[str]":
    """Two containers on br0, one of them with a guest; a third on a macvlan; one stopped."""
    facts = host(
        root(
            end(2, "nic", mac=MACS[0], altnames=["enp1s0"]),
            bridge(3, "br0", MACS[1]),
            end(
                4,
                "vxlan0",
                kind="vxlan",
                master=3,
                vxlan=Vxlan(id=1, remote="198.51.100.9", link=2),
            ),
            veth(11, "vetha", MACS[2], peer=10, nsid=0, master=3),
            veth(13, "vethb", MACS[3], peer=12, nsid=1, master=3),
        ),
        box(veth(10, "eth0", MACS[4], peer=11, nsid=0)),
        box(
            veth(12, "eth0", MACS[5], peer=13, nsid=0),
            end(14, "mv0", kind="macvlan", mac=MACS[6], iflink=2, link_nsid=0),
            inode=OTHER,
        ),
        containers=[
            container("web", netns=BOX, endpoints=[endpoint(MACS[4])]),
            container("guest", network_mode="container:web"),
            container(
                "db", netns=OTHER, endpoints=[endpoint(MACS[5]), endpoint(MACS[6], network="m")]
            ),
            container("old", state="exited"),
            container("agent", network_mode="host"),
        ],
        networks=[
            network(bridge="br0"),
            network("lan", id="m", driver="macvlan", options={"parent": "nic"}),
        ],
    )
    return build_graph(snapshot(facts))


WEB = {
    "container/web1/web",
    "container/web1/guest",
    "netns/web1/@web",
    "link/web1/@web/eth0",
    "link/web1/vetha",
}
BASE = {"host/web1", "netns/web1", "link/web1/br0", "network/web1/app"}


def test_nothing_asked_is_the_same_graph(graph: "nx.MultiDiGraph[str]") -> None:
    same = cut(graph)
    assert list(same.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(same.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
    assert same.graph == graph.graph
    assert same is not graph


def test_a_container_keeps_its_way_out_and_no_neighbours(graph: "nx.MultiDiGraph[str]") -> None:
    assert set(cut(graph, ("web",))) == BASE | WEB | {"link/web1/@web/lo"}
    assert set(cut(graph, ("guest",))) == set(cut(graph, ("web",)))


def test_a_network_keeps_all_that_is_plugged_into_it(graph: "nx.MultiDiGraph[str]") -> None:
    part = set(cut(graph, ("app",)))
    assert part >= BASE | WEB | {"container/web1/db", "link/web1/vethb", "link/web1/vxlan0"}
    assert "remote/web1/198.51.100.9" in part
    assert "link/web1/@db/mv0" not in part
    assert "container/web1/old" not in part


def test_a_macvlan_network_keeps_its_parent(graph: "nx.MultiDiGraph[str]") -> None:
    part = set(cut(graph, ("lan",)))
    assert part >= {"link/web1/@db/mv0", "link/web1/nic", "container/web1/db"}
    assert not part & {"link/web1/br0", "link/web1/@db/eth0"}


def test_a_bridge_is_found_by_its_own_name_with_its_ports(graph: "nx.MultiDiGraph[str]") -> None:
    assert set(cut(graph, ("br0",))) == set(cut(graph, ("app",)))


def test_names_may_be_patterns_and_altnames(graph: "nx.MultiDiGraph[str]") -> None:
    assert {"container/web1/old", "container/web1/db"} <= set(cut(graph, ("o?d", "d[b]")))
    assert set(cut(graph, ("enp*",))) >= {"link/web1/nic", "network/web1/lan"}
    assert set(cut(graph, ("*",))) == set(graph)


def test_the_root_namespace_goes_by_its_host_and_keeps_every_cable(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    part = set(cut(graph, ("web1",)))
    assert part >= {"link/web1/nic", "link/web1/lo"} | WEB


def test_a_container_of_the_host_does_not_drag_the_host_in(graph: "nx.MultiDiGraph[str]") -> None:
    assert set(cut(graph, ("agent",))) == {"host/web1", "netns/web1", "container/web1/agent"}


@pytest.mark.parametrize("pattern", ["nobody", "WEB", "", "["])
def test_a_pattern_that_matches_nothing_is_refused(
    graph: "nx.MultiDiGraph[str]", pattern: str
) -> None:
    with pytest.raises(NoSuchName) as failure:
        cut(graph, ("web", pattern))
    assert failure.value.where == (pattern or "''")
    assert "as in 'shop-*'" in str(failure.value)


def test_a_kind_that_nobody_knows_is_refused_and_one_that_does_not_occur_is_not(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    with pytest.raises(NoSuchName) as failure:
        cut(graph, hide=("vteh",))
    assert str(failure.value).startswith("vteh: no such kind of link, role or type of node; known")
    assert set(cut(graph, hide=("wireguard", "bond"))) == set(graph)


def test_a_bridge_tells_how_many_of_its_ports_are_left_out(graph: "nx.MultiDiGraph[str]") -> None:
    ports = sum(relation == "master" for *_, relation in graph.edges(keys=True))
    part = cut(graph, hide=("veth",))
    left = sum(attributes.get("ports_cut", 0) for _, attributes in part.nodes(data=True))
    kept = sum(relation == "master" for *_, relation in part.edges(keys=True))
    assert left == ports - kept > 0
    assert not [n for n, attributes in graph.nodes(data=True) if "ports_cut" in attributes]


def test_kinds_of_links_roles_and_types_can_be_hidden(graph: "nx.MultiDiGraph[str]") -> None:
    kinds = {a.get("kind") for _, a in cut(graph, hide=("veth", "vxlan")).nodes(data=True)}
    assert kinds == {None, "", "bridge", "macvlan"}
    assert not [n for n in cut(graph, hide=("loopback",)) if n.endswith("/lo")]
    types = {a["type"] for _, a in cut(graph, hide=("network", "remote")).nodes(data=True)}
    assert types == {"host", "netns", "link", "container"}


def test_what_is_inside_a_hidden_namespace_goes_with_it(graph: "nx.MultiDiGraph[str]") -> None:
    part = cut(graph, hide=("netns",))
    assert "link/web1/br0" in part
    assert not [node for node in part if "@" in node]
    assert {a["type"] for _, a in cut(graph, hide=("host",)).nodes(data=True)} == {
        "container",
        "network",
        "remote",
    }


def test_attributes_do_not_name_what_is_gone(graph: "nx.MultiDiGraph[str]") -> None:
    part = cut(graph, hide=("container", "network", "bridge"))
    assert part.nodes["netns/web1/@web"]["containers"] == []
    assert part.nodes["link/web1/@web/eth0"]["networks"] == []
    assert "master" not in part.nodes["link/web1/vetha"]
    assert graph.nodes["link/web1/vetha"]["master"] == "link/web1/br0"
    assert "netns" not in cut(graph, hide=("netns",)).nodes["container/web1/web"]


def part_of(graph: "nx.MultiDiGraph[str]", *nodes: str) -> set[str]:
    return set(cut_to(graph, nodes, "a part"))


def test_to_nothing_only_the_hosts_are_left(graph: "nx.MultiDiGraph[str]") -> None:
    assert part_of(graph) == {"host/web1"}
    assert cut_to(graph, (), "a part").graph["part"] == ["a part"]


def test_a_link_is_kept_with_whatever_carries_its_traffic(graph: "nx.MultiDiGraph[str]") -> None:
    assert part_of(graph, "link/web1/nic") == {
        *("host/web1", "netns/web1", "link/web1/nic", "network/web1/lan"),
    }
    far = part_of(graph, "link/web1/@db/mv0")
    assert far >= {"link/web1/nic", "netns/web1/@db", "container/web1/db", "network/web1/lan"}
    assert "link/web1/@db/eth0" not in far


def test_of_a_bridge_that_is_kept_its_few_ports_are(graph: "nx.MultiDiGraph[str]") -> None:
    part = part_of(graph, "link/web1/@web/eth0")
    assert part >= BASE | WEB | {"link/web1/vethb", "link/web1/@db/eth0", "container/web1/db"}
    assert part >= {"link/web1/vxlan0", "remote/web1/198.51.100.9", "link/web1/nic"}
    assert not part & {"link/web1/@db/mv0", "container/web1/old", "container/web1/agent"}


def test_a_network_is_kept_with_its_bridge(graph: "nx.MultiDiGraph[str]") -> None:
    assert part_of(graph, "network/web1/app") >= BASE | WEB | {"link/web1/vethb"}
    assert part_of(graph, "network/web1/lan") == {
        *("host/web1", "netns/web1", "link/web1/nic", "network/web1/lan"),
    }


def test_a_container_is_kept_with_its_namespace(graph: "nx.MultiDiGraph[str]") -> None:
    assert part_of(graph, "container/web1/guest") >= WEB
    assert part_of(graph, "container/web1/old") == {"host/web1", "container/web1/old"}


def test_to_everything_it_is_no_part(graph: "nx.MultiDiGraph[str]") -> None:
    assert "part" not in cut_to(graph, graph, "a part").graph


def test_of_a_bridge_with_more_than_twelve_ports_only_those_asked_for_are_kept() -> None:
    for ports, kept in ((12, 12), (13, 1)):
        links = [
            veth(100 + n, f"v{n}", MACS[0], peer=200 + n, nsid=0, master=3) for n in range(ports)
        ]
        facts = build_graph(snapshot(host(root(bridge(3, "br0", MACS[1]), *links))))
        part = cut_to(facts, ["link/web1/v0"], "a part")
        assert sum(node.startswith("link/web1/v") for node in part) == kept
        assert part.nodes["link/web1/br0"].get("ports_cut", 0) == ports - kept
