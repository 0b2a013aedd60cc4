"""Reads `ip neigh` and `ip -j neigh`.

`ip neigh` leaves out entries without a state and, unless `nud all` is asked for, those that need
no resolution (NOARP); proxies have a command of their own.
"""

import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from typing import Any, Final

from topograph.facts import Neighbour
from topograph.sources.text.commands.ip import IpCommand, parse_ip, selection_of
from topograph.sources.text.reader import JsonReader, TextReader
from topograph.sources.text.readers.ip.walking import walk
from topograph.sources.text.readers.ip.words import family_of, name, objects
from topograph.sources.text.told import Line, Told, ToldNeighbour

__all__ = ["IP_JSON_NEIGHBOURS", "IP_NEIGH", "starts_neighbour"]

Members = dict[str, Any]

STATES: Final = (
    *("INCOMPLETE", "REACHABLE", "STALE", "DELAY", "PROBE", "FAILED", "NOARP", "PERMANENT"),
)
SWITCHES: Final = ("router", "proxy", "managed", "extern_learn", "offload", "extern_valid")
# Words with a value that is no fact.
PASSED_OVER: Final = ("ref", "used", "probes", "proto")

_BEGINS: Final = re.compile(
    r"([0-9a-f:.]{2,45}) {1,40}(?:dev {1,40}\S{1,64} {1,40})?"
    rf"(?:lladdr {{1,40}}\S|(?:(?:{'|'.join(SWITCHES)}) {{1,40}})*(?:{'|'.join(STATES)})\b"
    r"|proxy\b|nud\b|(?:router {1,40})?(?:ref {1,40}[0-9]+ {1,40})?used {1,40}[0-9]+/)"
)
_EIGHT_BYTES: Final = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2}){7}")


def starts_neighbour(text: str) -> bool:
    """Tell whether a line is about a neighbour."""
    found = _BEGINS.match(text)
    return found is not None and family_of(found[1]) is not None


def read(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Return the neighbours that `ip neigh` shows."""
    command = parse_ip(argv)
    is_brief = command is not None and "brief" in command.options
    told = Told()

    def take(_: Line, words: list[str]) -> bool:
        members = _brief_members(words) if is_brief else _members(words)
        neighbour = _neighbour(members, _asked_dev(command)) if members else None
        if neighbour is not None:
            told.neighbours.append(neighbour)
        return neighbour is not None

    walk(lines, told, take)
    if told.is_whole:
        told.complete = _complete(command)
    return told


def recognises(value: Any) -> bool:
    """Tell whether it is a list of neighbours; those of a bridge name a mac."""
    found = objects(value)
    return bool(found) and all(
        "dst" in one
        and "mac" not in one
        and not one.keys().isdisjoint(("state", "lladdr", "proxy"))
        for one in found
    )


def read_json(value: Any, argv: tuple[str, ...]) -> Told:
    """Return the neighbours in the answer of `ip -j neigh`."""
    command = parse_ip(argv)
    told = Told()
    each = (_neighbour(members, _asked_dev(command)) for members in objects(value))
    told.neighbours = [neighbour for neighbour in each if neighbour is not None]
    told.complete = _complete(command)
    return told


IP_NEIGH: Final = TextReader("ip neigh", starts_neighbour, read)
IP_JSON_NEIGHBOURS: Final = JsonReader("ip json neighbours", recognises, read_json)


def _members(words: Sequence[str]) -> Members | None:
    """Return what a line says, as `ip -j neigh` does; None if there is an unknown word in it."""
    members: Members = {"dst": words[0], "state": []}
    at = 1
    while at < len(words):
        word = words[at]
        value = words[at + 1] if at + 1 < len(words) else ""
        at += 2
        if word in ("dev", "lladdr"):
            members[word] = value
        elif word == "nud":
            # Versions before 2.6 print it like that.
            members["state"].append(value.upper())
        elif word in PASSED_OVER:
            # With -s: used 0/65/0probes 4
            at += value.endswith("probes")
        elif word in STATES:
            members["state"].append(word)
            at -= 1
        elif word in SWITCHES:
            members[word] = None
            at -= 1
        else:
            return None
    return members


def _brief_members(words: Sequence[str]) -> Members | None:
    if len(words) > 3:
        return None
    return dict(zip(("dst", "dev", "lladdr"), words, strict=False))


def _neighbour(members: Mapping[str, Any], asked_dev: str) -> ToldNeighbour | None:
    dst = members.get("dst")
    family = family_of(dst)
    dev = name(members.get("dev")) or asked_dev
    if family is None or not isinstance(dst, str) or not dev:
        return None
    state = members.get("state")
    neighbour = Neighbour(
        family=family,
        dst=dst,
        link=0,
        mac=_link_address(members.get("lladdr")),
        state=[one for one in STATES if one in state] if isinstance(state, list) else [],
        is_router=members.get("router", False) is not False,
        is_proxy=members.get("proxy", False) is not False,
    )
    return ToldNeighbour(neighbour, dev)


def _link_address(told: Any) -> str | None:
    """Return its bytes; on tunnels over IP, ip prints them as an IP address."""
    address = name(told)
    if address and family_of(address) and not _EIGHT_BYTES.fullmatch(address):
        return ip_address(address).packed.hex(":")
    return address


def _asked_dev(command: IpCommand | None) -> str:
    """Return the link that was asked for, which the answer does not repeat."""
    words = command.words if command else ()
    return selection_of(words, ("dev",)).values.get("dev", "")


def _complete(command: IpCommand | None) -> set[str]:
    if command is None or command.words not in ((), ("nud", "all")):
        return set()
    families = (4, 6) if command.family is None else (command.family,)
    return {f"neighbours/{family}" for family in families if family}
