from msgspec.structs import replace

from tests.hosts import bridge, docker0, loopback, snapshot, veth
from tests.tables.cells import cells, column
from topograph.facts import Bridge, Host, Netns, Snapshot, VlanRange
from topograph.tables import TABLES

bridges = TABLES["bridges"]


def test_the_classic_host_reads_as_brctl_show_prints_it() -> None:
    table = bridges(docker0())
    assert [c.title for c in table.columns[:4]] == [
        "Bridge name",
        "Bridge id",
        "STP enabled",
        "Interfaces",
    ]
    assert table.rows[0][:4] == (
        "docker0",
        "8000.0242743c0b8f",
        "no",
        "vethc5d293a\nveth7f6daae",
    )
    assert cells(table, 0)["networks"] == "bridge"


def test_a_bridge_that_speaks_stp_says_yes() -> None:
    link = bridge(2, "br0", "00:00:5e:00:53:01")
    assert link.bridge is not None
    spoken = replace(link, bridge=replace(link.bridge, stp_state=1))
    assert column(bridges(_host(Netns(inode=1, root=True, links=[spoken]))), "stp") == ["yes"]


def test_a_bridge_without_details_and_ports_is_still_listed() -> None:
    bare = replace(bridge(2, "br0", "00:00:5e:00:53:01"), bridge=None)
    table = bridges(_host(Netns(inode=1, root=True, links=[loopback(), bare])))
    assert table.rows == (("br0", "", "", "", "web1", "", "", "", "", "", "", ""),)


def test_behind_what_brctl_show_tells_stands_what_its_other_commands_do() -> None:
    row = cells(bridges(docker0()), 0)
    names = ("root_id", "priority", "ageing", "vlan_filtering", "vlans", "settings")
    assert tuple(row)[-6:] == names
    assert [row[n] for n in names] == ["8000.0242743c0b8f", "32768", "300", "no", "", ""]


def test_settings_that_differ_from_those_of_a_new_bridge_are_told() -> None:
    link = bridge(2, "br0", "00:00:5e:00:53:01")
    usual = Bridge(
        id="8000.00005e005301",
        root_id="1000.00005e005302",
        vlan_protocol="802.1Q",
        vlan_default_pvid=1,
        fdb_max_learned=0,
        fdb_n_learned=7,
    )
    changed = replace(
        usual,
        priority=4096,
        root_port=3,
        root_path_cost=100,
        forward_delay=4.5,
        hello_time=1.0,
        max_age=6.0,
        ageing_time=12.5,
        vlan_filtering=True,
        vlan_protocol="802.1ad",
        vlan_default_pvid=0,
        mcast_snooping=False,
        group_fwd_mask=0x4008,
        nf_call_iptables=True,
        nf_call_ip6tables=True,
        nf_call_arptables=True,
        fdb_max_learned=2048,
    )
    vlans = [VlanRange(vid=1, pvid=True, untagged=True), VlanRange(vid=7)]
    links = [
        replace(link, bridge=changed, vlans=vlans),
        replace(link, ifindex=3, ifname="br1", bridge=usual),
    ]
    table = bridges(_host(Netns(inode=1, root=True, links=links)))
    row = cells(table, 0)
    assert (row["root_id"], row["priority"], row["ageing"]) == (
        "1000.00005e005302",
        "4096",
        "12.5",
    )
    assert (row["vlan_filtering"], row["vlans"]) == ("yes", "1 PVID Egress Untagged\n7")
    assert row["settings"].split("\n") == [
        "root_port 3",
        "root_path_cost 100",
        "forward_delay 4.5",
        "hello_time 1",
        "max_age 6",
        "vlan_protocol 802.1ad",
        "vlan_default_pvid 0",
        "fdb_max_learned 2048",
        "group_fwd_mask 0x4008",
        "mcast_snooping off",
        "nf_call_iptables on",
        "nf_call_ip6tables on",
        "nf_call_arptables on",
    ]
    assert cells(table, 1)["settings"] == ""


def test_ports_come_in_the_order_of_their_numbers_in_every_namespace() -> None:
    inside = [
        bridge(2, "br0", "00:00:5e:00:53:01"),
        veth(3, "veth3", "00:00:5e:00:53:02", peer=9, master=2, port=2),
        veth(4, "veth4", "00:00:5e:00:53:03", peer=8, master=2, port=1),
    ]
    root = Netns(inode=1, root=True, links=[loopback()])
    table = bridges(_host(root, Netns(inode=2, names=["blue"], links=inside)))
    assert cells(table, 0)["ports"] == "veth4\nveth3"
    assert cells(table, 0)["namespace"] == "blue"


def _host(*namespaces: Netns) -> Snapshot:
    return snapshot(Host(hostname="web1", namespaces=list(namespaces)))
