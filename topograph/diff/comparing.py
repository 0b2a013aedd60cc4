"""Compare two snapshots: join both, match their hosts, find what differs, make events of it."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from topograph.diff.context import Context
from topograph.diff.events import fold, order
from topograph.diff.finding import Finding, Token
from topograph.diff.hidden import Hidden
from topograph.diff.matching import HostMatch
from topograph.diff.matching.same_host import match_hosts
from topograph.diff.matching.twins import as_twin
from topograph.diff.model import Diff, Entry, Moment, Place, Thing, Unknown, Verb
from topograph.diff.moves import find_moves
from topograph.diff.options import Options
from topograph.diff.services import gather
from topograph.diff.things.containers import compare_containers
from topograph.diff.things.hosts import compare_engines, compare_host
from topograph.diff.things.learned import compare_fdb, compare_neighbours
from topograph.diff.things.links import compare_links
from topograph.diff.things.namespaces import compare_namespaces, compare_settings
from topograph.diff.things.networks import compare_networks
from topograph.diff.things.routes import compare_routes
from topograph.diff.things.rules import compare_rules
from topograph.diff.volatile import Selection
from topograph.facts import Snapshot
from topograph.graph.keys import container_key, host_key
from topograph.graph.wired import WiredHost, WiredSnapshot, wire_snapshot

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Comparison", "compare"]

_COMPARISONS: Final = {
    Thing.HOST: compare_host,
    Thing.ENGINE: compare_engines,
    Thing.CONTAINER: compare_containers,
    Thing.NETWORK: compare_networks,
    Thing.NETNS: compare_namespaces,
    Thing.LINK: compare_links,
    Thing.ROUTE: compare_routes,
    Thing.RULE: compare_rules,
    Thing.NEIGHBOUR: compare_neighbours,
    Thing.FDB: compare_fdb,
    Thing.SETTING: compare_settings,
}


class Comparison:
    """Two snapshots, what differs, and what is the same in both.

    Args:
        before: what was compared; as a twin, if hosts were compared across.
        after: likewise.
        hosts: those that are on both sides.
        diff: what differs.
    """

    def __init__(
        self, before: Snapshot, after: Snapshot, hosts: list[HostMatch], diff: Diff
    ) -> None:
        self.before = before
        self.after = after
        self.hosts = hosts
        self.diff = diff

    @cached_property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """The graph of both sides in one, with what changed marked in it."""
        from topograph.diff.union import union_graph  # noqa: PLC0415

        return union_graph(self.before, self.after, self.hosts, self.diff)


def compare(
    before: Snapshot,
    after: Snapshot,
    options: Options = Options(),  # noqa: B008 (frozen)
    names: tuple[str, str] = ("", ""),
) -> Comparison:
    """Return what differs between two snapshots of one host, or of the same hosts.

    Args:
        before: one moment.
        after: another one; it need not be the later.
        options: what is compared.
        names: what the two are called.

    Raises:
        DiffError: they are of different hosts.
    """
    if options.across_hosts:
        before = as_twin(before, after, names)
    sides = wire_snapshot(before), wire_snapshot(after)
    pairs = match_hosts(*sides, names)
    selection = Selection(options.all_fields, options.ignore)
    matches = [HostMatch(one, other) for one, other in pairs]
    events: list[Finding] = []
    unknown: list[Unknown] = []
    for match in matches:
        hidden = Hidden(match.before, sides[0].gaps), Hidden(match.after, sides[1].gaps)
        context = Context(match, selection, hidden)
        found = list(_findings(context))
        events += _events(context, [f for f in found if f.gap is None])
        unknown += _unknown(context, [f for f in found if f.gap is not None])
    events += _lone_hosts(sides, pairs)
    diff = Diff(
        before=_moment(before, names[0]),
        after=_moment(after, names[1]),
        entries=[_entry(event) for event in sorted(events, key=lambda e: (e.host, order(e)))],
        unknown=unknown,
        all_fields=options.all_fields,
        ignored=list(options.ignore),
    )
    return Comparison(before, after, matches, diff)


def _findings(context: Context) -> Iterator[Finding]:
    for thing, comparison in _COMPARISONS.items():
        if context.selection.keeps_thing(thing):
            for finding in comparison(context):
                # Those about containers are about endpoints, too.
                if finding.thing is thing or context.selection.keeps_thing(finding.thing):
                    yield finding


def _events(context: Context, found: list[Finding]) -> list[Finding]:
    wanted = {f.container for f in found if f.container is not None}
    wanted -= {finding.token for finding in found}
    containers = {
        token: _unchanged(context, token)
        for token in wanted
        if token.is_after and token.id in context.match.containers_back
    }
    if context.selection.keeps_thing(Thing.ADDRESS):
        found = find_moves(found)
    events = fold(found, containers)
    return sorted(gather(events, context.match), key=order)


def _unchanged(context: Context, token: Token) -> Finding:
    """Return what to hang the parts on of a container that did not change itself."""
    match, new = context.match, token.id
    return Finding(
        verb=Verb.CHANGED,
        thing=Thing.CONTAINER,
        key=container_key(match.after.inventory.containers[new]),
        host=context.host,
        before=context.container_place(match.containers_back[new], False),
        after=context.container_place(new, True),
        token=token,
    )


def _unknown(context: Context, found: list[Finding]) -> Iterator[Unknown]:
    groups: dict[tuple[bool, str, str], list[Finding]] = {}
    for finding in found:
        gap = finding.gap
        assert gap is not None
        groups.setdefault((finding.is_missing_after, gap.what, gap.hint), []).append(finding)
    for (is_missing_after, what, hint), findings in sorted(groups.items(), key=lambda g: g[0]):
        events = fold(findings, {})
        yield Unknown(
            side="after" if is_missing_after else "before",
            host=context.host,
            what=what,
            hint=hint,
            hidden=[_entry(event) for event in events],
        )


def _lone_hosts(
    sides: tuple[WiredSnapshot, WiredSnapshot], pairs: list[tuple[WiredHost, WiredHost]]
) -> Iterator[Finding]:
    for is_after, side in enumerate(sides):
        known = {id(pair[is_after]) for pair in pairs}
        for host in side.hosts:
            if id(host) in known:
                continue
            yield Finding.one_sided(
                Thing.HOST,
                host_key(host.inventory.host),
                host.name,
                Place(name=host.inventory.host.hostname, node=host.ids.host),
                is_after=bool(is_after),
            )


def _moment(snapshot: Snapshot, name: str) -> Moment:
    return Moment(
        source=name,
        captured_at=snapshot.captured_at,
        tool=snapshot.tool,
        hosts=sorted(host.hostname for host in snapshot.hosts),
    )


def _entry(finding: Finding) -> Entry:
    return Entry(
        verb=finding.verb,
        thing=finding.thing,
        key=finding.key,
        host=finding.host,
        before=finding.before,
        after=finding.after,
        changes=finding.changes,
        parts=[_entry(part) for part in finding.parts],
    )
