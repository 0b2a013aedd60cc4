from typing import Any

import pytest

from tests.diff.small_hosts import NEXT_BOOT, UPLINK, Person, docker_host, machine, root_of, told
from tests.graph.build_facts import end
from tests.hosts import bridge
from topograph.facts import FdbEntry, Neighbour, Snapshot

BR0 = bridge(7, "br0", "00:00:5e:00:53:07")
PORT = end(8, "port0", kind="dummy", master=7)
MAC, OTHER = "00:00:5e:00:53:21", "00:00:5e:00:53:22"


def neighbour(mac: str = MAC, *state: str, **fields: Any) -> Neighbour:
    return Neighbour(family=4, dst="192.0.2.7", link=2, mac=mac, state=list(state), **fields)


def neighbours(*of: Neighbour) -> Snapshot:
    return machine(root_of(UPLINK, neighbours=list(of)))


def fdb(*of: FdbEntry) -> Snapshot:
    return machine(root_of(BR0, PORT, fdb=list(of)))


def test_a_neighbour_that_somebody_set_is_compared() -> None:
    static = neighbour(MAC, "PERMANENT")
    assert told(neighbours(), neighbours(static)) == [
        f"added neighbour 192.0.2.7; link None -> eth0; mac None -> {MAC}"
    ]
    assert told(neighbours(static), neighbours(neighbour(OTHER, "PERMANENT"))) == [
        f"changed neighbour 192.0.2.7; mac {MAC} -> {OTHER}"
    ]


def test_a_proxy_is_compared() -> None:
    proxy = Neighbour(family=4, dst="192.0.2.7", link=2, is_proxy=True)
    assert told(neighbours(proxy), neighbours()) == [
        "removed neighbour 192.0.2.7; link eth0 -> None"
    ]


def test_a_neighbour_that_was_learned_is_compared_on_request() -> None:
    learned = neighbour(MAC, "REACHABLE")
    assert told(neighbours(), neighbours(learned)) == []
    assert told(neighbours(), neighbours(learned), all_fields=True) == [
        f"added neighbour 192.0.2.7; link None -> eth0; mac None -> {MAC}"
    ]
    assert told(neighbours(), neighbours(learned), ignore=("neighbour",), all_fields=True) == []


STATIC = FdbEntry(link=8, mac=MAC, master=7, is_static=True)


def test_an_entry_of_a_forwarding_database_that_somebody_set_is_compared() -> None:
    assert told(fdb(), fdb(STATIC)) == [f"added fdb {MAC}; link None -> port0"]
    assert told(fdb(STATIC), fdb()) == [f"removed fdb {MAC}; link port0 -> None"]


@pytest.mark.parametrize(
    "entry",
    [
        FdbEntry(link=8, mac=MAC, master=7),
        FdbEntry(link=8, mac=MAC, master=7, is_local=True, is_static=True),
        FdbEntry(link=8, mac="33:33:00:00:00:01", is_static=True),
        FdbEntry(link=8, mac=MAC, dst="203.0.113.7"),
    ],
)
def test_an_entry_that_comes_by_itself_is_compared_on_request(entry: FdbEntry) -> None:
    assert told(fdb(), fdb(entry)) == []
    assert len(told(fdb(), fdb(entry), all_fields=True)) == 1


def test_a_far_end_that_somebody_set_is_compared() -> None:
    far = FdbEntry(link=8, mac=MAC, dst="203.0.113.7", is_static=True)
    assert told(fdb(), fdb(far)) == [
        f"added fdb {MAC}; link None -> port0; dst None -> 203.0.113.7"
    ]


def test_an_entry_of_another_vlan_is_another() -> None:
    other = FdbEntry(link=8, mac=MAC, master=7, is_static=True, vlan=7)
    assert sorted(x.split()[0] for x in told(fdb(STATIC), fdb(other))) == ["added", "removed"]


def test_entries_go_with_their_link() -> None:
    assert told(fdb(STATIC), machine(root_of(BR0))) == [
        "removed link port0; master br0 -> None",
        f"  removed fdb {MAC}; link port0 -> None",
    ]


def test_links_of_another_number_do_not_change_their_entries() -> None:
    port = end(9, "port0", kind="dummy", master=7)
    moved = FdbEntry(link=9, mac=MAC, master=7, is_static=True)
    after = machine(root_of(BR0, port, fdb=[moved]), boot_id=NEXT_BOOT)
    assert told(fdb(STATIC), after) == ["rebooted host web1"]


def test_what_is_set_inside_a_container_is_a_part_of_it() -> None:
    web = Person(name="web")
    before, after = docker_host(web), docker_host(web)
    inside = after.hosts[0].namespaces[1]
    link = inside.links[1].ifindex
    inside.neighbours.append(
        Neighbour(family=4, dst="198.51.100.7", link=link, mac=MAC, state=["PERMANENT"])
    )
    assert told(before, after) == [
        "changed container web",
        f"  added neighbour 198.51.100.7 in web; link None -> eth0; mac None -> {MAC}",
    ]
