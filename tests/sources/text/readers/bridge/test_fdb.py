"""Forwarding databases, from `bridge fdb`."""

import pytest

from tests.sources.text.readers.reading import begins, read, read_json, recognises
from topograph.facts import FdbEntry
from topograph.sources.text.told import ToldFdbEntry

MAC = "00:00:5e:00:53:01"


def entry(text: str) -> ToldFdbEntry:
    told = read("bridge fdb", f"{MAC} {text}")
    assert told.unknown == []
    return told.fdb[0]


def test_a_learned_entry_has_no_state() -> None:
    assert entry("dev veth1 vlan 20 used 31/12 master br0 ") == ToldFdbEntry(
        FdbEntry(link=0, mac=MAC, vlan=20, age=12.0), dev="veth1", master="br0"
    )


def test_an_entry_of_a_tunnel_tells_where_it_leads() -> None:
    found = entry("dev vx0 dst 192.0.2.2 port 5000 vni 77 via eth0 self extern_learn permanent")
    flags = ["self", "extern_learn"]
    assert found == ToldFdbEntry(
        FdbEntry(
            link=0,
            mac=MAC,
            is_local=True,
            dst="192.0.2.2",
            vni=77,
            state="permanent",
            flags=flags,
        ),
        dev="vx0",
    )


def test_flags_are_in_the_order_of_the_live_source() -> None:
    found = entry("dev a sticky offload master master br0 router static").entry
    assert found.flags == ["master", "router", "offload", "sticky"]
    assert (found.is_static, found.state) == (True, "static")


@pytest.mark.parametrize(
    "text",
    [
        "self permanent",
        "dev",
        "dev veth1 vlan x",
        "dev veth1 vlan " + "9" * 5000,
        "dev veth1 used 31",
        "dev veth1 wrong",
        "dev veth1 master",
    ],
)
def test_half_an_entry_is_not_understood(text: str) -> None:
    told = read("bridge fdb", f"{MAC} {text}", "bridge fdb")
    assert ([line.number for line in told.unknown], told.fdb, told.complete) == ([1], [], set())


def test_only_the_whole_database_is_complete() -> None:
    text = f"{MAC} dev a self permanent"
    assert read("bridge fdb", text, "bridge fdb show").complete == {"fdb"}
    assert read("bridge fdb", text, "bridge fdb show br br0").complete == set()
    assert read("bridge fdb", text).complete == set()


def test_an_entry_begins_an_output() -> None:
    assert begins(f"{MAC} dev eth0 self permanent") == ["bridge fdb"]
    assert begins(f"192.0.2.1 dev eth0 lladdr {MAC} REACHABLE") != ["bridge fdb"]


def test_json_tells_the_same_as_text() -> None:
    value = [
        {
            "mac": MAC.upper(),
            "ifname": "veth1",
            "vlan": 20,
            "used": 31,
            "updated": 12,
            "flags": ["sticky", "self"],
            "master": "br0",
            "state": "static",
        }
    ]
    assert recognises(value) == ["bridge json fdb"]
    expected = read(
        "bridge fdb", f"{MAC} dev veth1 vlan 20 used 31/12 sticky self master br0 static"
    )
    assert read_json("bridge json fdb", value, "bridge -j fdb").fdb == expected.fdb


def test_an_entry_without_its_mac_or_link_leaves_the_database_incomplete() -> None:
    value = [{"mac": MAC, "ifname": "a", "flags": [], "vlan": "x", "state": ["y"]}, {"mac": MAC}]
    told = read_json("bridge json fdb", value, "bridge -j fdb")
    assert told.fdb == [ToldFdbEntry(FdbEntry(link=0, mac=MAC), dev="a")]
    assert told.complete == set()
