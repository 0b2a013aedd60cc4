"""Join links that stand on or in another: master in the same namespace, lower in any.

For a link that is not half of a pair, IFLA_LINK is the link below it. A driver
that has none gives its own ifindex there, so an equal number means something
only where the kind is known to stand on another link.
"""

from dataclasses import dataclass, field
from typing import Final

from topograph.facts import Link
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.peers import PAIRED_KINDS

__all__ = ["STACKED_KINDS", "Stack", "find_lowers", "find_masters"]

STACKED_KINDS: Final = frozenset({"vlan", "macvlan", "macvtap", "ipvlan", "ipvtap", "macsec"})
"""Kinds that always stand on another link."""


@dataclass(slots=True)
class Stack:
    """Which link stands on which."""

    lowers: dict[LinkKey, LinkKey] = field(default_factory=dict)
    loose: dict[LinkKey, str] = field(default_factory=dict)
    """The links whose lower link is not in the facts, and why."""


def find_masters(inventory: Inventory) -> dict[LinkKey, LinkKey]:
    """Return the bridge, bond, team or vrf of each link that is enslaved to a link we saw."""
    masters = {}
    for key, link in inventory.links.items():
        if link.master is not None and link.master != link.ifindex:
            master = LinkKey(key.inode, link.master)
            if master in inventory.links:
                masters[key] = master
    return masters


def find_lowers(inventory: Inventory) -> Stack:
    """Return the link below each vlan, macvlan, vxlan and the like."""
    stack = Stack()
    for key, link in inventory.links.items():
        ifindex = _lower_ifindex(link)
        if ifindex is None:
            continue
        inode = inventory.target(key.inode, link.link_nsid)
        if _may_be_elsewhere(inventory, key, link):
            stack.loose[key] = f"{_relation(link)} ifindex {ifindex} in a netns that was not told"
            continue
        lower = LinkKey(inode, ifindex) if inode is not None else None
        if lower in inventory.links and lower != key:
            stack.lowers[key] = lower
        elif lower != key:
            stack.loose[key] = _why_loose(inventory, link, inode, ifindex)
    return stack


def _lower_ifindex(link: Link) -> int | None:
    """Return the ifindex of the link below, in the namespace of `Link.link_nsid`."""
    if link.veth is not None or link.kind in PAIRED_KINDS:
        return None
    if link.vxlan is not None:
        return link.vxlan.link or None
    if link.kind in STACKED_KINDS:
        # The kernel may leave IFLA_LINK out when it equals the ifindex.
        return link.iflink or (link.ifindex if link.link_nsid is not None else None)
    # Tunnels that stand on no link in particular say 0.
    return link.iflink or None if link.iflink != link.ifindex else None


def _may_be_elsewhere(inventory: Inventory, key: LinkKey, link: Link) -> bool:
    """Tell whether it is as likely as not that a link stands on one of another namespace.

    Some programs tell only the number of the link below, or the name of whatever has that number
    in the namespace that they run in.
    """
    if link.link_nsid is not None or "link_nsid" not in link.untold or link.kind == "vlan":
        return False
    if key.inode != inventory.root:
        return True
    # Who tells no state is busybox, to which both ends of a pair in two namespaces look like that.
    return not link.kind and "operstate" in link.untold


def _relation(link: Link) -> str:
    is_told = "kind" not in link.untold
    return "it stands on" if is_told else "its other end, or the link below it, is"


def _why_loose(inventory: Inventory, link: Link, inode: int | None, ifindex: int) -> str:
    where = f"{_relation(link)} ifindex {ifindex} in "
    if inode is None or not inventory.links_of.get(inode):
        return where + inventory.unseen.describe(inode, link.link_nsid)
    netns = "this netns" if link.link_nsid is None else f"netns {inode}"
    return where + netns + ", where no link has that number"
