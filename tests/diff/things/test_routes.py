from typing import Any

import pytest
from msgspec.structs import replace

from tests.diff.small_hosts import NEXT_BOOT, UPLINK, machine, root_of, told
from tests.hosts import bridge, default_route, hardware
from topograph.facts import NextHop, Route, Snapshot

ETH1 = hardware(3, "eth1", "00:00:5e:00:53:03")
STATIC = Route(family=4, dst="203.0.113.0/24", gateway="192.0.2.7", link=2, protocol="static")


def routes(*of: Route, **fields: Any) -> Snapshot:
    return machine(root_of(UPLINK, ETH1, routes=list(of)), **fields)


def test_another_gateway_of_the_default_route_is_a_change() -> None:
    before, after = (routes(default_route(2, f"192.0.2.{n}")) for n in (1, 254))
    assert told(before, after) == ["changed route default; gateway 192.0.2.1 -> 192.0.2.254"]


def test_a_default_route_over_another_link_is_a_change() -> None:
    before, after = (routes(default_route(link, "192.0.2.1")) for link in (2, 3))
    assert told(before, after) == ["changed route default; link eth0 -> eth1"]


def test_routes_come_and_go() -> None:
    assert told(routes(), routes(STATIC)) == [
        "added route 203.0.113.0/24; gateway None -> 192.0.2.7; link None -> eth0"
    ]
    assert told(routes(STATIC), routes()) == [
        "removed route 203.0.113.0/24; gateway 192.0.2.7 -> None; link eth0 -> None"
    ]


def test_a_route_goes_with_its_link() -> None:
    static = replace(STATIC, link=9)
    before = machine(root_of(bridge(9, "br0", "00:00:5e:00:53:09"), routes=[static]))
    assert told(before, machine(root_of())) == [
        "removed link br0",
        "  removed route 203.0.113.0/24; gateway 192.0.2.7 -> None; link br0 -> None",
    ]


def test_another_metric_is_a_change_of_the_route() -> None:
    assert told(routes(STATIC), routes(replace(STATIC, metric=50))) == [
        "changed route 203.0.113.0/24; metric None -> 50"
    ]


def test_a_second_route_of_another_metric_is_no_change_of_the_first() -> None:
    more = replace(STATIC, metric=50, gateway="192.0.2.8")
    assert told(routes(STATIC), routes(more, STATIC)) == [
        "added route 203.0.113.0/24; gateway None -> 192.0.2.8; link None -> eth0;"
        " metric None -> 50"
    ]


def test_of_two_routes_the_changed_one_is_that_of_the_same_metric() -> None:
    low, high = (replace(STATIC, metric=metric) for metric in (10, 20))
    after = replace(high, gateway="192.0.2.9")
    assert told(routes(low, high), routes(after, low)) == [
        "changed route 203.0.113.0/24; gateway 192.0.2.7 -> 192.0.2.9"
    ]


@pytest.mark.parametrize("other", [{"table": 100}, {"src": "192.0.2.0/25"}, {"tos": 16}])
def test_a_route_of_another_table_source_or_tos_is_another_route(other: dict[str, int]) -> None:
    lines = told(routes(STATIC), routes(replace(STATIC, **other)))
    assert sorted(line.split()[0] for line in lines) == ["added", "removed"]


def test_names_say_family_and_table() -> None:
    six = Route(family=6, dst="default", gateway="2001:db8::1", link=2)
    lines = told(routes(), routes(six, replace(STATIC, table=100)))
    assert [line.partition(";")[0] for line in lines] == [
        "added route 203.0.113.0/24 table 100",
        "added route -6 default",
    ]


@pytest.mark.parametrize(
    "route",
    [
        Route(family=4, dst="203.0.113.0/24", link=2, protocol="kernel"),
        Route(family=4, dst="192.0.2.0/24", link=2, protocol="boot"),
    ],
)
def test_a_route_that_follows_from_an_address_is_no_change(route: Route) -> None:
    assert told(routes(), routes(route)) == []
    assert len(told(routes(), routes(route), all_fields=True)) == 1


@pytest.mark.parametrize("flags", [["linkdown"], ["dead", "linkdown"], ["offload"]])
def test_flags_that_say_how_the_link_is_are_no_change(flags: list[str]) -> None:
    assert told(routes(STATIC), routes(replace(STATIC, flags=flags))) == []
    assert told(routes(STATIC), routes(replace(STATIC, flags=["onlink"]))) == [
        "changed route 203.0.113.0/24; flags [] -> onlink"
    ]


WAYS = replace(
    STATIC,
    gateway=None,
    link=None,
    nexthops=[NextHop(gateway="192.0.2.7", link=2), NextHop(gateway="192.0.2.8", link=3)],
)


def test_the_ways_of_a_route_are_compared_whatever_their_order() -> None:
    assert told(routes(WAYS), routes(replace(WAYS, nexthops=WAYS.nexthops[::-1]))) == []
    heavier = [WAYS.nexthops[0], replace(WAYS.nexthops[1], weight=5)]
    assert told(routes(WAYS), routes(replace(WAYS, nexthops=heavier))) == [
        "changed route 203.0.113.0/24; nexthops"
        " via 192.0.2.7 dev eth0 weight 1,via 192.0.2.8 dev eth1 weight 1 ->"
        " via 192.0.2.7 dev eth0 weight 1,via 192.0.2.8 dev eth1 weight 5"
    ]


@pytest.mark.parametrize("route", [STATIC, WAYS])
def test_a_renamed_link_does_not_change_its_routes(route: Route) -> None:
    after = machine(root_of(replace(UPLINK, ifname="zone0"), ETH1, routes=[route]))
    assert told(routes(route), after) == ["renamed link eth0 -> zone0; ifname eth0 -> zone0"]


def test_links_of_another_number_do_not_change_their_routes() -> None:
    uplink = replace(UPLINK, ifindex=30)
    moved = [replace(STATIC, link=30), replace(WAYS, nexthops=[
        replace(WAYS.nexthops[0], link=30), WAYS.nexthops[1]
    ], metric=9)]  # fmt: skip
    after = machine(root_of(uplink, ETH1, routes=moved), boot_id=NEXT_BOOT)
    before = routes(replace(WAYS, metric=9), STATIC)
    assert told(before, after) == ["rebooted host web1"]
