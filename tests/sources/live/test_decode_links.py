"""RTM_NEWLINK into links."""

import struct

import pytest

from tests.sources.live import wire
from tests.sources.live.wire import attribute, integer, mac
from topograph.facts import Address, Link, Macvlan, Veth, VlanRange
from topograph.sources.live.decode_links import decode_links, decode_vlans

RUNNING = ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"]


def decode(*messages: bytes) -> list[Link]:
    return decode_links([wire.datagram(*messages), wire.done()], {})


def only(*attributes: bytes, **more: int) -> Link:
    [link] = decode(wire.link(2, "eth0", *attributes, **more))
    return link


def info(kind: str, data: bytes = b"", *more: bytes) -> bytes:
    """IFLA_LINKINFO."""
    inner = attribute(1, kind.encode()) + (attribute(2, data) if data else b"")
    return attribute(18, inner + b"".join(more))


def test_a_link_has_what_every_link_has() -> None:
    found = only(
        mac(1, "00:00:5e:00:53:01"),
        mac(2, "ff:ff:ff:ff:ff:ff"),
        integer(4, 1500),
        attribute(6, b"noqueue\0"),
        integer(13, 1000),
        attribute(16, b"\x06"),
        integer(27, 0),
        integer(30, 1),
        attribute(33, b"\x01"),
    )
    assert found == Link(
        ifindex=2,
        ifname="eth0",
        mac="00:00:5e:00:53:01",
        broadcast="ff:ff:ff:ff:ff:ff",
        mtu=1500,
        flags=RUNNING,
        is_up=True,
        operstate="UP",
        carrier=True,
        qdisc="noqueue",
        txqlen=1000,
        promiscuity=1,
    )


def test_a_link_may_say_hardly_anything() -> None:
    assert decode(wire.message(16, struct.pack("=BxHiII", 0, 1, 2, 0, 0))) == [
        Link(ifindex=2, ifname="")
    ]


def test_what_few_links_have_is_kept() -> None:
    names = attribute(53, b"first\0") + attribute(53, b"second\0") + attribute(54, b"x\0")
    found = only(
        attribute(20, b"to the router\0"),
        attribute(52, names),
        mac(54, "00:00:5e:00:53:02"),
        attribute(56, b"virtio0\0"),
        attribute(57, b"virtio\0"),
        attribute(38, b"p0\0"),
        integer(27, 7),
        attribute(33, b"\0"),
    )
    assert found.alias == "to the router"
    assert found.altnames == ["first", "second"]
    assert found.permanent_mac == "00:00:5e:00:53:02"
    assert (found.parent_dev, found.parent_bus) == ("virtio0", "virtio")
    assert found.phys_port_name == "p0"
    assert found.group == "7"
    assert found.carrier is False


def test_a_permanent_address_of_zeros_is_none() -> None:
    assert only(mac(54, "00:00:00:00:00:00")).permanent_mac is None


def test_addresses_go_to_their_link() -> None:
    home = Address(family=4, address="192.0.2.1/24")
    [first, second] = decode_links(
        [wire.link(2, "eth0"), wire.link(3, "eth1"), wire.done()], {3: [home]}
    )
    assert (first.addresses, second.addresses) == ([], [home])


def test_other_messages_are_no_links() -> None:
    assert decode(wire.neighbour(2), wire.address(2, 24)) == []


@pytest.mark.parametrize(
    ("flags", "names"),
    [
        (0x0, []),
        (0x1, ["NO-CARRIER", "UP"]),
        (0x1043, ["BROADCAST", "MULTICAST", "UP"]),
        (0x10049, ["LOOPBACK", "UP", "LOWER_UP"]),
        (0x1903, ["NO-CARRIER", "BROADCAST", "MULTICAST", "PROMISC", "SLAVE", "UP"]),
        (0x90, ["POINTOPOINT", "NOARP"]),
        (0x80000, ["0x80000"]),
    ],
)
def test_flags_are_named_as_ip_prints_them(flags: int, names: list[str]) -> None:
    found = only(flags=flags)
    assert found.flags == names
    assert found.is_up is bool(flags & 1)


@pytest.mark.parametrize(
    ("state", "name"), [(0, "UNKNOWN"), (2, "DOWN"), (3, "LOWERLAYERDOWN"), (6, "UP"), (9, "9")]
)
def test_states_are_named_as_ip_prints_them(state: int, name: str) -> None:
    assert only(attribute(16, bytes([state]))).operstate == name


@pytest.mark.parametrize(
    ("hardware", "name"),
    [(1, "ether"), (772, "loopback"), (0xFFFE, "none"), (778, "gre"), (4711, "4711")],
)
def test_link_types_are_named_as_ip_prints_them(hardware: int, name: str) -> None:
    assert only(hardware=hardware).link_type == name


def test_the_address_of_a_tunnel_over_ip_is_an_ip_address() -> None:
    found = only(wire.ip(1, "192.0.2.1"), wire.ip(2, "192.0.2.2"), hardware=778)
    assert (found.mac, found.broadcast) == ("192.0.2.1", "192.0.2.2")
    assert only(attribute(1, bytes(16)), hardware=823).mac == ":".join(["00"] * 16)


def test_an_empty_link_layer_address_is_none() -> None:
    found = only(attribute(1, b""), attribute(2, b""))
    assert (found.mac, found.broadcast) == (None, None)


def test_the_ends_of_a_veth_pair_name_each_other() -> None:
    [here, there] = decode(wire.veth(4, "veth1", 7), wire.veth(7, "veth2", 4))
    assert (here.iflink, here.link_nsid, here.veth) == (7, None, Veth(peer_ifindex=7))
    assert there.veth == Veth(peer_ifindex=4)


def test_a_peer_elsewhere_is_counted_in_its_own_namespace() -> None:
    [end] = decode(wire.veth(4, "veth1", 7, nsid=0))
    assert (end.iflink, end.link_nsid) == (7, 0)
    assert end.veth == Veth(peer_ifindex=7, peer_nsid=0)


def test_a_peer_of_the_same_number_is_left_out_by_the_kernel_and_known_all_the_same() -> None:
    [end] = decode(wire.veth(5, "eth0", None, nsid=0))
    assert end.iflink is None
    assert end.veth == Veth(peer_ifindex=5, peer_nsid=0)


def test_a_namespace_without_a_number_is_none() -> None:
    [end] = decode(wire.veth(4, "veth1", 7, nsid=-1))
    assert end.link_nsid is None
    assert end.veth == Veth(peer_ifindex=7, peer_nsid=None)


def test_a_veth_whose_peer_has_just_gone_has_none() -> None:
    [end] = decode(wire.veth(4, "veth1", 0))
    assert (end.kind, end.iflink, end.veth) == ("veth", None, None)


def test_zero_is_no_link_and_no_master() -> None:
    found = only(integer(5, 0), integer(10, 0))
    assert (found.iflink, found.master) == (None, None)


def test_a_port_knows_its_bridge() -> None:
    port = attribute(1, b"\x03") + attribute(18, struct.pack("=H", 2))
    found = only(integer(10, 4), info("veth", b"", attribute(4, b"bridge\0"), attribute(5, port)))
    assert (found.master, found.kind, found.port_kind) == (4, "veth", "bridge")
    assert found.port is not None
    assert (found.port.number, found.port.state) == (2, "forwarding")


def test_the_port_of_something_else_is_no_bridge_port() -> None:
    found = only(info("veth", b"", attribute(4, b"bond\0"), attribute(5, b"\xff")))
    assert (found.port_kind, found.port) == ("bond", None)


def test_a_bridge_port_without_details_has_none() -> None:
    found = only(attribute(18, attribute(4, b"bridge\0")))
    assert (found.kind, found.port_kind, found.port) == ("", "bridge", None)


def test_an_unknown_kind_keeps_its_name() -> None:
    found = only(integer(5, 3), info("made-up", b"\xff\xff\xff"))
    assert (found.kind, found.iflink) == ("made-up", 3)


def test_a_macvlan_stands_on_a_link_of_another_namespace() -> None:
    mode = integer(1, 4)
    found = only(integer(5, 2), integer(37, 0), info("macvlan", mode))
    assert (found.iflink, found.link_nsid) == (2, 0)
    assert found.macvlan == Macvlan(mode="bridge")


def vlan(vid: int, flags: int = 0) -> bytes:
    return attribute(2, struct.pack("=HH", flags, vid))


def test_vlans_are_single_or_ranges() -> None:
    ranges = vlan(1, 0x6) + vlan(10, 0x8) + vlan(20, 0x10) + vlan(30, 0x8 | 4) + vlan(31, 0x10 | 4)
    header = struct.pack("=BxHiII", 7, 1, 4, 0, 0)
    told = wire.message(16, header + attribute(26, attribute(1, b"") + ranges))
    assert decode_vlans([told, wire.done()]) == {
        4: [
            VlanRange(vid=1, pvid=True, untagged=True),
            VlanRange(vid=10, vid_end=20),
            VlanRange(vid=30, vid_end=31, untagged=True),
        ]
    }


def test_a_range_of_one_vlan_is_that_vlan() -> None:
    header = struct.pack("=BxHiII", 7, 1, 4, 0, 0)
    told = wire.message(16, header + attribute(26, vlan(10, 0x8) + vlan(10, 0x10)))
    assert decode_vlans([told]) == {4: [VlanRange(vid=10)]}


def test_links_without_vlans_and_links_of_other_families_have_none() -> None:
    header = struct.pack("=BxHiII", 7, 1, 4, 0, 0)
    filtered = attribute(26, vlan(1))
    other = wire.link(5, "eth0", filtered)
    assert decode_vlans([wire.message(16, header), other, wire.done()]) == {}


@pytest.mark.parametrize(
    "body",
    [b"", bytes(15), bytes(16) + b"\x03\0\1\0", bytes(16) + attribute(18, b"\x09\0\1\0")],
)
def test_a_link_that_is_cut_short_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="cut short"):
        decode(wire.message(16, body))


def test_vlans_that_are_cut_short_are_refused() -> None:
    header = struct.pack("=BxHiII", 7, 1, 4, 0, 0)
    for body in (header + attribute(26, attribute(2, b"\0\0")), b""):
        with pytest.raises(ValueError, match="cut short"):
            decode_vlans([wire.message(16, body)])
