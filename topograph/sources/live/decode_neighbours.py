"""Decode RTM_NEWNEIGH messages: neighbours, and entries of a forwarding database."""

from collections.abc import Iterable
from functools import cache
from socket import inet_ntop
from struct import Struct
from typing import Final

from topograph.facts import FdbEntry, Neighbour
from topograph.sources.live.netlink import (
    AF_BRIDGE,
    AF_INET,
    AF_INET6,
    Attributes,
    attributes,
    bit_names,
    decoder,
    ip_address,
    messages,
    number,
)

__all__ = ["RTM_GETNEIGH", "decode_fdb", "decode_neighbours"]

RTM_NEWNEIGH: Final = 28
RTM_GETNEIGH: Final = 30

NDA_DST, NDA_LLADDR, NDA_CACHEINFO, NDA_VLAN, NDA_VNI, NDA_MASTER = 1, 2, 3, 5, 7, 9
FDB_WANTED: Final = frozenset((NDA_DST, NDA_LLADDR, NDA_CACHEINFO, NDA_VLAN, NDA_VNI, NDA_MASTER))

NUD_STALE, NUD_NOARP, NUD_PERMANENT = 0x04, 0x40, 0x80
NUD_NAMES: Final = (
    (0x01, "INCOMPLETE"),
    (0x02, "REACHABLE"),
    (0x04, "STALE"),
    (0x08, "DELAY"),
    (0x10, "PROBE"),
    (0x20, "FAILED"),
    (0x40, "NOARP"),
    (0x80, "PERMANENT"),
)
NTF_PROXY, NTF_ROUTER = 0x08, 0x80
NTF_NAMES: Final = (
    (0x02, "self"),
    (0x04, "master"),
    (0x80, "router"),
    (0x10, "extern_learn"),
    (0x20, "offload"),
    (0x40, "sticky"),
)

# struct nda_cacheinfo counts in 1/100 s (USER_HZ).
TICKS: Final = 100

_state_names = bit_names(NUD_NAMES)
_flag_names = bit_names(NTF_NAMES)
_unpack_ndmsg = Struct("=BxxxiHBB").unpack_from
_unpack_cacheinfo = Struct("=III").unpack_from


@decoder
def decode_neighbours(datagrams: Iterable[bytes]) -> list[Neighbour]:
    """Return the IPv4 and IPv6 neighbours of one namespace, in the kernel's order."""
    neighbours = []
    for kind, start, end, data in messages(datagrams):
        if kind != RTM_NEWNEIGH:
            continue
        family, ifindex, state, flags, _ = _unpack_ndmsg(data, start)
        if family not in (AF_INET, AF_INET6):
            continue
        found = attributes(data, start + 12, end, (NDA_DST, NDA_LLADDR))
        mac = found.get(NDA_LLADDR)
        neighbours.append(
            Neighbour(
                family=4 if family == AF_INET else 6,
                dst=inet_ntop(family, found[NDA_DST]),
                link=ifindex,
                mac=mac.hex(":") if mac else None,
                state=_state_names(state),
                is_router=bool(flags & NTF_ROUTER),
                is_proxy=bool(flags & NTF_PROXY),
            )
        )
    return neighbours


@decoder
def decode_fdb(datagrams: Iterable[bytes]) -> list[FdbEntry]:
    """Return the forwarding database entries of one namespace, in the kernel's order."""
    entries = []
    for kind, start, end, data in messages(datagrams):
        if kind != RTM_NEWNEIGH or data[start] != AF_BRIDGE:
            continue
        _, ifindex, state, flags, _ = _unpack_ndmsg(data, start)
        found = attributes(data, start + 12, end, FDB_WANTED)
        entries.append(_fdb_entry(ifindex, state, flags, found))
    return entries


def _fdb_entry(ifindex: int, state: int, flags: int, found: Attributes) -> FdbEntry:
    destination = found.get(NDA_DST)
    age = None
    if NDA_CACHEINFO in found:
        age = _unpack_cacheinfo(found[NDA_CACHEINFO])[2] / TICKS
    return FdbEntry(
        link=ifindex,
        mac=found.get(NDA_LLADDR, b"").hex(":"),
        vlan=number(found[NDA_VLAN]) if NDA_VLAN in found else None,
        master=number(found[NDA_MASTER]) if NDA_MASTER in found else None,
        is_local=bool(state & NUD_PERMANENT),
        is_static=state & (NUD_NOARP | NUD_PERMANENT) == NUD_NOARP,
        age=age,
        dst=ip_address(destination) if destination else None,
        vni=number(found[NDA_VNI]) if NDA_VNI in found else None,
        state=_fdb_state(state),
        flags=_flag_names(flags),
    )


@cache
def _fdb_state(state: int) -> str | None:
    """Return the word of `bridge fdb`; None for a learned entry in use."""
    if state & NUD_PERMANENT:
        return "permanent"
    if state & NUD_NOARP:
        return "static"
    if state & NUD_STALE:
        return "stale"
    return None
