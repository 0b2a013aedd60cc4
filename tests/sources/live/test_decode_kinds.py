"""What the kind of a link adds to it."""

import struct
from typing import Any

import pytest

from tests.sources.live.wire import attribute, integer, ip, mac
from topograph.facts import Bridge, Macvlan, Tun, Veth, Vxlan
from topograph.sources.live.decode_kinds import decode_kind, decode_port

BRIDGE_ID = bytes.fromhex("800000005e005301")


def decode(kind: str, *attributes: bytes, **members: Any) -> dict[str, Any]:
    decode_kind(members, kind, b"".join(attributes), 5)
    return members


def byte(kind: int, value: int) -> bytes:
    return attribute(kind, bytes([value]))


def short(kind: int, value: int) -> bytes:
    return attribute(kind, struct.pack("=H", value))


def port_number(kind: int, value: int) -> bytes:
    return attribute(kind, value.to_bytes(2, "big"))


def vxlan(*attributes: bytes) -> Vxlan:
    made = decode("vxlan", integer(1, 42), *attributes)["vxlan"]
    assert isinstance(made, Vxlan)
    return made


def test_a_bridge_counts_its_times_in_seconds() -> None:
    assert decode(
        "bridge",
        integer(1, 1500),
        integer(2, 200),
        integer(3, 2000),
        integer(4, 30000),
        integer(5, 1),
        short(6, 0x8000),
        byte(7, 1),
        attribute(8, b"\x81\x00"),
        short(9, 8),
        attribute(10, BRIDGE_ID),
        attribute(11, BRIDGE_ID),
        short(12, 3),
        integer(13, 100),
        byte(23, 0),
        byte(36, 1),
        byte(37, 1),
        byte(38, 0),
        short(39, 1),
        integer(48, 2),
        integer(49, 64),
    ) == {
        "bridge": Bridge(
            id="8000.00005e005301",
            root_id="8000.00005e005301",
            stp_state=1,
            root_port=3,
            root_path_cost=100,
            group_fwd_mask=8,
            vlan_filtering=True,
            vlan_protocol="802.1Q",
            vlan_default_pvid=1,
            mcast_snooping=False,
            nf_call_iptables=True,
            nf_call_ip6tables=True,
            fdb_n_learned=2,
            fdb_max_learned=64,
        )
    }


@pytest.mark.parametrize(
    ("protocol", "name"), [(b"\x88\xa8", "802.1ad"), (b"\x12\x34", "0x1234"), (b"", None)]
)
def test_the_vlan_protocol_of_a_bridge_is_named(protocol: bytes, name: str | None) -> None:
    assert decode("bridge", attribute(8, protocol))["bridge"].vlan_protocol == name


def test_a_port_is_told_with_its_bridge() -> None:
    port = decode_port(
        b"".join(
            [
                byte(1, 3),
                short(2, 32),
                integer(3, 2),
                *(byte(kind, 1) for kind in (4, 5, 6, 7, 10, 29, 32, 33, 39)),
                *(byte(kind, 0) for kind in (8, 9, 27, 30)),
                attribute(13, BRIDGE_ID),
                attribute(14, BRIDGE_ID),
                short(15, 0x8001),
                short(16, 0),
                short(17, 0x8001),
                short(18, 1),
            ]
        )
    )
    assert (port.number, port.state, port.id) == (1, "forwarding", "0x8001")
    assert (port.priority, port.cost, port.designated_port) == (32, 2, 0x8001)
    assert port.designated_bridge == port.designated_root == "8000.00005e005301"
    assert all([port.hairpin, port.guard, port.root_block, port.fastleave, port.proxy_arp])
    assert all([port.vlan_tunnel, port.neigh_suppress, port.isolated, port.locked])
    assert not any([port.learning, port.flood, port.mcast_flood, port.bcast_flood])


def test_what_an_old_kernel_does_not_tell_of_a_port_is_the_default() -> None:
    port = decode_port(byte(1, 9))
    assert port.state == "9"
    assert all([port.learning, port.flood, port.mcast_flood, port.bcast_flood])
    assert (port.designated_bridge, port.designated_root, port.designated_port) == (None,) * 3


@pytest.mark.parametrize("kind", ["macvlan", "macvtap"])
@pytest.mark.parametrize(
    ("mode", "name"),
    [(1, "private"), (2, "vepa"), (4, "bridge"), (8, "passthru"), (32, "32")],
)
def test_the_mode_of_a_macvlan_is_named(kind: str, mode: int, name: str) -> None:
    assert decode(kind, integer(1, mode)) == {"macvlan": Macvlan(mode=name)}


def test_a_macvlan_of_mode_source_lists_the_senders() -> None:
    senders = attribute(4, bytes.fromhex("00005e005301")) + mac(4, "00:00:5e:00:53:02")
    assert decode("macvlan", integer(1, 16), short(2, 1), attribute(5, senders)) == {
        "macvlan": Macvlan(mode="source", flags=1, macs=["00:00:5e:00:53:01", "00:00:5e:00:53:02"])
    }


def test_a_vxlan_to_one_far_end() -> None:
    assert vxlan(
        ip(2, "192.0.2.2"),
        integer(3, 2),
        ip(4, "192.0.2.1"),
        byte(5, 64),
        byte(6, 1),
        byte(7, 0),
        integer(8, 300),
        integer(9, 100),
        attribute(10, struct.pack(">HH", 32768, 61000)),
        *(byte(kind, 1) for kind in (11, 12, 13, 14)),
        port_number(15, 4789),
        attribute(23, b""),
        byte(25, 0),
    ) == Vxlan(
        id=42,
        remote="192.0.2.2",
        local="192.0.2.1",
        link=2,
        port=4789,
        port_range=(32768, 61000),
        ttl=64,
        tos=1,
        learning=False,
        proxy=True,
        rsc=True,
        l2miss=True,
        l3miss=True,
        ageing=300,
        limit=100,
        gbp=True,
    )


@pytest.mark.parametrize(
    ("kind", "address"), [(2, "239.1.1.1"), (2, "224.0.0.1"), (16, "ff02::1"), (16, "ff05::2")]
)
def test_a_vxlan_to_a_multicast_group(kind: int, address: str) -> None:
    made = vxlan(ip(kind, address))
    assert (made.group, made.remote) == (address, None)


@pytest.mark.parametrize(("kind", "address"), [(2, "192.0.2.2"), (16, "2001:db8::2")])
def test_a_vxlan_to_one_address_has_no_group(kind: int, address: str) -> None:
    made = vxlan(ip(kind, address))
    assert (made.group, made.remote) == (None, address)


def test_an_address_of_zeros_is_none() -> None:
    made = vxlan(ip(2, "0.0.0.0"), ip(4, "0.0.0.0"), attribute(10, bytes(4)), integer(3, 0))
    assert (made.remote, made.group, made.local) == (None, None, None)
    assert (made.port_range, made.link, made.ageing) == (None, None, None)


def test_the_address_that_is_not_zero_is_the_far_end() -> None:
    made = vxlan(ip(2, "0.0.0.0"), ip(16, "ff02::1"), ip(17, "2001:db8::1"))
    assert (made.group, made.remote, made.local) == ("ff02::1", None, "2001:db8::1")


def test_a_vxlan_that_packets_tell_the_vni_has_none() -> None:
    made = vxlan(byte(25, 1))
    assert (made.id, made.external) == (None, True)


def test_a_tap_that_one_user_may_attach_to() -> None:
    assert decode(
        "tun",
        integer(1, 1000),
        integer(2, 100),
        byte(3, 2),
        *(byte(kind, 1) for kind in (4, 5, 6, 7)),
    ) == {
        "tun": Tun(
            type="tap",
            owner=1000,
            group=100,
            pi=True,
            vnet_hdr=True,
            persist=True,
            multi_queue=True,
        )
    }


def test_a_tun_that_anybody_may_attach_to() -> None:
    everybody = integer(1, 0xFFFFFFFF) + integer(2, 0xFFFFFFFF)
    assert decode("tun", byte(3, 1), everybody) == {"tun": Tun(type="tun")}
    assert decode("tun", byte(3, 7)) == {"tun": Tun(type="7")}


def test_root_owns_a_tun_by_number_0() -> None:
    assert decode("tun", integer(1, 0), byte(3, 1)) == {"tun": Tun(type="tun", owner=0)}


def test_a_veth_takes_its_peer_from_what_all_links_tell() -> None:
    # The helper above calls with 5 as the number of the peer.
    assert decode("veth", link_nsid=1)["veth"] == Veth(peer_ifindex=5, peer_nsid=1)
    assert decode("veth")["veth"] == Veth(peer_ifindex=5)


@pytest.mark.parametrize("kind", ["bridge", "vxlan", "tun", "macvlan"])
def test_a_kind_without_data_adds_nothing(kind: str) -> None:
    assert decode(kind) == {}


def test_an_unknown_kind_is_left_alone_whatever_it_says() -> None:
    assert decode("made-up", b"\xff\xff\xff\xff") == {}


@pytest.mark.parametrize("kind", ["bridge", "vxlan", "tun", "macvlan"])
def test_data_that_is_cut_short_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="cut short"):
        decode(kind, b"\x09\x00\x01\x00")


def test_an_address_of_a_strange_length_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        vxlan(attribute(2, b"\xff\xff\xff"))
