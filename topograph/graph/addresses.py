"""Addresses compared without their prefix lengths, which the two sides may state differently."""

import ipaddress
from collections.abc import Iterable, Mapping
from typing import Any

from topograph.facts import Link

__all__ = ["bare", "bare_addresses", "is_unicast", "link_addresses", "worth_telling"]


def bare(address: str) -> str:
    """Return an address without its prefix length, in lower case."""
    return address.partition("/")[0].lower()


def bare_addresses(addresses: Iterable[str]) -> frozenset[str]:
    """Return the addresses without their prefix lengths."""
    return frozenset(found for address in addresses if (found := bare(address)))


def link_addresses(link: Link) -> frozenset[str]:
    """Return the addresses of a link that mean it alone.

    Link-local and loopback ones are the same in many namespaces.
    """
    return bare_addresses(a.address for a in link.addresses if a.scope not in ("link", "host"))


def worth_telling(link: Mapping[str, Any]) -> list[str]:
    """Return the addresses of a link in the graph that a person looks for.

    Each link has a link-local one of IPv6, which tells nothing unless it is the only one of a
    link that traffic leaves by.
    """
    told = [a for a in link["addresses"] if not a.lower().startswith("fe80:")]
    if not told and link["role"] in ("endpoint", "uplink"):
        return list(link["addresses"])
    return told


def is_unicast(address: str) -> bool:
    """Tell whether this is the address of one far end: not unspecified, not a group."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return not (parsed.is_multicast or parsed.is_unspecified)
