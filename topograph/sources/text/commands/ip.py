"""The command line of `ip`: which object it asks about, and how much of it.

Options and objects may be shortened to any length; of several that fit, the
first of iproute2's own list is meant: `ip a` is address, `ip ro` is route.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

__all__ = ["IpCommand", "Selection", "parse_ip", "selection_of"]

# In the order of iproute2. Each stands for the object on its right.
_OBJECTS: Final = (
    *(("address", "address"), ("addrlabel", ""), ("maddress", ""), ("route", "route")),
    *(("rule", "rule"), ("neighbor", "neigh"), ("neighbour", "neigh"), ("ntable", "")),
    *(("ntbl", ""), ("link", "link"), ("l2tp", ""), ("tunnel", ""), ("tuntap", "")),
    *(("token", ""), ("tcpmetrics", ""), ("monitor", ""), ("mroute", ""), ("mrule", "")),
    *(("netns", "netns"), ("netconf", ""), ("nexthop", "")),
)
# The commands of each object that change something or ask another question, as far as a short
# word could be meant for them, and those that list. In the order of iproute2.
_ADDRESS: Final = ("add", "change", "replace", "delete", "list", "show", "lst", "flush", "save")
_LINK: Final = ("add", "set", "change", "replace", "delete", "show", "lst", "list")
_ROUTE: Final = ("list", "show", "lst", "get", "add", "change", "replace", "delete", "save")
_RULE: Final = ("list", "lst", "show", "save", "add", "delete")
_NEIGH: Final = ("add", "change", "replace", "delete", "get", "show", "list", "lst", "flush")
_NETNS: Final = ("list", "show", "lst", "list-id")
_COMMANDS: Final = {
    "address": _ADDRESS,
    "link": _LINK,
    "route": _ROUTE,
    "rule": _RULE,
    "neigh": _NEIGH,
    "netns": _NETNS,
}
_LISTING: Final = frozenset({"list", "show", "lst", "list-id"})

# In the order in which ip tries them; True if a value follows.
_OPTIONS: Final = (
    *(("loops", True), ("family", True), ("human-readable", False), ("iec", False)),
    *(("stats", False), ("statistics", False), ("details", False), ("resolve", False)),
    *(("oneline", False), ("timestamp", False), ("tshort", False), ("force", False)),
    *(("batch", True), ("brief", False), ("json", False), ("pretty", False)),
    *(("rcvbuf", True), ("color", False), ("netns", True), ("Numeric", False), ("all", False)),
)
_FAMILIES: Final = {"4": 4, "6": 6, "0": 0, "M": 0, "B": 0}
_FAMILY_NAMES: Final = {"inet": 4, "inet6": 6}


class IpCommand(NamedTuple):
    """A command of ip that lists something."""

    object: str
    """address, link, route, rule, neigh or netns."""
    family: int | None
    """4, 6, 0 for another one; None if none is asked for."""
    options: frozenset[str]
    """By their whole names, such as details or json."""
    words: tuple[str, ...]
    """What follows show: what is asked for."""
    lists_ids: bool = False
    """Of namespaces: `ip netns list-id`."""
    is_busybox: bool = False
    """Whether it is the ip of busybox, which leaves out much."""


class Selection(NamedTuple):
    """What a command asks for, out of all that there is."""

    values: dict[str, str]
    """By their keyword, such as dev or table."""
    rest: tuple[str, ...]
    """Words that stand alone, such as up, or a name."""


def parse_ip(argv: Sequence[str]) -> IpCommand | None:
    """Return what a command of ip lists; None if it is none, or does something else."""
    words = list(argv[:64])
    is_busybox = bool(words) and _base(words[0]) == "busybox"
    if is_busybox:
        words = words[1:]
    if not words or _base(words[0]) != "ip":
        return None
    family, options, at = _read_options(words)
    found = _first(words[at], _OBJECTS) if at < len(words) else None
    if not found:
        return None
    rest = words[at + 1 :]
    command = _whole(rest[0], _COMMANDS[found]) if rest else "list"
    if command not in _LISTING:
        return None
    return IpCommand(found, family, options, tuple(rest[1:]), command == "list-id", is_busybox)


def selection_of(
    words: Sequence[str], keywords: Sequence[str], shortened: Sequence[str] = ()
) -> Selection:
    """Return what the words behind show select.

    Args:
        words: those words.
        keywords: those that a value follows.
        shortened: further ones that may be shortened.
    """
    values: dict[str, str] = {}
    rest = []
    at = 0
    while at < len(words):
        word = words[at]
        keyword = word if word in keywords else _whole(word, shortened)
        if keyword and at + 1 < len(words):
            values[keyword] = words[at + 1]
            at += 1
        else:
            rest.append(word)
        at += 1
    return Selection(values, tuple(rest))


def _read_options(words: list[str]) -> tuple[int | None, frozenset[str], int]:
    family: int | None = None
    options = set()
    at = 1
    while at < len(words) and words[at].startswith("-"):
        option = words[at].removeprefix("-").removeprefix("-").partition("=")[0]
        at += 1
        if not option:
            break
        if option in _FAMILIES:
            family = _FAMILIES[option]
            continue
        name = next((name for name, _ in _OPTIONS if name.startswith(option)), "")
        options.add(name)
        if dict(_OPTIONS).get(name):
            if name == "family" and at < len(words):
                family = _FAMILY_NAMES.get(words[at], 0)
            at += 1
    return family, frozenset(options), at


def _first(word: str, table: Sequence[tuple[str, str]]) -> str:
    return next((meant for whole, meant in table if word and whole.startswith(word)), "")


def _whole(word: str, names: Sequence[str]) -> str:
    return next((name for name in names if word and name.startswith(word)), "")


def _base(path: str) -> str:
    return path.rpartition("/")[2]
