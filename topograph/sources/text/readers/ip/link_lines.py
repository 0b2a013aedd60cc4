"""The lines that `ip link` prints of a link, as the members that `ip -j link` has for them."""

import re
from collections.abc import Sequence
from typing import Any, Final

from topograph.sources.text.readers.ip.kind_words import KNOWN_KINDS, kind_data, port_data
from topograph.sources.text.readers.ip.words import family_of_prefix

__all__ = [
    "brief_members",
    "continued",
    "head_members",
    "kind_members",
    "link_line_members",
    "starts_brief",
    "starts_head",
]

Members = dict[str, Any]

# Some cut the number off, and what stands in <> is lost where a page takes it for a tag.
_HEAD: Final = re.compile(
    r"\s{0,16}(?:(?P<index>[0-9]{1,10}): (?P<name>[^\s:]{1,64}):(?: <(?P<flags>[^<>]{0,500})>"
    r"|(?= {1,2}mtu [0-9]{1,10} qdisc ))"
    r"|(?P<only>[^\s:]{1,64}): <(?P<its>[A-Z0-9_,-]{1,500})>(?= mtu [0-9]))(?P<rest>.*)"
)
_BRIEF: Final = re.compile(
    r"([^\s:]{1,64}) {1,16}"
    r"(UNKNOWN|NOTPRESENT|DOWN|LOWERLAYERDOWN|TESTING|DORMANT|UP)(?: +(.*))?"
)
_BRIEF_LINK: Final = re.compile(r"([0-9a-f:.]{2,64} )? *<([^<>]{0,500})>\s*")
_MAC: Final = re.compile(r"[0-9a-fA-F:.]{2,100}")
_KIND: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")
# Where the second column stands.
_STATE_AT: Final = 17

_HEAD_VALUES: Final = {
    "mtu": "mtu",
    "qdisc": "qdisc",
    "master": "master",
    "state": "operstate",
    "mode": "linkmode",
    "group": "group",
    "qlen": "txqlen",
}
_LINK_VALUES: Final = {
    "brd": "broadcast",
    "peer": "broadcast",
    "permaddr": "permaddr",
    "link-netnsid": "link_netnsid",
    "link-netns": "link_netns",
    "promiscuity": "promiscuity",
    "portname": "phys_port_name",
    "parentbus": "parentbus",
    "parentdev": "parentdev",
}
# They follow what a kind says, in which they have no other meaning.
_TAIL_VALUES: Final = {key: _LINK_VALUES[key] for key in ("portname", "parentbus", "parentdev")}


def head_members(text: str) -> Members | None:
    """Return what the first line of a link says; None if it is none."""
    found = _HEAD.fullmatch(text)
    if found is None:
        return None
    members = _name_members(found["name"] or found["only"])
    if found["index"]:
        members["ifindex"] = found["index"]
    flags = found["flags"] if found["index"] else found["its"]
    if flags is not None:
        members["flags"] = flags.split(",") if flags else []
    _add_values(members, found["rest"].split(), _HEAD_VALUES)
    return members


def starts_head(text: str) -> bool:
    """Tell whether a line is the first of a link."""
    return _HEAD.match(text) is not None


def continued(members: Members, words: Sequence[str]) -> bool:
    """Take in a line that goes on where the one before it was broken; tell whether it is one."""
    names = _LINK_VALUES if "link_type" in members else _HEAD_VALUES
    if len(words) % 2 or not all(word in names for word in words[::2]):
        return False
    _add_values(members, words, names)
    return True


def link_line_members(words: Sequence[str]) -> Members:
    """Return what the line with link/ says."""
    members: Members = {"link_type": words[0].removeprefix("link/")}
    at = 1
    if len(words) > 1 and words[1] not in _LINK_VALUES and _MAC.fullmatch(words[1]):
        members["address"] = words[1]
        at = 2
    _add_values(members, words[at:], _LINK_VALUES)
    return members


def kind_members(words: Sequence[str], has_details: bool, linkinfo: Members) -> Members | None:
    """Return what a line about a link's kind, or about its port, says of the link besides.

    Args:
        words: the line.
        has_details: whether such a line is expected, so that any word may be a kind.
        linkinfo: gets what it says of the kind.

    Returns:
        Further members of the link; None if it is no such line.
    """
    word = words[0]
    if word.endswith("_slave") and "info_slave_kind" not in linkinfo:
        kind = word.removesuffix("_slave")
        linkinfo["info_slave_kind"] = kind
        linkinfo["info_slave_data"] = port_data(words[1:]) if kind == "bridge" else {}
    elif linkinfo or not (word in KNOWN_KINDS or (has_details and _KIND.fullmatch(word))):
        return None
    else:
        linkinfo["info_kind"] = word
        linkinfo["info_data"] = kind_data(word, words[1:])
    members: Members = {}
    _add_values(members, words[1:], _TAIL_VALUES)
    return members


def starts_brief(text: str) -> bool:
    """Tell whether a line is one of `ip -br`."""
    found = _BRIEF.fullmatch(text.rstrip("\r")) if len(text) < 10000 else None
    if found is None or found.start(2) != max(_STATE_AT, len(found[1]) + 1):
        return False
    rest = found[3] or ""
    return (
        not rest.strip()
        or _BRIEF_LINK.fullmatch(rest) is not None
        or family_of_prefix(rest.split()[0]) is not None
    )


def brief_members(text: str) -> Members | None:
    """Return what a line of `ip -br` says; None if it is none."""
    found = _BRIEF.fullmatch(text) if starts_brief(text) else None
    if found is None:
        return None
    members = _name_members(found[1])
    members["operstate"] = found[2]
    rest = found[3] or ""
    if (link := _BRIEF_LINK.fullmatch(rest)) is not None:
        members["flags"] = link[2].split(",") if link[2] else []
        if link[1]:
            members["address"] = link[1].strip()
        return members
    members["addr_info"] = _brief_addresses(rest.split())
    return members


def _brief_addresses(words: Sequence[str]) -> list[Members]:
    """Return addresses without what is not told: flags, and a scope that is not by its form."""
    found: list[Members] = []
    for at, word in enumerate(words):
        if family_of_prefix(word) is None or words[at - 1 : at] == ["peer"]:
            continue
        local, _, length = word.partition("/")
        members: Members = {"local": local, "prefixlen": length, "dynamic": True}
        if words[at + 1 : at + 2] == ["peer"] and at + 2 < len(words):
            members["address"], _, members["prefixlen"] = words[at + 2].partition("/")
        if local.startswith("fe80:"):
            members["scope"] = "link"
        elif local.startswith("127.") or local == "::1":
            members["scope"] = "host"
        found.append(members)
    return found


def _name_members(told: str) -> Members:
    """Split eth0@if7 at its @; what follows is a link of another namespace, or one by name."""
    ifname, at, link = told.rpartition("@")
    if not at:
        return {"ifname": told}
    return {"ifname": ifname, "link": None if link == "NONE" else link}


def _add_values(members: Members, words: Sequence[str], names: dict[str, str]) -> None:
    at, end = 0, len(words) - 1
    while at < end:
        if words[at] in names:
            members[names[words[at]]] = words[at + 1]
            at += 1
        at += 1
