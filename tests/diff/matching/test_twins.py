from typing import Any

import pytest
from msgspec.structs import replace

from tests.diff.small_hosts import NEXT_BOOT, Person, app, docker_host, machine, root_of
from tests.diff.small_hosts import told as told_of_one
from tests.hosts import bridge, default_route, hardware
from topograph.diff import Options, compare
from topograph.errors import DiffError
from topograph.facts import Gap, Link, Route, Snapshot

TWIN: dict[str, Any] = {"hostname": "web2", "machine_id": "cd" * 16, "boot_id": NEXT_BOOT}


def told(before: Snapshot, after: Snapshot) -> list[str]:
    return told_of_one(before, after, across_hosts=True)


def uplink(number: int, *addresses: str, prefix: str = "192.0.2") -> Link:
    mac = f"00:00:5e:00:53:{number:02x}"
    link = hardware(2, "eth0", mac, *(addresses or [f"{prefix}.{number}/24"]))
    return replace(link, parent_dev=f"virtio{number}")


def host(number: int, *routes: Route, prefix: str = "192.0.2", **fields: Any) -> Snapshot:
    fields = (TWIN if number == 2 else {}) | fields
    routes = (default_route(2, f"{prefix}.254"), *routes)
    return machine(root_of(uplink(number, prefix=prefix), routes=list(routes)), **fields)


def test_what_identifies_a_host_is_no_difference() -> None:
    assert told(host(1), host(2)) == []


def test_hosts_in_different_subnets_are_twins() -> None:
    def via(prefix: str) -> list[Route]:
        return [
            Route(family=4, dst="203.0.113.0/24", gateway=f"{prefix}.254", link=2),
            Route(family=4, dst=f"{prefix}.0/24", link=2, prefsrc=f"{prefix}.1", table=100),
        ]

    one = host(1, *via("192.0.2"))
    other = host(1, *via("198.51.100"), prefix="198.51.100", **TWIN)
    assert told(one, other) == []


def test_what_else_differs_is_told() -> None:
    static = Route(family=4, dst="203.0.113.0/24", gateway="192.0.2.7", link=2)
    assert told(host(1, kernel="6.1.0"), host(2, static, kernel="6.2.0")) == [
        "upgraded host web2; kernel 6.1.0 -> 6.2.0",
        "added route 203.0.113.0/24; gateway None -> 192.0.2.7; link None -> eth0",
    ]


def test_one_address_more_is_told() -> None:
    after = machine(root_of(uplink(2, "192.0.2.2/24", "192.0.2.9/24")), **TWIN)
    assert told(machine(root_of(uplink(1))), after) == [
        "changed link eth0; addresses 192.0.2.2/24 -> 192.0.2.2/24,192.0.2.9/24"
    ]


def test_an_address_of_another_length_is_told() -> None:
    after = machine(root_of(uplink(2, "192.0.2.2/25")), **TWIN)
    assert told(machine(root_of(uplink(1))), after) == [
        "changed link eth0; addresses 192.0.2.1/24 -> 192.0.2.2/25"
    ]


def test_a_bridge_that_carries_the_default_route_has_the_address_of_the_host() -> None:
    def bridged(number: int, **fields: Any) -> Snapshot:
        mac = f"00:00:5e:00:53:{number:02x}"
        br0 = bridge(9, "br0", mac, f"192.0.2.{number}/24")
        port = replace(uplink(number), addresses=[], master=9)
        return machine(root_of(br0, port, routes=[default_route(9, "192.0.2.254")]), **fields)

    assert told(bridged(1), bridged(2, **TWIN)) == []


def test_containers_and_networks_of_one_key_are_twins() -> None:
    def person(number: int) -> Person:
        own = f"{number}" * 64
        facts = Person(name="web").container()
        endpoint = replace(facts.endpoints[0], aliases=["web", own[:12]], network_id=own)
        return Person(name="web", made=number, fields={"id": own, "endpoints": [endpoint]})

    one, other = (
        docker_host(
            person(number), networks=[app(f"{number}" * 64)], bridge_ifindex=number, **fields
        )
        for number, fields in ((7, {}), (8, TWIN))
    )
    assert told(one, other) == []


def test_a_container_that_joins_another_joins_its_twin() -> None:
    def pair(born: str, **fields: Any) -> Snapshot:
        web = Person(name="web", fields={"id": born * 64})
        sharing = Person(name="sharing", number=2).container()
        joined = replace(sharing, network_mode=f"container:{born * 64}", netns=web.inode)
        joined = replace(joined, endpoints=[])
        return docker_host(web, containers=[web.container(), joined], **fields)

    assert told(pair("a"), pair("b", **TWIN)) == []


def test_another_image_is_told() -> None:
    other = Person(name="web", number=2, made=2, fields={"image": "web:2", "endpoints": []})
    one = Person(name="web", fields={"endpoints": []})
    lines = told(docker_host(one), docker_host(other, **TWIN))
    assert lines[0] == "changed container web; image web:1 -> web:2"


def test_gaps_are_those_of_the_twin() -> None:
    gap = Gap(source="engine", subject="engine:unix:///run/docker.sock", what="no", host="web1")
    before = docker_host(engines=[], gaps=[gap])
    diff = compare(before, docker_host(**TWIN), Options(across_hosts=True)).diff
    assert [one.what for one in diff.unknown] == ["no"]


@pytest.mark.parametrize("count", [0, 2])
def test_only_one_host_can_be_a_twin(count: int) -> None:
    [only] = host(1).hosts
    many = replace(host(1), hosts=[only] * count)
    for pair, name in (((many, host(2)), "a.json"), ((host(2), many), "b.json")):
        with pytest.raises(DiffError) as caught:
            compare(*pair, Options(across_hosts=True), ("a.json", "b.json"))
        assert str(caught.value) == (
            f"{name}: {count} hosts in it: only one can be the twin of another"
        )
