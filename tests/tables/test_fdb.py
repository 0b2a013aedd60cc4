import pytest

from tests.hosts import bridge, docker0, snapshot, veth
from tests.tables.cells import cells, column
from topograph.facts import FdbEntry, Host, Link, Netns, Snapshot
from topograph.tables import TABLES

fdb = TABLES["fdb"]
MAC = "00:00:5e:00:53:aa"


def test_the_classic_host_reads_as_brctl_showmacs_prints_it() -> None:
    table = fdb(docker0())
    assert [c.title for c in table.columns[1:5]] == [
        "Port no",
        "MAC addr",
        "Is local?",
        "Ageing timer",
    ]
    assert table.rows[0][:5] == ("docker0", "1", "6e:58:97:8c:39:5b", "yes", "0.00")
    assert table.rows[1][:5] == ("docker0", "2", "36:48:bf:1a:81:e3", "yes", "0.00")


def test_the_timer_of_a_learned_entry_has_two_digits() -> None:
    table = fdb(_host(FdbEntry(link=3, mac=MAC, master=2, age=7.126)))
    assert (cells(table, 0)["local"], cells(table, 0)["age"]) == ("no", "7.13")


def test_no_timer_runs_for_a_static_entry() -> None:
    table = fdb(_host(FdbEntry(link=3, mac=MAC, master=2, is_static=True, age=9.0)))
    assert column(table, "age") == ["0.00"]


def test_an_unknown_age_is_left_empty() -> None:
    assert column(fdb(_host(FdbEntry(link=3, mac=MAC, master=2))), "age") == [""]


def test_entries_that_a_link_keeps_for_itself_come_last_and_name_no_bridge() -> None:
    own = FdbEntry(link=4, mac=MAC, dst="192.0.2.9", flags=["self"], state="permanent")
    table = fdb(_host(own, FdbEntry(link=3, mac=MAC, vlan=7, master=2)))
    assert column(table, "bridge") == ["br0", ""]
    assert column(table, "vlan") == ["7", ""]
    assert column(table, "dst") == ["", "192.0.2.9"]
    assert column(table, "flags") == ["", "self permanent"]
    assert column(table, "port") == ["1", ""]


def test_an_entry_of_a_link_that_was_not_seen_keeps_its_number() -> None:
    table = fdb(_host(FdbEntry(link=77, mac=MAC, master=78)))
    assert (cells(table, 0)["link"], cells(table, 0)["bridge"]) == ("if77", "if78")
    assert table.nodes == ("",)


def test_one_mac_in_two_vlans_is_two_rows_in_their_order() -> None:
    entries = [FdbEntry(link=3, mac=MAC, vlan=v, master=2) for v in (20, 3)]
    assert column(fdb(_host(*entries)), "vlan") == ["3", "20"]


GROUP = "33:33:00:00:00:01"


def test_multicast_groups_that_a_link_only_listens_to_are_left_out_and_that_is_said() -> None:
    own = [
        FdbEntry(link=4, mac=mac, is_local=True, flags=["self"], state="permanent")
        for mac in (GROUP, "01:00:5e:00:00:01", "01:80:c2:00:00:00")
    ]
    table = fdb(_host(*own, FdbEntry(link=4, mac=MAC, is_local=True, flags=["self"])))
    assert column(table, "mac") == [MAC]
    assert table.note == "The multicast groups that a link listens to (ip maddr) are left out."


@pytest.mark.parametrize(
    "kept",
    [
        FdbEntry(link=3, mac=GROUP, is_local=True, master=2),
        FdbEntry(link=4, mac=GROUP, is_local=True, dst="192.0.2.9"),
        FdbEntry(link=4, mac=GROUP, is_local=False),
        FdbEntry(link=4, mac="00:00:00:00:00:00", is_local=True),
    ],
)
def test_other_entries_of_groups_stay(kept: FdbEntry) -> None:
    assert column(fdb(_host(kept)), "mac") == [kept.mac]


def _host(*entries: FdbEntry) -> Snapshot:
    links = [
        bridge(2, "br0", "00:00:5e:00:53:01"),
        veth(3, "veth3", "00:00:5e:00:53:02", peer=9, master=2, port=1),
        Link(ifindex=4, ifname="vxlan0", kind="vxlan"),
    ]
    netns = Netns(inode=1, root=True, links=links, fdb=list(entries))
    return snapshot(Host(hostname="web1", namespaces=[netns]))
