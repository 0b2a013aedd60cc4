"""The routes: `ip route show table all` in every namespace, without the local tables."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from topograph.facts import Netns, Route
from topograph.graph.inventory import LinkKey
from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.address_order import address_order
from topograph.tables.ip_words import family_text, prefix_text, table_text, tos_text
from topograph.tables.table import Column, Row, TableMaker

__all__ = ["ROUTES"]

_MAIN: Final = 254


class _Way(NamedTuple):
    """One way that a route leads; a route without any leads nowhere, as a blackhole does."""

    gateway: str
    link: int
    """ifindex; 0 if none is told."""
    words: str
    """What else is told of this way alone."""


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        for netns in host.namespaces():
            found = [(_order(route), _row(host, netns, route)) for route in netns.routes]
            yield from (row for _, row in sorted(found))


def _order(route: Route) -> tuple[object, ...]:
    """Return what to sort a route by in its namespace: the main table comes first."""
    table = (route.table != _MAIN, route.table)
    return route.family, table, address_order(route.dst), route.tos, route.metric or 0


def _row(host: WiredHost, netns: Netns, route: Route) -> Row:
    ways = sorted(_ways(route), key=lambda way: (address_order(way.gateway), way))
    links = {way.link for way in ways} - {0}
    cells = (
        host.label(netns.inode),
        family_text(route.family),
        _destination(route),
        _lines(way.gateway for way in ways),
        _lines(host.ifname(netns.inode, way.link) if way.link else "" for way in ways),
        route.prefsrc or "",
        "" if route.metric is None else str(route.metric),
        table_text(route.table),
        route.protocol,
        route.scope,
        _flags(route, ways),
    )
    node = host.ids.namespaces[netns.inode]
    if len(links) == 1:
        node = host.ids.links.get(LinkKey(netns.inode, links.pop()), node)
    return Row(host.name, node, cells)


def _ways(route: Route) -> Iterator[_Way]:
    if route.gateway or route.link:
        yield _Way(route.gateway or "", route.link or 0, "")
    for hop in route.nexthops:
        yield _Way(
            hop.gateway or "", hop.link or 0, " ".join([f"weight {hop.weight}", *hop.flags])
        )


def _destination(route: Route) -> str:
    dst = prefix_text(route.dst, route.family)
    return dst if route.type == "unicast" else f"{route.type} {dst}"


def _flags(route: Route, ways: Iterable[_Way]) -> list[str]:
    """Return what else is told: of each way beside it, and below that of the whole route."""
    words = [
        f"from {prefix_text(route.src, route.family)}" if route.src else "",
        tos_text(route.tos),
        "" if route.nexthop_id is None else f"nhid {route.nexthop_id}",
        *route.flags,
        "" if route.mtu is None else f"mtu {route.mtu}",
        f"pref {route.pref}" if route.pref not in (None, "medium") else "",
    ]
    return [*_lines(way.words for way in ways), *_lines([" ".join(filter(None, words))])]


def _lines(values: Iterable[str]) -> list[str]:
    """Return one value for each way, without the empty ones at the end."""
    lines = list(values)
    while lines and not lines[-1]:
        lines.pop()
    return lines


ROUTES: Final = TableMaker(
    name="routes",
    title="Routes",
    columns=(
        Column("namespace", "Namespace"),
        Column("family", "Family"),
        Column("destination", "Destination", names_row=True),
        Column("via", "Via"),
        Column("dev", "Dev"),
        Column("src", "Src"),
        Column("metric", "Metric", align="right"),
        Column("table", "Table"),
        Column("protocol", "Protocol"),
        Column("scope", "Scope"),
        Column("flags", "Flags"),
    ),
    find_rows=_rows,
)
