from msgspec.structs import replace

from tests.hosts import bridge, docker0, hardware, loopback, snapshot, veth
from tests.render.mixed_host import mixed
from tests.tables.cells import cells, column
from topograph.facts import BridgePort, Host, Link, Netns, Snapshot, VlanRange
from topograph.tables import TABLES

ports = TABLES["ports"]
MAC = "00:00:5e:00:53:01"


def test_the_classic_host_has_a_row_for_each_port_with_what_is_behind_it() -> None:
    table = ports(docker0())
    root = "ip-10-0-0-5"
    usual = ("forwarding", "2", "32", "", "")
    assert table.rows == (
        ("docker0", "1", "vethc5d293a", root, *usual, "eth0 in mad_feynman"),
        ("docker0", "2", "veth7f6daae", root, *usual, "eth0 in pensive_yonath"),
    )
    assert table.nodes == (f"link/{root}/vethc5d293a", f"link/{root}/veth7f6daae")


def test_only_switches_that_somebody_turned_are_told() -> None:
    turned = BridgePort(
        number=1,
        state="blocking",
        cost=100,
        priority=5,
        hairpin=True,
        guard=True,
        root_block=True,
        fastleave=True,
        learning=False,
        flood=False,
        mcast_flood=False,
        bcast_flood=False,
        proxy_arp=True,
        neigh_suppress=True,
        vlan_tunnel=True,
        isolated=True,
        locked=True,
    )
    row = cells(ports(_host(replace(_port(3, "a"), port=turned))), 0)
    assert (row["state"], row["cost"], row["priority"]) == ("blocking", "100", "5")
    assert row["flags"] == (
        "hairpin on guard on root_block on fastleave on learning off flood off mcast_flood off "
        "bcast_flood off proxy_arp on neigh_suppress on vlan_tunnel on isolated on locked on"
    )


def test_vlans_stand_below_each_other() -> None:
    vlans = [VlanRange(vid=10, vid_end=20), VlanRange(vid=1, pvid=True, untagged=True)]
    table = ports(_host(replace(_port(3, "a"), vlans=vlans)))
    assert column(table, "vlans") == ["1 PVID Egress Untagged\n10-20"]


def test_ports_are_in_the_order_of_bridges_and_numbers() -> None:
    other = bridge(9, "aa0", MAC)
    links = [other, _port(3, "a", 2), _port(4, "b", 10), _port(5, "c", 1), _port(6, "d", 1, 9)]
    table = ports(_host(*links))
    assert column(table, "bridge") == ["aa0", "br0", "br0", "br0"]
    assert column(table, "link") == ["d", "c", "a", "b"]


def test_a_port_of_a_bridge_without_details_has_empty_cells() -> None:
    table = ports(_host(replace(_port(3, "a"), port=None, port_kind=None)))
    assert table.rows == (("br0", "", "a", "web1", "", "", "", "", "", "?"),)


def test_a_port_of_a_bridge_that_was_not_seen_is_still_one() -> None:
    seen = replace(_port(3, "a", master=77), port=None)
    alone = replace(_port(4, "b"), master=None)
    assert column(ports(_host(seen, alone)), "bridge") == ["", "if77"]


def test_what_hangs_on_anything_else_is_no_port() -> None:
    bond = Link(ifindex=8, ifname="bond0", kind="bond")
    slave = replace(hardware(7, "eth7", MAC), master=8, port_kind="bond")
    assert ports(_host(bond, slave)).rows == ()


def test_ports_of_hidden_namespaces_are_there_too() -> None:
    table = ports(mixed())
    assert column(table, "link") == ["veth11", "veth15", "vxlan0"]
    assert column(table, "namespace") == ["web1", "web1", "1-0123456789"]
    assert column(table, "far_end") == ["eth0 in web", "?", ""]


def _port(ifindex: int, ifname: str, number: int = 1, master: int = 2) -> Link:
    return veth(ifindex, ifname, MAC, peer=99, nsid=5, master=master, port=number)


def _host(*found: Link) -> Snapshot:
    links = [loopback(), bridge(2, "br0", MAC), *found]
    netns = Netns(inode=1, root=True, links=links)
    return snapshot(Host(hostname="web1", namespaces=[netns]))
