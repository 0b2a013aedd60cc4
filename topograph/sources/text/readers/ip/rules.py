"""A policy rule as `ip -j rule` tells it; what `ip` prints in words is brought into that form."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from topograph.facts import Rule
from topograph.sources.text.commands.ip import IpCommand
from topograph.sources.text.readers.ip.words import (
    family_of,
    name,
    number,
    prefix,
    protocol,
    table,
    tos,
)

__all__ = ["ACTIONS", "complete_rules", "family_of_rules", "rule_from_members"]

ALL_MARKS: Final = 0xFFFFFFFF
# Actions by the word of ip. Busybox takes the numbers of goto and nop for types of routes.
ACTIONS: Final = {
    "blackhole": "blackhole",
    "unreachable": "unreachable",
    "prohibit": "prohibit",
    "nop": "nop",
    "goto": "goto",
    "local": "goto",
    "broadcast": "nop",
}
IP_PROTOCOLS: Final = {
    "icmp": 1,
    "igmp": 2,
    "ipencap": 4,
    "ipip": 4,
    "tcp": 6,
    "udp": 17,
    "dccp": 33,
    "ipv6": 41,
    "gre": 47,
    "esp": 50,
    "ah": 51,
    "ipv6-icmp": 58,
    "ospf": 89,
    "sctp": 132,
    "udplite": 136,
}

Members = Mapping[str, Any]


def rule_from_members(members: Members, family: int) -> Rule | None:
    """Return a rule; None if something is told that has no number here, such as a table's name."""
    priority = number(members.get("priority"))
    in_table = table(members["table"]) if "table" in members else 0
    ip_protocol = _ip_protocol(members.get("ipproto"))
    if priority is None or in_table is None or ("ipproto" in members and ip_protocol is None):
        return None
    mark = number(members.get("fwmark")) or None
    mask = number(members.get("fwmask", ALL_MARKS))
    suppressed = number(members.get("suppress_prefixlen"))
    return Rule(
        family=family,
        priority=priority,
        action=_action(members),
        table=in_table or None,
        src=_selector(members, "src"),
        dst=_selector(members, "dst"),
        iif=name(members.get("iif")),
        oif=name(members.get("oif")),
        fwmark=mark,
        fwmask=mask if mark is not None else None,
        tos=tos(members.get("tos")) or 0,
        goto=number(members.get("goto")),
        invert="not" in members,
        l3mdev="l3mdev" in members,
        suppress_prefixlen=suppressed,
        uid_range=_range(members.get("uid_start"), members.get("uid_end")),
        ip_protocol=ip_protocol,
        sport=_ports(members, "sport"),
        dport=_ports(members, "dport"),
        protocol=protocol(members.get("protocol")),
    )


def family_of_rules(command: IpCommand | None, rules: Sequence[Members]) -> int:
    """Return 4 or 6: which rules a command shows, or which these seem to be.

    Only IPv4 has a rule for the table default.
    """
    if command is not None:
        return 6 if command.family == 6 else 4
    for members in rules:
        for selector in ("src", "dst"):
            address, _, _ = str(members.get(selector)).partition("/")
            if (family := family_of(address)) is not None:
                return family
    tables = {members.get("table") for members in rules if isinstance(members.get("table"), str)}
    return 6 if "main" in tables and "default" not in tables else 4


def complete_rules(command: IpCommand | None) -> set[str]:
    """Return the lists of which nothing is missing in the whole answer to a command."""
    if command is None or command.words or command.family == 0 or command.is_busybox:
        return set()
    return {f"rules/{command.family or 4}"}


def _action(members: Members) -> str:
    if "goto" in members:
        return "goto"
    if "nop" in members:
        return "nop"
    action = members.get("action")
    return ACTIONS.get(action, action) if isinstance(action, str) else "to_tbl"


def _selector(members: Members, key: str) -> str | None:
    """Return a prefix; None for all, and for 0/8, which is how ip prints one without address."""
    address, length = members.get(key), members.get(f"{key}len")
    if length is not None and isinstance(address, str) and "/" not in address:
        address = f"{address}/{length}"
    return prefix(address)


def _ip_protocol(value: Any) -> int | None:
    if isinstance(value, str) and value in IP_PROTOCOLS:
        return IP_PROTOCOLS[value]
    return number(value)


def _ports(members: Members, key: str) -> tuple[int, int] | None:
    single = members.get(key)
    return _range(
        members.get(f"{key}_start", single),
        members.get(f"{key}_end", single),
    )


def _range(start: Any, end: Any) -> tuple[int, int] | None:
    low, high = number(start), number(end)
    return (low, high) if low is not None and high is not None else None
