"""How namespaces number each other, from `lsns` and `ip netns list-id` in each of them.

They tell every number that was given out. A live collection asks for those
alone that links need, and so only those are kept. Where a veth leads from the
root to a namespace, its other end tells what the root is called there, and the
script asks nobody.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from topograph.facts import Link, Netns
from topograph.sources.bundle.index import Bundle
from topograph.sources.live.numbering import candidates, nsids_in_use

__all__ = ["number_namespaces"]

_LSNS: Final = re.compile(r" *(?P<inode>[0-9]{1,20}) +(?P<nsid>[0-9]{1,10}) *")
_LIST_ID: Final = re.compile(
    r"nsid (?P<nsid>[0-9]{1,10}) [^(]*\(iproute2 netns name: (?P<name>[^)]+)\) *"
)
_FORMS: Final = (("lsns ", _LSNS), ("ip netns ", _LIST_ID))

Numbers = Mapping[int, int]
"""By inode, the number of a namespace; or the other way round."""

Ends = Mapping[tuple[int, int], int]
"""By the ifindex of the far end and that of the near one, the number of the far namespace."""


def number_namespaces(bundle: Bundle, namespaces: list[Netns]) -> list[Netns]:
    """Return namespaces with the numbers that their links need; the root is the first."""
    by_name = {name: netns.inode for netns in namespaces for name in netns.names}
    told = {one.inode: _told(bundle, one.inode, by_name) for one in namespaces}
    namespaces = [_with_numbers(one, told[one.inode]) for one in namespaces]
    root = namespaces[0]
    ends = {
        (link.veth.peer_ifindex, link.ifindex): link.veth.peer_nsid
        for link in root.links
        if link.veth is not None and link.veth.peer_nsid is not None
    }
    numbered = [root]
    of_root: dict[int, int] = {}
    for netns in namespaces[1:]:
        wanted = [root.inode] if nsids_in_use(netns.links) else []
        here = _by_number(told[root.inode], [netns.inode] if wanted else [])
        of_root |= here
        nsids = _by_number(told[netns.inode], wanted)
        nsids = nsids or _by_veths(netns, root.inode, ends, here)
        numbered.append(replace(netns, nsids=_sorted(_made_up(netns) | nsids)))
    numbered[0] = replace(root, nsids=_sorted(_made_up(root) | of_root))
    more = candidates(numbered)
    return [
        replace(one, nsids=_sorted(one.nsids | _by_number(told[one.inode], more[one.inode])))
        if one.inode in more
        else one
        for one in numbered
    ]


def _with_numbers(netns: Netns, told: Numbers) -> Netns:
    """Return a namespace whose links tell others by number, where `ip` told a name instead."""
    numbers = {n: told[inode] for n, inode in _made_up(netns).items() if inode in told}
    if not numbers:
        return netns
    links = [_renumbered(link, numbers) for link in netns.links]
    return replace(
        netns, links=links, nsids={n: i for n, i in netns.nsids.items() if n not in numbers}
    )


def _made_up(netns: Netns) -> dict[int, int]:
    """Return the numbers that stand for a name, which are below 0."""
    return {number: inode for number, inode in netns.nsids.items() if number < 0}


def _renumbered(link: Link, numbers: Numbers) -> Link:
    if link.link_nsid is None or link.link_nsid not in numbers:
        return link
    number = numbers[link.link_nsid]
    veth = link.veth and replace(link.veth, peer_nsid=number)
    return replace(link, link_nsid=number, veth=veth)


def _told(bundle: Bundle, inode: int, by_name: Mapping[str, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for entry in bundle.about(f"inode:{inode}"):
        form = next((form for word, form in _FORMS if entry.command.startswith(word)), None)
        for match in filter(None, map(form.fullmatch, entry.lines)) if form else ():
            other = int(match["inode"]) if form is _LSNS else by_name.get(match["name"])
            if other is not None:
                found[other] = int(match["nsid"])
    return found


def _by_veths(netns: Netns, root: int, ends: Ends, here: Numbers) -> dict[int, int]:
    """Return the number of the root in a namespace, as a veth between them tells it.

    Args:
        netns: with one end.
        root: inode of the namespace with the other one.
        ends: of all veths that lead out of the root.
        here: the number of the namespace in the root; nothing if it has none.
    """
    numbers = {
        link.veth.peer_nsid
        for link in netns.links
        if link.veth is not None and ends.get((link.ifindex, link.veth.peer_ifindex)) in here
    }
    return {number: root for number in numbers if number is not None}


def _by_number(told: Numbers, inodes: Iterable[int]) -> dict[int, int]:
    return _sorted({told[inode]: inode for inode in inodes if inode in told})


def _sorted(nsids: Mapping[int, int]) -> dict[int, int]:
    return dict(sorted(nsids.items()))
