"""The way of a packet out of hosts that were recorded, and out of those of other kinds."""

from collections.abc import Callable

import networkx as nx
import pytest
from msgspec.structs import replace

import topograph
from tests.golden import PROJECT
from tests.graph.build_facts import (
    BOX,
    OTHER,
    ROOT,
    box,
    container,
    end,
    endpoint,
    host,
    network,
    root,
)
from tests.hosts import bridge, default_route, hardware, snapshot, v4, veth
from topograph.facts import Host, Link, Macvlan, Netns, Vxlan
from topograph.graph import build_graph, cut, ways_out

MACS = [f"00:00:5e:00:53:{n:02x}" for n in range(24)]
FORWARDING = {"ipv4.ip_forward": 1, "ipv6.conf.all.forwarding": 0}
OFF = {"ipv4.ip_forward": 0, "ipv6.conf.all.forwarding": 0}
NIC = hardware(2, "eth0", MACS[0], "192.0.2.20/24")
BR0 = bridge(3, "br0", MACS[1])
DEFAULT = [default_route(2, "192.0.2.1")]


def short(node: str) -> str:
    """Return the id of a node of host web1, that of a link without its type."""
    return node.replace("/web1", "").removeprefix("link/")


def known(ways: dict[str, list[str]]) -> dict[str, list[str]]:
    return {short(node): [short(far) for far in found] for node, found in ways.items()}


def ways(facts: Host) -> dict[str, list[str]]:
    return known(ways_out(build_graph(snapshot(facts))))


def trail(found: dict[str, list[str]], start: str) -> list[str]:
    """Return the one way from a node to its end, without networks."""
    trodden = [start]
    while onward := [far for far in found[trodden[-1]] if not far.startswith("network/")]:
        assert len(onward) == 1, (trodden, onward)
        assert onward[0] not in trodden
        trodden += onward
    return trodden[1:]


def reach(found: dict[str, list[str]], start: str) -> set[str]:
    seen, left = {start}, [start]
    while left:
        fresh = set(found[left.pop()]) - seen
        seen |= fresh
        left += fresh
    return seen


def guest(
    *links: Link, gate: int | None = None, inode: int = BOX, name: str = "a", **fields: object
) -> Netns:
    """A namespace that forwards nothing, the default route over one of its links."""
    routes = [default_route(gate, "198.51.100.1")] if gate else []
    given = {"sysctls": OFF, "routes": routes, "names": [name]} | fields
    return box(*links, inode=inode, **given)


def plugged(ifindex: int, *, nsid: int = 0, master: int | None = 3, name: str = "veth") -> Link:
    """The outer end of a cable whose inner end has the number before."""
    return veth(ifindex, name, MACS[ifindex], peer=ifindex - 1, nsid=nsid, master=master)


def inner(ifindex: int, *addresses: str, name: str = "eth0", nsid: int = 0) -> Link:
    return veth(ifindex, name, MACS[ifindex], *addresses, peer=ifindex + 1, nsid=nsid)


A = guest(inner(10, "198.51.100.10/24"), gate=10)


def sample(name: str) -> "nx.MultiDiGraph[str]":
    return build_graph(topograph.load(PROJECT / "samples" / name / "snapshot.json"))


def test_the_classic_picture_leads_out_by_the_bridge_and_the_uplink() -> None:
    graph = sample("docker0")
    found = {n: [f.removeprefix("link/") for f in ways] for n, ways in ways_out(graph).items()}
    home = "ip-10-0-0-5"
    assert found == {
        f"netns/{home}": [f"{home}/eth0"],
        f"netns/{home}/@mad_feynman": [f"{home}/@mad_feynman/eth0"],
        f"netns/{home}/@pensive_yonath": [f"{home}/@pensive_yonath/eth0"],
        f"link/{home}/@mad_feynman/eth0": [f"{home}/vethc5d293a", f"network/{home}/bridge"],
        f"link/{home}/@mad_feynman/lo": [],
        f"link/{home}/@pensive_yonath/eth0": [f"{home}/veth7f6daae", f"network/{home}/bridge"],
        f"link/{home}/@pensive_yonath/lo": [],
        f"link/{home}/docker0": [f"{home}/eth0"],
        f"link/{home}/eth0": [f"{home}/upstream"],
        f"link/{home}/lo": [],
        f"link/{home}/upstream": [],
        f"link/{home}/veth7f6daae": [f"{home}/docker0"],
        f"link/{home}/vethc5d293a": [f"{home}/docker0"],
        f"container/{home}/mad_feynman": [f"netns/{home}/@mad_feynman"],
        f"container/{home}/pensive_yonath": [f"netns/{home}/@pensive_yonath"],
        f"network/{home}/bridge": [f"{home}/docker0"],
        f"network/{home}/host": [],
        f"network/{home}/none": [],
    }


@pytest.mark.parametrize(
    ("name", "container", "bridges"),
    [
        ("two-networks", "postgres", {"br-b580e7b9c995"}),
        ("two-networks", "web", {"br-b580e7b9c995", "br-9ab971ceabde"}),
        ("compose", "traefik", {"br-1047eda28836"}),
        ("compose", "blog-web-2", {"br-1047eda28836", "br-5371a51d9fe4"}),
        ("modes", "sidecar", {"docker0"}),
        ("modes", "agent", set()),
        ("macvlan", "camera", set()),
        ("swarm", "api", {"docker_gwbridge", "br0"}),
    ],
)
def test_recorded_containers_reach_their_bridges_and_the_uplink(
    name: str, container: str, bridges: set[str]
) -> None:
    graph = sample(name)
    (start,) = [node for node in graph if node.endswith(f"/{container}") and "@" not in node]
    found = [graph.nodes[node] for node in reach(ways_out(graph), start)]
    links = {link["ifname"]: link for link in found if link["type"] == "link"}
    assert {name for name, link in links.items() if link["kind"] == "bridge"} == bridges
    assert links["eth0"], links["upstream"]


@pytest.mark.parametrize(("name", "container"), [("modes", "sealed"), ("modes", "finished")])
def test_recorded_containers_without_a_network_reach_nothing(name: str, container: str) -> None:
    graph = sample(name)
    (start,) = [node for node in graph if node.endswith(f"/{container}") and "@" not in node]
    links = [n for n in reach(ways_out(graph), start) if graph.nodes[n]["type"] == "link"]
    assert links == []


def test_a_recorded_overlay_leads_to_its_vxlan() -> None:
    found = ways_out(sample("swarm"))
    mesh = "link/node1/@1-it8p7n9fjq"
    assert found["link/node1/@api/eth0"] == [f"{mesh}/veth1", "network/node1/mesh"]
    assert found[f"{mesh}/veth1"] == [f"{mesh}/br0"]
    assert found[f"{mesh}/br0"] == [f"{mesh}/vxlan0"]
    assert found[f"{mesh}/vxlan0"] == []


def test_a_recorded_macvlan_leads_to_its_parent() -> None:
    found = ways_out(sample("macvlan"))
    assert found["link/edge1/@camera/eth0"] == ["link/edge1/eth0", "network/edge1/lan"]
    assert found["link/edge1/shim"] == ["link/edge1/eth0"]
    assert found["network/edge1/lan"] == ["link/edge1/eth0"]


def test_equal_numbers_of_links_do_not_confuse_the_ways() -> None:
    found = ways_out(sample("equal-ifindexes"))
    for room in ("room1", "room2", "room3"):
        assert found[f"link/lab1/@{room}/eth0"] == [f"link/lab1/to-{room}"]
    assert found["link/lab1/@room1/east"] == ["link/lab1/@room2/west"]
    assert found["link/lab1/@room2/west"] == ["link/lab1/@room1/east"]
    assert found["link/lab1/br0"] == [], "nothing is forwarded there"


def test_hosts_have_no_way_and_all_other_nodes_have() -> None:
    graph = sample("swarm")
    assert list(ways_out(graph)) == [node for node in graph if not node.startswith("host/")]


def test_a_bridge_for_which_the_host_forwards_leads_to_every_default_route() -> None:
    second = hardware(4, "eth1", MACS[4], "203.0.113.2/24")
    br0 = bridge(3, "br0", MACS[1], "198.51.100.1/24")
    routes = [*DEFAULT, default_route(4, "203.0.113.1")]
    found = ways(host(root(NIC, br0, second, routes=routes, sysctls=FORWARDING)))
    assert found["br0"] == ["eth0", "eth1"]
    assert found["netns"] == ["eth0", "eth1"]


@pytest.mark.parametrize(
    ("addresses", "sysctls", "onward"),
    [
        (["198.51.100.1/24"], {"ipv4.ip_forward": 1, "ipv6.conf.all.forwarding": 0}, ["eth0"]),
        (["198.51.100.1/24"], {"ipv4.ip_forward": 0, "ipv6.conf.all.forwarding": 1}, []),
        (["2001:db8::1/64"], {"ipv4.ip_forward": 1, "ipv6.conf.all.forwarding": 0}, []),
        (["2001:db8::1/64"], {"ipv4.ip_forward": 0, "ipv6.conf.all.forwarding": 1}, ["eth0"]),
        (["fe80::1/64"], {"ipv4.ip_forward": 1, "ipv6.conf.all.forwarding": 1}, []),
        ([], {"ipv4.ip_forward": 1, "ipv6.conf.all.forwarding": 1}, []),
    ],
)
def test_a_bridge_is_routed_only_in_families_that_the_host_forwards(
    addresses: list[str], sysctls: dict[str, int], onward: list[str]
) -> None:
    br0 = bridge(3, "br0", MACS[1], *addresses)
    found = ways(host(root(NIC, br0, routes=DEFAULT, sysctls=sysctls)))
    assert found["br0"] == onward


@pytest.mark.parametrize(("internal", "onward"), [(True, []), (False, ["eth0"])])
def test_an_internal_network_is_not_routed(internal: bool, onward: list[str]) -> None:
    br0 = bridge(3, "br0", MACS[1], "198.51.100.1/24")
    nets = [network(bridge="br0", internal=internal)]
    found = ways(host(root(NIC, br0, routes=DEFAULT, sysctls=FORWARDING), networks=nets))
    assert found["network/app"] == ["br0"]
    assert found["br0"] == onward


def test_a_bridge_of_two_networks_is_routed_unless_both_are_internal() -> None:
    br0 = bridge(3, "br0", MACS[1], "198.51.100.1/24")
    nets = [
        network(bridge="br0", internal=True),
        network("second", id="2" * 64, bridge="br0"),
    ]
    found = ways(host(root(NIC, br0, routes=DEFAULT, sysctls=FORWARDING), networks=nets))
    assert found["br0"] == ["eth0"]


def test_a_bridge_with_a_physical_port_leads_out_by_that_port() -> None:
    nic = replace(NIC, master=3, addresses=[])
    br0 = bridge(3, "br0", MACS[1], "192.0.2.20/24")
    facts = host(
        root(nic, br0, plugged(11), routes=[default_route(3, "192.0.2.1")], sysctls=FORWARDING), A
    )
    found = ways(facts)
    assert trail(found, "@a/eth0") == ["veth", "br0", "eth0"]
    assert trail(found, "netns") == ["br0", "eth0"]


def test_a_bond_leads_to_its_slaves() -> None:
    nics = [hardware(n, f"eth{n}", MACS[n]) for n in (4, 5)]
    bond = end(2, "bond0", kind="bond")
    facts = host(root(bond, *(replace(nic, master=2) for nic in nics), routes=DEFAULT))
    found = ways(facts)
    assert found["netns"] == ["bond0"]
    assert found["bond0"] == ["eth4", "eth5"]
    assert found["eth4"] == found["eth5"] == []


@pytest.mark.parametrize("kind", ["bond", "team"])
def test_a_vlan_on_a_bond_in_a_bridge_is_walked_down_to_the_wires(kind: str) -> None:
    nic = hardware(4, "eth4", MACS[4])
    vlan = end(6, "bond0.7", kind="vlan", iflink=2, master=3)
    bond = end(2, "bond0", kind=kind)
    found = ways(host(root(bond, replace(nic, master=2), vlan, BR0, plugged(11)), A))
    assert trail(found, "@a/eth0") == ["veth", "br0", "bond0.7", "bond0", "eth4"]


@pytest.mark.parametrize("kind", ["bond", "team"])
@pytest.mark.parametrize("slave", ["veth", "dummy", "tun"])
def test_a_bond_leads_to_slaves_of_any_kind(kind: str, slave: str) -> None:
    found = ways(host(root(end(2, "bond0", kind=kind), end(4, "s0", kind=slave, master=2))))
    assert (found["bond0"], found["s0"]) == (["s0"], [])


@pytest.mark.parametrize("kind", ["bond", "team"])
def test_a_bond_in_a_bridge_leads_out_of_it(kind: str) -> None:
    nic = hardware(4, "eth4", MACS[4])
    bond = end(2, "bond0", kind=kind, master=3)
    found = ways(host(root(bond, replace(nic, master=2), BR0, plugged(11)), A))
    assert trail(found, "@a/eth0") == ["veth", "br0", "bond0", "eth4"]


def test_a_tap_leads_into_its_bridge() -> None:
    tap = end(6, "tap0", kind="tun", master=3)
    found = ways(host(root(replace(NIC, master=3), BR0, tap)))
    assert trail(found, "tap0") == ["br0", "eth0"]


def test_a_vxlan_in_the_namespace_of_an_overlay_leads_out_to_its_far_end() -> None:
    vxlan = end(6, "vxlan0", kind="vxlan", master=3, vxlan=Vxlan(id=7, remote="203.0.113.9"))
    overlay = guest(BR0, vxlan, plugged(11, nsid=1), nsids={0: ROOT, 1: OTHER}, name="overlay")
    one = guest(inner(10, "198.51.100.10/24"), inode=OTHER, gate=10, nsids={0: BOX})
    found = ways(host(root(NIC, routes=DEFAULT), overlay, one))
    assert trail(found, "@a/eth0") == [
        "@overlay/veth",
        "@overlay/br0",
        "@overlay/vxlan0",
        "remote/203.0.113.9",
    ]


def test_a_vxlan_that_names_its_link_leads_there_too() -> None:
    vxlan = end(6, "vxlan0", kind="vxlan", vxlan=Vxlan(id=7, remote="203.0.113.9", link=2))
    found = ways(host(root(NIC, vxlan)))
    assert found["vxlan0"] == ["eth0", "remote/203.0.113.9"]


def test_a_container_in_host_mode_leads_where_the_host_does() -> None:
    people = [container("agent", netns=ROOT, network_mode="host")]
    found = ways(host(root(NIC, BR0, routes=DEFAULT), containers=people))
    assert trail(found, "container/agent") == ["netns", "eth0"]


@pytest.mark.parametrize("kind", ["macvlan", "ipvlan"])
def test_what_stands_on_a_link_of_another_namespace_leads_there(kind: str) -> None:
    mode = Macvlan(mode="bridge") if kind == "macvlan" else None
    upper = end(10, "eth0", kind=kind, iflink=2, link_nsid=0, macvlan=mode)
    found = ways(host(root(NIC, routes=DEFAULT), guest(upper, gate=10)))
    assert trail(found, "netns/@a") == ["@a/eth0", "eth0"]


def test_a_namespace_leads_to_all_its_links_but_the_loopback() -> None:
    links = inner(10, "198.51.100.10/24"), inner(12, "203.0.113.10/24", name="eth1")
    found = ways(host(root(NIC, BR0, plugged(11), plugged(13, name="v2")), guest(*links, gate=10)))
    assert found["netns/@a"] == ["@a/eth0", "@a/eth1"]
    assert found["@a/lo"] == []


def test_a_pair_inside_one_namespace_leads_both_ways() -> None:
    a, b = (veth(n, f"v{n}", MACS[n], peer=14 - n) for n in (6, 8))
    for facts in (host(root(NIC, a, b)), host(root(NIC), guest(a, b))):
        found = ways(facts)
        (one,) = [node for node in found if node.endswith("v6")]
        (other,) = [node for node in found if node.endswith("v8")]
        assert (found[one], found[other]) == ([other], [one])


def test_a_pair_inside_the_host_with_its_default_route_on_one_end_leads_to_the_other() -> None:
    gate = veth(6, "wan", MACS[6], "192.0.2.20/24", peer=8)
    port = veth(8, "port", MACS[8], peer=6, master=3)
    nic = hardware(2, "eth0", MACS[0])
    facts = host(
        root(replace(nic, master=3), BR0, gate, port, routes=[default_route(6, "192.0.2.1")])
    )
    assert trail(ways(facts), "netns") == ["wan", "port", "br0", "eth0"]


def test_the_default_route_of_the_host_may_lead_through_another_namespace() -> None:
    wan = veth(11, "wan", MACS[11], "203.0.113.2/30", peer=10, nsid=0)
    router = guest(
        inner(10, "203.0.113.1/30"), hardware(20, "nic", MACS[20]), gate=20, sysctls=FORWARDING
    )
    facts = host(root(wan, routes=[default_route(11, "203.0.113.1")]), router)
    assert trail(ways(facts), "netns") == ["wan", "@a/eth0", "@a/nic"]
    shut = replace(router, sysctls=OFF)
    assert trail(ways(replace(facts, namespaces=[facts.namespaces[0], shut])), "netns") == [
        "wan",
        "@a/eth0",
    ]


def test_a_cable_without_a_bridge_is_routed_like_one() -> None:
    port = replace(plugged(11, master=None), addresses=[v4("198.51.100.1/32")])
    facts = host(root(NIC, port, routes=DEFAULT, sysctls=FORWARDING), A)
    assert trail(ways(facts), "@a/eth0") == ["veth", "eth0"]


def test_a_cable_whose_outer_end_has_no_address_is_routed_for_the_inner_one() -> None:
    port = replace(plugged(11, master=None), addresses=[v4("169.254.1.1/32")])
    one = guest(inner(10, "198.51.100.10/32"), gate=10)
    for sysctls, onward in ((FORWARDING, ["eth0"]), (OFF, [])):
        found = ways(host(root(NIC, port, routes=DEFAULT, sysctls=sysctls), one))
        assert found["veth"] == onward
    six = replace(one, links=[replace(one.links[1], addresses=[])])
    found = ways(host(root(NIC, port, routes=DEFAULT, sysctls=FORWARDING), six))
    assert found["veth"] == []


def test_a_cable_into_an_internal_network_is_not_routed() -> None:
    people = [container(netns=BOX, endpoints=[endpoint(MACS[10], "198.51.100.10/24")])]
    facts = host(
        root(NIC, plugged(11, master=None), routes=DEFAULT, sysctls=FORWARDING),
        A,
        containers=people,
        networks=[network(internal=True)],
    )
    assert ways(facts)["veth"] == []


def test_a_port_whose_other_end_was_not_seen_still_leads_on() -> None:
    unseen = replace(plugged(11, nsid=7, master=None), addresses=[v4("198.51.100.1/32")])
    found = ways(host(root(NIC, BR0, unseen, plugged(13, nsid=7, name="v2"), routes=DEFAULT)))
    assert found["veth"] == ["eth0"]
    assert found["v2"] == ["br0"]


def nested(*links: Link, sysctls: dict[str, int]) -> dict[str, list[str]]:
    """Ways of a host with a namespace `a` of its own bridge or cables, and `b` inside of that."""
    outer = guest(
        inner(10, "198.51.100.10/24"),
        *links,
        gate=10,
        nsids={0: ROOT, 1: OTHER},
        sysctls=sysctls,
    )
    innermost = guest(inner(14, "203.0.113.10/24"), inode=OTHER, gate=14, nsids={0: BOX}, name="b")
    br0 = bridge(3, "br0", MACS[1], "198.51.100.1/24")
    above = root(NIC, br0, plugged(11), routes=DEFAULT, sysctls=FORWARDING)
    return ways(host(above, outer, innermost))


def test_an_engine_inside_a_container_leads_out_through_it() -> None:
    docker0 = bridge(3, "docker0", MACS[5], "203.0.113.1/24")
    links = docker0, plugged(15, nsid=1)
    found = nested(*links, sysctls=FORWARDING)
    assert trail(found, "@b/eth0") == [
        "@a/veth",
        "@a/docker0",
        "@a/eth0",
        "veth",
        "br0",
        "eth0",
    ]
    assert trail(nested(*links, sysctls=OFF), "@b/eth0") == ["@a/veth", "@a/docker0"]


def test_a_cable_without_a_bridge_inside_a_container_is_routed_by_it() -> None:
    port = plugged(15, nsid=1, master=None)
    found = nested(port, sysctls=FORWARDING)
    assert trail(found, "@b/eth0") == ["@a/veth", "@a/eth0", "veth", "br0", "eth0"]
    assert trail(nested(port, sysctls=OFF), "@b/eth0") == ["@a/veth"]


def test_a_bridge_inside_a_container_with_its_cable_in_it_leads_out_by_that() -> None:
    br1 = bridge(3, "br1", MACS[5], "192.0.2.30/24")
    uplink = replace(inner(10), master=3)
    outer = guest(br1, uplink, plugged(15, nsid=1), gate=3, nsids={0: ROOT, 1: OTHER})
    one = guest(inner(14, "192.0.2.31/24"), inode=OTHER, gate=14, nsids={0: BOX}, name="b")
    found = ways(host(root(replace(NIC, master=3), BR0, plugged(11), routes=DEFAULT), outer, one))
    assert trail(found, "@b/eth0") == ["@a/veth", "@a/br1", "@a/eth0", "veth", "br0", "eth0"]


def patched(*, bridges: int, nic_in: int | None, closed: bool = False) -> dict[str, list[str]]:
    """Ways of bridges br0, br1 ... in a row, a cable from each to the next."""
    cables: list[Link] = []
    for n in range(bridges if closed else bridges - 1):
        far = (n + 1) % bridges
        cables += (
            veth(10 + 2 * n, f"p{n}-{far}", MACS[n], peer=11 + 2 * n, master=30 + n),
            veth(11 + 2 * n, f"p{far}-{n}", MACS[n], peer=10 + 2 * n, master=30 + far),
        )
    nic = replace(NIC, master=None if nic_in is None else 30 + nic_in)
    made = [bridge(30 + n, f"br{n}", MACS[n]) for n in range(bridges)]
    return ways(host(root(nic, *made, *cables)))


def test_a_bridge_leads_through_a_cable_to_a_bridge_that_has_a_way_out() -> None:
    found = patched(bridges=3, nic_in=2)
    assert trail(found, "br0") == ["p0-1", "p1-0", "br1", "p1-2", "p2-1", "br2", "eth0"]
    assert trail(found, "p1-0") == ["br1", "p1-2", "p2-1", "br2", "eth0"]


def test_a_bridge_with_a_way_out_does_not_lead_back_through_its_cables() -> None:
    found = patched(bridges=3, nic_in=1)
    assert found["br1"] == ["eth0"]
    assert trail(found, "br0") == ["p0-1", "p1-0", "br1", "eth0"]
    assert trail(found, "br2") == ["p2-1", "p1-2", "br1", "eth0"]


def test_bridges_in_a_ring_lead_out_by_both_sides() -> None:
    found = patched(bridges=4, nic_in=0, closed=True)
    assert found["br1"] == ["p1-0"]
    assert found["br3"] == ["p3-0"]
    assert found["br2"] == ["p2-1", "p2-3"]


def test_bridges_that_nothing_leads_out_of_lead_nowhere() -> None:
    found = patched(bridges=2, nic_in=None)
    assert found["br0"] == found["br1"] == []
    assert found["p0-1"] == ["br0", "p1-0"]


def test_hardware_in_a_bridge_leads_out_of_it_in_any_namespace() -> None:
    nic = hardware(20, "nic", MACS[20])
    found = ways(host(root(NIC), guest(BR0, replace(nic, master=3), plugged(11))))
    assert trail(found, "@a/veth") == ["@a/br0", "@a/nic"]


def test_a_vrf_leads_out_by_its_hardware_and_not_by_the_main_table() -> None:
    vrf = end(6, "blue", kind="vrf")
    second = replace(hardware(4, "eth1", MACS[4], "203.0.113.2/24"), master=6)
    br0 = replace(bridge(3, "br0", MACS[1], "198.51.100.1/24"), master=6)
    routed = replace(plugged(13, nsid=1, master=6, name="v2"), addresses=[v4("198.51.100.9/32")])
    facts = host(root(NIC, br0, second, vrf, routed, routes=DEFAULT, sysctls=FORWARDING))
    found = ways(facts)
    assert trail(found, "br0") == ["blue", "eth1"]
    assert trail(found, "v2") == ["blue", "eth1"]


def test_what_carries_the_default_route_leads_out_of_what_it_is_in() -> None:
    modem = end(2, "wwan0", kind="wwan", master=6)
    found = ways(host(root(modem, end(6, "blue", kind="vrf"), routes=DEFAULT)))
    assert (found["blue"], found["wwan0"]) == (["wwan0"], [])


def test_a_vrf_does_not_lead_through_a_cable_as_a_bridge_does() -> None:
    a = veth(10, "a", MACS[10], peer=11, master=6)
    b = veth(11, "b", MACS[11], peer=10, master=3)
    blue = end(6, "blue", kind="vrf")
    found = ways(host(root(replace(NIC, master=3), BR0, blue, a, b)))
    assert found["blue"] == []
    assert found["a"] == ["b", "blue"]


def test_a_link_with_a_default_route_is_not_routed_to_another_one() -> None:
    br0 = bridge(3, "br0", MACS[1], "198.51.100.1/24")
    routes = [*DEFAULT, default_route(3, "198.51.100.254")]
    found = ways(host(root(NIC, br0, routes=routes, sysctls=FORWARDING)))
    assert (found["br0"], found["eth0"]) == ([], [])


def test_a_cable_between_equals_is_not_routed_at_either_end() -> None:
    east = veth(20, "east", MACS[20], "203.0.113.1/30", peer=21, nsid=1)
    west = veth(21, "west", MACS[21], "203.0.113.2/30", peer=20, nsid=1)
    room_1 = guest(
        inner(10, "198.51.100.10/24"), east, gate=10, sysctls=FORWARDING, nsids={0: ROOT, 1: OTHER}
    )
    room_2 = guest(
        inner(12, "198.51.100.12/24"),
        west,
        gate=12,
        inode=OTHER,
        name="b",
        sysctls=FORWARDING,
        nsids={0: ROOT, 1: BOX},
    )
    found = ways(host(root(NIC, BR0, plugged(11), plugged(13, nsid=1, name="v2")), room_1, room_2))
    assert (found["@a/east"], found["@b/west"]) == (["@b/west"], ["@a/east"])


def test_nothing_leads_to_itself() -> None:
    br0 = bridge(3, "br0", MACS[1], "198.51.100.1/24")
    for graph in map(sample, ("docker0", "swarm", "compose", "equal-ifindexes")):
        assert not [node for node, found in ways_out(graph).items() if node in found]
    found = ways(host(root(br0, routes=[default_route(3, "192.0.2.1")], sysctls=FORWARDING)))
    assert found["br0"] == []


@pytest.mark.parametrize("hidden", ["netns", "network", "bridge", "veth", "host", "container"])
def test_a_part_leads_as_far_as_it_goes(hidden: str) -> None:
    graph = sample("compose")
    part = cut(graph, hide=(hidden,))
    whole = ways_out(graph)
    for node, found in ways_out(part).items():
        assert set(found) <= set(whole[node]) & set(part)


@pytest.mark.parametrize(
    "facts", [lambda: patched(bridges=3, nic_in=0), lambda: nested(sysctls=FORWARDING)]
)
def test_what_is_next_is_sorted(facts: Callable[[], dict[str, list[str]]]) -> None:
    assert all(found == sorted(found) for found in facts().values())
