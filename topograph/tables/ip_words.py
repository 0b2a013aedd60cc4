"""What `ip` calls that which the kernel numbers."""

from typing import Final

__all__ = ["family_text", "prefix_text", "protocol_text", "table_text", "tos_text"]

_TABLES: Final = {253: "default", 254: "main", 255: "local"}
_PROTOCOLS: Final = {
    1: "icmp",
    2: "igmp",
    6: "tcp",
    17: "udp",
    33: "dccp",
    47: "gre",
    50: "esp",
    51: "ah",
    58: "ipv6-icmp",
    89: "ospf",
    112: "vrrp",
    132: "sctp",
    136: "udplite",
}


def family_text(family: int) -> str:
    """Return the name of a family, given as 4 or 6."""
    return f"IPv{family}"


def table_text(table: int) -> str:
    """Return the name of a routing table, or its number."""
    return _TABLES.get(table, str(table))


def prefix_text(prefix: str, family: int) -> str:
    """Return a prefix without its length if it holds one address only.

    >>> prefix_text("192.0.2.1/32", 4), prefix_text("2001:db8::/32", 6)
    ('192.0.2.1', '2001:db8::/32')
    """
    return prefix.removesuffix("/32" if family == 4 else "/128")


def tos_text(tos: int) -> str:
    """Return the type of service with its word, or nothing for the usual 0."""
    return f"tos {tos:#04x}" if tos else ""


def protocol_text(protocol: int) -> str:
    """Return the name of what IP carries, as in /etc/protocols."""
    return _PROTOCOLS.get(protocol, f"ipproto-{protocol}")
