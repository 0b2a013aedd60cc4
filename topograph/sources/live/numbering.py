"""Find out how namespaces number each other, without giving out a number.

A veth end says where its peer is by an nsid, which means something only in
the namespace that says it. Asking every namespace about every other would
take a square of questions. Nearly all pairs join a namespace to the root, so
these two are asked about each other while the namespace is open; what is then
still unknown is asked of those namespaces alone in which the peer can be.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from topograph.facts import Link, Netns

__all__ = ["candidates", "nsids_in_use"]

Ends = Mapping[tuple[int, int], list[int]]


def nsids_in_use(links: Iterable[Link]) -> set[int]:
    """Return the numbers of other namespaces that some links refer to."""
    return {link.link_nsid for link in links if link.link_nsid is not None}


def candidates(namespaces: Iterable[Netns]) -> dict[int, list[int]]:
    """Return where the peers of unresolved numbers can be, by the inode that uses them.

    A namespace can hold the peer of a veth if one of its own veths has the
    ifindex that is looked for and names ours in turn; the link below another
    kind of link can be in any namespace with that ifindex.
    """
    namespaces = list(namespaces)
    by_ends: dict[tuple[int, int], list[int]] = defaultdict(list)
    by_ifindex: dict[int, list[int]] = defaultdict(list)
    wanting = [netns for netns in namespaces if nsids_in_use(netns.links) - netns.nsids.keys()]
    if not wanting:
        return {}
    for netns in namespaces:
        for link in netns.links:
            by_ifindex[link.ifindex].append(netns.inode)
            if link.veth is not None:
                by_ends[link.ifindex, link.veth.peer_ifindex].append(netns.inode)
    return {netns.inode: _candidates_of(netns, by_ends, by_ifindex) for netns in wanting}


def _candidates_of(netns: Netns, by_ends: Ends, by_ifindex: Mapping[int, list[int]]) -> list[int]:
    found: dict[int, None] = {}
    known = netns.nsids.keys()
    for link in netns.links:
        if link.link_nsid is None or link.link_nsid in known:
            continue
        if link.veth is not None:
            inodes = by_ends.get((link.veth.peer_ifindex, link.ifindex), [])
        else:
            inodes = by_ifindex.get(link.iflink or link.ifindex, [])
        found.update(dict.fromkeys(inodes))
    return sorted(inode for inode in found if inode != netns.inode)
