import pytest

from tests.hosts import docker0, hardware, loopback, snapshot
from tests.tables.cells import cells, column
from topograph.facts import Host, Netns, NextHop, Route, Snapshot
from topograph.tables import TABLES

routes = TABLES["routes"]


def test_the_classic_host_reads_as_ip_route_prints_it_in_every_namespace() -> None:
    assert routes(docker0()).rows == (
        ("ip-10-0-0-5", "IPv4", "default", "10.0.0.1", "eth0", "", "", "main", *BOOT),
        (
            "ip-10-0-0-5",
            "IPv4",
            "172.17.0.0/16",
            "",
            "docker0",
            "172.17.0.1",
            "",
            "main",
            "kernel",
            "link",
            "",
        ),
        ("mad_feynman", "IPv4", "default", "172.17.0.1", "eth0", "", "", "main", *BOOT),
        ("pensive_yonath", "IPv4", "default", "172.17.0.1", "eth0", "", "", "main", *BOOT),
    )


BOOT = ("boot", "global", "")


def test_nothing_that_the_facts_tell_is_lost() -> None:
    row = cells(
        routes(
            _host(
                Route(
                    family=6,
                    dst="2001:db8:5::/48",
                    type="prohibit",
                    table=100,
                    src="2001:db8::/64",
                    gateway="2001:db8::2",
                    link=2,
                    prefsrc="2001:db8::1",
                    metric=1024,
                    protocol="static",
                    scope="site",
                    flags=["onlink", "linkdown"],
                    nexthop_id=7,
                    mtu=1400,
                    tos=16,
                    pref="high",
                )
            )
        ),
        0,
    )
    assert row == {
        "namespace": "web1",
        "family": "IPv6",
        "destination": "prohibit 2001:db8:5::/48",
        "via": "2001:db8::2",
        "dev": "eth0",
        "src": "2001:db8::1",
        "metric": "1024",
        "table": "100",
        "protocol": "static",
        "scope": "site",
        "flags": "from 2001:db8::/64 tos 0x10 nhid 7 onlink linkdown mtu 1400 pref high",
    }


def test_each_way_of_a_route_has_a_line_and_what_is_of_the_whole_route_one_below() -> None:
    hops = [
        NextHop(link=3, weight=2),
        NextHop(gateway="192.0.2.254", link=2, flags=["dead", "linkdown"]),
        NextHop(gateway="192.0.2.30", link=2, weight=3),
    ]
    table = routes(_host(Route(family=4, dst="default", nexthops=hops, mtu=1400)))
    row = cells(table, 0)
    assert row["via"] == "192.0.2.30\n192.0.2.254"
    assert row["dev"] == "eth0\neth0\neth1"
    assert row["flags"] == "weight 3\nweight 1 dead linkdown\nweight 2\nmtu 1400"


def test_a_way_of_the_route_itself_is_one_beside_its_next_hops() -> None:
    hops = [NextHop(gateway="192.0.2.9", link=3)]
    found = Route(family=4, dst="default", gateway="192.0.2.1", link=2, nexthops=hops)
    row = cells(routes(_host(found)), 0)
    assert (row["via"], row["dev"]) == ("192.0.2.1\n192.0.2.9", "eth0\neth1")
    assert row["flags"] == "\nweight 1"


@pytest.mark.parametrize(
    ("fields", "node"),
    [
        ({"link": 2}, "link/web1/eth0"),
        ({"link": 77}, "netns/web1"),
        ({}, "netns/web1"),
        ({"nexthops": [NextHop(link=2), NextHop(link=2, weight=9)]}, "link/web1/eth0"),
        ({"nexthops": [NextHop(link=2), NextHop(link=3)]}, "netns/web1"),
        ({"nexthops": [NextHop(link=2), NextHop(gateway="192.0.2.1")]}, "link/web1/eth0"),
    ],
)
def test_a_route_is_about_its_link_if_that_is_one(fields: dict[str, object], node: str) -> None:
    found = Route(family=4, dst="default", **fields)  # type: ignore[arg-type]
    assert routes(_host(found)).nodes == (node,)


def test_a_route_that_leads_nowhere_says_why_and_a_link_that_was_not_seen_its_number() -> None:
    blackhole = Route(family=4, dst="203.0.113.9/32", type="blackhole")
    table = routes(_host(blackhole, Route(family=4, dst="default", link=77)))
    assert column(table, "destination") == ["default", "blackhole 203.0.113.9"]
    assert column(table, "dev") == ["if77", ""]
    assert column(table, "via") == ["", ""]


def test_the_main_table_comes_first_then_prefixes_by_number_and_metrics() -> None:
    found = [
        Route(family=6, dst="default", link=2, metric=5),
        Route(family=4, dst="default", link=2, table=253),
        Route(family=4, dst="default", link=2, table=100),
        Route(family=4, dst="192.0.2.128/25", link=2),
        Route(family=4, dst="192.0.2.0/24", link=2, metric=20),
        Route(family=4, dst="192.0.2.0/24", link=2, metric=3),
        Route(family=4, dst="default", link=2),
    ]
    table = routes(_host(*found))
    places = zip(
        *(column(table, name) for name in ("table", "destination", "metric")), strict=True
    )
    assert list(places) == [
        ("main", "default", ""),
        ("main", "192.0.2.0/24", "3"),
        ("main", "192.0.2.0/24", "20"),
        ("main", "192.0.2.128/25", ""),
        ("100", "default", ""),
        ("default", "default", ""),
        ("main", "default", "5"),
    ]


def _host(*found: Route) -> Snapshot:
    links = [
        loopback(),
        hardware(2, "eth0", "00:00:5e:00:53:01"),
        hardware(3, "eth1", "00:00:5e:00:53:02"),
    ]
    netns = Netns(inode=1, root=True, links=links, routes=list(found))
    return snapshot(Host(hostname="web1", namespaces=[netns]))
