"""Reads `ip -j route`."""

from typing import Any, Final

from topograph.sources.text.commands.ip import parse_ip
from topograph.sources.text.reader import JsonReader
from topograph.sources.text.readers.ip.routes import (
    asked_routes,
    is_no_fact,
    route_from_members,
)
from topograph.sources.text.readers.ip.words import objects
from topograph.sources.text.told import Told

__all__ = ["IP_JSON_ROUTES"]

_MARKS: Final = frozenset(("flags", "protocol", "gateway", "nexthops", "scope", "metric"))
# A neighbour has a destination, too.
_OTHERS: Final = frozenset(("state", "lladdr", "proxy"))


def recognises(value: Any) -> bool:
    """Tell whether it is a list of routes."""
    found = objects(value)
    return bool(found) and all(
        "dst" in one and not _MARKS.isdisjoint(one) and _OTHERS.isdisjoint(one) for one in found
    )


def read(value: Any, argv: tuple[str, ...]) -> Told:
    """Return the routes in the answer of `ip -j route`, all tables but local."""
    asked = asked_routes(parse_ip(argv))
    told = Told()
    is_whole = True
    for members in objects(value):
        if is_no_fact(members, asked):
            continue
        route = route_from_members(members, asked)
        if route is None:
            is_whole = False
        else:
            told.routes.append(route)
    told.complete = set(asked.complete) if is_whole else set()
    return told


IP_JSON_ROUTES: Final = JsonReader("ip json routes", recognises, read)
