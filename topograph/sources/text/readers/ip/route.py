"""Reads `ip route`, of iproute2 and of busybox, for any family and table."""

import re
from collections.abc import Sequence
from typing import Any, Final

from topograph.sources.text.commands.ip import parse_ip
from topograph.sources.text.reader import TextReader, is_ellipsis, without_remark
from topograph.sources.text.readers.ip.neigh import starts_neighbour
from topograph.sources.text.readers.ip.refusals import add_refusal
from topograph.sources.text.readers.ip.routes import (
    TYPES,
    Asked,
    asked_routes,
    is_no_fact,
    route_from_members,
)
from topograph.sources.text.readers.ip.words import family_of_prefix
from topograph.sources.text.told import Line, Told

__all__ = ["IP_ROUTE"]

Members = dict[str, Any]

_BEGINS: Final = re.compile(
    rf"(?P<type>(?:{'|'.join(TYPES[1:])}) )?(?P<dst>default|[0-9a-f:./]{{2,60}})"
    r"(?P<more> {1,40}(?:via|dev|nhid|from|proto|table|metric|scope|tos|encap|src)\b|\s*\Z)?"
)

VALUES: Final = {
    "from": "from",
    "nhid": "nhid",
    "tos": "tos",
    "dev": "dev",
    "table": "table",
    "proto": "protocol",
    "scope": "scope",
    "src": "prefsrc",
    "metric": "metric",
    "pref": "pref",
    "error": "error",
    "uid": "uid",
    "weight": "weight",
}
FLAGS: Final = frozenset(
    (
        *("dead", "pervasive", "onlink", "offload", "linkdown", "unresolved", "trap", "notify"),
        *("rt_offload", "rt_trap", "rt_offload_failed"),
    )
)
# Known words with a value that is no fact.
PASSED_OVER: Final = frozenset(
    (
        *("expires", "advmss", "window", "rtt", "rttvar", "ssthresh", "cwnd", "initcwnd"),
        *("initrwnd", "hoplimit", "features", "quickack", "congctl", "rto_min", "reordering"),
        *("fastopen_no_cookie", "realm", "realms", "mark", "users", "used", "age", "ipid", "ts"),
        *("tsage", "iif", "ttl-propogate", "ttl-propagate", "protocol", "preference"),
    )
)
# Words with which no route begins: where a line was broken, it goes on with them.
BROKEN_OFF: Final = frozenset((*VALUES, *FLAGS, "via")) - {"from"}
ENCAP_ENDS: Final = frozenset(("via", "dev", "table", "proto", "weight"))


def begins(text: str) -> bool:
    """Tell whether a route begins here; a neighbour begins alike, but ends with its state."""
    found = _BEGINS.match(text)
    if found is None or not (found["more"] or found["type"]):
        return False
    dst = found["dst"]
    if dst != "default" and family_of_prefix(dst) is None:
        return False
    if not found["type"] and not found["more"].strip():
        return "/" in dst
    return not starts_neighbour(text)


def read(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Return the routes that `ip route` shows, all tables but local."""
    reading = _Reading(asked_routes(parse_ip(argv)))
    for line in lines:
        reading.take(line)
    return reading.finish()


IP_ROUTE: Final = TextReader("ip route", begins, read)


class _Reading:
    """The routes of an output, while its lines are read."""

    def __init__(self, asked: Asked) -> None:
        self.told = Told()
        self._asked = asked
        self._now: Members | None = None
        """The route that lines below belong to."""
        self._lines: list[Line] = []
        """Those of that route."""

    def take(self, line: Line) -> None:
        """Read a line."""
        words = without_remark(line.text).replace("\\", " ").split()
        if not words:
            return
        if is_ellipsis(line.text):
            self.told.is_elided = True
        elif words[0] in ("nexthop", "nh_info", "cache") or words[0] in BROKEN_OFF:
            self._take_more(line, words)
        elif (members := route_members(words)) is not None:
            self._end_route()
            self._now, self._lines = members, [line]
        elif not add_refusal(self.told, line.text):
            self.told.unknown.append(line)

    def _take_more(self, line: Line, words: list[str]) -> None:
        """Read a line that belongs to the route above it."""
        if self._now is None:
            self.told.unknown.append(line)
            return
        self._lines.append(line)
        if words[0] == "cache":
            self._now["cache"] = True
        elif words[0] == "nexthop":
            add_hops(self._now, words)
        elif words[0] != "nh_info":
            _add_words(self._now, words)

    def _end_route(self) -> None:
        members, self._now = self._now, None
        if members is None or is_no_fact(members, self._asked):
            return
        route = route_from_members(members, self._asked)
        if route is None:
            self.told.unknown += self._lines
        else:
            self.told.routes.append(route)

    def finish(self) -> Told:
        """Return what all the lines told."""
        self._end_route()
        told = self.told
        told.unknown.sort()
        if told.is_whole:
            told.complete |= self._asked.complete
        return told


def route_members(words: Sequence[str]) -> Members | None:
    """Return what a line says of a route, as `ip -j route` does; None if it is none."""
    members: Members = {}
    at = 0
    if words[0] in TYPES:
        members["type"], at = words[0], 1
    elif words[0].isdecimal() and len(words[0]) < 3 and int(words[0]) < len(TYPES):
        # ip -N
        members["type"], at = TYPES[int(words[0])], 1
    dst = words[at] if at < len(words) else ""
    if dst != "default" and family_of_prefix(dst) is None:
        return None
    members["dst"] = dst
    rest = words[at + 1 :]
    hop = rest.index("nexthop") if "nexthop" in rest else len(rest)
    is_known = _add_words(members, rest[:hop])
    if hop < len(rest):
        # ip -o
        add_hops(members, rest[hop:])
    if not is_known and not members.keys() & {"dev", "gateway", "via"}:
        return None
    return members


def add_hops(members: Members, words: Sequence[str]) -> None:
    """Add the next hops that words say, each behind the word nexthop."""
    hops = members.setdefault("nexthops", [])
    starts = [at for at, word in enumerate(words) if word == "nexthop"]
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        hop: Members = {}
        _add_words(hop, words[start + 1 : end])
        hops.append(hop)


def _add_words(members: Members, words: Sequence[str]) -> bool:
    """Add what words say; tell whether all of them are known."""
    at, end, is_known = 0, len(words), True
    while at < end:
        word = words[at]
        value = words[at + 1] if at + 1 < end else ""
        at += 1
        if word in VALUES:
            members[VALUES[word]] = value
            at += 1
        elif word == "via":
            at += _add_gateway(members, words[at : at + 2])
        elif word in FLAGS:
            members.setdefault("flags", []).append(word)
        elif word == "mtu":
            is_locked = value == "lock"
            members["metrics"] = [{"mtu": words[at + 1] if is_locked and at + 1 < end else value}]
            at += 1 + is_locked
        elif word in PASSED_OVER:
            at += 1 + (value == "lock")
        elif word in ("encap", "as"):
            at = next((i for i in range(at, end) if words[i] in ENCAP_ENDS), end)
        else:
            is_known = False
    return is_known


def _add_gateway(members: Members, words: Sequence[str]) -> int:
    """Add what stands behind via; return of how many words it is."""
    if words[:1] and words[0] in ("inet", "inet6") and len(words) > 1:
        members["via"] = {"family": words[0], "host": words[1]}
        return 2
    members["gateway"] = words[0] if words else ""
    return 1
