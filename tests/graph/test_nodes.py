from typing import Any

import pytest

from tests.graph.build_facts import (
    BOX,
    OTHER,
    box,
    container,
    end,
    endpoint,
    host,
    network,
    root,
)
from tests.hosts import SOCKET, bridge, default_route, docker0, snapshot, v4, veth
from topograph.facts import (
    BridgePort,
    Container,
    Engine,
    Gap,
    Host,
    Link,
    Macvlan,
    Netns,
    Processes,
    PublishedPort,
    Tun,
    Vxlan,
)
from topograph.graph import build_graph

MAC, MAC2 = "00:00:5e:00:53:01", "00:00:5e:00:53:02"


def node(facts: Host, node_id: str, *gaps: Gap) -> dict[str, Any]:
    attributes: dict[str, Any] = build_graph(snapshot(facts, gaps=gaps)).nodes[node_id]
    return attributes


def test_a_host_tells_what_it_is() -> None:
    facts = Host(
        hostname="web1",
        machine_id="ab",
        os="Debian",
        kernel="6.1.0",
        arch="x86_64",
        engines=[
            Engine(name="podman", socket="b"),
            Engine(name="docker", socket=SOCKET, version="28.2.2"),
        ],
    )
    assert node(facts, "host/web1") == {
        "type": "host",
        "host": "web1",
        "key": "host/ab",
        "name": "web1",
        "os": "Debian",
        "kernel": "6.1.0",
        "arch": "x86_64",
        "machine_id": "ab",
        "engines": ["docker 28.2.2", "podman"],
    }


def test_a_namespace_tells_who_is_in_it() -> None:
    facts = host(
        root(),
        box(names=["b", "a"], held_by=["/x"], processes=Processes(count=3, pid=7, comm="app")),
        containers=[
            container("a", network_mode="container:redis"),
            container(netns=BOX),
        ],
    )
    assert node(facts, "netns/web1/@redis") == {
        "type": "netns",
        "host": "web1",
        "key": "netns/container/redis",
        "name": "redis",
        "inode": BOX,
        "root": False,
        "names": ["a", "b"],
        "held_by": ["/x"],
        "processes": 3,
        "pid": 7,
        "comm": "app",
        "containers": ["container/web1/redis", "container/web1/a"],
        "forwards": [4, 6],
        "readable": True,
    }


def test_the_root_namespace_goes_by_the_name_of_its_host() -> None:
    attributes = node(host(root()), "netns/web1")
    assert (attributes["name"], attributes["root"], attributes["containers"]) == ("web1", True, [])


def test_a_namespace_forwards_only_what_it_was_told_to_where_settings_are_untold() -> None:
    for sysctls, forwards in (({}, []), ({"ipv4.ip_forward": 1}, [4])):
        facts = host(root(sysctls=sysctls, untold=["sysctls"]))
        assert node(facts, "netns/web1")["forwards"] == forwards


def test_a_namespace_that_was_not_read_tells_why() -> None:
    facts = host(root(), Netns(inode=BOX), Netns(inode=OTHER))
    gap = Gap(source="namespaces", subject=f"netns:{BOX}", what="Not entered.")
    told, untold = (node(facts, f"netns/web1/@ns-{inode}", gap) for inode in (BOX, OTHER))
    assert (told["readable"], told["gap"]) == (False, "Not entered.")
    assert (untold["readable"], untold["gap"]) == (False, "None of its links was read.")


def test_the_port_of_a_bridge_tells_all_about_itself() -> None:
    attributes = build_graph(docker0()).nodes["link/ip-10-0-0-5/veth7f6daae"]
    assert attributes == {
        "type": "link",
        "host": "ip-10-0-0-5",
        "key": "link/container/pensive_yonath/network/bridge/peer",
        "name": "veth7f6daae",
        "ifname": "veth7f6daae",
        "netns": "netns/ip-10-0-0-5",
        "ifindex": 11,
        "kind": "veth",
        "role": "port",
        "mac": "36:48:bf:1a:81:e3",
        "addresses": [],
        "mtu": 1500,
        "is_up": True,
        "operstate": "UP",
        "carrier": True,
        "flags": ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"],
        "qdisc": "noqueue",
        "link_type": "ether",
        "altnames": [],
        "gateways": [],
        "default_route": False,
        "networks": ["network/ip-10-0-0-5/bridge"],
        "master": "link/ip-10-0-0-5/docker0",
        "port_number": 2,
        "port_state": "forwarding",
    }


@pytest.mark.parametrize(
    ("fields", "attributes"),
    [
        ({"permanent_mac": MAC}, {"permanent_mac": MAC}),
        ({"alias": "to <lab>"}, {"alias": "to <lab>"}),
        ({"kind": "macvlan", "macvlan": Macvlan(mode="bridge")}, {"mode": "bridge"}),
        ({"kind": "tun", "tun": Tun(type="tap")}, {"mode": "tap"}),
        (
            {"kind": "vxlan", "vxlan": Vxlan(id=42, remote="198.51.100.9")},
            {"vni": 42, "remote": "198.51.100.9"},
        ),
        ({"port": BridgePort(number=3, state="blocking")}, {"port_state": "blocking"}),
        ({"kind": "veth"}, {"peer_gap": "the kernel did not tell its other end"}),
    ],
)
def test_a_link_tells_what_its_kind_adds(
    fields: dict[str, object], attributes: dict[str, object]
) -> None:
    found = node(host(root(end(2, "x0", **fields))), "link/web1/x0")
    assert {name: found[name] for name in attributes} == attributes


def test_a_link_keeps_the_order_of_its_addresses_and_tells_its_default_route() -> None:
    addresses = [v4("192.0.2.9/24"), v4("192.0.2.1/24")]
    link = end(2, "eth0", addresses=addresses, altnames=["b", "a"])
    facts = host(root(link, routes=[default_route(2, "192.0.2.254")]))
    found = node(facts, "link/web1/eth0")
    assert found["addresses"] == ["192.0.2.9/24", "192.0.2.1/24"]
    assert found["altnames"] == ["a", "b"]
    assert (found["default_route"], found["gateways"]) == (True, ["192.0.2.254"])
    assert "master" not in found


def test_every_link_of_a_cable_tells_the_network_it_serves() -> None:
    facts = host(
        root(
            bridge(3, "br0", MAC),
            veth(11, "veth11", MAC2, peer=10, nsid=0, master=3),
            veth(13, "cali13", MAC2, peer=12, nsid=0),
            end(5, "nic"),
        ),
        box(
            veth(10, "eth0", MAC, peer=11, nsid=0),
            veth(12, "eth1", MAC2, peer=13, nsid=0),
        ),
        containers=[container(netns=BOX, endpoints=[endpoint(MAC), endpoint(MAC2, network="b")])],
        networks=[network(bridge="br0"), network("back", id="b", driver="plug-in")],
    )
    graph = build_graph(snapshot(facts))
    served = {n: graph.nodes[n]["networks"] for n in graph if n.startswith("link/")}
    app, back = ["network/web1/app"], ["network/web1/back"]
    assert served == {
        "link/web1/lo": [],
        "link/web1/nic": [],
        "link/web1/br0": app,
        "link/web1/veth11": app,
        "link/web1/cali13": back,
        "link/web1/@redis/lo": [],
        "link/web1/@redis/eth0": app,
        "link/web1/@redis/eth1": back,
    }


def test_a_container_tells_what_the_engine_told() -> None:
    facts = host(
        root(),
        box(),
        containers=[
            container(
                netns=BOX,
                names=["redis", "cache"],
                image="redis:7",
                health="healthy",
                pid=7,
                labels={
                    "com.docker.compose.project": "shop",
                    "com.docker.compose.service": "cache",
                },
                endpoints=[
                    endpoint(MAC2, "192.0.2.3/24", "2001:db8::3/64"),
                    endpoint(MAC, "192.0.2.3/24", network="a"),
                ],
            )
        ],
    )
    found = node(facts, "container/web1/redis")
    assert found["names"] == ["redis", "cache"]
    assert found["addresses"] == ["192.0.2.3/24", "2001:db8::3/64"]
    assert found["macs"] == [MAC, MAC2]
    assert (found["project"], found["service"]) == ("shop", "cache")
    assert (found["health"], found["pid"], found["netns"]) == ("healthy", 7, "netns/web1/@redis")


def test_a_stopped_container_is_a_node_of_its_own() -> None:
    graph = build_graph(snapshot(host(root(), containers=[container(state="exited", netns=BOX)])))
    assert "netns" not in graph.nodes["container/web1/redis"]
    assert graph.degree("container/web1/redis") == 0


def test_a_container_without_known_namespace_keeps_its_endpoints() -> None:
    person = container(endpoints=[endpoint(MAC, "192.0.2.3/24")])
    found = node(host(root(), containers=[person]), "container/web1/redis")
    assert (found["addresses"], found["macs"]) == (["192.0.2.3/24"], [MAC])
    assert "netns" not in found


def test_ports_are_printed_as_docker_ps_does() -> None:
    ports = [
        PublishedPort(container_port=3306),
        PublishedPort(container_port=80, host_ip="::", host_port=8080),
        PublishedPort(container_port=80, host_ip="0.0.0.0", host_port=8080),
        PublishedPort(container_port=53, protocol="udp", host_port=53),
    ]
    person = container(ports=ports)
    assert node(host(containers=[person]), "container/web1/redis")["ports"] == [
        "0.0.0.0:53->53/udp",
        "0.0.0.0:8080->80/tcp",
        "[::]:8080->80/tcp",
        "3306/tcp",
    ]


def test_a_network_tells_its_subnets_and_project() -> None:
    labels = {"com.docker.compose.project": "shop"}
    net = network(gateway="192.0.2.1", internal=True, labels=labels)
    found = node(host(networks=[net]), "network/web1/app")
    assert (found["subnets"], found["gateways"]) == (["192.0.2.0/24"], ["192.0.2.1"])
    assert (found["internal"], found["project"], found["driver"]) == (True, "shop", "bridge")
    assert "project" not in node(host(networks=[network()]), "network/web1/app")


def test_the_far_end_of_a_tunnel_is_its_address() -> None:
    vxlan = end(3, "vxlan0", kind="vxlan", vxlan=Vxlan(id=42, remote="198.51.100.9"))
    assert node(host(root(vxlan)), "remote/web1/198.51.100.9") == {
        "type": "remote",
        "host": "web1",
        "key": "remote/198.51.100.9",
        "address": "198.51.100.9",
    }


def test_a_container_without_names_goes_by_its_id() -> None:
    people = [Container(id="f" * 64, names=[])]
    assert node(host(containers=people), f"container/web1/{'f' * 12}")["name"] == "f" * 12


def test_a_kind_that_was_guessed_says_why() -> None:
    docker0 = Link(ifindex=3, ifname="docker0", untold=["kind"])
    graph = build_graph(
        snapshot(Host(hostname="h", namespaces=[Netns(inode=-1, links=[docker0])]))
    )
    [link] = [found for _, found in graph.nodes(data=True) if found["type"] == "link"]
    assert (link["kind"], link["kind_reason"]) == ("bridge", "Docker gives it such a name")


def test_numbers_that_were_not_told_are_left_out() -> None:
    eth0 = Link(ifindex=-1, ifname="eth0", untold=["ifindex", "is_up"])
    netns = Netns(inode=-1, root=True, links=[eth0], untold=["inode", "processes"])
    graph = build_graph(snapshot(Host(hostname="h", namespaces=[netns])))
    nodes = {found["type"]: found for _, found in graph.nodes(data=True)}
    assert "ifindex" not in nodes["link"]
    assert nodes["link"]["is_up"] is None
    assert "inode" not in nodes["netns"]
    assert nodes["netns"]["processes"] is None
    assert nodes["netns"]["untold"] == ["inode", "processes"]
