"""Join the two ends of each veth pair.

An end tells the ifindex of its peer and, when the peer is in another
namespace, the nsid of that one. The kernel reuses an ifindex once its link is
gone, and two namespaces are read at different moments, so one end proves
nothing alone: the peer has to point back.
"""

from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final, NamedTuple

from topograph.facts import Link
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.schema import OBSERVED, Basis, inferred

__all__ = ["PAIRED_KINDS", "Pairs", "pair_ends"]

PAIRED_KINDS: Final = frozenset({"veth", "netkit", "vxcan"})
"""Kinds that exist in pairs, for which IFLA_LINK is the other end."""

_ONLY_CANDIDATES: Final = inferred("the only veth ends that name each other's ifindex")
_SEVERAL: Final = "; several veth ends fit"


class Hint(NamedTuple):
    """What an end says about its peer."""

    ifindex: int
    nsid: int | None
    inode: int | None
    """The namespace that the nsid means; None if the number leads nowhere."""
    may_be_own: bool = False
    """Whether no source told if it is a number of another namespace at all."""


@dataclass(slots=True)
class Pairs:
    """Who is whose peer. Each pair is in it both ways."""

    peers: dict[LinkKey, tuple[LinkKey, Basis]] = field(default_factory=dict)
    loose: dict[LinkKey, str] = field(default_factory=dict)
    """The ends left over, and why."""

    def join(self, one: LinkKey, other: LinkKey, basis: Basis) -> None:
        """Enter a pair."""
        self.peers[one] = other, basis
        self.peers[other] = one, basis


def pair_ends(inventory: Inventory) -> Pairs:
    """Pair the veth ends that name each other.

    An end whose nsid leads nowhere may still be named by exactly one other, which is
    as good as its own word; or two such ends may be the only ones that fit each other,
    which is inferred.
    """
    hints = {
        key: hint
        for key, link in inventory.links.items()
        if (hint := _hint(inventory, key, link)) is not None
    }
    pairs = Pairs()
    claimed: dict[LinkKey, list[LinkKey]] = {}
    for key, hint in hints.items():
        peer = _named(key, hint, hints)
        if peer is not None:
            claimed.setdefault(peer, []).append(key)
    for end, claimants in claimed.items():
        if len(claimants) == 1:
            pairs.join(end, claimants[0], OBSERVED)
        else:
            # Only an end that cannot tell its namespace can be claimed by several.
            for loose in (end, *claimants):
                pairs.loose[loose] = _why_loose(inventory, loose, hints) + _SEVERAL
    left = {k: h for k, h in hints.items() if k not in pairs.peers and k not in pairs.loose}
    _pair_the_unnumbered(inventory, left, pairs)
    for key in left:
        if key not in pairs.peers:
            pairs.loose.setdefault(key, _why_loose(inventory, key, hints))
    for key, link in inventory.links.items():
        if link.kind in PAIRED_KINDS and key not in hints:
            pairs.loose[key] = "the kernel did not tell its other end"
    return pairs


def _hint(inventory: Inventory, key: LinkKey, link: Link) -> Hint | None:
    if link.veth is not None:
        ifindex, nsid = link.veth.peer_ifindex, link.veth.peer_nsid
    elif link.kind not in PAIRED_KINDS:
        return None
    elif link.iflink is not None:
        ifindex, nsid = link.iflink, link.link_nsid
    elif link.link_nsid is not None:
        # The kernel leaves IFLA_LINK out when it equals the ifindex.
        ifindex, nsid = link.ifindex, link.link_nsid
    else:
        return None
    if nsid is None and "link_nsid" in link.untold:
        return Hint(ifindex, nsid, None, may_be_own=True)
    return Hint(ifindex, nsid, inventory.target(key.inode, nsid))


def _named(key: LinkKey, hint: Hint, hints: dict[LinkKey, Hint]) -> LinkKey | None:
    """Return the end that `key` names, if that one points back as far as it can tell."""
    if hint.inode is None:
        return None
    peer = LinkKey(hint.inode, hint.ifindex)
    back = hints.get(peer)
    if back is None or peer == key or back.ifindex != key.ifindex:
        return None
    if back.inode is None:
        # It cannot tell which namespace it means, and seldom whether it is its own.
        return peer if peer.inode != key.inode or back.may_be_own else None
    return peer if back.inode == key.inode else None


def _pair_the_unnumbered(inventory: Inventory, left: dict[LinkKey, Hint], pairs: Pairs) -> None:
    """Pair ends whose nsids lead nowhere, where only two of them fit each other."""
    by_numbers: dict[tuple[int, int], list[LinkKey]] = {}
    for key, hint in left.items():
        if hint.inode is None:
            by_numbers.setdefault((key.ifindex, hint.ifindex), []).append(key)

    def candidates(key: LinkKey) -> list[LinkKey]:
        # At most one of them is in the end's own namespace, so three tell whether it is unique.
        found = by_numbers.get((left[key].ifindex, key.ifindex), [])
        return [other for other in islice(found, 3) if other != key and may_be(key, other)]

    def may_be(key: LinkKey, other: LinkKey) -> bool:
        is_told = not (left[key].may_be_own and left[other].may_be_own)
        return not (is_told and key.inode == other.inode)

    for key in chain.from_iterable(by_numbers.values()):
        mine = candidates(key)
        if len(mine) == 1 and candidates(mine[0]) == [key]:
            pairs.join(key, mine[0], _ONLY_CANDIDATES)
        elif mine:
            pairs.loose[key] = _why_loose(inventory, key, left) + _SEVERAL


def _why_loose(inventory: Inventory, key: LinkKey, hints: dict[LinkKey, Hint]) -> str:
    hint = hints[key]
    where = f"the other end is ifindex {hint.ifindex} in "
    if hint.inode is None or not inventory.links_of.get(hint.inode):
        return where + inventory.unseen.describe(hint.inode, hint.nsid)
    peer = LinkKey(hint.inode, hint.ifindex)
    where += "this netns" if hint.nsid is None else f"netns {hint.inode}"
    if peer not in inventory.links:
        return where + ", where no link has that number"
    if peer not in hints:
        return where + ", which is no veth end"
    fits = hints[peer].inode is None and hints[peer].ifindex == key.ifindex and peer != key
    return where + ("" if fits else ", which does not point back")
