"""The ends of veth pairs of which no output told where they lead, and what may fit them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from topograph.facts import Container, Link
from topograph.graph.guessing.homes import Homes
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.peers import PAIRED_KINDS, Pairs
from topograph.graph.running import has_own_namespace

__all__ = ["LooseEnds", "Pair"]

_MOST_NAMED: Final = 3
_MOST_PAIRS: Final = 50_000
"""Where more ends than this may belong to each other, nothing is told by elimination."""


class Pair(NamedTuple):
    """Two ends that may belong together."""

    outer: LinkKey
    """In the root namespace."""
    inner: LinkKey
    """In another one."""


class LooseEnds:
    """The loose ends of a host.

    Args:
        inventory: the facts.
        pairs: who is whose peer.
        masters: the bridge of each port.
    """

    def __init__(
        self, inventory: Inventory, pairs: Pairs, masters: dict[LinkKey, LinkKey]
    ) -> None:
        self.inventory, self._masters = inventory, masters
        self.outer: dict[LinkKey, Link] = {}
        self.inner: dict[LinkKey, Link] = {}
        self._has_untold = False
        for key, link in inventory.links.items():
            if key in pairs.peers or not _may_be_end(link, key.inode == inventory.root):
                continue
            (self.outer if key.inode == inventory.root else self.inner)[key] = link
            self._has_untold |= not {"iflink", "ifindex"}.isdisjoint(link.untold)
        if not self.are_worth_a_look:
            return
        self.homes = Homes(inventory, masters, self.outer, self.inner)
        for key in self.homes.elsewhere:
            del self.inner[key]
        self.has_nested = any(key in masters for key in self.inner)
        """Whether an end in another namespace is a port of a bridge there."""
        self.has_unseen = any(map(_is_unseen, inventory.containers.values()))
        """Whether a container runs of whose links nothing is known."""
        self._outer_at: dict[LinkKey, dict[LinkKey, None]] = {}
        for key in self.outer:
            self._outer_at.setdefault(masters.get(key, key), {})[key] = None
        self._inner_at: dict[LinkKey | None, dict[LinkKey, None]] = {}
        for key in self.inner:
            for home in self.homes.of(key) or (None,):
                self._inner_at.setdefault(home, {})[key] = None

    @property
    def are_worth_a_look(self) -> bool:
        """Whether there are ends on both sides, and one of them was told in part only."""
        return self._has_untold and bool(self.outer) and bool(self.inner)

    def forget(self, pair: Pair) -> None:
        """Take two ends out, which are no longer loose."""
        del self.outer[pair.outer], self.inner[pair.inner]
        del self._outer_at[self._home(pair.outer)][pair.outer]
        for home in self.homes.of(pair.inner) or (None,):
            del self._inner_at[home][pair.inner]

    def bridge_of(self, outer: LinkKey) -> str:
        """Return the name of the bridge that an end is a port of; empty if it is none's."""
        master = self._masters.get(outer)
        return "" if master is None else self.inventory.links[master].ifname

    def fits(self, outer: LinkKey, inner: LinkKey) -> bool:
        """Tell whether nothing that was told speaks against a pair."""
        one, other = self.outer[outer], self.inner[inner]
        if not (_may_name(one, other) and _may_name(other, one)):
            return False
        place = self._place_told(outer)
        if place is not None and place != inner.inode:
            return False
        homes = self.homes.of(inner)
        return homes is None or self._home(outer) in homes

    def _place_told(self, outer: LinkKey) -> int | None:
        """Return the namespace that an end says its other is in, if anything is known of that."""
        nsid = self.outer[outer].link_nsid
        inode = None if nsid is None else self.inventory.target(outer.inode, nsid)
        return inode if inode is not None and self.inventory.links_of.get(inode) else None

    def is_at_home(self, pair: Pair) -> bool:
        """Tell whether an address, a network or an end says that a pair belongs there."""
        if self._place_told(pair.outer) == pair.inner.inode:
            return True
        home = self._home(pair.outer)
        return self.homes.is_told(pair.inner) and home in (self.homes.of(pair.inner) or ())

    def candidates(self) -> list[Pair]:
        """Return all pairs that nothing speaks against; none if there are too many."""
        if len(self.outer) * len(self.inner) > _MOST_PAIRS:
            return []
        return [Pair(outer, inner) for outer in self.outer for inner in self._inner_for(outer)]

    def unique(self, candidates: Iterable[Pair]) -> list[Pair]:
        """Return the pairs both ends of which are in no other of them."""
        found = list(candidates)
        counts: dict[LinkKey, int] = {}
        for end in (end for pair in found for end in pair):
            counts[end] = counts.get(end, 0) + 1
        return [pair for pair in found if all(counts[end] == 1 for end in pair)]

    def left(self) -> Iterator[tuple[LinkKey, str]]:
        """Yield the ends that are left, each with what its other end may be."""
        for inner, link in self.inner.items():
            names = (self.outer[key].ifname for key in self._outer_for(inner))
            fitting = sorted(islice(names, _MOST_NAMED + 1))
            if link.kind in PAIRED_KINDS or fitting:
                yield inner, _may_be(fitting)
        for outer in self.outer:
            places = map(self._place, self._inner_for(outer))
            yield outer, _may_be(sorted(islice(places, _MOST_NAMED + 1)))

    def _home(self, outer: LinkKey) -> LinkKey:
        return self._masters.get(outer, outer)

    def _outer_for(self, inner: LinkKey) -> Iterator[LinkKey]:
        homes = self.homes.of(inner)
        near = self.outer if homes is None else self._outers_at(homes)
        yield from (outer for outer in near if self.fits(outer, inner))

    def _outers_at(self, homes: Iterable[LinkKey]) -> Iterator[LinkKey]:
        for home in sorted(homes):
            yield from self._outer_at.get(home, ())

    def _inner_for(self, outer: LinkKey) -> Iterator[LinkKey]:
        for home in (self._home(outer), None):
            yield from (key for key in self._inner_at.get(home, ()) if self.fits(outer, key))

    def _place(self, inner: LinkKey) -> str:
        link = self.inner[inner]
        return f"{link.ifname} with {link.mac}" if link.mac else link.ifname


def _is_unseen(container: Container) -> bool:
    is_untold = container.netns is None and "netns" in container.untold
    return is_untold and has_own_namespace(container)


def _may_be_end(link: Link, is_root: bool) -> bool:
    if link.link_type == "loopback" or link.ifname == "lo":
        return False
    if link.kind in PAIRED_KINDS:
        return True
    return not is_root and "kind" in link.untold and not link.kind


def _may_name(one: Link, other: Link) -> bool:
    """Tell whether the number that one end names, if it does, may be that of the other."""
    return one.iflink is None or other.ifindex < 0 or one.iflink == other.ifindex


def _may_be(found: list[str]) -> str:
    if not found:
        return "its other end was not told"
    more = " and others" if len(found) > _MOST_NAMED else ""
    return f"its other end was not told, and may be {', '.join(found[:_MOST_NAMED])}{more}"
