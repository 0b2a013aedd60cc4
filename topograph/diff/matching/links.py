"""Pair the links of one host.

Within one boot the number of a link tells: the kernel does not give the ifindex of a link to
another one in the same namespace. Beyond that it goes by what it serves, its other end, its
hardware, its name, and last by its kind and MAC.
"""

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from topograph.diff.matching.pairing import pair_off
from topograph.diff.matching.random_names import has_random_name
from topograph.graph.inventory import LinkKey

if TYPE_CHECKING:
    from topograph.diff.matching.host_match import HostMatch

__all__ = ["match_links"]

_NO_MAC: Final = frozenset({None, "", "00:00:00:00:00:00"})


def match_links(match: "HostMatch") -> tuple[dict[LinkKey, LinkKey], set[LinkKey]]:
    """Return the links before with the same ones after, and those all of whose facts are the same.

    Args:
        match: in which all else is matched.
    """
    found = _Links(match)
    return found.pairs, found.unchanged


class _Links:
    def __init__(self, match: "HostMatch") -> None:
        self.pairs: dict[LinkKey, LinkKey] = {}
        self.unchanged: set[LinkKey] = set()
        self._match = match
        if match.same_boot:
            self._by_number()
        taken = set(self.pairs.values())
        self._left = (
            [key for key in match.before.inventory.links if key not in self.pairs],
            [key for key in match.after.inventory.links if key not in taken],
        )
        """Those of each side that are in no pair, or were not until lately."""
        if self._has_untold:
            # Names and MACs drawn at random do not meet twice, while what serves whom is guessed.
            self._by(self._place_name_and_mac)
        self._by(self._place_and_service)
        self._by_peer()
        self._by(self._hardware)
        self._by(self._place_and_name)
        self._by_peer()
        self._by(self._kind_and_mac, is_unique=True)
        if self._has_untold_kinds:
            self._by(self._place_and_name_alone)

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
                if old == new:
                    self.pairs[key] = key
                    self.unchanged.add(key)
                elif old.kind == new.kind and (old.ifname == new.ifname or old.mac == new.mac):
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

    def _place_name_and_mac(self, key: LinkKey, is_after: bool) -> Hashable | None:
        link = self._match.side(is_after).inventory.links[key]
        return (
            (self._match.netns(key.inode, is_after), link.ifname, link.mac) if link.mac else None
        )

    def _place_and_name_alone(self, key: LinkKey, is_after: bool) -> Hashable | None:
        host = self._match.side(is_after)
        if has_random_name(host, key):
            return None
        return self._match.netns(key.inode, is_after), host.inventory.links[key].ifname

    @cached_property
    def _has_untold(self) -> bool:
        sides = (self._match.before.inventory, self._match.after.inventory)
        return any(
            side.host.untold or any(link.untold for link in side.links.values()) for side in sides
        )

    @cached_property
    def _has_untold_kinds(self) -> bool:
        return any(
            "kind" in link.untold
            for side in (self._match.before, self._match.after)
            for link in side.inventory.links.values()
        )

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
