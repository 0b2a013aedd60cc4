"""The classic picture of docker0, out of notes that somebody took in a terminal."""

import pytest

import topograph
from tests.golden import PROJECT
from topograph.facts import Host
from topograph.graph import build_graph
from topograph.graph.ids import NodeId, make
from topograph.graph.schema import NodeType

NOTES = PROJECT / "samples/docker0-notes/notes.md"


@pytest.fixture(scope="module")
def host() -> Host:
    (found,) = topograph.load(NOTES).hosts
    return found


def link(name: str, netns: str | None = None) -> str:
    return make(NodeId(NodeType.LINK, "host", name, netns))


def test_docker0_has_its_addresses(host: Host) -> None:
    docker0 = host.namespaces[0].links[0]
    assert (docker0.ifname, docker0.kind, docker0.mac) == (
        "docker0",
        "bridge",
        "02:42:74:3c:0b:8f",
    )
    assert docker0.addresses[0].address == "172.17.0.1/16"
    # It was told twice, and had a port the second time.
    assert docker0.operstate == "UP"


def test_both_veths_are_its_ports(host: Host) -> None:
    ports = {one.ifname: (one.mac, one.master) for one in host.namespaces[0].links[1:]}
    assert ports == {
        "veth7f6daae": ("36:48:bf:1a:81:e3", 3),
        "vethc5d293a": ("6e:58:97:8c:39:5b", 3),
    }


def test_the_containers_have_whole_ids_images_and_names(host: Host) -> None:
    assert [(one.id[:12], len(one.id), one.image, one.names) for one in host.containers] == [
        ("ba73f2f98230", 64, "mysql", ["mad_feynman"]),
        ("5e773946394b", 64, "redis", ["pensive_yonath"]),
    ]


def test_the_eth0_of_each_has_its_address_and_mac(host: Host) -> None:
    inside = {
        netns.names[0]: [
            (one.ifindex, one.mac, one.addresses[0].address)
            for one in netns.links
            if one.ifname == "eth0"
        ]
        for netns in host.namespaces[1:]
    }
    assert inside == {
        "redis": [(-2, "02:42:ac:11:00:02", "172.17.0.2/16")],
        "mysql": [(22, "02:42:ac:11:00:03", "172.17.0.3/16")],
    }


def test_there_are_the_three_networks(host: Host) -> None:
    assert [(one.name, one.id, one.driver) for one in host.networks] == [
        ("bridge", "4e120ad68df2", "bridge"),
        ("host", "bf802e48489f", "host"),
        ("none", "1ef0200050db", "null"),
    ]


@pytest.mark.parametrize(
    ("container", "veth", "reason"),
    [
        (
            "mad_feynman",
            "vethc5d293a",
            "their ifindexes 22 and 23 are consecutive, as those of a pair are",
        ),
        (
            "pensive_yonath",
            "veth7f6daae",
            "by elimination: no other ends on docker0 are left without their pair",
        ),
    ],
)
def test_the_cables_are_inferred_and_say_why(container: str, veth: str, reason: str) -> None:
    graph = build_graph(topograph.load(NOTES))
    one, other = sorted((link("eth0", container), link(veth)))
    assert graph.edges[one, other, "peer"] == {"evidence": "inferred", "reason": reason}


def test_nothing_else_in_the_picture_has_a_loose_end() -> None:
    graph = build_graph(topograph.load(NOTES))
    assert [node for node, found in graph.nodes(data=True) if "peer_gap" in found] == []


def test_no_password_gets_into_the_snapshot() -> None:
    text = NOTES.read_text()
    assert "MYSQL_ROOT_PASSWORD=test" in text
    assert "PASSWORD" not in (NOTES.parent / "snapshot.json").read_text()
