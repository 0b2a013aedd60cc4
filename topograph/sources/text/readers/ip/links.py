"""A link as `ip -j -d addr` tells it; what `ip` prints in words is brought into that form."""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, Final

from topograph.sources.text.readers.ip.inet import address_from_members
from topograph.sources.text.readers.ip.kinds import kind_fields, port_fields
from topograph.sources.text.readers.ip.words import family_of, name, number, objects
from topograph.sources.text.told import ToldLink

__all__ = ["DETAILS", "link_from_members"]

# What is told only with -d; `promiscuity` shows that it was given.
DETAILS: Final = frozenset(
    (
        *("altnames", "alias", "bridge", "iflink", "kind", "link_nsid", "macvlan", "parent_bus"),
        *("parent_dev", "phys_port_name", "port", "port_kind", "promiscuity", "tun", "veth"),
        "vxlan",
    )
)

_NAMELESS: Final = re.compile(r"if([0-9]{1,10})")
# Bits without a name stand behind the last one, in busybox without a comma between.
_UNNAMED: Final = re.compile(r"([A-Z_-]*)([0-9a-f]{1,8})")
# In the order in which ip prints them. Busybox and old versions of ip know fewer names.
_FLAGS: Final = {
    "LOOPBACK": 0x8,
    "BROADCAST": 0x2,
    "POINTOPOINT": 0x10,
    "MULTICAST": 0x1000,
    "NOARP": 0x80,
    "ALLMULTI": 0x200,
    "PROMISC": 0x100,
    "MASTER": 0x400,
    "SLAVE": 0x800,
    "DEBUG": 0x4,
    "DYNAMIC": 0x8000,
    "AUTOMEDIA": 0x4000,
    "PORTSEL": 0x2000,
    "NOTRAILERS": 0x20,
    "UP": 0x1,
    "LOWER_UP": 0x10000,
    "DORMANT": 0x20000,
    "ECHO": 0x40000,
}
# ARPHRD_*, where ip prints [65534]: busybox knows few names, and `ip -N` none.
_LINK_TYPES: Final = {
    "1": "ether",
    "32": "infiniband",
    "280": "can",
    "512": "ppp",
    "519": "rawip",
    "768": "ipip",
    "769": "tunnel6",
    "772": "loopback",
    "776": "sit",
    "778": "gre",
    "801": "ieee802.11",
    "803": "ieee802.11/radiotap",
    "823": "gre6",
    "824": "netlink",
    "65534": "none",
    "65535": "void",
}
_IP6_LINK_TYPES: Final = ("tunnel6", "gre6")
_PLAIN: Final = (
    ("ifalias", "alias"),
    ("qdisc", "qdisc"),
    ("group", "group"),
    ("parentbus", "parent_bus"),
    ("parentdev", "parent_dev"),
    ("phys_port_name", "phys_port_name"),
    ("operstate", "operstate"),
)
_NUMBERS: Final = (("mtu", "mtu"), ("txqlen", "txqlen"), ("promiscuity", "promiscuity"))
_MACS: Final = (("address", "mac"), ("broadcast", "broadcast"), ("permaddr", "permanent_mac"))
_Found = Mapping[str, Any]


def link_from_members(found: _Found, covers_addresses: bool) -> ToldLink | None:
    """Return a link; None if it has no name.

    Args:
        found: an entry of `ip -j addr` or `ip -j link`.
        covers_addresses: whether a link without addresses has none.
    """
    ifname = name(found.get("ifname"))
    if ifname is None:
        return None
    link = ToldLink(ifname, number(found.get("ifindex")))
    fields = link.fields
    covers = set()
    for key, field in _PLAIN:
        if key in found and (value := name(found[key])) is not None:
            fields[field] = value
    for key, field in _NUMBERS:
        if key in found and (count := number(found[key])) is not None:
            fields[field] = count
    covers |= fields.keys() & {"mtu", "qdisc", "operstate", "group"}
    if isinstance(flags := found.get("flags"), list):
        covers |= _add_flags(fields, flags)
    _add_index(link, "master", found.get("master"))
    covers |= _add_iflink(link, found)
    if "qdisc" in fields:
        # Otherwise the kernel was asked for one family, and tells next to nothing of the link.
        covers |= {"master", "txqlen"}
        # ip leaves out a length of 0.
        fields.setdefault("txqlen", 0)
    covers |= _add_link_layer(fields, found)
    if "promiscuity" in found:
        covers |= DETAILS
    _add_kind(link, found.get("linkinfo"))
    if isinstance(altnames := found.get("altnames"), list):
        fields["altnames"] = [one for one in altnames if name(one)]
    if "addr_info" in found:
        each = map(address_from_members, objects(found["addr_info"]))
        addresses = [address for address in each if address is not None]
        if addresses:
            fields["addresses"] = addresses
        # ip -br, which tells no index, tells too little of each.
        covers |= {"addresses"} if covers_addresses and "ifindex" in found else set()
    link.covers = frozenset(covers)
    return link


def _add_flags(fields: dict[str, Any], told: list[Any]) -> set[str]:
    words = [word for word in told if name(word) and word != "M-DOWN"]
    if words and (unnamed := _UNNAMED.fullmatch(words[-1])):
        words = _named_flags([*words[:-1], *filter(None, [unnamed[1]])], int(unnamed[2], 16))
    fields["flags"] = words
    fields["is_up"] = "UP" in words
    if "UP" in words:
        fields["carrier"] = "LOWER_UP" in words
    return {"flags", "is_up"}


def _named_flags(words: list[str], bits: int) -> list[str]:
    """Add the flags that are told by their bits; what no version has a name for stays a number."""
    for word, bit in _FLAGS.items():
        if bits & bit:
            words.append(word)
            bits &= ~bit
    order = ["NO-CARRIER", *_FLAGS]
    words.sort(key=lambda word: order.index(word) if word in _FLAGS or word == order[0] else 99)
    return [*words, hex(bits)] if bits else words


def _add_iflink(link: ToldLink, found: _Found) -> set[str]:
    covers = set()
    if "link" in found or "link_index" in found:
        _add_index(link, "iflink", found.get("link_index", found.get("link")))
        covers.add("iflink")
    nsid = number(found["link_netnsid"]) if "link_netnsid" in found else None
    if nsid is not None and nsid >= 0:
        link.fields["link_nsid"] = nsid
    return covers


def _add_index(link: ToldLink, field: str, value: Any) -> None:
    """Add what is told by name, by if7 or by 7."""
    word = name(value)
    nameless = _NAMELESS.fullmatch(word) if word else None
    index = int(nameless[1]) if nameless else number(value)
    if index is not None:
        if index > 0:
            link.fields[field] = index
    elif word:
        link.named[field] = word


def _add_link_layer(fields: dict[str, Any], found: _Found) -> set[str]:
    link_type = name(found.get("link_type"))
    if link_type is not None:
        link_type = link_type.removeprefix("[").removesuffix("]")
        link_type = fields["link_type"] = _LINK_TYPES.get(link_type, link_type)
    for key, field in _MACS:
        if key in found and (mac := name(found[key])) is not None:
            if link_type in _IP6_LINK_TYPES and family_of(mac) == 6:
                mac = ip_address(mac).packed.hex(":")
            fields[field] = mac
    return {"link_type", "mac", "broadcast"} if "link_type" in found else set()


def _add_kind(link: ToldLink, linkinfo: Any) -> None:
    if not isinstance(linkinfo, dict):
        return
    fields = link.fields
    if (kind := name(linkinfo.get("info_kind"))) is not None:
        fields["kind"] = kind
        data = linkinfo.get("info_data")
        member, added, below = kind_fields(kind, data if isinstance(data, dict) else {})
        if member and added:
            fields[member] = added
        if below:
            nameless = _NAMELESS.fullmatch(below)
            if nameless:
                added["link"] = int(nameless[1])
            else:
                link.named["vxlan.link"] = below
    if (port_kind := name(linkinfo.get("info_slave_kind"))) is not None:
        fields["port_kind"] = port_kind
        data = linkinfo.get("info_slave_data")
        if port_kind == "bridge" and isinstance(data, dict) and data:
            fields["port"] = port_fields(data)
