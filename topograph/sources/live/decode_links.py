"""Decode RTM_NEWLINK messages into links (linux/if_link.h)."""

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from struct import Struct
from typing import Any, Final

from topograph.facts import Address, Link, VlanRange
from topograph.sources.live.decode_kinds import decode_kind, decode_port
from topograph.sources.live.netlink import (
    AF_BRIDGE,
    EVERY,
    attributes,
    decoder,
    messages,
    nested,
    number,
    text,
)

__all__ = ["RTM_GETLINK", "RTM_NEWLINK", "decode_links", "decode_vlans"]

RTM_NEWLINK: Final = 16
RTM_GETLINK: Final = 18

IFLA_ADDRESS, IFLA_BROADCAST, IFLA_IFNAME, IFLA_MTU, IFLA_LINK, IFLA_QDISC = 1, 2, 3, 4, 5, 6
IFLA_MASTER, IFLA_TXQLEN, IFLA_OPERSTATE, IFLA_LINKINFO, IFLA_IFALIAS = 10, 13, 16, 18, 20
IFLA_AF_SPEC, IFLA_GROUP, IFLA_PROMISCUITY, IFLA_CARRIER = 26, 27, 30, 33
IFLA_LINK_NETNSID, IFLA_PHYS_PORT_NAME, IFLA_PROP_LIST, IFLA_ALT_IFNAME = 37, 38, 52, 53
IFLA_PERM_ADDRESS, IFLA_PARENT_DEV_NAME, IFLA_PARENT_DEV_BUS_NAME = 54, 56, 57
WANTED: Final = frozenset(
    (
        *(IFLA_ADDRESS, IFLA_BROADCAST, IFLA_IFNAME, IFLA_MTU, IFLA_LINK, IFLA_QDISC),
        *(IFLA_MASTER, IFLA_TXQLEN, IFLA_OPERSTATE, IFLA_LINKINFO, IFLA_IFALIAS, IFLA_GROUP),
        *(IFLA_PROMISCUITY, IFLA_CARRIER, IFLA_LINK_NETNSID, IFLA_PHYS_PORT_NAME),
        *(IFLA_PROP_LIST, IFLA_PERM_ADDRESS, IFLA_PARENT_DEV_NAME, IFLA_PARENT_DEV_BUS_NAME),
    )
)
IFLA_INFO_KIND, IFLA_INFO_DATA, IFLA_INFO_SLAVE_KIND, IFLA_INFO_SLAVE_DATA = 1, 2, 4, 5
IFLA_BRIDGE_VLAN_INFO: Final = 2

BRIDGE_VLAN_INFO_PVID, BRIDGE_VLAN_INFO_UNTAGGED = 0x02, 0x04
BRIDGE_VLAN_INFO_RANGE_BEGIN, BRIDGE_VLAN_INFO_RANGE_END = 0x08, 0x10

IFF_UP, IFF_RUNNING = 0x1, 0x40

# In the order in which `ip` prints them.
FLAG_NAMES: Final = (
    (0x8, "LOOPBACK"),
    (0x2, "BROADCAST"),
    (0x10, "POINTOPOINT"),
    (0x1000, "MULTICAST"),
    (0x80, "NOARP"),
    (0x200, "ALLMULTI"),
    (0x100, "PROMISC"),
    (0x400, "MASTER"),
    (0x800, "SLAVE"),
    (0x4, "DEBUG"),
    (0x8000, "DYNAMIC"),
    (0x4000, "AUTOMEDIA"),
    (0x2000, "PORTSEL"),
    (0x20, "NOTRAILERS"),
    (0x1, "UP"),
    (0x10000, "LOWER_UP"),
    (0x20000, "DORMANT"),
    (0x40000, "ECHO"),
)

# RFC 2863, by the numbers of linux/if.h.
OPERSTATES: Final = (
    "UNKNOWN",
    "NOTPRESENT",
    "DOWN",
    "LOWERLAYERDOWN",
    "TESTING",
    "DORMANT",
    "UP",
)

# ARPHRD_* of linux/if_arp.h, as `ip` spells them.
LINK_TYPES: Final = {
    1: "ether",
    32: "infiniband",
    280: "can",
    512: "ppp",
    519: "rawip",
    768: "ipip",
    769: "tunnel6",
    772: "loopback",
    776: "sit",
    778: "gre",
    783: "irda",
    801: "ieee802.11",
    803: "ieee802.11/radiotap",
    823: "gre6",
    824: "netlink",
    0xFFFE: "none",
    0xFFFF: "void",
}

# Kinds whose link-layer address is an IP address.
IP_LINK_TYPES: Final = ("ipip", "gre", "sit", "tunnel6", "gre6")

_unpack_ifinfo = Struct("=BxHiII").unpack_from
_unpack_vlan = Struct("=HH").unpack


@decoder
def decode_links(datagrams: Iterable[bytes], addresses: Mapping[int, list[Address]]) -> list[Link]:
    """Return the links of one namespace, in the kernel's order.

    Args:
        datagrams: the answer to an RTM_GETLINK dump of family AF_UNSPEC.
        addresses: what `decode_addresses` gave for the same namespace, by ifindex.
    """
    links = []
    for kind, start, end, data in messages(datagrams):
        if kind == RTM_NEWLINK:
            _, hardware, ifindex, flags, _ = _unpack_ifinfo(data, start)
            found = attributes(data, start + 16, end, WANTED)
            links.append(_link(ifindex, hardware, flags, found, addresses.get(ifindex, [])))
    return links


@decoder
def decode_vlans(datagrams: Iterable[bytes]) -> dict[int, list[VlanRange]]:
    """Return the VLANs of bridges and their ports, by ifindex.

    Args:
        datagrams: the answer to an RTM_GETLINK dump of family AF_BRIDGE with
            RTEXT_FILTER_BRVLAN_COMPRESSED. A bridge is among its own ports.
    """
    vlans: dict[int, list[VlanRange]] = {}
    for kind, start, end, data in messages(datagrams):
        if kind != RTM_NEWLINK or data[start] != AF_BRIDGE:
            continue
        ifindex = _unpack_ifinfo(data, start)[2]
        found = attributes(data, start + 16, end, (IFLA_AF_SPEC,))
        if ranges := _vlan_ranges(found.get(IFLA_AF_SPEC, b"")):
            vlans[ifindex] = ranges
    return vlans


def _vlan_ranges(af_spec: bytes) -> list[VlanRange]:
    ranges, begin = [], 0
    for kind, payload in nested(af_spec):
        if kind != IFLA_BRIDGE_VLAN_INFO:
            continue
        flags, vid = _unpack_vlan(payload[:4])
        if flags & BRIDGE_VLAN_INFO_RANGE_BEGIN:
            begin = vid
            continue
        is_end = bool(flags & BRIDGE_VLAN_INFO_RANGE_END) and begin != vid
        ranges.append(
            VlanRange(
                vid=begin if is_end else vid,
                vid_end=vid if is_end else None,
                pvid=bool(flags & BRIDGE_VLAN_INFO_PVID),
                untagged=bool(flags & BRIDGE_VLAN_INFO_UNTAGGED),
            )
        )
    return ranges


def _link(
    ifindex: int, hardware: int, flags: int, found: dict[int, bytes], addresses: list[Address]
) -> Link:
    get = found.get
    link_type = _link_type(hardware)
    iflink, nsid, master = get(IFLA_LINK), get(IFLA_LINK_NETNSID), get(IFLA_MASTER)
    group, carrier, operstate = get(IFLA_GROUP), get(IFLA_CARRIER), get(IFLA_OPERSTATE)
    txqlen, promiscuity, mac = get(IFLA_TXQLEN), get(IFLA_PROMISCUITY), get(IFLA_ADDRESS)
    members: dict[str, Any] = {}
    # Left out if both ends of a veth have one number; 0 if the other end has gone, and where a
    # link below is possible, but there is none (a vxlan without dev).
    peer = ifindex if iflink is None else number(iflink)
    if iflink is not None and peer:
        members["iflink"] = peer
    if nsid is not None and (signed := int.from_bytes(nsid, sys.byteorder, signed=True)) >= 0:
        members["link_nsid"] = signed
    if master is not None and (upper := number(master)):
        members["master"] = upper
    if IFLA_LINKINFO in found:
        _add_kind(members, found[IFLA_LINKINFO], peer)
    _add_rare(members, found, link_type)
    return Link(
        ifindex=ifindex,
        ifname=text(found.get(IFLA_IFNAME, b"")),
        link_type=link_type,
        mac=_mac(mac, link_type) if mac else None,
        broadcast=_mac(found[IFLA_BROADCAST], link_type) if found.get(IFLA_BROADCAST) else None,
        mtu=number(found.get(IFLA_MTU, b"")),
        flags=_flag_names(flags),
        is_up=bool(flags & IFF_UP),
        operstate=_operstate(number(operstate)) if operstate else "UNKNOWN",
        carrier=bool(number(carrier)) if carrier else None,
        group=_group(number(group)) if group else "default",
        qdisc=text(found[IFLA_QDISC]) if IFLA_QDISC in found else None,
        txqlen=number(txqlen) if txqlen else None,
        promiscuity=number(promiscuity) if promiscuity else 0,
        addresses=addresses,
        **members,
    )


def _add_kind(members: dict[str, Any], linkinfo: bytes, peer: int) -> None:
    found = attributes(linkinfo, 0, len(linkinfo), EVERY)
    if IFLA_INFO_KIND in found:
        kind = members["kind"] = text(found[IFLA_INFO_KIND])
        decode_kind(members, kind, found.get(IFLA_INFO_DATA, b""), peer)
    if IFLA_INFO_SLAVE_KIND in found:
        port_kind = members["port_kind"] = text(found[IFLA_INFO_SLAVE_KIND])
        if port_kind == "bridge" and IFLA_INFO_SLAVE_DATA in found:
            members["port"] = decode_port(found[IFLA_INFO_SLAVE_DATA])


def _add_rare(members: dict[str, Any], found: dict[int, bytes], link_type: str) -> None:
    """Add what few links have."""
    if IFLA_IFALIAS in found:
        members["alias"] = text(found[IFLA_IFALIAS])
    if IFLA_PROP_LIST in found:
        names = [
            text(name) for kind, name in nested(found[IFLA_PROP_LIST]) if kind == IFLA_ALT_IFNAME
        ]
        members["altnames"] = names
    permanent = found.get(IFLA_PERM_ADDRESS)
    if permanent and any(permanent):
        members["permanent_mac"] = _mac(permanent, link_type)
    for kind, member in (
        (IFLA_PARENT_DEV_BUS_NAME, "parent_bus"),
        (IFLA_PARENT_DEV_NAME, "parent_dev"),
        (IFLA_PHYS_PORT_NAME, "phys_port_name"),
    ):
        if kind in found:
            members[member] = text(found[kind])


def _mac(payload: bytes, link_type: str) -> str:
    if link_type in IP_LINK_TYPES and len(payload) == 4:
        return ".".join(map(str, payload))
    return payload.hex(":")


@cache
def _link_type(hardware: int) -> str:
    return LINK_TYPES.get(hardware, str(hardware))


@cache
def _operstate(state: int) -> str:
    return OPERSTATES[state] if state < len(OPERSTATES) else str(state)


@cache
def _group(group: int) -> str:
    return str(group) if group else "default"


@cache
def _flag_names(flags: int) -> list[str]:
    """Return the names as `ip` prints them; NO-CARRIER for up but not running."""
    names = ["NO-CARRIER"] if flags & IFF_UP and not flags & IFF_RUNNING else []
    rest = flags & ~IFF_RUNNING
    for bit, name in FLAG_NAMES:
        if flags & bit:
            names.append(name)
            rest &= ~bit
    return [*names, hex(rest)] if rest else names
