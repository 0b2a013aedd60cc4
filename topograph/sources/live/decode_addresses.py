"""Decode RTM_NEWADDR messages into addresses (linux/if_addr.h)."""

from collections.abc import Iterable
from functools import cache
from socket import inet_ntop
from struct import Struct
from typing import Final

from topograph.facts import Address
from topograph.sources.live.netlink import (
    AF_INET,
    AF_INET6,
    attributes,
    bit_names,
    decoder,
    messages,
    number,
    text,
)

__all__ = ["RTM_GETADDR", "SCOPES", "decode_addresses"]

RTM_NEWADDR: Final = 20
RTM_GETADDR: Final = 22

IFA_ADDRESS, IFA_LOCAL, IFA_LABEL, IFA_BROADCAST = 1, 2, 3, 4
IFA_CACHEINFO, IFA_FLAGS, IFA_PROTO = 6, 8, 11
WANTED: Final = frozenset(
    (IFA_ADDRESS, IFA_LOCAL, IFA_LABEL, IFA_BROADCAST, IFA_CACHEINFO, IFA_FLAGS, IFA_PROTO)
)

FOREVER: Final = 0xFFFFFFFF

# RT_SCOPE_* of linux/rtnetlink.h.
SCOPES: Final = {0: "global", 200: "site", 253: "link", 254: "host", 255: "nowhere"}

FLAG_NAMES: Final = (
    (0x01, "secondary"),
    (0x02, "nodad"),
    (0x04, "optimistic"),
    (0x08, "dadfailed"),
    (0x10, "homeaddress"),
    (0x20, "deprecated"),
    (0x40, "tentative"),
    (0x80, "permanent"),
    (0x100, "managetempaddr"),
    (0x200, "noprefixroute"),
    (0x400, "mcautojoin"),
    (0x800, "stable_privacy"),
)

_flag_names = bit_names(FLAG_NAMES)
_unpack_ifaddr = Struct("=BBBBI").unpack_from
_unpack_lifetimes = Struct("=II").unpack_from


@decoder
def decode_addresses(datagrams: Iterable[bytes]) -> dict[int, list[Address]]:
    """Return the addresses of one namespace by ifindex, each list in the kernel's order."""
    by_ifindex: dict[int, list[Address]] = {}
    for kind, start, end, data in messages(datagrams):
        if kind != RTM_NEWADDR:
            continue
        family, length, flags, scope, ifindex = _unpack_ifaddr(data, start)
        if family not in (AF_INET, AF_INET6):
            continue
        found = attributes(data, start + 8, end, WANTED)
        flags = number(found[IFA_FLAGS]) if IFA_FLAGS in found else flags
        address = _address(family, length, flags, scope, found)
        by_ifindex.setdefault(ifindex, []).append(address)
    return by_ifindex


def _address(family: int, length: int, flags: int, scope: int, found: dict[int, bytes]) -> Address:
    far = found.get(IFA_ADDRESS, b"")
    near = found.get(IFA_LOCAL, far)
    broadcast = found.get(IFA_BROADCAST)
    preferred, valid = FOREVER, FOREVER
    if IFA_CACHEINFO in found:
        preferred, valid = _unpack_lifetimes(found[IFA_CACHEINFO])
    return Address(
        family=4 if family == AF_INET else 6,
        # The prefix length belongs to the far end where there is one.
        address=f"{inet_ntop(family, near)}/{length if near == far else len(near) * 8}",
        peer=f"{inet_ntop(family, far)}/{length}" if near != far else None,
        broadcast=inet_ntop(family, broadcast) if broadcast else None,
        scope=_scope(scope),
        label=text(found[IFA_LABEL]) if IFA_LABEL in found else None,
        flags=_flag_names(flags),
        valid_lft=None if valid == FOREVER else valid,
        preferred_lft=None if preferred == FOREVER else preferred,
        protocol=number(found[IFA_PROTO]) if IFA_PROTO in found else None,
    )


@cache
def _scope(scope: int) -> str:
    return SCOPES.get(scope, str(scope))
