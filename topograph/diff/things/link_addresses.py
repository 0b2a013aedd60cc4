"""The addresses of a link, as far as somebody gave them."""

from collections import Counter
from ipaddress import IPv6Address
from typing import Any, Final

from topograph.diff.fields import Fields
from topograph.facts import Address, Link

__all__ = ["addresses_worth_comparing", "attributes_of", "made_up_addresses"]

_KERNEL_LINK_LOCAL: Final = 3
"""IFAPROT_KERNEL_LL of linux/if_addr.h."""
_LOOPBACK: Final = frozenset({"127.0.0.1/8", "::1/128"})
"""Each namespace has them as soon as its loopback is up and the family switched on."""
_PASSING: Final = frozenset({"tentative", "optimistic", "temporary", "deprecated", "permanent"})
"""Flags that come and go by themselves, or say what the lifetime says."""


def addresses_worth_comparing(link: Link, is_remade: bool) -> list[str]:
    """Return the addresses without those that the kernel makes by itself.

    Args:
        link: that has them.
        is_remade: whether it is another link than the one it is compared with.
    """
    made_up = made_up_addresses(link, is_remade)
    return sorted(a.address for a in link.addresses if a.address not in made_up)


def made_up_addresses(link: Link, is_remade: bool) -> frozenset[str]:
    """Return the addresses that the kernel made by itself; see `addresses_worth_comparing`."""
    return frozenset(a.address for a in link.addresses if _is_made_up(a, link, is_remade))


def attributes_of(link: Link, other: Link) -> Fields:
    """Return what else is told of the addresses that the other link has as well.

    Who does not tell the ifindex, such as ifconfig and engines, tells nothing else of an address.
    """
    if "ifindex" in link.untold or "ifindex" in other.untold:
        return {}
    counts = [Counter(address.address for address in end.addresses) for end in (link, other)]
    # One that is there several times, with several peers, cannot be told from the others.
    kept = {address for address, n in counts[0].items() if n == counts[1][address] == 1}
    fields: dict[str, Any] = {}
    for address in link.addresses:
        if address.address not in kept:
            continue
        name = f"addresses.{address.address}"
        label = address.label if address.label != link.ifname else None
        fields[f"{name}.scope"] = address.scope
        fields[f"{name}.label"] = label
        fields[f"{name}.peer"] = address.peer
        fields[f"{name}.broadcast"] = address.broadcast
        fields[f"{name}.flags"] = sorted(set(address.flags) - _PASSING)
    return fields


def _is_made_up(address: Address, link: Link, is_remade: bool) -> bool:
    """Tell whether an address follows from the MAC, or from a router and the time."""
    if "temporary" in address.flags:
        return True
    if link.link_type == "loopback" and address.address in _LOOPBACK:
        return True
    if address.family != 6 or not address.address.lower().startswith("fe80:"):
        return False
    return (
        is_remade
        or address.protocol == _KERNEL_LINK_LOCAL
        or _is_of_mac(address.address, link.mac)
    )


def _is_of_mac(address: str, mac: str | None) -> bool:
    """Tell whether a link-local address is made of a MAC (RFC 4291, appendix A)."""
    try:
        octets = [int(part, 16) for part in (mac or "").split(":")]
        low = int(IPv6Address(address.partition("/")[0])) & (1 << 64) - 1
    except ValueError:
        return False
    if len(octets) != 6:
        return False
    made = bytes([octets[0] ^ 2, *octets[1:3], 0xFF, 0xFE, *octets[3:]])
    return low == int.from_bytes(made)
