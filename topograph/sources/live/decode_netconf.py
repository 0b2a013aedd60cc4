"""Decode RTM_NEWNETCONF messages into the sysctls that they report (linux/netconf.h).

The same values stand under /proc/sys/net/ipv4 and ipv6, where the first look
of each namespace costs some 50 us a file.
"""

from collections.abc import Iterable
from functools import lru_cache
from struct import Struct
from typing import Final

from topograph.sources.live.netlink import (
    AF_INET,
    AF_INET6,
    SAME_AGAIN,
    attributes,
    decoder,
    messages,
    number,
)

__all__ = ["NETCONF_IPV4", "NETCONF_IPV6", "RTM_GETNETCONF", "decode_netconf"]

RTM_NEWNETCONF: Final = 80
RTM_GETNETCONF: Final = 82

NETCONFA_IFINDEX: Final = 1
NETCONFA_IFINDEX_ALL: Final = -1
NAMES: Final = {
    AF_INET: (
        (2, "ipv4.ip_forward"),
        (3, "ipv4.conf.all.rp_filter"),
        (5, "ipv4.conf.all.proxy_arp"),
    ),
    AF_INET6: ((2, "ipv6.conf.all.forwarding"),),
}

_pack_request = Struct("=B3xHHi").pack

# struct netconfmsg, padded, and the one attribute that asks for conf/all.
NETCONF_IPV4: Final = _pack_request(AF_INET, 8, NETCONFA_IFINDEX, NETCONFA_IFINDEX_ALL)
NETCONF_IPV6: Final = _pack_request(AF_INET6, 8, NETCONFA_IFINDEX, NETCONFA_IFINDEX_ALL)


@decoder
def decode_netconf(datagrams: Iterable[bytes]) -> dict[str, int]:
    """Return the values of conf/all of one family, by their sysctl's name under net."""
    values: dict[str, int] = {}
    for data in datagrams:
        values |= _values(data)
    return values


# Few namespaces differ.
@lru_cache(SAME_AGAIN)
def _values(datagram: bytes) -> dict[str, int]:
    values = {}
    for kind, start, end, data in messages((datagram,)):
        if kind == RTM_NEWNETCONF:
            found = attributes(data, start + 4, end, (2, 3, 5))
            for member, name in NAMES.get(data[start], ()):
                if member in found:
                    values[name] = number(found[member])
    return values
