"""A route as `ip -j route` tells it; what `ip` prints in words is brought into that form."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from topograph.facts import NextHop, Route
from topograph.sources.text.commands.ip import IpCommand, selection_of
from topograph.sources.text.readers.ip.words import (
    family_of,
    family_of_prefix,
    name,
    number,
    objects,
    prefix,
    protocol,
    scope,
    table,
    tos,
)
from topograph.sources.text.told import ToldRoute

__all__ = ["TYPES", "Asked", "asked_routes", "is_no_fact", "route_from_members"]

MAIN, LOCAL = 254, 255
TYPES: Final = (
    *("none", "unicast", "local", "broadcast", "anycast", "multicast", "blackhole"),
    *("unreachable", "prohibit", "throw", "nat"),
)
# In the order of the bits, as the live source tells them; ip prints them in another one.
FLAGS: Final = ("dead", "pervasive", "onlink", "offload", "linkdown", "unresolved", "trap")
# The kernel puts these into the table local, which follows from the addresses.
LOCAL_TYPES: Final = ("local", "broadcast", "anycast")
MULTICAST: Final = "ff00::/8"
KEYWORDS: Final = ("vrf", "tos", "dev", "oif", "iif", "mark", "via", "src")
SHORTENED: Final = ("table", "dsfield", "protocol", "scope", "type", "metric", "realms", "from")

# What is asked for stands in no route of the answer.
_REPEATED: Final = ("dev", "protocol", "scope", "metric")

Members = Mapping[str, Any]


class Asked(NamedTuple):
    """What a command asked for, and its answer therefore does not repeat."""

    family: int | None = None
    members: Mapping[str, str] = {}
    """Values that all routes have, such as table or dev."""
    is_numbered: bool = True
    """Whether the number of the table can be known."""
    complete: frozenset[str] = frozenset()
    """The lists of which nothing is missing in the whole answer."""


def asked_routes(command: IpCommand | None) -> Asked:
    """Return what a command of `ip route` asks for."""
    if command is None:
        return Asked()
    chosen = selection_of(command.words, KEYWORDS, SHORTENED)
    values = dict(chosen.values)
    asked_table = values.pop("table", "main")
    members: dict[str, str] = {key: values[key] for key in _REPEATED if key in values}
    if "oif" in values:
        members["dev"] = values["oif"]
    complete: frozenset[str] = frozenset()
    if asked_table == "all":
        if not values and not chosen.rest and not command.is_busybox:
            families = (4, 6) if command.family is None else (command.family,)
            complete = frozenset(f"routes/{one}" for one in families if one)
    else:
        members["table"] = asked_table
    is_numbered = "vrf" not in values and (asked_table == "all" or table(asked_table) is not None)
    return Asked(command.family, members, is_numbered, complete)


def is_no_fact(members: Members, asked: Asked) -> bool:
    """Tell whether a route is one of the table local, or a cached answer for one address."""
    if "cache" in members or "uid" in members:
        return True
    told = members.get("table", asked.members.get("table"))
    if "table" not in members and told in (None, "main"):
        kind = members.get("type")
        return kind in LOCAL_TYPES or (kind == "multicast" and members.get("dst") == MULTICAST)
    return table(told) == LOCAL


def route_from_members(members: Members, asked: Asked) -> ToldRoute | None:
    """Return a route; None if its destination is none, or its table cannot be numbered."""
    repeated = dict(asked.members)
    if "nexthops" in members:
        # Each of them names its own link.
        repeated.pop("dev", None)
    members = {**repeated, **members}
    in_table = table(members.get("table", "main")) if asked.is_numbered else None
    dst = members.get("dst")
    family = family_of_prefix(dst)
    if dst == "default":
        family = _family_of_default(members, asked)
    if in_table is None or family is None:
        return None
    hops = objects(members.get("nexthops"))
    route = Route(
        family=family,
        dst=dst if dst == "default" else prefix(dst) or "",
        type=_type(members.get("type")),
        table=in_table,
        src=prefix(members.get("from")),
        gateway=_gateway(members),
        prefsrc=members["prefsrc"] if family_of(members.get("prefsrc")) else None,
        metric=number(members.get("metric")),
        protocol=protocol(members.get("protocol")) or "boot",
        scope=scope(members.get("scope")) or "global",
        flags=_flags(members),
        nexthops=[_hop(hop) for hop in hops],
        nexthop_id=number(members.get("nhid")),
        mtu=next((mtu for one in objects(members.get("metrics")) if (mtu := _mtu(one))), None),
        tos=tos(members.get("tos")) or 0,
        pref=name(members.get("pref")) if family == 6 else None,
    )
    return ToldRoute(
        route=route,
        dev=name(members.get("dev")) or "",
        hop_devs=tuple(name(hop.get("dev")) or "" for hop in hops),
    )


def _type(value: Any) -> str:
    """Return the type of a route, which `ip -N` tells by its number."""
    found = name(value) or "unicast"
    return next((one for n, one in enumerate(TYPES) if str(n) == found), found)


def _family_of_default(members: Members, asked: Asked) -> int:
    """Return 4 or 6; only what else is told of it shows that."""
    if asked.family in (4, 6):
        return asked.family
    for one in (members, *objects(members.get("nexthops"))):
        via = one.get("via")
        if isinstance(via, dict) and via.get("family") in ("inet", "inet6"):
            # The gateway is of the other family; otherwise ip would not name it.
            return 4 if via["family"] == "inet6" else 6
        if (family := family_of(one.get("gateway", one.get("prefsrc")))) is not None:
            return family
    return 6 if "pref" in members or "error" in members else 4


def _hop(members: Members) -> NextHop:
    return NextHop(
        gateway=_gateway(members),
        weight=number(members.get("weight")) or 1,
        flags=_flags(members),
    )


def _gateway(members: Members) -> str | None:
    via = members.get("via")
    gateway = via.get("host") if isinstance(via, dict) else members.get("gateway")
    return gateway if family_of(gateway) else None


def _flags(members: Members) -> list[str]:
    flags = members.get("flags")
    return [flag for flag in FLAGS if flag in flags] if isinstance(flags, list) else []


def _mtu(metrics: Members) -> int | None:
    return number(metrics.get("mtu"))
