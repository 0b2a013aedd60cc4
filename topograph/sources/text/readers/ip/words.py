"""Single words of iproute2: numbers, addresses, names of tables and protocols.

Each is taken as `ip` prints it, in text or as a member of its JSON; what is not of the expected
form gives None, so that hostile text costs nothing and raises nothing.
"""

import re
from ipaddress import IPv6Address
from typing import Any, Final

__all__ = [
    "PROTOCOLS",
    "family_of",
    "family_of_prefix",
    "flag",
    "name",
    "number",
    "objects",
    "prefix",
    "protocol",
    "scope",
    "table",
    "tos",
]

_NUMBER: Final = re.compile(r"-?[0-9]{1,20}|0[xX][0-9a-fA-F]{1,16}")
_IPV4: Final = re.compile(
    r"(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?!\Z)|\Z)){4}", re.ASCII
)
_GROUPS: Final = re.compile(r"[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4})*")
_LONGEST_ADDRESS: Final = 45
_LONGEST_NAME: Final = 255
_LAST_TABLE: Final = 0xFFFFFFFF

# RTPROT_*: the numbers that `ip` prints where its own list of names is shorter.
PROTOCOLS: Final = {
    "0": "unspec",
    "1": "redirect",
    "2": "kernel",
    "3": "boot",
    "4": "static",
    "8": "gated",
    "9": "ra",
    "10": "mrt",
    "11": "zebra",
    "12": "bird",
    "13": "dnrouted",
    "14": "xorp",
    "15": "ntk",
    "16": "dhcp",
    "17": "mrouted",
    "18": "keepalived",
    "42": "babel",
    "186": "bgp",
    "187": "isis",
    "188": "ospf",
    "189": "rip",
    "192": "eigrp",
    # Names that newer versions of ip have and the live source does not.
    "ovn": "84",
    "openr": "99",
}
_SCOPES: Final = {"0": "global", "200": "site", "253": "link", "254": "host", "255": "nowhere"}
_TABLES: Final = {"unspec": 0, "default": 253, "main": 254, "local": 255}
# /etc/iproute2/rt_dsfield as it is shipped, old and new.
_DSFIELDS: Final = {
    "default": 0x00,
    "mincost": 0x02,
    "reliability": 0x04,
    "throughput": 0x08,
    "lowdelay": 0x10,
    **{f"CS{i}": i << 5 for i in range(1, 8)},
    **{f"AF{i}{j}": i << 5 | j << 3 for i in range(1, 5) for j in range(1, 4)},
    "EF": 0xB8,
}


def number(value: Any) -> int | None:
    """Return a whole number, told in JSON or in decimal or hexadecimal digits."""
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            return None
        return int(value, 16 if value[:2] in ("0x", "0X") else 10)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(value: Any) -> bool | None:
    """Return a switch: on or off, 0 or 1, true or false; null is how `ip -j` says yes."""
    if value in ("on", "off"):
        return bool(value == "on")
    if value is None or isinstance(value, bool):
        return value is not False
    found = number(value)
    return None if found is None else found != 0


def name(value: Any) -> str | None:
    """Return a word that is not empty and not endless."""
    return value if isinstance(value, str) and 0 < len(value) <= _LONGEST_NAME else None


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list, without empty ones: `ip` prints those for what it skips."""
    return [one for one in value if isinstance(one, dict) and one] if _is_list(value) else []


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def family_of(address: Any) -> int | None:
    """Return 4 or 6; None if it is no IP address."""
    if not isinstance(address, str) or len(address) > _LONGEST_ADDRESS:
        return None
    if ":" not in address:
        return 4 if _IPV4.fullmatch(address) else None
    return 6 if _is_ipv6(address) else None


def _is_ipv6(address: str) -> bool:
    """Tell what `ipaddress` does, in a fifth of the time: a text may hold very many."""
    if "." in address:
        try:
            return IPv6Address(address).scope_id is None
        except ValueError:
            return False
    head, gap, tail = address.partition("::")
    halves = [half for half in (head, tail) if half]
    if not all(map(_GROUPS.fullmatch, halves)):
        return False
    count = sum(half.count(":") + 1 for half in halves)
    return count < 8 if gap else count == 8


def family_of_prefix(value: Any) -> int | None:
    """Return 4 or 6 for an address with or without its length; None if it is none of both."""
    address, slash, length = str(value).partition("/") if isinstance(value, str) else ("", "", "")
    family = family_of(address)
    if family is None or not slash:
        return family
    bits = number(length)
    return family if bits is not None and 0 <= bits <= (32 if family == 4 else 128) else None


def prefix(value: Any) -> str | None:
    """Return an address with its length, that of a single host where none is told."""
    family = family_of_prefix(value)
    if family is None:
        return None
    return value if "/" in value else f"{value}/{32 if family == 4 else 128}"


def protocol(value: Any) -> str | None:
    """Return the name of who added a route or a rule; a number that has none stays one."""
    found = name(value)
    return None if found is None else PROTOCOLS.get(found, found)


def scope(value: Any) -> str | None:
    """Return the name of a scope; a number that has none stays one."""
    found = name(value)
    return None if found is None else _SCOPES.get(found, found)


def table(value: Any) -> int | None:
    """Return the number of a routing table; None for a name that only its host can number."""
    if isinstance(value, str) and value in _TABLES:
        return _TABLES[value]
    found = number(value)
    return found if found is not None and 0 <= found <= _LAST_TABLE else None


def tos(value: Any) -> int | None:
    """Return a type of service, told as a number or by the name of its class."""
    if isinstance(value, str) and value in _DSFIELDS:
        return _DSFIELDS[value]
    return number(value)
