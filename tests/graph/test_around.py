import networkx as nx
import pytest
from msgspec.structs import replace

from tests.graph.test_cutting import graph
from tests.hosts import docker0, many, snapshot
from topograph.errors import NoSuchName
from topograph.graph import build_graph, cut
from topograph.graph.around import around

__all__ = ["graph"]

HOST = "ip-10-0-0-5"
REDIS = {
    f"container/{HOST}/pensive_yonath",
    f"netns/{HOST}/@pensive_yonath",
    f"link/{HOST}/@pensive_yonath/lo",
    f"link/{HOST}/@pensive_yonath/eth0",
}
DOCKER0 = {f"link/{HOST}/docker0", f"network/{HOST}/bridge"}


@pytest.fixture(scope="module")
def classic() -> "nx.MultiDiGraph[str]":
    return build_graph(docker0())


def test_no_hop_is_the_thing_itself(classic: "nx.MultiDiGraph[str]") -> None:
    assert around(classic, "pensive_yonath:0") == REDIS


def test_one_hop_from_a_container_is_its_bridge_with_that_port(
    classic: "nx.MultiDiGraph[str]",
) -> None:
    assert around(classic, "pensive_yonath:1") == REDIS | DOCKER0 | {f"link/{HOST}/veth7f6daae"}


def test_two_hops_are_those_on_the_same_bridge(classic: "nx.MultiDiGraph[str]") -> None:
    found = around(classic, "pensive_yonath:2")
    assert found > REDIS | DOCKER0
    assert f"container/{HOST}/mad_feynman" in found
    assert f"link/{HOST}/eth0" not in found
    assert around(classic, "pensive_yonath") == found


@pytest.mark.parametrize(
    "name",
    ["docker0", "bridge", "172.17.0.1", "02:42:74:3c:0b:8f", "02:42:74:3C:0B:8F", "docker[0-9]"],
)
def test_a_thing_has_several_names(classic: "nx.MultiDiGraph[str]", name: str) -> None:
    assert around(classic, f"{name}:0") == DOCKER0


def test_the_last_part_of_a_mac_is_no_number_of_hops(classic: "nx.MultiDiGraph[str]") -> None:
    assert around(classic, "02:42:ac:11:00:02") == around(classic, "pensive_yonath")


def test_a_hop_leads_down_to_the_link_that_another_stands_on(
    graph: "nx.MultiDiGraph[str]",
) -> None:
    found = around(graph, "db:1")
    assert "link/web1/nic" in found
    assert "link/web1/br0" in found
    assert "container/web1/web" not in found
    assert "container/web1/web" in around(graph, "db:2")


def test_a_container_in_host_mode_is_near_nothing(graph: "nx.MultiDiGraph[str]") -> None:
    assert around(graph, "agent:9") == {"container/web1/agent"}


def test_more_hops_than_there_are_reach_all_that_is_joined() -> None:
    graph = build_graph(many(9, 3))
    found = around(graph, f"app0-web-1:{10**30}")
    assert around(graph, f"app0-web-1:{'9' * 5000}") == found
    assert {node for node in graph if node.startswith("container/")} <= found


@pytest.mark.parametrize(
    "name", ["nobody", "nobody:2", "", ":1", "docker0:x", "docker0:-1", "web1"]
)
def test_a_name_that_means_nothing_is_told(classic: "nx.MultiDiGraph[str]", name: str) -> None:
    with pytest.raises(NoSuchName, match="nothing here is called so; a name, address or MAC"):
        around(classic, name)


def test_a_cut_around_a_thing_keeps_hosts_and_namespaces(classic: "nx.MultiDiGraph[str]") -> None:
    part = cut(classic, near=["mad_feynman:1"])
    kinds = [attributes["type"] for _, attributes in part.nodes(data=True)]
    assert (kinds.count("host"), kinds.count("netns"), kinds.count("container")) == (1, 2, 1)
    assert f"netns/{HOST}" in part
    assert part.nodes[f"network/{HOST}/bridge"]["name"] == "bridge"


def test_what_is_named_and_what_is_around_are_kept_together(
    classic: "nx.MultiDiGraph[str]",
) -> None:
    part = cut(classic, only=["eth0"], near=["docker0:0"])
    assert f"link/{HOST}/eth0" in part
    assert f"link/{HOST}/docker0" in part
    hidden = cut(classic, near=["docker0:1"], hide=["container"])
    assert not [n for n, a in hidden.nodes(data=True) if a["type"] == "container"]


def test_a_network_without_a_link_here_is_one_hop_from_its_endpoints() -> None:
    host = docker0().hosts[0]
    networks = [replace(network, bridge=None, options={}) for network in host.networks]
    root = replace(host.namespaces[0], links=host.namespaces[0].links[:2])
    alone = build_graph(
        snapshot(replace(host, networks=networks, namespaces=[root, *host.namespaces[1:]]))
    )
    assert f"container/{HOST}/pensive_yonath" in around(alone, "bridge:1")
    assert f"container/{HOST}/pensive_yonath" not in around(alone, "bridge:0")


def test_a_link_whose_peer_is_left_out_says_so_whichever_end_it_is(
    classic: "nx.MultiDiGraph[str]",
) -> None:
    part = cut(classic, hide=["netns"], only=["veth*"])
    ends = {n for n, a in part.nodes(data=True) if a.get("is_cut")}
    assert ends == {f"link/{HOST}/vethc5d293a", f"link/{HOST}/veth7f6daae"}
    inner = cut(classic, near=["pensive_yonath:0"])
    assert [n for n, a in inner.nodes(data=True) if a.get("is_cut")] == [
        f"link/{HOST}/@pensive_yonath/eth0"
    ]


def test_names_are_told_apart_by_case_and_numbers_are_not(classic: "nx.MultiDiGraph[str]") -> None:
    assert around(classic, "02:42:AC:11:00:02:0") == REDIS
    with pytest.raises(NoSuchName, match="PENSIVE_YONATH: nothing"):
        around(classic, "PENSIVE_YONATH")


def test_an_address_that_nobody_has_is_told_whole(classic: "nx.MultiDiGraph[str]") -> None:
    for address in ("02:42:ac:11:00:99", "2001:db8::7"):
        with pytest.raises(NoSuchName, match=f"^{address}: nothing"):
            around(classic, address)
