"""Compare the namespaces of one host, and the settings in them."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from topograph.diff.context import Context
from topograph.diff.fields import Fields, changes_between, flatten
from topograph.diff.finding import Finding
from topograph.diff.matching import given_names
from topograph.diff.model import Change, Place, Thing, Verb
from topograph.facts import Fact, Gap, Netns
from topograph.graph.running import is_stopped

__all__ = [
    "compare_namespaces",
    "compare_settings",
    "differing",
    "netns_gap",
    "read_on_both_sides",
]

Entry = TypeVar("Entry", bound=Fact)

_RAW: Final = frozenset(
    {"links", "routes", "rules", "neighbours", "fdb", "sysctls", "names", "root"}
)


def compare_namespaces(context: Context) -> Iterator[Finding]:
    """Yield what is found about namespaces themselves."""
    match = context.match
    for inode, other in match.namespaces.items():
        yield from _changed(context, inode, other)
    for inode, is_after in match.lone_namespaces():
        finding = _lone(context, inode, is_after=is_after)
        # With a container its namespace goes, which is not worth a word.
        if finding.gap is not None or finding.container is None:
            yield finding


def netns_gap(context: Context, inode: int, is_after: bool) -> Gap | None:
    """Return why the other side may have a namespace as well that it does not tell of."""
    match, other = context.match, context.hidden[not is_after]
    owner = match.owner(inode, is_after)
    if owner is None:
        # The folder of the names that people give can be read by everybody.
        side = context.side(is_after)
        if not side.inventory.links_of[inode] and side.inventory.guesses.supposed:
            what = "nothing but its name was told: it may be that of a container"
            return Gap(source="diff", subject=f"netns:{inode}", what=what)
        is_named = given_names(side, inode)
        return other.named_netns() if is_named else other.netns()
    container = context.side(is_after).inventory.containers[owner]
    pairs = match.containers_back if is_after else match.containers
    if owner in pairs:
        twin = context.side(not is_after).inventory.containers[pairs[owner]]
        return None if is_stopped(twin) else other.netns()
    return other.engine(container.engine, "containers")


def read_on_both_sides(context: Context) -> Iterator[tuple[int, int]]:
    """Yield the namespaces before and after that were read on both sides."""
    before = context.match.before.inventory.links_of
    after = context.match.after.inventory.links_of
    for inode, other in context.match.namespaces.items():
        if before[inode] and after[other]:
            yield inode, other


def differing(
    context: Context, table: Callable[[Netns], list[Entry]]
) -> Iterator[tuple[int, int, list[Entry], list[Entry]]]:
    """Yield the namespaces of which a table may tell something else on both sides, with both.

    The same text says the same only where the links that it numbers are the same.
    """
    match = context.match
    for inode, other in read_on_both_sides(context):
        old = table(match.before.inventory.namespaces[inode])
        new = table(match.after.inventory.namespaces[other])
        if old != new or not match.has_same_links(inode, other):
            yield inode, other, old, new


def compare_settings(context: Context) -> Iterator[Finding]:
    """Yield the sysctls that were turned; one that only one side tells is left out."""
    match = context.match
    for inode, other in read_on_both_sides(context):
        old = match.before.inventory.namespaces[inode].sysctls
        new = match.after.inventory.namespaces[other].sysctls
        if old == new:
            continue
        for name in sorted(old.keys() & new.keys()):
            if old[name] == new[name]:
                continue
            finding = Finding(
                verb=Verb.CHANGED,
                thing=Thing.SETTING,
                key=context.key_inside(Thing.SETTING, other, True, name),
                host=context.host,
                before=context.netns_place(inode, False, f"net.{name}"),
                after=context.netns_place(other, True, f"net.{name}"),
                changes=[Change(field="value", before=old[name], after=new[name])],
            )
            finding.container = context.owner(other, True)
            if context.selection.keeps(Thing.SETTING, name):
                yield finding


def _changed(context: Context, inode: int, other: int) -> Iterator[Finding]:
    match = context.match
    is_owned = match.owner(inode, False) is not None or match.owner(other, True) is not None
    is_root = inode == match.before.inventory.root or other == match.after.inventory.root
    if is_owned or is_root:
        return
    fields = _fields(context, inode, False), _fields(context, other, True)
    changes = changes_between(Thing.NETNS, *fields, context.selection)
    if changes:
        is_renamed = any(
            c.field == "names" and not {*(c.before or ())} & {*(c.after or ())} for c in changes
        )
        yield Finding(
            verb=Verb.RENAMED if is_renamed else Verb.CHANGED,
            thing=Thing.NETNS,
            key=match.after.keys.netns(other),
            host=context.host,
            before=_place(context, inode, False),
            after=_place(context, other, True),
            changes=changes,
            token=match.netns(other, True),
        )


def _lone(context: Context, inode: int, *, is_after: bool) -> Finding:
    host = context.side(is_after)
    finding = context.lone(
        Thing.NETNS,
        host.keys.netns(inode),
        _place(context, inode, is_after),
        is_after=is_after,
        changes=[],
        token=context.match.netns(inode, is_after),
        gap=netns_gap(context, inode, is_after),
    )
    finding.container = context.owner(inode, is_after)
    return finding


def _place(context: Context, inode: int, is_after: bool) -> Place:
    host = context.side(is_after)
    return Place(name=host.label(inode), node=host.ids.netns(inode))


def _fields(context: Context, inode: int, is_after: bool) -> Fields:
    host = context.side(is_after)
    fields = flatten(host.inventory.namespaces[inode], _RAW)
    fields["names"] = sorted(given_names(host, inode))
    return fields
