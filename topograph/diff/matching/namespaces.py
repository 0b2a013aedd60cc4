"""Pair the namespaces: by their container, then by the names they have, then by holder."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from topograph.diff.matching.pairing import pair_off
from topograph.graph.inventory import Inventory
from topograph.graph.netns_names import file_names, is_engine_name
from topograph.graph.running import is_stopped
from topograph.graph.wired import WiredHost

if TYPE_CHECKING:
    from topograph.diff.matching.host_match import HostMatch

__all__ = ["given_names", "match_namespaces"]


def match_namespaces(match: "HostMatch") -> dict[int, int]:
    """Return the inodes before with those of the same namespaces after.

    Args:
        match: in which the containers are matched.
    """
    return _Namespaces(match).pairs


def given_names(host: WiredHost, inode: int) -> frozenset[str]:
    """Return the names that a person gave to a namespace."""
    names = file_names(host.inventory.namespaces[inode])
    return frozenset(name for name in names if not is_engine_name(name))


class _Namespaces:
    def __init__(self, match: "HostMatch") -> None:
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
        # Who was not told which namespace is a container's knows it by the name only.
        is_told = all(map(_tells_owners, (self._match.before, self._match.after)))

        def of(inode: int) -> Hashable | None:
            if is_told and self._match.owner(inode, is_after) is not None:
                return None
            return sign(self._match.side(is_after), inode) or None

        return of


def _tells_owners(host: WiredHost) -> bool:
    told = host.inventory.host
    if "containers" in told.untold or host.inventory.guesses.supposed:
        return False
    return not any(
        container.netns is None and "netns" in container.untold and not is_stopped(container)
        for container in told.containers
    )


def _lasting_links(inventory: Inventory, inode: int) -> set[tuple[int, str, str | None]]:
    """Return what a link of a namespace keeps as long as it is there."""
    links = (inventory.links[key] for key in inventory.links_of[inode])
    return {(x.ifindex, x.kind, x.mac) for x in links if x.link_type != "loopback"}
