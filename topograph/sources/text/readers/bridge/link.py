"""Read `bridge link`, for people and in JSON: the ports of all bridges.

iproute2 looks up the number of the link behind the @ in its own namespace,
whatever namespace it belongs to: the name stands for that number only.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from topograph.sources.text.reader import JsonReader, TextReader
from topograph.sources.text.readers.lines import is_count, read_lines, sound, whole
from topograph.sources.text.told import Line, Told, ToldLink

__all__ = ["BRIDGE_JSON_LINK", "BRIDGE_LINK"]

COVERS: Final = frozenset({"flags", "is_up", "master", "mtu"})
SWITCHES: Final = frozenset(
    (
        *("hairpin", "guard", "root_block", "fastleave", "learning", "flood", "mcast_flood"),
        *("bcast_flood", "neigh_suppress", "vlan_tunnel", "isolated", "locked", "proxy_arp"),
    )
)
NUMBERS: Final = frozenset({"priority", "cost"})
ELSEWHERE: Final = "M-DOWN"
"""What `ip` adds to the flags when the link below is down."""

# Before iproute2 4.18 the state stood between the name and the @: `7: veth1 state UP @if6: <`.
_HEAD: Final = re.compile(
    r"(?P<ifindex>[0-9]{1,10}): (?P<ifname>[^\s@]{1,64}?)(?: state (?P<operstate>[A-Z]{1,20}) ?)?"
    r"(?:@(?P<link>\S{1,64}?))?: <(?P<flags>[A-Z0-9,_-]{0,300})>(?P<rest>(?: \S.*)?)",
    re.ASCII,
)
_PORT: Final = re.compile(
    r" mtu [0-9]+ (?:master \S{1,64} )?"
    r"(?:state (?:(?:disabled|listening|learning|forwarding|blocking)|"
    r"\S{1,20} priority [0-9]+ cost [0-9]+)|hwmode \S+)"
)
_NUMBERED: Final = re.compile(r"if([0-9]{1,10})", re.ASCII)
# Where a line was broken, or lost its blanks, it goes on with one of these.
_BROKEN_OFF: Final = re.compile(r"(?:state|priority|hairpin|mtu|master) \S")
_DETAIL: Final = re.compile(r"[a-z][a-z0-9_]{1,30}", re.ASCII)


def begins_bridge_link(text: str) -> bool:
    """Tell whether a line is the first of a port: `ip link` has other words before the state."""
    if len(text) > 1000 or not text[:1].isdigit():
        return False
    found = _HEAD.fullmatch(text.rstrip())
    return found is not None and _PORT.fullmatch(found["rest"]) is not None


def read_bridge_link(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read what `bridge link` prints for people."""
    told = Told()
    return read_lines(lines, told, lambda text: _take(text, told.links))


def is_bridge_link(value: Any) -> bool:
    """Tell whether a value is what `bridge -j link` prints."""
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and {"ifindex", "ifname", "state", "priority"} <= first.keys()


def read_bridge_link_json(value: Any, argv: tuple[str, ...]) -> Told:
    """Read what `bridge -j link` prints."""
    told = Told()
    for one in value if isinstance(value, list) else []:
        if isinstance(one, dict) and sound(one.get("ifname")):
            told.links.append(_from_json(one))
    return told


def _take(text: str, links: list[ToldLink]) -> bool:
    if text[:1].isspace() or _BROKEN_OFF.match(text):
        return bool(links) and _read_words(text.split(), links[-1])
    head = _HEAD.fullmatch(text.rstrip())
    if head is None:
        return False
    link = ToldLink(head["ifname"], int(head["ifindex"]), covers=COVERS)
    _add_flags(link, [flag for flag in head["flags"].split(",") if flag])
    if head["operstate"]:
        link.fields["operstate"] = head["operstate"]
    _add_link_below(link, head["link"])
    if not _read_words(head["rest"].split(), link):
        return False
    _add_port_kind(link)
    links.append(link)
    return True


def _read_words(words: list[str], link: ToldLink) -> bool:
    """Read pairs of a word and its value; return whether they are such pairs."""
    pairs = list(zip(words[::2], words[1::2], strict=False))
    if len(words) % 2 or not all(_DETAIL.fullmatch(name) for name, _ in pairs):
        return False
    port: dict[str, Any] = link.fields.get("port", {})
    for name, value in pairs:
        number = whole(value)
        if name == "mtu" and number is not None:
            link.fields["mtu"] = number
        elif name == "master":
            link.named["master"] = value
        elif name == "state":
            port["state"] = value
        elif name in NUMBERS and number is not None:
            port[name] = number
        elif name in SWITCHES and value in ("on", "off"):
            port[name] = value == "on"
    if port:
        link.fields["port"] = port
    return True


def _from_json(one: dict[str, Any]) -> ToldLink:
    link = ToldLink(sound(one["ifname"]), covers=COVERS)
    if is_count(one.get("ifindex")):
        link.ifindex = one["ifindex"]
    flags = one.get("flags")
    if isinstance(flags, list):
        _add_flags(link, [sound(flag) for flag in flags if sound(flag)])
    if operstate := sound(one.get("operstate")):
        link.fields["operstate"] = operstate
    if is_count(one.get("link_index")):
        link.fields["iflink"] = one["link_index"]
    _add_link_below(link, sound(one.get("link")))
    if is_count(one.get("mtu")):
        link.fields["mtu"] = one["mtu"]
    if master := sound(one.get("master")):
        link.named["master"] = master
    port: dict[str, Any] = {name: one[name] for name in NUMBERS if is_count(one.get(name))}
    port |= {name: one[name] for name in SWITCHES if isinstance(one.get(name), bool)}
    if state := sound(one.get("state")):
        port["state"] = state
    if port:
        link.fields["port"] = port
    _add_port_kind(link)
    return link


def _add_flags(link: ToldLink, flags: list[str]) -> None:
    link.fields["flags"] = [flag for flag in flags if flag != ELSEWHERE]
    link.fields["is_up"] = "UP" in flags
    if "UP" in flags:
        link.fields["carrier"] = "LOWER_UP" in flags


def _add_link_below(link: ToldLink, name: str | None) -> None:
    if name and (numbered := _NUMBERED.fullmatch(name)):
        link.fields["iflink"] = int(numbered[1])
    elif name and name != "NONE":
        link.named["iflink"] = name


def _add_port_kind(link: ToldLink) -> None:
    """Say that it is the port of a bridge; a card that switches by itself has no master."""
    if "master" in link.named and "state" in link.fields.get("port", {}):
        link.fields["port_kind"] = "bridge"


BRIDGE_LINK: Final = TextReader("bridge link", begins_bridge_link, read_bridge_link)
BRIDGE_JSON_LINK: Final = JsonReader("bridge json link", is_bridge_link, read_bridge_link_json)
