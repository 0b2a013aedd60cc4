"""Read `ifconfig` of net-tools, before and since 2.0, and of busybox.

`jc` reads the values; `ifconfig_lines` says before what is a line of ifconfig
at all, and mends what jc does not know: far ends, most scopes, some names.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address
from typing import Any, Final

from topograph.facts import Address
from topograph.sources.text.reader import TextReader
from topograph.sources.text.readers.ifconfig_lines import (
    Block,
    blocks_of,
    is_head,
    is_of_other_system,
)
from topograph.sources.text.readers.lines import positional, whole
from topograph.sources.text.told import Line, Told, ToldLink

__all__ = ["IFCONFIG"]

LINK_TYPES: Final = {
    "Ethernet": "ether",
    "Local Loopback": "loopback",
    "InfiniBand": "infiniband",
    "Point-to-Point Protocol": "ppp",
    "IPv6-in-IPv4": "sit",
    "IPIP Tunnel": "ipip",
}
WITH_MAC: Final = ("ether", "infiniband")
FLAGS: Final = (
    *("LOOPBACK", "BROADCAST", "POINTOPOINT", "MULTICAST", "NOARP", "ALLMULTI", "PROMISC"),
    *("MASTER", "SLAVE", "DEBUG", "DYNAMIC", "AUTOMEDIA", "PORTSEL", "NOTRAILERS", "UP"),
)
"""Those that `ip` has a word for, in its order. RUNNING is none of them."""
NOWHERE: Final = "0.0.0.0"


def begins_ifconfig(text: str) -> bool:
    """Tell whether a line is the first of a link, in any style."""
    return is_head(text) or is_of_other_system(text)


def read_ifconfig(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read what `ifconfig` prints.

    It shows one IPv4 address for each label: further ones without a label of their own are not
    told. A link with a colon in its name is such a label.
    """
    told = Told(complete={"links"} if "-a" in argv and not positional(argv) else set())
    links: dict[str, ToldLink] = {}
    for block in blocks_of(lines, told):
        name = block.name.partition(":")[0]
        found = _read(block)
        if name not in links:
            links[name] = _link(name, found)
        links[name].fields["addresses"] += _addresses(found, block)
        links[name].covers -= block.hidden
    for link in links.values():
        # As the kernel lists them; what a label adds comes later here.
        link.fields["addresses"].sort(key=lambda one: one.family)
    told.links.extend(links.values())
    return told


def _read(block: Block) -> dict[str, Any]:
    import jc.parsers.ifconfig  # noqa: PLC0415

    found = jc.parsers.ifconfig.parse("\n".join(block.lines), raw=True, quiet=True)
    # It makes nothing of some odd types.
    return found[0] if found else dict.fromkeys(("state", "mtu", "type", "mac_addr"))


def _link(name: str, found: dict[str, Any]) -> ToldLink:
    words = (found["state"] or "").replace(",", " ").split()
    link = ToldLink(name, fields={"addresses": []}, covers=frozenset({"addresses"}))
    if words or found["mtu"]:
        # The line with both may have been cut out.
        link.fields["is_up"] = "UP" in words
        no_carrier = ["NO-CARRIER"] if "UP" in words and "RUNNING" not in words else []
        link.fields["flags"] = [*no_carrier, *(flag for flag in FLAGS if flag in words)]
    if {"UP", "RUNNING"} <= set(words):
        link.fields["carrier"] = True
    mtu = whole(found["mtu"] or "")
    if mtu is not None:
        link.fields["mtu"] = mtu
    if link_type := LINK_TYPES.get(found["type"] or ""):
        link.fields["link_type"] = link_type
        if link_type in WITH_MAC:
            link.covers |= {"mac"}
            if found["mac_addr"]:
                link.fields["mac"] = found["mac_addr"].lower()
    return link


def _addresses(found: dict[str, Any], block: Block) -> list[Address]:
    ipv4 = [
        _ipv4(one, block.peers.get(one["address"]), block.name) for one in found.get("ipv4", [])
    ]
    ipv6 = [
        Address(
            family=6,
            address=f"{one['address']}/{one['mask']}",
            scope=block.scopes[one["address"]],
        )
        for one in found.get("ipv6", [])
    ]
    return ipv4 + ipv6


def _ipv4(one: dict[str, Any], peer: str | None, label: str) -> Address:
    length = int(IPv4Address(one["mask"])).bit_count()
    far = peer if peer != one["address"] else None
    broadcast = one["broadcast"]
    return Address(
        family=4,
        # The prefix length belongs to the far end where there is one.
        address=f"{one['address']}/{32 if far else length}",
        peer=f"{far}/{length}" if far else None,
        broadcast=broadcast if broadcast != NOWHERE else None,
        scope="host" if IPv4Address(one["address"]).is_loopback else "global",
        label=label,
    )


IFCONFIG: Final = TextReader("ifconfig", begins_ifconfig, read_ifconfig)
