"""Each field that is left out: silent by itself, and told when all fields are wanted."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from tests.diff.small_hosts import NEXT_BOOT, UPLINK, Person, app, docker_host, machine, root_of
from tests.diff.small_hosts import room as named
from tests.graph.build_facts import end
from tests.hosts import ROOT_INODE
from topograph.diff import Options, compare
from topograph.diff.model import Entry, Thing
from topograph.diff.volatile import VOLATILE, Selection
from topograph.facts import (
    Bridge,
    BridgePort,
    Endpoint,
    FdbEntry,
    Neighbour,
    Processes,
    Snapshot,
    Veth,
    Vxlan,
)


class Case(NamedTuple):
    """One field with two values."""

    thing: Thing
    pattern: str
    before: dict[str, Any]
    after: dict[str, Any]
    field: str = ""
    """As it is told; the pattern if empty."""


def bridge_with(**fields: Any) -> dict[str, Any]:
    return {"bridge": replace(Bridge(id="8000.1", root_id="8000.9"), **fields)}


def port_with(**fields: Any) -> dict[str, Any]:
    return {"port": replace(BridgePort(number=1, state="forwarding"), **fields)}


def labelled(pattern: str, label: str = "") -> Case:
    """A label of a container; `label` says which one, if the pattern leaves that open."""
    name = (label or pattern).removeprefix("labels.")
    before, after = ({"labels": {name: value}} for value in ("a", "b"))
    return Case(Thing.CONTAINER, pattern, before, after, label)


LINK, CONTAINER, ENDPOINT = Thing.LINK, Thing.CONTAINER, Thing.ENDPOINT
COMPOSE, SWARM = "labels.com.docker.compose", "labels.com.docker.swarm"
CASES = [
    Case(LINK, "ifindex", {"ifindex": 7}, {"ifindex": 8}),
    Case(LINK, "iflink", {"iflink": 7}, {"iflink": 8}),
    Case(LINK, "link_nsid", {"link_nsid": 1}, {"link_nsid": 2}),
    Case(LINK, "veth.*", {"veth": Veth(peer_ifindex=8)}, {"veth": Veth(peer_ifindex=9)},
         "veth.peer_ifindex"),
    Case(LINK, "vxlan.link", {"vxlan": Vxlan(id=42, link=8)}, {"vxlan": Vxlan(id=42, link=9)}),
    Case(LINK, "carrier", {"carrier": True}, {"carrier": False}),
    Case(LINK, "promiscuity", {"promiscuity": 0}, {"promiscuity": 1}),
    Case(LINK, "broadcast", {"broadcast": "ff:ff:ff:ff:ff:ff"}, {"broadcast": "0.0.0.0"}),
    Case(LINK, "bridge.id", bridge_with(id="8000.2"), bridge_with(id="8000.3")),
    Case(LINK, "bridge.root_port", bridge_with(root_port=1), bridge_with(root_port=2)),
    Case(LINK, "bridge.fdb_n_learned", bridge_with(fdb_n_learned=1), bridge_with(fdb_n_learned=2)),
    Case(LINK, "port_kind", {"port_kind": "bridge"}, {"port_kind": "bond"}),
    Case(LINK, "port.number", port_with(number=1), port_with(number=2)),
    Case(LINK, "port.id", port_with(id="0x8001"), port_with(id="0x8002")),
    Case(LINK, "port.designated_*", port_with(designated_cost=0), port_with(designated_cost=2),
         "port.designated_cost"),
    Case(CONTAINER, "id", {"id": "a" * 64}, {"id": "b" * 64}),
    Case(CONTAINER, "created", {"created": "2026-11-24T09:30:00Z"},
         {"created": "2026-11-24T09:31:00Z"}),
    Case(CONTAINER, "status", {"status": "Up 1 second"}, {"status": "Up 2 seconds"}),
    Case(CONTAINER, "netns", {"netns": 4}, {"netns": 5}),
    Case(CONTAINER, "pid", {"pid": 4}, {"pid": 5}),
    labelled(f"{COMPOSE}.config-hash"),
    labelled(f"{COMPOSE}.replace"),
    labelled(f"{COMPOSE}.image"),
    labelled(f"{SWARM}.*id", f"{SWARM}.task.id"),
    labelled(f"{SWARM}.task.name"),
    Case(ENDPOINT, "endpoint_id", {"endpoint_id": "1"}, {"endpoint_id": "2"}),
    Case(ENDPOINT, "network_id", {"network_id": "1"}, {"network_id": "2"}),
    Case(ENDPOINT, "mac", {"mac": "02:00:00:00:00:01"}, {"mac": "02:00:00:00:00:02"}),
    Case(Thing.NETWORK, "id", {"id": "1" * 64}, {"id": "2" * 64}),
    Case(Thing.NETWORK, "created", {"created": "2026-11-24T09:30:00Z"},
         {"created": "2026-11-24T09:31:00Z"}),
    Case(Thing.NETNS, "inode", {"inode": ROOT_INODE + 1}, {"inode": ROOT_INODE + 2}),
    Case(Thing.NETNS, "nsids.*", {"nsids": {1: ROOT_INODE}}, {"nsids": {2: ROOT_INODE}},
         "nsids.1"),
    Case(Thing.NETNS, "held_by", {"held_by": ["/proc/1/fd/3"]}, {"held_by": ["/proc/2/fd/3"]}),
    Case(Thing.NETNS, "processes.*", {"processes": Processes(count=1, pid=1, comm="a")},
         {"processes": Processes(count=2, pid=1, comm="a")}, "processes.count"),
    Case(Thing.NEIGHBOUR, "state", {"state": ["PERMANENT"]}, {"state": ["PERMANENT", "STALE"]}),
    Case(Thing.FDB, "age", {"age": 1.5}, {"age": 2.5}),
    Case(Thing.FDB, "state", {"state": "static"}, {"state": "stale"}),
]  # fmt: skip


def with_link(**fields: Any) -> Snapshot:
    link = end(7, "thing0", kind="made-up", mac="00:00:5e:00:53:07")
    return machine(root_of(UPLINK, replace(link, **fields)))


def with_container(**fields: Any) -> Snapshot:
    return docker_host(Person(name="web", fields=fields))


def with_endpoint(**fields: Any) -> Snapshot:
    fields = {"network_id": "1", "network_name": "app"} | fields
    return with_container(endpoints=[Endpoint(**fields)])


def with_network(**fields: Any) -> Snapshot:
    return docker_host(networks=[replace(app(bridge=None), **fields)])


def with_netns(**fields: Any) -> Snapshot:
    return machine(root_of(), named("blue", **fields))


def with_neighbour(**fields: Any) -> Snapshot:
    one = Neighbour(family=4, dst="192.0.2.7", link=2, mac="00:00:5e:00:53:07", **fields)
    return machine(root_of(UPLINK, neighbours=[one]))


def with_fdb(**fields: Any) -> Snapshot:
    one = FdbEntry(link=2, mac="00:00:5e:00:53:07", is_static=True, **fields)
    return machine(root_of(UPLINK, fdb=[one]))


MAKERS = {
    Thing.LINK: with_link,
    Thing.CONTAINER: with_container,
    Thing.ENDPOINT: with_endpoint,
    Thing.NETWORK: with_network,
    Thing.NETNS: with_netns,
    Thing.NEIGHBOUR: with_neighbour,
    Thing.FDB: with_fdb,
}


def told_fields(case: Case, all_fields: bool) -> set[tuple[Thing, str]]:
    before, after = (MAKERS[case.thing](**fields) for fields in (case.before, case.after))
    if case.field == "" and case.pattern in {"ifindex", "inode"}:
        after = replace(after, hosts=[replace(after.hosts[0], boot_id=NEXT_BOOT)])
    entries = compare(before, after, Options(all_fields=all_fields)).diff.entries
    return {(e.thing, c.field) for e in _with_parts(entries) for c in e.changes}


def _with_parts(entries: list[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _with_parts(entry.parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.thing}.{case.pattern}")
def test_a_volatile_field_is_told_on_request_only(case: Case) -> None:
    field = case.field or case.pattern
    assert (case.thing, field) in told_fields(case, all_fields=True)
    assert told_fields(case, all_fields=False) == set()


def test_each_volatile_field_has_a_case() -> None:
    known = [(thing, pattern) for thing, patterns in VOLATILE.items() for pattern in patterns]
    assert sorted((case.thing, case.pattern) for case in CASES) == sorted(known)


@pytest.mark.parametrize("pattern", ["mtu", "link.mtu", "m*", "link.*", "*"])
def test_a_field_can_be_left_out(pattern: str) -> None:
    before, after = with_link(mtu=1500), with_link(mtu=9000)
    assert compare(before, after, Options(ignore=(pattern,))).diff.entries == []


@pytest.mark.parametrize("pattern", ["mt", "network.mtu", "MTU", "bridge.*"])
def test_a_pattern_leaves_out_what_it_matches_only(pattern: str) -> None:
    diff = compare(with_link(mtu=1500), with_link(mtu=9000), Options(ignore=(pattern,))).diff
    assert len(diff.entries) == 1
    assert diff.ignored == [pattern]


def test_what_the_caller_leaves_out_goes_before_all_fields() -> None:
    selection = Selection(all_fields=True, ignore=("ifindex",))
    assert not selection.keeps(Thing.LINK, "ifindex")
    assert selection.keeps(Thing.LINK, "iflink")
