"""What every comparison of one host needs, and the shape of what it finds."""

from dataclasses import dataclass

from topograph.diff.finding import Finding, Token
from topograph.diff.hidden import Hidden
from topograph.diff.matching import HostMatch
from topograph.diff.model import Change, Place, Thing
from topograph.diff.volatile import Selection
from topograph.facts import Gap
from topograph.graph.ids import join
from topograph.graph.inventory import LinkKey
from topograph.graph.names import shown_name
from topograph.graph.wired import WiredHost

__all__ = ["Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """One host on both sides, what is compared, and what may be hidden on each side."""

    match: HostMatch
    selection: Selection
    hidden: tuple[Hidden, Hidden]
    """Before and after."""

    @property
    def host(self) -> str:
        """The host's name."""
        return self.match.after.name

    def side(self, is_after: bool) -> WiredHost:
        """Return one side of the host."""
        return self.match.side(is_after)

    def lone(  # noqa: PLR0913
        self,
        thing: Thing,
        key: str,
        place: Place,
        *,
        is_after: bool,
        changes: list[Change],
        gap: Gap | None = None,
        token: Token | None = None,
    ) -> Finding:
        """Return what is found about a thing that is on one side only.

        Args:
            thing: what it is.
            key: its own.
            place: where it is.
            is_after: which side it is on.
            changes: what tells most about it.
            gap: of the other side, if that may hide it.
            token: what its parts call it.
        """
        return Finding.one_sided(
            thing,
            key,
            self.host,
            place,
            is_after=is_after,
            changes=changes,
            token=token,
            gap=gap,
            is_missing_after=not is_after,
        )

    def link_place(self, key: LinkKey, is_after: bool) -> Place:
        """Return where a link is."""
        host = self.side(is_after)
        link = host.inventory.links[key]
        return Place(
            name=link.ifname,
            kind=link.kind,
            node=host.ids.link(key),
            inside=self.label(key.inode, is_after),
        )

    def container_place(self, name: str, is_after: bool) -> Place:
        """Return where a container is."""
        host = self.side(is_after)
        shown = shown_name(host.inventory.containers[name])
        return Place(name=shown, node=host.ids.container(name))

    def label(self, inode: int, is_after: bool) -> str:
        """Return the label of a namespace; empty for the host's own."""
        return self.side(is_after).wiring.labels[inode] or ""

    def netns_place(self, inode: int, is_after: bool, name: str) -> Place:
        """Return the place of a thing that belongs to a namespace as a whole."""
        node = self.side(is_after).ids.netns(inode)
        return Place(name=name, node=node, inside=self.label(inode, is_after))

    def key_inside(self, thing: Thing, inode: int, is_after: bool, *parts: str) -> str:
        """Return the key of a thing that belongs to a namespace as a whole."""
        netns = self.side(is_after).keys.netns(inode).removeprefix("netns/")
        return f"{thing}/{netns}/{join(*parts)}"

    def owner(self, inode: int, is_after: bool) -> Token | None:
        """Return the token of the container whose namespace this is."""
        name = self.match.owner(inode, is_after)
        return None if name is None else self.match.container(name, is_after)

    def last_owner(self, inode: int, is_after: bool) -> Token | None:
        """Return the token of the container that has a namespace, now if it is still there."""
        if not is_after and (other := self.match.namespaces.get(inode)) is not None:
            return self.owner(other, True) or self.owner(inode, False)
        return self.owner(inode, is_after)
