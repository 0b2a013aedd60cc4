import pytest

from tests.hosts import hardware, loopback, snapshot
from tests.tables.cells import cells, column
from topograph.facts import Host, Neighbour, Netns, Snapshot
from topograph.tables import TABLES

neighbours = TABLES["neighbours"]
MAC = "00:00:5e:00:53:09"


def test_a_neighbour_reads_as_ip_neigh_prints_it() -> None:
    found = Neighbour(
        family=4, dst="192.0.2.1", link=2, mac=MAC, state=["REACHABLE"], is_router=True
    )
    table = neighbours(_host(found))
    assert cells(table, 0) == {
        "namespace": "web1",
        "address": "192.0.2.1",
        "dev": "eth0",
        "mac": MAC,
        "state": "REACHABLE",
        "flags": "router",
    }
    assert table.nodes == ("link/web1/eth0",)


def test_a_proxy_entry_has_no_mac_and_says_so() -> None:
    table = neighbours(_host(Neighbour(family=4, dst="192.0.2.45", link=2, is_proxy=True)))
    assert table.rows == (("web1", "192.0.2.45", "eth0", "", "", "proxy"),)


def test_a_neighbour_behind_a_link_that_was_not_seen_is_about_its_namespace() -> None:
    table = neighbours(_host(Neighbour(family=4, dst="192.0.2.1", link=77, state=["FAILED"])))
    assert (column(table, "dev"), table.nodes) == (["if77"], ("netns/web1",))


def test_addresses_are_in_the_order_of_their_numbers_and_then_of_their_links() -> None:
    found = [
        ("2001:db8::1", 2),
        ("192.0.2.10", 3),
        ("192.0.2.10", 2),
        ("192.0.2.9", 3),
    ]
    table = neighbours(_host(*(Neighbour(family=4, dst=d, link=n, mac=MAC) for d, n in found)))
    places = zip(column(table, "address"), column(table, "dev"), strict=True)
    assert list(places) == [
        ("192.0.2.9", "before"),
        ("192.0.2.10", "eth0"),
        ("192.0.2.10", "before"),
        ("2001:db8::1", "eth0"),
    ]


@pytest.mark.parametrize(
    ("dst", "mac", "is_shown"),
    [
        ("ff02::16", "33:33:00:00:00:16", False),
        ("224.0.0.22", "01:00:5E:00:00:16", False),
        ("192.0.2.255", "FF:ff:ff:ff:ff:ff", False),
        ("127.0.0.1", "00:00:00:00:00:00", False),
        ("192.0.2.7", None, False),
        ("192.0.2.7", MAC, True),
        ("192.0.2.7", "\u00e9", True),
    ],
)
def test_what_the_kernel_makes_up_is_left_out(dst: str, mac: str | None, is_shown: bool) -> None:
    found = Neighbour(family=4, dst=dst, link=2, mac=mac, state=["NOARP"])
    assert len(neighbours(_host(found)).rows) == is_shown


def test_an_entry_in_another_state_is_shown_whatever_its_mac() -> None:
    found = [
        Neighbour(family=4, dst="192.0.2.7", link=2, state=["FAILED"]),
        Neighbour(family=4, dst="192.0.2.8", link=2, mac="33:33:00:00:00:16", state=["PERMANENT"]),
        Neighbour(family=4, dst="192.0.2.9", link=2, state=["NOARP"], is_proxy=True),
    ]
    assert len(neighbours(_host(*found)).rows) == 3


def _host(*found: Neighbour) -> Snapshot:
    links = [
        loopback(),
        hardware(2, "eth0", "00:00:5e:00:53:01"),
        hardware(3, "before", "00:00:5e:00:53:02"),
    ]
    netns = Netns(inode=1, root=True, links=links, neighbours=list(found))
    return snapshot(Host(hostname="web1", namespaces=[netns]))
