from itertools import count
from typing import Any

import pytest
from msgspec.structs import replace

from tests.graph.build_facts import (
    BOX,
    OTHER,
    ROOT,
    box,
    container,
    end,
    host,
    network,
    root,
    stock,
)
from tests.hosts import bridge, docker0, many, snapshot, veth
from topograph.facts import Host, Network, Processes, Snapshot
from topograph.graph import build_graph
from topograph.graph.inventory import LinkKey
from topograph.graph.keys import Keys, container_key, host_key, network_key
from topograph.graph.wiring import wire

COMPOSE = {
    "com.docker.compose.project": "shop",
    "com.docker.compose.service": "web",
    "com.docker.compose.container-number": "2",
}
SWARM = {
    "com.docker.stack.namespace": "shop",
    "com.docker.swarm.service.name": "shop_web",
    "com.docker.swarm.task.name": "shop_web.3.x8s7d6f5g4h3",
}


def keys(facts: Host) -> Keys:
    inventory = stock(facts)
    return Keys(inventory, wire(inventory))


def test_a_host_goes_by_its_machine_id() -> None:
    assert host_key(Host(hostname="web1", machine_id="ab")) == "host/ab"
    assert host_key(Host(hostname="web1")) == "host/web1"


@pytest.mark.parametrize(
    ("labels", "key"),
    [
        ({}, "container/redis"),
        (COMPOSE, "container/shop/web/2"),
        (COMPOSE | {"com.docker.compose.oneoff": "True"}, "container/redis"),
        ({"com.docker.compose.project": "shop"}, "container/redis"),
        (SWARM, "container/shop/shop_web/3"),
    ],
)
def test_a_container_goes_by_its_service_or_its_name(labels: dict[str, str], key: str) -> None:
    assert container_key(container(labels=labels)) == key


def test_a_network_goes_by_its_name() -> None:
    assert network_key(network("a/b")) == "network/a%2Fb"
    assert network_key(Network(id="abc", name="")) == "network/abc"


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"names": ["blue"]}, "netns/name/blue"),
        ({"names": ["lb_lbw6cnmwq"]}, "netns/name/lb_lbw6cnmwq"),
        ({"names": ["3-lbw6cnmwq5"]}, "netns/network/app"),
        (
            {"names": ["0123456789ab"], "processes": Processes(count=1, pid=7, comm="app")},
            "netns/comm/app",
        ),
        ({}, f"netns/inode/{BOX}"),
    ],
)
def test_a_namespace_goes_by_what_lasts_longest(fields: dict[str, Any], key: str) -> None:
    net = network(id="lbw6cnmwq5abcdefghijklmno", driver="overlay")
    assert keys(host(root(), box(**fields), networks=[net])).netns(BOX) == key


def test_a_sandbox_goes_by_its_owner() -> None:
    found = keys(host(root(), box(), containers=[container(netns=BOX)]))
    assert found.netns(BOX) == "netns/container/redis"
    assert found.netns(ROOT) == "netns/root"


def test_links_of_the_classic_picture_go_by_what_they_serve() -> None:
    graph = build_graph(docker0())
    found = {node: graph.nodes[node]["key"] for node in graph if node.startswith("link/")}
    host_name = "ip-10-0-0-5"
    assert found[f"link/{host_name}/docker0"] == "link/network/bridge"
    assert found[f"link/{host_name}/eth0"] == "link/mac/06-5f-13-aa-01-77"
    assert found[f"link/{host_name}/lo"] == "link/root/lo"
    eth0 = "link/container/pensive_yonath/network/bridge"
    assert found[f"link/{host_name}/@pensive_yonath/eth0"] == eth0
    assert found[f"link/{host_name}/veth7f6daae"] == f"{eth0}/peer"
    assert len(set(found.values())) == len(found)


def test_hardware_goes_by_its_bus_address_for_want_of_a_mac_and_keeps_its_key_anywhere() -> None:
    nic = end(2, "eth0", parent_bus="pci", parent_dev="0000:00:03.0")
    renamed = end(7, "lan0", parent_bus="pci", parent_dev="0000:00:03.0")
    assert keys(host(root(nic))).link(LinkKey(ROOT, 2)) == "link/bus/pci/0000%3A00%3A03.0"
    assert (
        keys(host(root(), box(renamed))).link(LinkKey(BOX, 7)) == "link/bus/pci/0000%3A00%3A03.0"
    )


def test_a_link_that_serves_nothing_goes_by_its_name() -> None:
    blue = box(end(2, "dummy/0", kind="dummy"), names=["blue"])
    assert keys(host(root(), blue)).link(LinkKey(BOX, 2)) == "link/name/blue/dummy%2F0"


def test_two_ports_that_are_peers_go_by_their_own_names() -> None:
    ends = [veth(n, f"p{n}", "00:00:5e:00:53:01", peer=9 - n, master=n + 10) for n in (4, 5)]
    bridges = [bridge(n, f"br{n}", "00:00:5e:00:53:02") for n in (14, 15)]
    found = keys(host(root(*ends, *bridges)))
    assert [found.link(LinkKey(ROOT, n)) for n in (4, 5)] == ["link/root/p4", "link/root/p5"]


def test_the_bridge_of_an_overlay_goes_by_the_network() -> None:
    net = network(id="lbw6cnmwq5abcdefghijklmno", driver="overlay")
    hidden = box(bridge(2, "br0", "00:00:5e:00:53:01"), names=["3-lbw6cnmwq5"], inode=OTHER)
    assert keys(host(root(), hidden, networks=[net])).link(LinkKey(OTHER, 2)) == "link/network/app"


def restarted(before: Snapshot) -> Snapshot:
    """The same host after a restart of its containers: new inodes, ids and names of veths."""
    old = before.hosts[0]
    moved = {netns.inode: netns.inode + 77 for netns in old.namespaces if not netns.root}
    letters = count()

    namespaces = [
        replace(
            netns,
            inode=moved.get(netns.inode, netns.inode),
            nsids={n: moved.get(inode, inode) for n, inode in netns.nsids.items()},
            links=[
                replace(link, ifname=f"veth{next(letters):07d}")
                if netns.root and link.veth
                else link
                for link in netns.links
            ],
        )
        for netns in old.namespaces
    ]
    people = [
        replace(person, id=person.id[::-1], netns=moved[person.netns or 0])
        for person in old.containers
    ]
    return snapshot(replace(old, namespaces=namespaces, containers=people))


@pytest.mark.parametrize("before", [docker0(), many(12, 3)], ids=["classic", "many"])
def test_keys_survive_a_restart_of_the_containers(before: Snapshot) -> None:
    graphs = [build_graph(facts) for facts in (before, restarted(before))]
    found = [sorted(attributes["key"] for _, attributes in g.nodes(data=True)) for g in graphs]
    assert found[0] == found[1]
    assert set(graphs[0]) != set(graphs[1])  # the veths have other names, and so other ids
