from msgspec.structs import replace

from tests.hosts import SOCKET, docker0, many, snapshot
from tests.picture.shown import sample
from tests.render.mixed_host import mixed
from tests.render.summary.summarised import docker_host, only_host
from topograph.facts import Network, PublishedPort, Subnet
from topograph.render import Options
from topograph.render.summary.parts import (
    Attached,
    LinkName,
    Listed,
    Published,
)
from topograph.render.summary.parts import (
    Network as Told,
)


def test_a_network_says_where_it_is_and_who_is_on_it() -> None:
    assert only_host(docker0()).networks == Listed(
        (
            Told(
                name="bridge",
                driver="bridge",
                subnets=Listed(("172.17.0.0/16",)),
                link=LinkName("docker0"),
                size=2,
                containers=Listed(
                    (
                        Attached("mad_feynman", "172.17.0.3"),
                        Attached("pensive_yonath", "172.17.0.2"),
                    )
                ),
            ),
        )
    )


def test_those_that_somebody_is_on_come_first_and_those_of_no_link_only_then() -> None:
    found = only_host(sample("modes")).networks.shown
    assert [(n.name, [c.name for c in n.containers.shown]) for n in found] == [
        ("bridge", ["app", "paused", "sidecar"]),
        ("host", ["agent"]),
        ("none", ["sealed"]),
    ]
    others = only_host(sample("compose")).networks.shown
    assert [n.name for n in others][-2:] == ["wiki_default", "bridge"]


def test_whoever_uses_the_namespace_of_another_is_on_its_networks() -> None:
    front = only_host(mixed()).networks.shown[0]
    assert front.name == "front"
    assert front.containers.shown == (
        Attached("sidecar", "198.51.100.2"),
        Attached("web", "198.51.100.2"),
    )


def test_without_its_namespace_a_container_is_where_the_engine_says() -> None:
    host = docker0().hosts[0]
    people = [replace(container, netns=None) for container in host.containers]
    (found,) = only_host(docker_host(namespaces=[], containers=people)).networks.shown
    assert found.containers.shown == (
        Attached("mad_feynman", "172.17.0.3"),
        Attached("pensive_yonath", "172.17.0.2"),
    )
    assert found.link == LinkName("docker0"), "in the engine's words"


def test_of_two_addresses_by_the_word_of_the_engine_the_order_does_not_choose() -> None:
    one = replace(docker0().hosts[0].containers[0], netns=None)
    two = [replace(one.endpoints[0], addresses=[f"172.17.0.{n}/16"]) for n in (9, 8)]
    for endpoints in (two, two[::-1]):
        people = [replace(one, endpoints=endpoints)]
        (found,) = only_host(docker_host(namespaces=[], containers=people)).networks.shown
        assert found.containers.shown == (Attached("mad_feynman", "172.17.0.8"),)


def test_what_has_stopped_is_on_no_network() -> None:
    host = docker0().hosts[0]
    people = [replace(container, state="exited") for container in host.containers]
    (found,) = only_host(docker_host(containers=people)).networks.shown
    assert (found.size, found.containers) == (0, Listed())


def test_a_bridge_elsewhere_says_where_and_a_parent_is_named() -> None:
    found = {n.name: n.link for n in only_host(sample("swarm")).networks.shown}
    assert found["mesh"] == LinkName("br0", "1-it8p7n9fjq")
    assert found["docker_gwbridge"] == LinkName("docker_gwbridge")
    lan = {n.name: n.link for n in only_host(sample("macvlan")).networks.shown}["lan"]
    assert lan == LinkName("eth0")


def test_a_network_of_which_no_link_is_known_has_none() -> None:
    network = Network(id="a" * 64, name="far", driver="overlay", engine=SOCKET)
    parent = replace(network, id="b" * 64, name="near", options={"parent": "eth9"})
    found = only_host(docker_host(networks=[network, parent], containers=[])).networks.shown
    assert [(n.name, n.link) for n in found] == [("far", None), ("near", LinkName("eth9"))]


def test_subnets_are_sorted_and_bounded() -> None:
    subnets = [Subnet(subnet=f"198.51.100.{n}/30") for n in (8, 0, 4)]
    network = Network(id="a" * 64, name="far", driver="overlay", engine=SOCKET, subnets=subnets)
    (found,) = only_host(docker_host(networks=[network]), most=2).networks.shown
    assert found.subnets == Listed(("198.51.100.0/30", "198.51.100.4/30"), 1)


def test_on_a_crowded_network_two_of_a_service_stand_for_it() -> None:
    found = only_host(many(60, 2)).networks.shown[0]
    assert found.size == 36
    assert found.containers.shown == (
        Attached("app0-web-1", "10.0.0.2"),
        Attached("app0-web-3", "10.0.0.4", 28),
        Attached("app1-web-6", "10.0.0.7"),
        Attached("app1-web-16", "10.0.0.17", 4),
    )


def test_published_ports_are_in_the_order_of_the_host_and_name_their_container() -> None:
    host = docker0().hosts[0]
    ports = [PublishedPort(container_port=80, host_ip="0.0.0.0", host_port=n) for n in (9, 8)]
    people = [
        replace(container, ports=[port])
        for container, port in zip(host.containers, ports, strict=True)
    ]
    assert only_host(docker_host(containers=people)).published == Listed(
        (
            Published(("0.0.0.0:8",), "pensive_yonath", "80/tcp"),
            Published(("0.0.0.0:9",), "mad_feynman", "80/tcp"),
        )
    )


def test_of_many_published_ports_two_of_a_service_stand_for_it() -> None:
    found = only_host(many(60, 2)).published
    assert [(p.at, p.container, p.alike) for p in found.shown] == [
        (("0.0.0.0:8000",), "app0-web-1", 0),
        (("0.0.0.0:8001",), "app1-web-2", 0),
        (("0.0.0.0:8002",), "app0-web-3", 28),
        (("0.0.0.0:8003",), "app1-web-4", 28),
    ]
    assert [p.alike for p in only_host(many(20, 2)).published.shown] == [0] * 20


def test_containers_without_a_service_are_not_alike() -> None:
    host = many(60, 2).hosts[0]
    people = [replace(container, labels={}) for container in host.containers]
    found = only_host(snapshot(replace(host, containers=people)))
    assert (len(found.published.shown), found.published.more) == (20, 40)
    assert (found.networks.shown[0].size, found.networks.shown[0].containers.more) == (36, 16)


def test_what_is_left_out_is_on_no_list() -> None:
    found = only_host(mixed(), Options(hide=("container",)))
    assert [n.size for n in found.networks.shown] == [0, 0, 0]
    assert not found.published
    assert not only_host(mixed(), Options(hide=("network",))).networks
