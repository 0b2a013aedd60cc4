from typing import Any

import pytest

from tests.sources.text.readers.ip.ip_reading import begun_by, read, read_json
from topograph.facts import Neighbour
from topograph.sources.text.readers import JSON_READERS
from topograph.sources.text.told import Line, ToldNeighbour

MAC = "00:00:5e:00:53:51"
EIGHT_BYTES = "00:11:22:33:44:55:66:77"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"192.0.2.1 dev eth0 lladdr {MAC} REACHABLE", {"mac": MAC, "state": ["REACHABLE"]}),
        ("192.0.2.1 dev eth0 FAILED", {"state": ["FAILED"]}),
        ("192.0.2.1 dev eth0 proxy", {"is_proxy": True}),
        (
            f"192.0.2.1 dev eth0 lladdr {MAC} router managed extern_learn STALE proto bgp",
            {"mac": MAC, "state": ["STALE"], "is_router": True},
        ),
        (
            f"192.0.2.1 dev eth0 lladdr {MAC}  ref 1 used 0/65/0probes 4 DELAY PROBE",
            {"mac": MAC, "state": ["DELAY", "PROBE"]},
        ),
        (f"192.0.2.1 dev eth0 lladdr {MAC} used 0/0/0 probes 1 NOARP", {"state": ["NOARP"]}),
        (f"192.0.2.1 dev eth0 lladdr {MAC} nud reachable", {"state": ["REACHABLE"]}),
        ("192.0.2.1 dev gre1 lladdr 203.0.113.9 PERMANENT", {"mac": "cb:00:71:09"}),
        ("192.0.2.1 dev fw0 lladdr 00:11:22:33:44:55:66:77 STALE", {"mac": EIGHT_BYTES}),
    ],
)
def test_a_neighbour_as_the_kernel_tells_it(line: str, expected: dict[str, Any]) -> None:
    found = read("ip neigh", line, "ip neigh")
    [told] = found.neighbours
    assert found.unknown == []
    assert told.dev == line.split()[2]
    assert {name: getattr(told.neighbour, name) for name in expected} == expected
    assert begun_by(line) == ["ip neigh"]


def test_a_link_that_is_asked_for_is_not_repeated() -> None:
    line = f"2001:db8::1 lladdr {MAC} STALE"
    [told] = read("ip neigh", line, "ip neigh show dev eth0").neighbours
    expected = Neighbour(family=6, dst="2001:db8::1", link=0, mac=MAC, state=["STALE"])
    assert told == ToldNeighbour(expected, "eth0")
    assert read("ip neigh", line, "").unknown == [Line(1, line)]


@pytest.mark.parametrize(
    ("command", "complete"),
    [
        ("ip neigh", {"neighbours/4", "neighbours/6"}),
        ("ip -s n show nud all", {"neighbours/4", "neighbours/6"}),
        ("ip -4 n", {"neighbours/4"}),
        ("ip -6 neighbor list", {"neighbours/6"}),
        ("ip neigh show dev eth0", set()),
        ("ip neigh show proxy", set()),
        ("", set()),
    ],
)
def test_whole_answers_are_complete(command: str, complete: set[str]) -> None:
    line = f"192.0.2.1 dev eth0 lladdr {MAC} STALE"
    assert read("ip neigh", line, command).complete == complete
    json = [{"dst": "192.0.2.1", "dev": "eth0", "lladdr": MAC, "state": ["STALE"]}]
    assert read_json("ip json neighbours", json, command).complete == complete
    for more in ("...", "garbage", "Dump terminated"):
        assert read("ip neigh", f"{line}\n{more}", command).complete == set()


@pytest.mark.parametrize(
    "line",
    [
        "192.0.2.1 dev eth0 colour red",
        "192.0.2.300 dev eth0 STALE",
        f"{MAC} dev eth0 master br0 permanent",
        "192.0.2.1 STALE",
        "x" * 1_000_000,
    ],
    ids=range(5),
)
def test_what_cannot_be_told_is_unknown(line: str) -> None:
    found = read("ip neigh", line, "ip neigh")
    assert (found.neighbours, found.unknown) == ([], [Line(1, line)])


def test_a_neighbour_begins_with_its_address_and_ends_with_its_state() -> None:
    assert begun_by(f"192.0.2.1 dev eth0 lladdr {MAC} STALE") == ["ip neigh"]
    assert begun_by("fe80::1 dev eth0 INCOMPLETE") == ["ip neigh"]
    assert begun_by("192.0.2.1 dev eth0 proxy") == ["ip neigh"]
    assert begun_by("192.0.2.1 dev eth0 scope link") == ["ip route"]
    assert begun_by(f"{MAC} dev eth0 master br0 permanent") == []


@pytest.mark.parametrize("wrong", [None, True, 7, -1.5, "x", [], [7, None], {}, "9" * 5000])
def test_members_of_a_wrong_type_do_no_harm(wrong: Any) -> None:
    reader = next(one for one in JSON_READERS if one.name == "ip json neighbours")
    whole = {"dst": "192.0.2.1", "dev": "eth0", "state": ["STALE"]}
    for name in ("lladdr", "state", "router", "proxy"):
        assert len(reader.read([{**whole, name: wrong}], ()).neighbours) == 1
    for name in ("dst", "dev"):
        assert len(reader.read([{**whole, name: wrong}], ()).neighbours) <= 1
