"""RTM_NEWROUTE and RTM_NEWRULE into routes and rules."""

import struct

import pytest

from tests.sources.live import wire
from tests.sources.live.wire import attribute, integer, ip
from topograph.facts import NextHop, Route, Rule
from topograph.sources.live.decode_routes import decode_routes, decode_rules

LOCAL = 255


def only(*attributes: bytes, **more: int) -> Route:
    [route] = decode_routes([wire.route(*attributes, **more), wire.done()])
    return route


def only_rule(*attributes: bytes, **more: int) -> Rule:
    [rule] = decode_rules([wire.rule(*attributes, **more), wire.done()])
    return rule


def hop(link: int, *attributes: bytes, weight: int = 0, flags: int = 0) -> bytes:
    """Struct rtnexthop."""
    inner = b"".join(attributes)
    return struct.pack("=HBBi", 8 + len(inner), flags, weight, link) + inner


def test_a_default_route() -> None:
    assert only(
        integer(15, 254),
        ip(5, "192.0.2.1"),
        integer(4, 2),
        ip(7, "192.0.2.9"),
        integer(6, 100),
        protocol=16,
    ) == Route(
        family=4,
        dst="default",
        gateway="192.0.2.1",
        link=2,
        prefsrc="192.0.2.9",
        metric=100,
        protocol="dhcp",
    )


def test_an_ipv6_route() -> None:
    mtu = attribute(8, integer(2, 1400))
    assert only(
        ip(1, "2001:db8::"),
        ip(2, "2001:db8:1::"),
        integer(4, 3),
        attribute(20, b"\x03"),
        integer(30, 8),
        mtu,
        family=10,
        length=64,
        src_length=48,
        protocol=2,
        tos=4,
    ) == Route(
        family=6,
        dst="2001:db8::/64",
        src="2001:db8:1::/48",
        link=3,
        protocol="kernel",
        pref="low",
        nexthop_id=8,
        mtu=1400,
        tos=4,
    )


def test_the_preference_of_a_router_is_for_ipv6_only() -> None:
    assert only(attribute(20, b"\x01")).pref is None
    assert only(attribute(20, b"\x02"), family=10).pref is None


def test_a_table_beyond_255_stands_in_an_attribute() -> None:
    assert only(integer(15, 1000), table=252).table == 1000
    assert only(table=7).table == 7


def test_the_local_table_and_cached_routes_are_left_out() -> None:
    found = decode_routes(
        [
            wire.datagram(
                wire.route(ip(1, "192.0.2.1"), length=32, table=LOCAL),
                wire.route(ip(1, "192.0.2.2"), length=32, flags=0x200),
                wire.route(attribute(1, b"\1"), family=28),
                wire.rule(),
                wire.route(ip(1, "192.0.2.0"), length=24),
            )
        ]
    )
    assert [route.dst for route in found] == ["192.0.2.0/24"]


@pytest.mark.parametrize(
    ("kind", "name"), [(1, "unicast"), (6, "blackhole"), (8, "prohibit"), (10, "nat"), (11, "11")]
)
def test_types_are_named(kind: int, name: str) -> None:
    assert only(kind=kind).type == name


@pytest.mark.parametrize(("protocol", "name"), [(3, "boot"), (186, "bgp"), (99, "99")])
def test_protocols_are_named(protocol: int, name: str) -> None:
    assert only(protocol=protocol).protocol == name


def test_scopes_and_flags_are_named() -> None:
    found = only(scope=253, flags=0x1 | 0x10 | 0x4)
    assert (found.scope, found.flags) == ("link", ["dead", "onlink", "linkdown"])
    assert only(scope=99).scope == "99"


def test_a_gateway_of_the_other_family() -> None:
    via = struct.pack("=H", 10) + bytes.fromhex("20010db8000000000000000000000001")
    assert only(attribute(18, via)).gateway == "2001:db8::1"
    via = struct.pack("=H", 2) + bytes([192, 0, 2, 1])
    assert only(attribute(18, via), family=10).gateway == "192.0.2.1"


def test_a_multipath_route_lists_its_ways() -> None:
    hops = hop(2, ip(5, "192.0.2.1")) + hop(3, weight=4, flags=0x10) + hop(0)
    assert only(attribute(9, hops)).nexthops == [
        NextHop(gateway="192.0.2.1", link=2),
        NextHop(link=3, weight=5, flags=["linkdown"]),
        NextHop(),
    ]


def test_metrics_without_an_mtu_tell_none() -> None:
    assert only(attribute(8, integer(3, 7))).mtu is None


@pytest.mark.parametrize(
    "attributes",
    [
        attribute(9, struct.pack("=HBBi", 7, 0, 0, 2)),
        attribute(9, struct.pack("=HBBi", 12, 0, 0, 2)),
        ip(1, "2001:db8::"),
        attribute(5, b"\1\2\3"),
        attribute(18, b"\2\0\1"),
        b"\x03\0\1\0",
    ],
)
def test_a_route_that_is_cut_short_is_refused(attributes: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut short|length"):
        only(attributes)


def test_a_route_header_that_is_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="cut short"):
        decode_routes([wire.message(24, b"\x02")])
    with pytest.raises(ValueError, match="cut short"):
        decode_rules([wire.message(32, b"\x02")])
    with pytest.raises(ValueError, match="cut short"):
        decode_rules([wire.message(32, b"")])


def test_the_rule_that_every_namespace_has() -> None:
    assert only_rule(integer(6, 32766), integer(15, 254), integer(14, 0xFFFFFFFF)) == Rule(
        family=4, priority=32766, table=254
    )
    assert only_rule(family=10, table=LOCAL) == Rule(family=6, table=LOCAL)


def test_a_rule_with_everything() -> None:
    assert only_rule(
        ip(1, "192.0.2.0"),
        ip(2, "198.51.100.0"),
        attribute(3, b"eth0\0"),
        attribute(17, b"eth1\0"),
        integer(6, 100),
        integer(10, 16),
        integer(16, 255),
        integer(14, 0),
        integer(15, 1000),
        attribute(19, b"\1"),
        attribute(20, struct.pack("=II", 1000, 2000)),
        attribute(21, b"\x04"),
        attribute(22, b"\x06"),
        attribute(23, struct.pack("=HH", 1024, 65535)),
        attribute(24, struct.pack("=HH", 80, 80)),
        dst_length=24,
        src_length=24,
        tos=4,
        flags=2,
    ) == Rule(
        family=4,
        priority=100,
        table=1000,
        src="198.51.100.0/24",
        dst="192.0.2.0/24",
        iif="eth0",
        oif="eth1",
        fwmark=16,
        fwmask=255,
        tos=4,
        invert=True,
        l3mdev=True,
        suppress_prefixlen=0,
        uid_range=(1000, 2000),
        ip_protocol=6,
        sport=(1024, 65535),
        dport=(80, 80),
        protocol="static",
    )


@pytest.mark.parametrize(("action", "name"), [(2, "goto"), (8, "prohibit"), (99, "99")])
def test_actions_are_named(action: int, name: str) -> None:
    found = only_rule(integer(4, 500), action=action, table=0)
    assert (found.action, found.goto, found.table) == (name, 500, None)


def test_a_mask_without_a_mark_means_nothing() -> None:
    assert only_rule(integer(16, 255)).fwmask is None


def test_rules_of_other_families_are_left_out() -> None:
    told = wire.datagram(wire.rule(family=28), wire.route(), wire.rule(family=10))
    assert [rule.family for rule in decode_rules([told])] == [6]


def test_the_same_datagram_gives_the_same_rules_again() -> None:
    told = wire.rule(integer(6, 4711))
    assert decode_rules([told]) == decode_rules([told])
    assert len(decode_rules([told, told])) == 2


@pytest.mark.parametrize("kind", [20, 23, 24])
def test_a_range_that_is_cut_short_is_refused(kind: int) -> None:
    with pytest.raises(ValueError, match="cut short"):
        only_rule(attribute(kind, b"\1"))
