from typing import Any

import pytest
from msgspec.structs import replace

from tests.diff.small_hosts import NEXT_BOOT, UPLINK, machine, room, root_of, told
from tests.graph.build_facts import end
from tests.hosts import ROOT_INODE, bridge, hardware, v4, veth
from topograph.diff import compare
from topograph.diff.model import Place
from topograph.facts import (
    Address,
    Bridge,
    BridgePort,
    Link,
    Macvlan,
    Neighbour,
    Route,
    Snapshot,
    VlanRange,
)

DUMMY = end(5, "dummy0", kind="dummy", mac="00:00:5e:00:53:05", mtu=1500)
BR0 = bridge(7, "br0", "00:00:5e:00:53:07", "198.51.100.1/24")
BR1 = bridge(8, "br1", "00:00:5e:00:53:08")


def links(*of: Link, boot_id: str | None = None, **fields: Any) -> Snapshot:
    facts = machine(root_of(*of, **fields))
    [host] = facts.hosts
    return facts if boot_id is None else replace(facts, hosts=[replace(host, boot_id=boot_id)])


def after_a_reboot(*of: Link) -> Snapshot:
    return links(*of, boot_id=NEXT_BOOT)


def test_two_links_that_swapped_names_were_renamed() -> None:
    one, other = (hardware(n, f"eth{n}", f"00:00:5e:00:53:0{n}") for n in (2, 3))
    before = links(one, other)
    after = links(replace(one, ifname="eth3"), replace(other, ifname="eth2"))
    assert told(before, after) == [
        "renamed link eth2 -> eth3; ifname eth2 -> eth3",
        "renamed link eth3 -> eth2; ifname eth3 -> eth2",
    ]


def test_hardware_goes_by_its_permanent_mac_through_a_reboot() -> None:
    after = after_a_reboot(replace(UPLINK, ifindex=9, ifname="lan", mac="02:00:00:00:00:01"))
    assert told(links(UPLINK), after) == [
        "rebooted host web1",
        "renamed link eth0 -> lan; ifname eth0 -> lan; mac 00:00:5e:00:53:02 -> 02:00:00:00:00:01",
    ]


def test_hardware_without_a_permanent_mac_goes_by_its_place_on_the_bus() -> None:
    bare = replace(UPLINK, permanent_mac=None)
    other = replace(bare, ifindex=9, ifname="lan")
    assert told(links(bare), after_a_reboot(other)) == [
        "rebooted host web1",
        "renamed link eth0 -> lan; ifname eth0 -> lan",
    ]


def test_a_link_goes_by_its_name_through_a_reboot() -> None:
    after = after_a_reboot(replace(DUMMY, ifindex=20, mac="02:00:00:00:00:20", mtu=9000))
    assert told(links(DUMMY), after) == [
        "rebooted host web1",
        "changed link dummy0; mtu 1500 -> 9000",
    ]


def test_the_same_name_of_another_kind_is_another_link() -> None:
    other = replace(DUMMY, ifindex=20, kind="tun")
    assert told(links(DUMMY), links(other)) == [
        "added link dummy0",
        "removed link dummy0",
    ]


def test_a_link_is_called_by_its_kind() -> None:
    [added, removed] = compare(links(UPLINK, DUMMY), links(UPLINK, BR0)).diff.entries
    assert (added.after, removed.before) == (
        Place(name="br0", node="link/web1/br0", kind="bridge"),
        Place(name="dummy0", node="link/web1/dummy0", kind="dummy"),
    )


def test_a_link_of_another_name_goes_by_kind_and_mac() -> None:
    after = after_a_reboot(replace(DUMMY, ifindex=20, ifname="other"))
    assert told(links(DUMMY), after) == [
        "rebooted host web1",
        "renamed link dummy0 -> other; ifname dummy0 -> other",
    ]


def test_a_mac_that_several_links_have_joins_none() -> None:
    twin = replace(DUMMY, ifindex=6, ifname="dummy1")
    after = after_a_reboot(replace(DUMMY, ifname="a"), replace(twin, ifname="b"))
    assert [line.partition(";")[0] for line in told(links(DUMMY, twin), after)[1:]] == [
        "added link a",
        "added link b",
        "removed link dummy0",
        "removed link dummy1",
    ]


def test_an_ifindex_in_one_boot_joins_unless_neither_name_nor_mac_is_the_same() -> None:
    renamed = replace(DUMMY, ifname="other")
    another = replace(renamed, mac="00:00:5e:00:53:66")
    assert told(links(DUMMY), links(renamed)) == [
        "renamed link dummy0 -> other; ifname dummy0 -> other"
    ]
    assert [x.partition(";")[0] for x in told(links(DUMMY), links(another))] == [
        "removed link dummy0",
        "added link other",
    ]


def test_a_port_that_went_to_another_bridge_has_moved() -> None:
    before = links(BR0, BR1, replace(DUMMY, master=7))
    after = links(BR0, BR1, replace(DUMMY, master=8))
    assert told(before, after) == ["moved link dummy0; master br0 -> br1"]


def test_a_link_that_became_a_port_has_changed() -> None:
    port = BridgePort(number=1, state="forwarding", cost=100)
    after = links(BR0, replace(DUMMY, master=7, port_kind="bridge", port=port))
    assert told(links(BR0, DUMMY), after) == ["changed link dummy0; master None -> br0"]


def test_a_bridge_that_went_takes_what_its_ports_lost() -> None:
    before = links(BR0, replace(DUMMY, master=7))
    assert told(before, links(DUMMY)) == [
        "removed link br0; addresses 198.51.100.1/24 -> None",
        "  changed link dummy0; master br0 -> None",
    ]


def test_a_port_whose_bridge_is_gone_has_lost_it_whatever_its_own_facts_say() -> None:
    port = replace(DUMMY, master=7)
    assert told(links(BR0, port), links(port)) == [
        "removed link br0; addresses 198.51.100.1/24 -> None",
        "  changed link dummy0; master br0 -> None",
    ]


def test_a_port_that_got_another_name_when_its_bridge_went_is_an_event_of_its_own() -> None:
    before = links(BR0, replace(DUMMY, master=7))
    assert told(before, links(replace(DUMMY, ifname="other"))) == [
        "removed link br0; addresses 198.51.100.1/24 -> None",
        "renamed link dummy0 -> other; ifname dummy0 -> other; master br0 -> None",
    ]


def test_a_pair_of_veths_that_went_is_one_event() -> None:
    one = veth(10, "to-blue", "00:00:5e:00:53:10", peer=2, nsid=0)
    inner = veth(2, "eth0", "00:00:5e:00:53:11", "198.51.100.2/24", peer=10, nsid=0)
    before = machine(root_of(one, nsids={0: ROOT_INODE + 1}), room("blue", inner))
    after = machine(root_of(nsids={0: ROOT_INODE + 1}), room("blue"))
    assert told(before, after) == [
        "removed link to-blue",
        "  removed link eth0 in blue; addresses 198.51.100.2/24 -> None",
    ]


def test_the_other_end_of_a_pair_goes_by_the_one_that_is_known() -> None:
    def ends(a: int, b: int, name: str) -> list[Link]:
        mac = f"02:00:00:00:00:{b:02x}"
        return [veth(a, "lan", "00:00:5e:00:53:10", peer=b), veth(b, name, mac, peer=a)]

    assert told(links(*ends(10, 11, "one")), after_a_reboot(*ends(20, 21, "two"))) == [
        "rebooted host web1",
        "renamed link one -> two; ifname one -> two",
    ]


def test_what_a_link_stands_on_is_told_by_name() -> None:
    vlan = end(12, "vlan7", kind="vlan", iflink=2, mac="00:00:5e:00:53:02")
    other = hardware(3, "eth1", "00:00:5e:00:53:03")
    assert told(links(UPLINK, other, vlan), links(UPLINK, other, replace(vlan, iflink=3))) == [
        "changed link vlan7; lower eth0 -> eth1"
    ]


def test_a_renamed_link_does_not_change_those_that_stand_on_it() -> None:
    vlan = end(12, "vlan7", kind="vlan", iflink=2, mac="00:00:5e:00:53:02")
    assert told(links(UPLINK, vlan), links(replace(UPLINK, ifname="lan"), vlan)) == [
        "renamed link eth0 -> lan; ifname eth0 -> lan"
    ]


@pytest.mark.parametrize("ifname", ["lo", "dummy0"])
def test_a_link_that_is_only_the_loopback_is_not_told_to_come(ifname: str) -> None:
    link = end(1, ifname, link_type="loopback" if ifname == "lo" else "ether", kind="dummy")
    before, after = (machine(replace(root_of(), links=of)) for of in ([], [link]))
    # A namespace without links was not read.
    assert told(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ({"mtu": 1500}, {"mtu": 9000}, "mtu 1500 -> 9000"),
        ({"is_up": True}, {"is_up": False}, "is_up True -> False"),
        ({"operstate": "UP"}, {"operstate": "DOWN"}, "operstate UP -> DOWN"),
        ({"alias": None}, {"alias": "to the attic"}, "alias None -> to the attic"),
        ({"altnames": []}, {"altnames": ["b", "a"]}, "altnames [] -> a,b"),
        ({"flags": ["NOARP", "UP"]}, {"flags": []}, "flags NOARP -> []"),
        ({"vlans": []}, {"vlans": [VlanRange(vid=7, vid_end=9)]}, "vlans [] -> 7-9"),
        ({"macvlan": Macvlan(mode="bridge")}, {"macvlan": Macvlan(mode="vepa")},
         "macvlan.mode bridge -> vepa"),
        ({"extra": {"new": 1}}, {"extra": {"new": 2}}, "new 1 -> 2"),
    ],
)  # fmt: skip
def test_a_field_that_somebody_set_is_a_change(
    before: dict[str, Any], after: dict[str, Any], line: str
) -> None:
    sides = [links(replace(DUMMY, **fields)) for fields in (before, after)]
    assert told(*sides) == [f"changed link dummy0; {line}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"flags": ["UP", "LOWER_UP"]}, {"flags": ["PROMISC", "UP"]}),
        ({"altnames": ["a", "b"]}, {"altnames": ["b", "a"]}),
        ({"alias": None}, {"alias": ""}),
    ],
)
def test_what_says_the_same_is_no_change(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert told(*(links(replace(DUMMY, **fields)) for fields in (before, after))) == []


def test_a_bridge_has_the_mac_and_the_state_of_its_ports() -> None:
    port = replace(DUMMY, master=7)
    after = replace(BR0, mac=DUMMY.mac, operstate="DOWN", carrier=False)
    assert told(links(BR0, port), links(after, port)) == []
    assert told(links(BR0), links(replace(BR0, mac="00:00:5e:00:53:77"))) == [
        "changed link br0; mac 00:00:5e:00:53:07 -> 00:00:5e:00:53:77"
    ]


def test_a_bridge_that_is_its_own_root_has_no_root_that_changes() -> None:
    def rooted(bridge_id: str, root_id: str) -> Snapshot:
        return links(replace(BR0, bridge=Bridge(id=bridge_id, root_id=root_id)))

    assert told(rooted("8000.1", "8000.1"), rooted("8000.2", "8000.2")) == []
    assert told(rooted("8000.1", "8000.1"), rooted("8000.1", "8000.2")) == [
        "changed link br0; bridge.root_id itself -> 8000.2"
    ]


def test_a_port_on_its_way_to_forwarding_is_as_good_as_there() -> None:
    def port(state: str) -> Snapshot:
        return links(BR0, replace(DUMMY, master=7, port=BridgePort(number=1, state=state)))

    assert told(port("learning"), port("forwarding")) == []
    assert told(port("forwarding"), port("blocking")) == [
        "changed link dummy0; port.state forwarding -> blocking"
    ]


def v6(address: str, **fields: Any) -> Address:
    return Address(family=6, address=address, **fields)


@pytest.mark.parametrize(
    "made_up",
    [
        v6("fe80::200:5eff:fe00:5305/64"),
        v6("fe80::1/64", protocol=3),
        v6("2001:db8::1/64", flags=["temporary"]),
    ],
)
def test_an_address_that_the_kernel_made_by_itself_is_no_change(made_up: Address) -> None:
    sides = links(DUMMY), links(replace(DUMMY, addresses=[made_up]))
    assert told(*sides) == []
    assert len(told(*sides, all_fields=True)) == 1


def test_a_link_that_was_made_anew_has_another_link_local_address() -> None:
    one, other = (replace(DUMMY, addresses=[v6(f"fe80::{n}/64")]) for n in (1, 2))
    assert told(links(one), after_a_reboot(other)) == ["rebooted host web1"]


@pytest.mark.parametrize("given", [v4("192.0.2.1/24"), v6("fe80::1/64"), v6("2001:db8::1/64")])
def test_an_address_that_somebody_gave_is_a_change(given: Address) -> None:
    after = links(replace(DUMMY, addresses=[given]))
    assert told(links(DUMMY), after) == [f"changed link dummy0; addresses [] -> {given.address}"]


def test_what_else_is_told_of_an_address_counts_while_it_is_there() -> None:
    one = v4("192.0.2.1/24", broadcast="192.0.2.255", flags=["tentative"])
    other = v4("192.0.2.1/24", broadcast="192.0.2.127", flags=["noprefixroute"])
    assert told(*(links(replace(DUMMY, addresses=[x])) for x in (one, other))) == [
        "changed link dummy0; addresses.192.0.2.1/24.broadcast 192.0.2.255 -> 192.0.2.127;"
        " addresses.192.0.2.1/24.flags [] -> noprefixroute"
    ]


def test_what_a_link_takes_along_when_it_is_set_down_is_its_event() -> None:
    one = veth(20, "left", "02:00:00:00:00:20", "192.0.2.9/24", peer=21, nsid=None)
    other = veth(21, "right", "02:00:00:00:00:21", peer=20, nsid=None)
    route = Route(family=4, dst="198.51.100.0/24", gateway="192.0.2.1", link=20, protocol="static")
    neighbour = Neighbour(family=4, dst="192.0.2.7", link=20, state=["PERMANENT"])
    before = links(one, other, routes=[route], neighbours=[neighbour])
    down = replace(one, is_up=False, operstate="DOWN")
    after = links(down, replace(other, operstate="LOWERLAYERDOWN"))
    assert told(before, after) == [
        "changed link left; is_up True -> False; operstate UP -> DOWN",
        "  changed link right; operstate UP -> LOWERLAYERDOWN",
        "  removed route 198.51.100.0/24; gateway 192.0.2.1 -> None; link left -> None",
        "  removed neighbour 192.0.2.7; link left -> None",
    ]


def test_a_state_of_its_own_is_an_event_of_its_own() -> None:
    one = veth(20, "left", "02:00:00:00:00:20", peer=21, nsid=None)
    other = veth(21, "right", "02:00:00:00:00:21", peer=20, nsid=None)
    after = links(replace(one, mtu=1400), replace(other, operstate="DORMANT"))
    assert [line.split(";")[0] for line in told(links(one, other), after)] == [
        "changed link left",
        "changed link right",
    ]


def test_the_addresses_of_a_loopback_come_with_it() -> None:
    lo = Link(ifindex=1, ifname="lo", link_type="loopback", is_up=True)
    full = replace(lo, addresses=[v4("127.0.0.1/8"), Address(family=6, address="::1/128")])
    more = replace(full, addresses=[*full.addresses, v4("192.0.2.53/32")])
    bare, usual, extra = (machine(replace(root_of(), links=[link])) for link in (lo, full, more))
    assert told(bare, usual) == []
    assert told(usual, extra) == ["changed link lo; addresses [] -> 192.0.2.53/32"]


def test_addresses_are_told_in_order() -> None:
    after = links(replace(DUMMY, addresses=[v4("192.0.2.9/24"), v4("192.0.2.1/24")]))
    assert told(links(DUMMY), after) == [
        "changed link dummy0; addresses [] -> 192.0.2.1/24,192.0.2.9/24"
    ]
