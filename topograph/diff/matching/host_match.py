"""One host on both sides, with what is the same on both."""

from collections.abc import Iterator
from functools import cached_property

from topograph.diff.finding import Token
from topograph.diff.matching.engine_things import match_containers, match_networks
from topograph.diff.matching.history import present_containers
from topograph.diff.matching.links import match_links
from topograph.diff.matching.namespaces import match_namespaces
from topograph.diff.matching.pairing import lone
from topograph.diff.model import Thing
from topograph.graph.inventory import LinkKey
from topograph.graph.wired import WiredHost

__all__ = ["HostMatch"]


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
        self.containers = match_containers(*self.present)
        self.networks = match_networks(before.inventory.networks, after.inventory.networks)
        self.namespaces = match_namespaces(self)
        self.links, self.unchanged_links = match_links(self)

    def lone_containers(self) -> Iterator[tuple[str, bool]]:
        """Yield those of one side only, and whether that is after."""
        return lone(self.present[0], self.present[1], self.containers)

    @cached_property
    def containers_back(self) -> dict[str, str]:
        """Those that are on both sides: the name before by that after."""
        return {new: old for old, new in self.containers.items()}

    @cached_property
    def namespaces_back(self) -> dict[int, int]:
        """Those that are on both sides: the inode before by that after."""
        return {new: old for old, new in self.namespaces.items()}

    def lone_networks(self) -> Iterator[tuple[str, bool]]:
        """Yield those of one side only, and whether that is after."""
        return lone(self.before.inventory.networks, self.after.inventory.networks, self.networks)

    def lone_namespaces(self) -> Iterator[tuple[int, bool]]:
        """Yield those of one side only, and whether that is after."""
        return lone(
            self.before.inventory.namespaces, self.after.inventory.namespaces, self.namespaces
        )

    def lone_links(self) -> Iterator[tuple[LinkKey, bool]]:
        """Yield those of one side only, and whether that is after."""
        return lone(self.before.inventory.links, self.after.inventory.links, self.links)

    def side(self, is_after: bool) -> WiredHost:
        """Return one of the two."""
        return self.after if is_after else self.before

    def is_same_link(self, before: LinkKey, after: LinkKey) -> bool:
        """Tell whether a link was there all the time, rather than made anew."""
        if not self.same_boot or before != after:
            return False
        old, new = self.before.inventory.links[before], self.after.inventory.links[after]
        # The inode of a namespace that went, and the numbers in it, may be those of another one.
        return old.kind != "veth" or old.iflink == new.iflink

    def has_same_links(self, before: int, after: int) -> bool:
        """Tell whether the links of a namespace were there all the time, and no others."""
        return self.same_boot and before == after and before not in self._restless

    @cached_property
    def _restless(self) -> set[int]:
        """Namespaces that links came to or went from."""
        gone = {key.inode for key in self.before.inventory.links if self.links.get(key) != key}
        came = {key.inode for key, is_after in self.lone_links() if is_after}
        return gone | came

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
