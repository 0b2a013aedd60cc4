"""Decode routes and policy rules (linux/rtnetlink.h, linux/fib_rules.h)."""

from collections.abc import Iterable
from functools import cache, lru_cache
from socket import inet_ntop
from struct import Struct
from typing import Any, Final

from topograph.facts import NextHop, Route, Rule
from topograph.sources.live.decode_addresses import SCOPES
from topograph.sources.live.netlink import (
    AF_INET,
    AF_INET6,
    EVERY,
    SAME_AGAIN,
    Attributes,
    attributes,
    bit_names,
    decoder,
    ip_address,
    messages,
    number,
    text,
)

__all__ = ["RTM_GETROUTE", "RTM_GETRULE", "decode_routes", "decode_rules"]

RTM_NEWROUTE: Final = 24
RTM_GETROUTE: Final = 26
RTM_NEWRULE: Final = 32
RTM_GETRULE: Final = 34

RT_TABLE_LOCAL: Final = 255
RTM_F_CLONED: Final = 0x200

RTA_DST, RTA_SRC, RTA_OIF, RTA_GATEWAY, RTA_PRIORITY, RTA_PREFSRC = 1, 2, 4, 5, 6, 7
RTA_METRICS, RTA_MULTIPATH, RTA_TABLE, RTA_VIA, RTA_PREF, RTA_NH_ID = 8, 9, 15, 18, 20, 30
RTAX_MTU: Final = 2

FRA_DST, FRA_SRC, FRA_IIFNAME, FRA_GOTO, FRA_PRIORITY, FRA_FWMARK = 1, 2, 3, 4, 6, 10
FRA_SUPPRESS_PREFIXLEN, FRA_TABLE, FRA_FWMASK, FRA_OIFNAME = 14, 15, 16, 17
FRA_L3MDEV, FRA_UID_RANGE, FRA_PROTOCOL, FRA_IP_PROTO = 19, 20, 21, 22
FRA_SPORT_RANGE, FRA_DPORT_RANGE = 23, 24
FIB_RULE_INVERT: Final = 2

ROUTE_TYPES: Final = (
    "none",
    "unicast",
    "local",
    "broadcast",
    "anycast",
    "multicast",
    "blackhole",
    "unreachable",
    "prohibit",
    "throw",
    "nat",
)
# RTPROT_*, as `ip` spells them without /etc/iproute2/rt_protos.
PROTOCOLS: Final = {
    0: "unspec",
    1: "redirect",
    2: "kernel",
    3: "boot",
    4: "static",
    8: "gated",
    9: "ra",
    10: "mrt",
    11: "zebra",
    12: "bird",
    13: "dnrouted",
    14: "xorp",
    15: "ntk",
    16: "dhcp",
    17: "mrouted",
    18: "keepalived",
    42: "babel",
    186: "bgp",
    187: "isis",
    188: "ospf",
    189: "rip",
    192: "eigrp",
}
ROUTE_FLAGS: Final = (
    (0x1, "dead"),
    (0x2, "pervasive"),
    (0x4, "onlink"),
    (0x8, "offload"),
    (0x10, "linkdown"),
    (0x20, "unresolved"),
    (0x40, "trap"),
)
PREFERENCES: Final = {0: "medium", 1: "high", 3: "low"}
ACTIONS: Final = {
    1: "to_tbl",
    2: "goto",
    3: "nop",
    6: "blackhole",
    7: "unreachable",
    8: "prohibit",
}

_unpack_header = Struct("=BBBBBBBBI").unpack_from
_route_flags = bit_names(ROUTE_FLAGS)
_unpack_nexthop = Struct("=HBBi").unpack_from
_unpack_ports = Struct("=HH").unpack
_unpack_uids = Struct("=II").unpack


@decoder
def decode_routes(datagrams: Iterable[bytes]) -> list[Route]:
    """Return the routes of one namespace, all tables but local, in the kernel's order.

    The local table follows from the addresses.
    """
    routes = []
    for kind, start, end, data in messages(datagrams):
        if kind != RTM_NEWROUTE:
            continue
        header = _unpack_header(data, start)
        if header[0] not in (AF_INET, AF_INET6) or header[8] & RTM_F_CLONED:
            continue
        if header[4] != RT_TABLE_LOCAL:
            routes.append(_route(header, data[start + 12 : end]))
    return routes


@decoder
def decode_rules(datagrams: Iterable[bytes]) -> list[Rule]:
    """Return the policy rules of one namespace, IPv4 and IPv6, in the kernel's order."""
    return [rule for data in datagrams for rule in _rules(data)]


def _route(header: tuple[int, ...], payload: bytes) -> Route:
    family, dst_len, src_len, tos, table, protocol, scope, kind, flags = header
    found = attributes(payload, 0, len(payload), EVERY)
    members: dict[str, Any] = {}
    if RTA_SRC in found:
        members["src"] = _prefix(family, found[RTA_SRC], src_len)
    if RTA_METRICS in found and (mtu := _mtu(found[RTA_METRICS])):
        members["mtu"] = mtu
    if RTA_MULTIPATH in found:
        members["nexthops"] = _nexthops(found[RTA_MULTIPATH], family)
    if RTA_PREF in found and family == AF_INET6:
        members["pref"] = PREFERENCES.get(number(found[RTA_PREF]))
    return Route(
        family=4 if family == AF_INET else 6,
        dst=_prefix(family, found[RTA_DST], dst_len) if RTA_DST in found else "default",
        type=ROUTE_TYPES[kind] if kind < len(ROUTE_TYPES) else str(kind),
        table=number(found[RTA_TABLE]) if RTA_TABLE in found else table,
        gateway=_gateway(found, family),
        link=number(found[RTA_OIF]) if RTA_OIF in found else None,
        prefsrc=inet_ntop(family, found[RTA_PREFSRC]) if RTA_PREFSRC in found else None,
        metric=number(found[RTA_PRIORITY]) if RTA_PRIORITY in found else None,
        protocol=_protocol(protocol),
        scope=SCOPES.get(scope, str(scope)),
        flags=_route_flags(flags & 0xFF),
        nexthop_id=number(found[RTA_NH_ID]) if RTA_NH_ID in found else None,
        tos=tos,
        **members,
    )


# The same few rules stand in nearly every namespace.
@lru_cache(SAME_AGAIN)
def _rules(datagram: bytes) -> list[Rule]:
    return [
        _rule(data[start:end])
        for kind, start, end, data in messages((datagram,))
        if kind == RTM_NEWRULE and data[start] in (AF_INET, AF_INET6)
    ]


def _rule(body: bytes) -> Rule:
    family, dst_len, src_len, tos, table, _, _, action, flags = _unpack_header(body, 0)
    found = attributes(body, 12, len(body), EVERY)
    table = number(found[FRA_TABLE]) if FRA_TABLE in found else table
    suppress = found.get(FRA_SUPPRESS_PREFIXLEN, b"\xff\xff\xff\xff")
    mark = number(found[FRA_FWMARK]) if FRA_FWMARK in found else None
    return Rule(
        family=4 if family == AF_INET else 6,
        priority=number(found.get(FRA_PRIORITY, b"")),
        action=ACTIONS.get(action, str(action)),
        table=table or None,
        src=_prefix(family, found[FRA_SRC], src_len) if FRA_SRC in found else None,
        dst=_prefix(family, found[FRA_DST], dst_len) if FRA_DST in found else None,
        iif=text(found[FRA_IIFNAME]) if FRA_IIFNAME in found else None,
        oif=text(found[FRA_OIFNAME]) if FRA_OIFNAME in found else None,
        fwmark=mark,
        fwmask=number(found[FRA_FWMASK]) if FRA_FWMASK in found and mark is not None else None,
        tos=tos,
        goto=number(found[FRA_GOTO]) if FRA_GOTO in found else None,
        invert=bool(flags & FIB_RULE_INVERT),
        l3mdev=FRA_L3MDEV in found and bool(number(found[FRA_L3MDEV])),
        suppress_prefixlen=number(suppress) if suppress != b"\xff\xff\xff\xff" else None,
        uid_range=_unpack_uids(found[FRA_UID_RANGE]) if FRA_UID_RANGE in found else None,
        ip_protocol=number(found[FRA_IP_PROTO]) if FRA_IP_PROTO in found else None,
        sport=_unpack_ports(found[FRA_SPORT_RANGE]) if FRA_SPORT_RANGE in found else None,
        dport=_unpack_ports(found[FRA_DPORT_RANGE]) if FRA_DPORT_RANGE in found else None,
        protocol=_protocol(number(found[FRA_PROTOCOL])) if FRA_PROTOCOL in found else None,
    )


def _nexthops(payload: bytes, family: int) -> list[NextHop]:
    hops, at = [], 0
    while at + 8 <= len(payload):
        length, flags, weight, link = _unpack_nexthop(payload, at)
        if length < 8 or at + length > len(payload):
            raise ValueError("a next hop is cut short")
        found = attributes(payload, at + 8, at + length, EVERY)
        hops.append(
            NextHop(
                gateway=_gateway(found, family),
                link=link or None,
                weight=weight + 1,
                flags=_route_flags(flags),
            )
        )
        at += (length + 3) & ~3
    return hops


def _gateway(found: Attributes, family: int) -> str | None:
    if RTA_GATEWAY in found:
        return inet_ntop(family, found[RTA_GATEWAY])
    if RTA_VIA in found:
        # struct rtvia: an address of another family behind its number.
        return ip_address(found[RTA_VIA][2:])
    return None


def _mtu(metrics: bytes) -> int:
    found = attributes(metrics, 0, len(metrics), EVERY)
    return number(found[RTAX_MTU]) if RTAX_MTU in found else 0


def _prefix(family: int, address: bytes, length: int) -> str:
    return f"{inet_ntop(family, address)}/{length}"


@cache
def _protocol(protocol: int) -> str:
    return PROTOCOLS.get(protocol, str(protocol))
