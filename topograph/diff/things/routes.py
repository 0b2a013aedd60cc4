"""Compare the routes in the namespaces of one host."""

from collections.abc import Iterator
from ipaddress import ip_interface
from typing import Any, Final

from topograph.diff.context import Context
from topograph.diff.fields import Fields, Ref, changes_between, flatten, telling
from topograph.diff.finding import Finding, Token
from topograph.diff.matching import lone, pair_off
from topograph.diff.model import Place, Thing, Verb
from topograph.diff.things.namespaces import differing
from topograph.facts import Route
from topograph.graph.inventory import LinkKey
from topograph.graph.wired import WiredHost
from topograph.tables.ip_words import table_text

__all__ = ["compare_routes"]

_RAW: Final = frozenset({"link", "nexthops", "family", "dst", "table", "tos", "src"})
_TELLING: Final = ("type", "gateway", "link", "nexthops", "metric", "prefsrc", "mtu")
_USUAL: Final = {"type": "unicast"}
_OF_THE_LINK: Final = frozenset({"dead", "linkdown", "rt_notify", "cloned", "trap", "offload"})


def compare_routes(context: Context) -> Iterator[Finding]:
    """Yield what is found about routes, but for those that follow from an address."""
    for inode, other, _, _ in differing(context, lambda netns: netns.routes):
        yield from _routes_of(context, inode, other)


class _Way:
    """A route of one side, with what it is joined on."""

    def __init__(self, context: Context, inode: int, route: Route, is_after: bool) -> None:
        host = context.side(is_after)
        self.route = route
        self.token: Token | None = None
        self.fields: Fields = flatten(route, _RAW)
        self.fields["flags"] = [f for f in route.flags if f not in _OF_THE_LINK]
        if route.link:
            self.fields["link"] = _link(context, inode, route.link, is_after)
            if LinkKey(inode, route.link) in host.inventory.links:
                self.token = context.match.link(LinkKey(inode, route.link), is_after)
        self.fields["nexthops"] = sorted(_hops(context, inode, route, is_after), key=_text)
        self.same = (route.family, route.table, route.dst, route.tos, route.src)

    @property
    def all(self) -> tuple[Any, ...]:
        """All of it, so that one that is on both sides is no change of another."""
        shown = (_token(value) for value in self.fields.values())
        return (*self.same, *map(repr, shown))

    @property
    def text(self) -> str:
        """All of it in the words of its side, which are the same whichever side that is."""
        return repr([_shown(value) for value in self.fields.values()])


def _routes_of(context: Context, inode: int, other: int) -> Iterator[Finding]:
    before, after = _ways(context, inode, False), _ways(context, other, True)
    pairs: dict[int, int] = {}
    ids = range(len(before)), range(len(after))
    for sign in (
        lambda way: way.all,
        lambda way: (*way.same, way.route.metric, way.route.protocol),
        lambda way: (*way.same, way.route.metric),
        lambda way: way.same,
    ):
        pair_off(*ids, pairs, (lambda n: sign(before[n]), lambda n: sign(after[n])))  # noqa: B023
    for one, two in pairs.items():
        changes = changes_between(
            Thing.ROUTE, before[one].fields, after[two].fields, context.selection
        )
        if changes:
            finding = Finding(
                verb=Verb.CHANGED,
                thing=Thing.ROUTE,
                key=_key(context, other, after[two].route, True),
                host=context.host,
                before=_place(context, inode, before[one].route, False),
                after=_place(context, other, after[two].route, True),
                changes=changes,
            )
            finding.container = context.owner(other, True)
            yield finding
    for n, is_after in lone(*ids, pairs):
        way = (after if is_after else before)[n]
        yield _lone(context, (inode, other), way, is_after)


def _lone(context: Context, both: tuple[int, int], way: _Way, is_after: bool) -> Finding:
    inode = both[is_after]
    finding = context.lone(
        Thing.ROUTE,
        _key(context, inode, way.route, is_after),
        _place(context, inode, way.route, is_after),
        is_after=is_after,
        changes=telling(way.fields, _TELLING, is_after=is_after, without=_USUAL),
        gap=context.hidden[not is_after].inside(both[not is_after], Thing.ROUTE),
    )
    finding.container = context.last_owner(inode, is_after)
    # With the link its routes go.
    finding.owners = [way.token] if way.token else []
    return finding


def _ways(context: Context, inode: int, is_after: bool) -> list[_Way]:
    host = context.side(is_after)
    routes = host.inventory.namespaces[inode].routes
    ways = [
        _Way(context, inode, route, is_after)
        for route in routes
        if context.selection.all_fields or not _follows(host, inode, route)
    ]
    return sorted(ways, key=lambda way: (repr(way.same), way.text, repr(way.all)))


def _follows(host: WiredHost, inode: int, route: Route) -> bool:
    """Tell whether a route follows from an address: it leads to the subnet of one on its link."""
    if route.protocol == "kernel":
        return True
    if route.gateway or route.nexthops or not route.link:
        return False
    link = host.inventory.links.get(LinkKey(inode, route.link))
    return link is not None and any(
        _subnet(address.address) == route.dst for address in link.addresses
    )


def _subnet(address: str) -> str:
    try:
        return str(ip_interface(address).network)
    except ValueError:
        return ""


def _link(context: Context, inode: int, ifindex: int, is_after: bool) -> Ref:
    host = context.side(is_after)
    key = LinkKey(inode, ifindex)
    name = host.ifname(inode, ifindex)
    return Ref(context.match.link(key, is_after) if key in host.inventory.links else name, name)


def _shown(value: object) -> object:
    return value.text if isinstance(value, Ref) else value


def _text(hop: Ref) -> tuple[str, str]:
    return hop.text, repr(hop.token)


def _token(value: object) -> object:
    if isinstance(value, list):
        return sorted(repr(_token(item)) for item in value)
    return value.token if isinstance(value, Ref) else value


def _hops(context: Context, inode: int, route: Route, is_after: bool) -> Iterator[Ref]:
    """Yield the ways of a route, which stay the same when a link is renamed."""
    for hop in route.nexthops:
        link = _link(context, inode, hop.link, is_after) if hop.link else Ref("", "")
        words = [f"via {hop.gateway}" if hop.gateway else ""]
        words += [f"dev {link.text}" if hop.link else ""]
        words += [f"weight {hop.weight}"]
        token = repr((hop.gateway, link.token, hop.weight))
        yield Ref(token, " ".join(filter(None, words)))


def _key(context: Context, inode: int, route: Route, is_after: bool) -> str:
    parts = str(route.family), table_text(route.table), route.dst
    return context.key_inside(Thing.ROUTE, inode, is_after, *parts)


def _place(context: Context, inode: int, route: Route, is_after: bool) -> Place:
    name = route.dst if route.table == 254 else f"{route.dst} table {table_text(route.table)}"
    if route.family == 6 and route.dst == "default":
        name = f"-6 {name}"
    return context.netns_place(inode, is_after, name)
