"""Whole hosts through every join: the shapes that no single join shows."""

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
    resolve,
    root,
)
from tests.hosts import bridge, v4, veth
from topograph.facts import FdbEntry, Host, Vxlan

MACS = [f"00:00:5e:00:53:{n:02x}" for n in range(16)]
OVERLAY_ID = "lbw6cnmwq5abcdefghijklmno"
HIDDEN = OTHER


def swarm() -> Host:
    """One task on an overlay network: eth0 in the hidden namespace, eth1 on docker_gwbridge."""
    task = container(
        "web.1.x8s7",
        netns=BOX,
        network_mode="overnet",
        endpoints=[endpoint(MACS[1], "192.0.2.3/24", network=OVERLAY_ID)],
    )
    return host(
        root(
            end(2, "nic", mac=MACS[0]),
            bridge(3, "docker_gwbridge", MACS[9], "198.51.100.1/24"),
            veth(13, "vethgw", MACS[8], peer=12, nsid=0, master=3, port=1),
        ),
        box(
            end(
                10,
                "eth0",
                kind="veth",
                mac=MACS[1],
                iflink=11,
                link_nsid=1,
                addresses=[v4("192.0.2.3/24")],
            ),
            veth(12, "eth1", MACS[2], "198.51.100.2/24", peer=13, nsid=0),
            nsids={0: ROOT, 1: HIDDEN},
        ),
        box(
            bridge(2, "br0", MACS[3], "192.0.2.1/24"),
            end(5, "vxlan0", kind="vxlan", master=2, iflink=5, link_nsid=0, vxlan=Vxlan(id=4097)),
            veth(11, "veth0", MACS[4], peer=10, nsid=1, master=2, port=2),
            inode=HIDDEN,
            names=["1-lbw6cnmwq5"],
            nsids={0: ROOT, 1: BOX},
            fdb=[FdbEntry(link=5, mac=MACS[5], dst="203.0.113.7")],
        ),
        containers=[task],
        networks=[
            network("overnet", id=OVERLAY_ID, driver="overlay", gateway="192.0.2.1"),
            network("docker_gwbridge", id="d" * 64, bridge="docker_gwbridge"),
        ],
    )


def test_a_task_of_a_swarm_is_wired_into_the_overlay_and_the_gateway() -> None:
    found = resolve(swarm())
    assert found.loose == {}
    assert found.networks == {(BOX, 10): ["overnet"], (BOX, 12): ["docker_gwbridge"]}
    assert found.pairs.peers[(BOX, 10)][0] == (HIDDEN, 11)  # type: ignore[index]
    assert found.backings["overnet"][0] == (HIDDEN, 2)
    assert found.backings["docker_gwbridge"][0] == (ROOT, 3)
    assert found.remotes == {(HIDDEN, 5): ["203.0.113.7"]}
    # The vxlan was made in the root namespace, and stands on no link there.
    assert found.lowers == {}
    assert found.labels == {ROOT: None, BOX: "web.1.x8s7", HIDDEN: "1-lbw6cnmwq5"}


def test_without_privilege_cables_end_loose_and_containers_stay_apart() -> None:
    facts = swarm()
    found = resolve(host(facts.namespaces[0], containers=[container()], networks=facts.networks))
    assert found.sandboxes == {}
    assert found.loose == {
        (ROOT, 13): f"the other end is ifindex 12 in netns {BOX}, which was not seen"
    }


def test_a_container_on_two_networks_has_a_link_in_each() -> None:
    links, ports = [], []
    for n in (0, 1):
        links.append(veth(10 + n, f"eth{n}", MACS[n], peer=20 + n, nsid=0))
        ports += [
            veth(20 + n, f"veth{n}", MACS[4 + n], peer=10 + n, nsid=0, master=30 + n),
            bridge(30 + n, f"br{n}", MACS[6 + n]),
        ]
    person = container(netns=BOX, endpoints=[endpoint(MACS[n], network=str(n)) for n in (0, 1)])
    nets = [network(f"net{n}", id=str(n), bridge=f"br{n}") for n in (0, 1)]
    found = resolve(host(root(*ports), box(*links), containers=[person], networks=nets))
    assert found.networks == {(BOX, 10): ["net0"], (BOX, 11): ["net1"]}
    assert found.backed == {(ROOT, 30): ["net0"], (ROOT, 31): ["net1"]}


def test_the_networks_of_a_nested_engine_do_not_disturb_the_outer_ones() -> None:
    inner = bridge(3, "docker0", MACS[9], "172.17.0.1/16")
    outer = bridge(3, "docker0", MACS[8], "172.17.0.1/16")
    facts = host(
        root(outer),
        box(inner, veth(4, "veth4", MACS[4], peer=5, nsid=1, master=3), nsids={0: ROOT, 1: OTHER}),
        box(veth(5, "eth0", MACS[5], peer=4, nsid=0), inode=OTHER, nsids={0: BOX}),
        containers=[container("dind", netns=BOX)],
        networks=[network("bridge", bridge="docker0", gateway="172.17.0.1")],
    )
    found = resolve(facts)
    assert found.backed == {(ROOT, 3): ["bridge"]}
    assert found.attached == {}
    assert found.pairs.peers[(OTHER, 5)][0] == (BOX, 4)  # type: ignore[index]
