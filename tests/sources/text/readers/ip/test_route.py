from typing import Any

import pytest

from tests.sources.text.readers.ip.ip_reading import begun_by, read, read_json
from topograph.facts import NextHop, Route
from topograph.sources.text.readers import JSON_READERS
from topograph.sources.text.told import Line, Told, ToldRoute


def told(text: str, command: str = "ip route") -> Told:
    return read("ip route", text, command)


def route(text: str, command: str = "ip route") -> ToldRoute:
    found = told(text, command)
    assert found.unknown == []
    [only] = found.routes
    return only


def test_a_route_as_the_kernel_tells_it() -> None:
    line = (
        "unicast 198.51.100.0/24 from 192.0.2.0/24 nhid 7 tos 0x10 via 192.0.2.9 dev eth0 table 9"
        " proto 186 scope 253 src 192.0.2.1 metric 30 onlink dead linkdown expires 9sec"
        " mtu lock 1300 advmss 1 error 7"
    )
    assert route(line, "ip -d route show table all") == ToldRoute(
        Route(
            family=4,
            dst="198.51.100.0/24",
            src="192.0.2.0/24",
            table=9,
            gateway="192.0.2.9",
            prefsrc="192.0.2.1",
            metric=30,
            protocol="bgp",
            scope="link",
            flags=["dead", "onlink", "linkdown"],
            nexthop_id=7,
            mtu=1300,
            tos=16,
        ),
        "eth0",
    )


@pytest.mark.parametrize(
    ("line", "dst", "family"),
    [
        ("default via 192.0.2.1 dev eth0", "default", 4),
        ("default via fe80::1 dev eth0", "default", 6),
        ("default via inet6 fe80::1 dev eth0", "default", 4),
        ("default dev eth0 scope link", "default", 4),
        ("default dev eth0 metric 1024 pref low", "default", 6),
        ("unreachable default dev lo metric 4294967295 error -101", "default", 6),
        ("default dev eth0 src 2001:db8::1", "default", 6),
        ("192.0.2.7 dev eth0", "192.0.2.7/32", 4),
        ("2001:db8::7 dev eth0", "2001:db8::7/128", 6),
        ("2001:db8::/64 dev eth0", "2001:db8::/64", 6),
    ],
)
def test_the_family_follows_from_the_line(line: str, dst: str, family: int) -> None:
    found = route(line, "").route
    assert (found.dst, found.family) == (dst, family)


def test_the_family_of_a_default_route_may_be_asked_for() -> None:
    assert route("default dev tun0 scope link", "ip -6 route").route.family == 6


def test_next_hops_stand_below_or_behind() -> None:
    below = route(
        "198.51.100.0/24 proto static\n"
        "\tnexthop via 192.0.2.1 dev eth0 weight 3 onlink\n"
        "\tnexthop via inet6 fe80::1 dev eth1 weight 1\n"
    )
    behind = route(
        "198.51.100.0/24 proto static \\\tnexthop via 192.0.2.1 dev eth0 weight 3 onlink"
        " \\\tnexthop via inet6 fe80::1 dev eth1 weight 1 ",
        "ip -o route",
    )
    assert below == behind
    assert below.route.nexthops == [
        NextHop(gateway="192.0.2.1", weight=3, flags=["onlink"]),
        NextHop(gateway="fe80::1", weight=1),
    ]
    assert (below.dev, below.hop_devs) == ("", ("eth0", "eth1"))


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("ip route show table 100", {"table": 100}),
        ("ip r s t 100 proto static", {"table": 100, "protocol": "static"}),
        ("ip route list scope link metric 7", {"scope": "link", "metric": 7}),
        ("ip route show table default", {"table": 253}),
        ("ip route", {"table": 254}),
    ],
)
def test_what_is_asked_for_is_not_repeated(command: str, expected: dict[str, Any]) -> None:
    found = route("198.51.100.0/24 via 192.0.2.1 dev eth0", command).route
    assert {name: getattr(found, name) for name in expected} == expected


def test_the_link_that_is_asked_for_is_not_that_of_next_hops() -> None:
    assert route("192.0.2.0/24 scope link", "ip route show dev eth0").dev == "eth0"
    hops = route("192.0.2.0/24\n\tnexthop via 192.0.2.1 dev eth0 weight 1", "ip r s dev eth0")
    assert (hops.dev, hops.hop_devs) == ("", ("eth0",))


@pytest.mark.parametrize(
    ("command", "complete"),
    [
        ("ip route show table all", {"routes/4", "routes/6"}),
        ("ip -4 -d r s table all", {"routes/4"}),
        ("ip -6 route list table all", {"routes/6"}),
        ("ip route", set()),
        ("ip route show table all dev eth0", set()),
        ("ip route show table all 192.0.2.0/24", set()),
        ("ip route show table main", set()),
        ("busybox ip route show table all", set()),
        ("", set()),
    ],
)
def test_only_all_tables_complete_the_routes(command: str, complete: set[str]) -> None:
    line = "192.0.2.0/24 dev eth0"
    assert told(line, command).complete == complete
    assert told(f"{line}\n...", command).complete == set()
    assert told(f"{line}\ngarbage", command).complete == set()
    assert told(f"{line}\nDump terminated", command).complete == set()


@pytest.mark.parametrize(
    "line",
    [
        "local 192.0.2.1 dev eth0 table local proto kernel scope host src 192.0.2.1",
        "broadcast 192.0.2.255 dev eth0 table 255 proto kernel scope link",
        "local 192.0.2.1 dev eth0",
        "multicast ff00::/8 dev eth0 metric 256",
        "anycast 2001:db8:: dev eth0 metric 0",
        "192.0.2.77 via 203.0.113.1 dev eth0 src 203.0.113.2 uid 0 \n    cache ",
        "192.0.2.77 via 203.0.113.1 dev eth0 src 203.0.113.2 \n    cache  expires 5sec",
    ],
)
def test_what_is_no_fact_is_dropped(line: str) -> None:
    assert told(line, "ip -6 route") == Told()


def test_a_local_route_of_another_table_is_kept() -> None:
    found = route("local default dev lo table 100 scope host", "ip route show table all").route
    assert (found.type, found.table) == ("local", 100)


@pytest.mark.parametrize(
    ("lines", "command"),
    [
        (["192.0.2.0/24 dev eth0 table vpn"], "ip route show table all"),
        (["192.0.2.0/24 dev eth0"], "ip route show table vpn"),
        (["192.0.2.0/24 dev eth0"], "ip route show vrf red"),
        (["192.0.2.0/24 table vpn", "\tnexthop dev a weight 1", "\tnexthop dev b weight 1"], ""),
        (["\tnexthop via 192.0.2.1 dev eth0"], ""),
        (["192.0.2.0/33 dev eth0"], ""),
        (["192.0.2.0/24 and so on"], ""),
        (["default gateway"], ""),
        (["9" * 5000 + " dev eth0"], ""),
        (["default dev eth0 table " + "9" * 5000], ""),
    ],
    ids=range(10),
)
def test_what_cannot_be_told_is_unknown(lines: list[str], command: str) -> None:
    found = told("\n".join(lines), command)
    assert found.routes == []
    assert found.unknown == [Line(n, line) for n, line in enumerate(lines, 1)]


def test_unknown_lines_stand_in_their_order() -> None:
    found = told("192.0.2.0/24 table vpn\ngarbage\n\tnexthop dev a weight 1")
    assert [line.number for line in found.unknown] == [1, 2, 3]


def test_all_words_are_known_that_belong_to_a_metric() -> None:
    assert route("blackhole 192.0.2.0/24 mtu lock 1300 advmss lock 7").route.mtu == 1300
    assert route("192.0.2.0/24 dev eth0 pref high").route.pref is None
    assert route("2001:db8::/64 dev eth0 pref high").route.pref == "high"


def test_a_new_word_does_not_hide_a_route() -> None:
    assert route("192.0.2.0/24 dev eth0 colour red").dev == "eth0"


@pytest.mark.parametrize(
    "line",
    [
        "default via 192.0.2.1 dev eth0 ",
        "192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.10 ",
        "192.0.2.0/24 ",
        "blackhole 192.0.2.0/24 ",
        "unreachable default dev lo metric 1",
        "2001:db8::/64 dev eth0 metric 256",
        "192.0.2.7 dev tun0 scope link",
        "local 192.0.2.1 dev eth0 table local",
    ],
)
def test_a_route_begins_here(line: str) -> None:
    assert begun_by(line) == ["ip route"]


@pytest.mark.parametrize(
    "line",
    [
        "192.0.2.7 dev eth0 lladdr 00:00:5e:00:53:01 REACHABLE",
        "default         192.0.2.1       0.0.0.0         UG    0      0        0 eth0",
        "192.0.2.7",
        "local mirror dev",
        "00:00:5e:00:53:01 dev eth0 master br0",
        "dead via nothing",
        "default settings",
    ],
)
def test_no_route_begins_here(line: str) -> None:
    assert "ip route" not in begun_by(line)


def test_json_may_name_the_family_of_a_gateway() -> None:
    via = {
        "dst": "default",
        "via": {"family": "inet6", "host": "fe80::1"},
        "dev": "a",
        "flags": [],
    }
    [found] = read_json("ip json routes", [via, {}]).routes
    assert (found.route.family, found.route.gateway, found.dev) == (4, "fe80::1", "a")


def test_a_table_without_a_number_completes_nothing() -> None:
    named = {"dst": "192.0.2.0/24", "dev": "a", "table": "vpn", "flags": []}
    command = "ip -j route show table all"
    assert read_json("ip json routes", [named], command) == Told()
    found = read_json("ip json routes", [{**named, "table": "7"}], command)
    assert (len(found.routes), found.complete) == (1, {"routes/4", "routes/6"})


@pytest.mark.parametrize("wrong", [None, True, 7, -1.5, "x", [], [7, None], {}, "9" * 5000])
def test_members_of_a_wrong_type_do_no_harm(wrong: Any) -> None:
    whole = {"dst": "192.0.2.0/24", "dev": "a", "flags": []}
    reader = next(one for one in JSON_READERS if one.name == "ip json routes")
    names = (
        *("type", "gateway", "via", "dev", "protocol", "scope", "prefsrc", "metric", "flags"),
        *("metrics", "pref", "nexthops", "nhid", "tos", "from"),
    )
    for name in names:
        found = reader.read([{**whole, name: wrong}], ())
        assert [one.route.dst for one in found.routes] == ["192.0.2.0/24"]
    for name in ("dst", "table"):
        assert len(reader.read([{**whole, name: wrong}], ()).routes) <= 1
    hop = dict.fromkeys(("gateway", "via", "dev", "weight", "flags"), wrong)
    [only] = reader.read([{**whole, "nexthops": [hop]}], ()).routes
    assert len(only.route.nexthops) == 1


@pytest.mark.parametrize("line", ["  proto static metric 100", "proto static metric 100"])
def test_a_line_that_was_broken_goes_on_below(line: str) -> None:
    found = route(f"default via 192.0.2.1 dev eth0\n{line}").route
    assert (found.gateway, found.protocol, found.metric) == ("192.0.2.1", "static", 100)


def test_a_remark_behind_a_route_is_no_part_of_it() -> None:
    assert route("default via 192.0.2.1 dev eth0  # metric 5").route.metric is None
