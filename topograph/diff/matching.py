"""Find what is the same on both sides of a host: containers, networks, namespaces, links.

What survives a restart decides, and within one boot also what only lasts as long:
the kernel does not give the ifindex of a link to another one in the same namespace.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import Final, TypeVar

from topograph.diff.finding import Token
from topograph.diff.history import present_containers
from topograph.diff.model import Thing
from topograph.diff.random_names import has_random_name
from topograph.facts import Container
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.keys import container_key
from topograph.graph.labels import file_names, is_engine_name
from topograph.graph.wired import WiredHost

__all__ = ["HostMatch", "given_names", "pair_off"]

Id = TypeVar("Id", bound=Hashable)
Sign = Callable[[Id], Hashable | None]

_NO_MAC: Final = frozenset({None, "", "00:00:00:00:00:00"})


def pair_off(
    before: Iterable[Id],
    after: Iterable[Id],
    pairs: dict[Id, Id],
    signs: tuple[Sign[Id], Sign[Id]],
    *,
    is_unique: bool = False,
) -> None:
    """Pair what bears the same sign, and leave alone what is paired already.

    Args:
        before: in a fixed order; of several with one sign the first of each side are a pair.
        after: likewise.
        pairs: is added to.
        signs: what tells the sign of a thing before and after; None if it has none.
        is_unique: whether only signs count that one thing on each side has.
    """
    taken = set(pairs.values())
    left: dict[Hashable, list[Id]] = {}
    right: dict[Hashable, list[Id]] = {}
    for ids, sign, found, known in (
        (before, signs[0], left, pairs.keys()),
        (after, signs[1], right, taken),
    ):
        for one in ids:
            if one not in known and (mark := sign(one)) is not None:
                found.setdefault(mark, []).append(one)
    for mark, ones in left.items():
        others = right.get(mark, [])
        if is_unique and not len(ones) == len(others) == 1:
            continue
        pairs.update(zip(ones, others, strict=False))


class HostMatch:
    """One host on both sides.

    Args:
        before: with its joins.
        after: likewise.
    """

    def __init__(self, before: WiredHost, after: WiredHost) -> None:
        self.before = before
        self.after = after
        boots = {before.inventory.host.boot_id, after.inventory.host.boot_id}
        self.same_boot = len(boots) == 1 and None not in boots
        self.present = present_containers(before), present_containers(after)
        """The containers of each side by their names, without those kept as a memory only."""
        self.containers = _containers(*self.present)
        self.networks = _networks(before, after)
        self.namespaces = _Namespaces(self).pairs
        self.links = _Links(self).pairs

    @cached_property
    def new_containers(self) -> list[str]:
        """Those that are only after."""
        return _rest(self.present[1], self.containers)

    @cached_property
    def containers_back(self) -> dict[str, str]:
        """Those that are on both sides: the name before by that after."""
        return {new: old for old, new in self.containers.items()}

    @cached_property
    def namespaces_back(self) -> dict[int, int]:
        """Those that are on both sides: the inode before by that after."""
        return {new: old for old, new in self.namespaces.items()}

    @cached_property
    def new_networks(self) -> list[str]:
        """Those that are only after."""
        return _rest(self.after.inventory.networks, self.networks)

    @cached_property
    def new_namespaces(self) -> list[int]:
        """Those that are only after."""
        return _rest(self.after.inventory.namespaces, self.namespaces)

    @cached_property
    def new_links(self) -> list[LinkKey]:
        """Those that are only after."""
        return _rest(self.after.inventory.links, self.links)

    def side(self, is_after: bool) -> WiredHost:
        """Return one of the two."""
        return self.after if is_after else self.before

    def is_same_link(self, before: LinkKey, after: LinkKey) -> bool:
        """Tell whether a link was there all the time, rather than made anew."""
        return self.same_boot and before == after

    def has_same_links(self, before: int, after: int) -> bool:
        """Tell whether the links of a namespace were there all the time, and no others."""
        return self.same_boot and before == after and before not in self._restless

    @cached_property
    def _restless(self) -> set[int]:
        """Namespaces that links came to or went from."""
        gone = {key.inode for key in self.before.inventory.links if self.links.get(key) != key}
        return gone | {key.inode for key in self.new_links}

    def link(self, key: LinkKey, is_after: bool) -> Token:
        """Return the token of a link."""
        other = None if is_after else self.links.get(key)
        return Token(Thing.LINK, True, other) if other else Token(Thing.LINK, is_after, key)

    def network(self, name: str, is_after: bool) -> Token:
        """Return the token of a network."""
        other = None if is_after else self.networks.get(name)
        return Token(Thing.NETWORK, True, other) if other else Token(Thing.NETWORK, is_after, name)

    def netns(self, inode: int, is_after: bool) -> Token:
        """Return the token of a namespace."""
        other = None if is_after else self.namespaces.get(inode)
        return Token(Thing.NETNS, True, other) if other else Token(Thing.NETNS, is_after, inode)

    def container(self, name: str, is_after: bool) -> Token:
        """Return the token of a container."""
        other = None if is_after else self.containers.get(name)
        if other:
            return Token(Thing.CONTAINER, True, other)
        return Token(Thing.CONTAINER, is_after, name)

    def owner(self, inode: int, is_after: bool) -> str | None:
        """Return the container whose sandbox a namespace is; None for the host's own."""
        host = self.side(is_after)
        if inode == host.inventory.root:
            return None
        members = host.wiring.members.get(inode)
        return members[0] if members else None


def given_names(host: WiredHost, inode: int) -> frozenset[str]:
    """Return the names that a person gave to a namespace."""
    names = file_names(host.inventory.namespaces[inode])
    return frozenset(name for name in names if not is_engine_name(name))


def _lasting_links(inventory: Inventory, inode: int) -> set[tuple[int, str, str | None]]:
    """Return what a link of a namespace keeps as long as it is there."""
    links = (inventory.links[key] for key in inventory.links_of[inode])
    return {(x.ifindex, x.kind, x.mac) for x in links if x.link_type != "loopback"}


def _rest(all_of_them: Iterable[Id], pairs: dict[Id, Id]) -> list[Id]:
    taken = set(pairs.values())
    return [one for one in all_of_them if one not in taken]


def _containers(before: dict[str, Container], after: dict[str, Container]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    sides = before, after

    def by(sign: Callable[[str, int], Hashable | None]) -> None:
        signs = (lambda name: sign(name, 0)), (lambda name: sign(name, 1))
        pair_off(sides[0], sides[1], pairs, signs)

    def by_id(name: str, side: int) -> Hashable | None:
        container = sides[side][name]
        return (container.engine, container.id) if container.id else None

    by(by_id)
    by(lambda name, side: (sides[side][name].engine, container_key(sides[side][name])))
    # The same engine may be asked at another address.
    by(lambda name, side: container_key(sides[side][name]))
    return pairs


def _networks(before: WiredHost, after: WiredHost) -> dict[str, str]:
    pairs: dict[str, str] = {}
    sides = before.inventory.networks, after.inventory.networks

    def by(sign: Callable[[str, int], Hashable | None]) -> None:
        signs = (lambda name: sign(name, 0)), (lambda name: sign(name, 1))
        pair_off(sides[0], sides[1], pairs, signs)

    by(lambda n, side: (sides[side][n].engine, sides[side][n].id, sides[side][n].name))
    by(lambda n, side: (sides[side][n].engine, sides[side][n].id) if sides[side][n].id else None)
    by(lambda n, side: (sides[side][n].engine, sides[side][n].name))
    by(lambda n, side: sides[side][n].name)
    return pairs


class _Namespaces:
    """Pairs the namespaces: by their container, then by the names they have, then by holder."""

    def __init__(self, match: HostMatch) -> None:
        self.pairs: dict[int, int] = {}
        self._match = match
        before, after = match.before, match.after
        if before.inventory.root is not None and after.inventory.root is not None:
            self.pairs[before.inventory.root] = after.inventory.root
        self._by_container()
        self._by(given_names)
        if match.same_boot:
            both = before.inventory.namespaces.keys() & after.inventory.namespaces.keys()
            free = [inode for inode in sorted(both) if not self._is_reused(inode)]
            pair_off(free, free, self.pairs, (lambda n: n, lambda n: n))
        self._by(lambda host, inode: host.keys.netns(inode))

    def _by(self, sign: Callable[[WiredHost, int], Hashable]) -> None:
        before, after = self._match.before.inventory, self._match.after.inventory
        signs = tuple(self._unowned(side, sign) for side in (False, True))
        pair_off(before.namespaces, after.namespaces, self.pairs, (signs[0], signs[1]))

    def _by_container(self) -> None:
        roots = self._match.before.inventory.root, self._match.after.inventory.root
        sandboxes = self._match.before.wiring.sandboxes, self._match.after.wiring.sandboxes
        taken = set(self.pairs.values())
        for one, other in self._match.containers.items():
            if one not in sandboxes[0] or other not in sandboxes[1]:
                continue
            old, new = sandboxes[0][one].inode, sandboxes[1][other].inode
            if old == roots[0] or new == roots[1] or old in self.pairs or new in taken:
                continue
            self.pairs[old] = new
            taken.add(new)

    def _is_reused(self, inode: int) -> bool:
        """Tell whether a namespace is another one, which got the inode of one that went.

        The kernel gives the lowest number that is free to the next namespace.
        """
        owners = self._match.owner(inode, False), self._match.owner(inode, True)
        if None not in owners:
            return True
        before, after = self._match.before.inventory, self._match.after.inventory
        if not (before.links_of[inode] and after.links_of[inode]):
            return False
        old, new = _lasting_links(before, inode), _lasting_links(after, inode)
        return not old & new and bool((old and new) or owners != (None, None))

    def _unowned(
        self, is_after: bool, sign: Callable[[WiredHost, int], Hashable]
    ) -> Callable[[int], Hashable | None]:
        def of(inode: int) -> Hashable | None:
            if self._match.owner(inode, is_after) is not None:
                return None
            return sign(self._match.side(is_after), inode) or None

        return of


class _Links:
    """Pairs the links of one host."""

    def __init__(self, match: HostMatch) -> None:
        self.pairs: dict[LinkKey, LinkKey] = {}
        self._match = match
        if match.same_boot:
            self._by_number()
        taken = set(self.pairs.values())
        self._left = (
            [key for key in match.before.inventory.links if key not in self.pairs],
            [key for key in match.after.inventory.links if key not in taken],
        )
        """Those of each side that are in no pair, or were not until lately."""
        self._by(self._place_and_service)
        self._by_peer()
        self._by(self._hardware)
        self._by(self._place_and_name)
        self._by_peer()
        self._by(self._kind_and_mac, is_unique=True)

    def _by_number(self) -> None:
        before, after = self._match.before.inventory, self._match.after.inventory
        for inode, other in self._match.namespaces.items():
            if inode != other:
                continue
            for key in before.links_of[inode]:
                new = after.links.get(key)
                if new is None:
                    continue
                old = before.links[key]
                if old == new or (
                    old.kind == new.kind and (old.ifname == new.ifname or old.mac == new.mac)
                ):
                    self.pairs[key] = key

    def _by(self, sign: Callable[[LinkKey, bool], Hashable | None], **how: bool) -> None:
        if all(self._left):
            signs = (lambda key: sign(key, False)), (lambda key: sign(key, True))
            pair_off(self._left[0], self._left[1], self.pairs, signs, **how)
            self._forget_paired()

    def _forget_paired(self) -> None:
        taken = {self.pairs[key] for key in self._left[0] if key in self.pairs}
        self._left = (
            [key for key in self._left[0] if key not in self.pairs],
            [key for key in self._left[1] if key not in taken],
        )

    def _by_peer(self) -> None:
        """Pair the other ends of the pairs whose one end is found."""
        peers = self._match.before.wiring.pairs.peers, self._match.after.wiring.pairs.peers
        free = set(self._left[1])
        for far in self._left[0]:
            near = self.pairs.get(peers[0][far][0]) if far in peers[0] else None
            far_after = peers[1][near][0] if near in peers[1] else None
            if far_after in free:
                self.pairs[far] = far_after
                free.discard(far_after)
        self._forget_paired()

    def _place_and_service(self, key: LinkKey, is_after: bool) -> Hashable | None:
        host = self._match.side(is_after)
        networks = host.wiring.networks.get(key) or host.wiring.backed.get(key)
        if not networks:
            return None
        place = self._match.netns(key.inode, is_after)
        is_backing = key not in host.wiring.networks
        return place, self._match.network(networks[0], is_after), is_backing

    def _place_and_name(self, key: LinkKey, is_after: bool) -> Hashable | None:
        host = self._match.side(is_after)
        link = host.inventory.links[key]
        if has_random_name(host, key):
            return None
        return self._match.netns(key.inode, is_after), link.kind, link.ifname

    def _hardware(self, key: LinkKey, is_after: bool) -> Hashable | None:
        link = self._match.side(is_after).inventory.links[key]
        if link.kind:
            return None
        if link.permanent_mac:
            return "mac", link.permanent_mac
        return ("bus", link.parent_bus, link.parent_dev) if link.parent_dev else None

    def _kind_and_mac(self, key: LinkKey, is_after: bool) -> Hashable | None:
        host = self._match.side(is_after)
        link = host.inventory.links[key]
        peer = host.wiring.pairs.peers.get(key)
        ends = [key.inode, *([peer[0].inode] if peer else [])]
        # An engine makes MACs of addresses, which go from one container to the next.
        if link.mac in _NO_MAC or any(self._match.owner(end, is_after) for end in ends):
            return None
        return link.kind, link.mac
