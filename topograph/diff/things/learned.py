"""Compare the neighbours and the forwarding databases of one host's namespaces.

What was learned from traffic comes and goes with it. Only what somebody set is compared, unless
all is wanted.
"""

from collections.abc import Iterator
from typing import Any

from topograph.diff.context import Context
from topograph.diff.fields import Fields, Ref, changes_between, flatten, telling
from topograph.diff.finding import Finding
from topograph.diff.matching import lone, pair_off
from topograph.diff.model import Place, Thing, Verb
from topograph.diff.things.namespaces import differing
from topograph.facts import FdbEntry, Neighbour
from topograph.graph.inventory import LinkKey
from topograph.tables.macs import is_group

__all__ = ["compare_fdb", "compare_neighbours"]


def compare_neighbours(context: Context) -> Iterator[Finding]:
    """Yield what is found about neighbour entries."""
    for inode, other, old, new in differing(context, lambda netns: netns.neighbours):
        yield from _Table(context, Thing.NEIGHBOUR, (inode, other)).compare(old, new)


def compare_fdb(context: Context) -> Iterator[Finding]:
    """Yield what is found about entries of forwarding databases."""
    for inode, other, old, new in differing(context, lambda netns: netns.fdb):
        yield from _Table(context, Thing.FDB, (inode, other)).compare(old, new)


class _Entry:
    """One entry of one side."""

    def __init__(self, context: Context, inode: int, fact: Any, is_after: bool) -> None:
        self.fact = fact
        self.inode = inode
        self.fields: Fields = flatten(fact, frozenset({"link", "master"}))
        key = LinkKey(inode, fact.link)
        host = context.side(is_after)
        self.ifname = host.ifname(inode, fact.link)
        self.is_known = key in host.inventory.links
        self.link = context.match.link(key, is_after) if self.is_known else None
        self.name = fact.dst if isinstance(fact, Neighbour) else fact.mac
        far = () if isinstance(fact, Neighbour) else (fact.vlan, fact.dst, fact.master is None)
        self.same = (repr(self.link or self.ifname), self.name, *far)


class _Table:
    """One kind of table in a namespace on both sides."""

    def __init__(self, context: Context, thing: Thing, both: tuple[int, int]) -> None:
        self._context = context
        self._thing = thing
        self._both = both

    def compare(self, old: list[Any], new: list[Any]) -> Iterator[Finding]:
        """Yield what differs."""
        before, after = self._entries(old, False), self._entries(new, True)
        pairs: dict[int, int] = {}
        signs = (lambda n: before[n].same), (lambda n: after[n].same)
        pair_off(range(len(before)), range(len(after)), pairs, signs)
        for one, two in pairs.items():
            changes = changes_between(
                self._thing, before[one].fields, after[two].fields, self._context.selection
            )
            if changes:
                finding = Finding(
                    verb=Verb.CHANGED,
                    thing=self._thing,
                    key=self._key(after[two], True),
                    host=self._context.host,
                    before=self._place(before[one], False),
                    after=self._place(after[two], True),
                    changes=changes,
                )
                finding.container = self._context.owner(after[two].inode, True)
                yield finding
        for n, is_after in lone(range(len(before)), range(len(after)), pairs):
            yield self._lone((after if is_after else before)[n], is_after)

    def _lone(self, entry: _Entry, is_after: bool) -> Finding:
        missing = not is_after
        finding = self._context.lone(
            self._thing,
            self._key(entry, is_after),
            self._place(entry, is_after),
            is_after=is_after,
            changes=telling(
                {**entry.fields, "link": Ref(None, entry.ifname)},
                ("link", "mac", "dst", "vni"),
                is_after=is_after,
                without={"mac": entry.name, "dst": entry.name},
            ),
            gap=self._context.hidden[missing].inside(self._both[missing], self._thing),
        )
        finding.container = self._context.owner(entry.inode, is_after)
        finding.owners = [entry.link] if entry.link else []
        return finding

    def _entries(self, facts: list[Any], is_after: bool) -> list[_Entry]:
        inode = self._both[is_after]
        wanted = [
            fact for fact in facts if self._context.selection.all_fields or _is_set_by_hand(fact)
        ]
        entries = [_Entry(self._context, inode, fact, is_after) for fact in wanted]
        return sorted(entries, key=lambda entry: repr((entry.same, entry.fields)))

    def _key(self, entry: _Entry, is_after: bool) -> str:
        parts = entry.ifname, entry.name
        return self._context.key_inside(self._thing, entry.inode, is_after, *parts)

    def _place(self, entry: _Entry, is_after: bool) -> Place:
        place = self._context.netns_place(entry.inode, is_after, entry.name)
        if not entry.is_known:
            return place
        host = self._context.side(is_after)
        node = host.ids.link(LinkKey(entry.inode, entry.fact.link))
        return Place(name=place.name, node=node, inside=place.inside)


def _is_set_by_hand(fact: Neighbour | FdbEntry) -> bool:
    if isinstance(fact, Neighbour):
        return fact.is_proxy or "PERMANENT" in fact.state
    if fact.dst is not None:
        return fact.is_local or fact.is_static
    return fact.is_static and not fact.is_local and not is_group(fact.mac)
