"""The namespaces of a host, each once, however many references lead to it."""

from collections.abc import Iterable

from topograph.facts import Netns, Processes
from topograph.sources.text.told import ToldNetns

__all__ = ["ROOT", "Space", "Spaces"]

_INIT = 1
"""The process that the host began with is in its own namespace."""
ROOT = ""
"""The reference to the host's own namespace."""


class Space:
    """What is known of one namespace besides what is in it."""

    def __init__(self) -> None:
        self.inode: int | None = None
        self.root = False
        self.names: list[str] = []
        self.held_by: list[str] = []
        self.pid: int | None = None
        self.count: int | None = None
        self.comm = ""
        self.nsids: dict[int, str] = {}
        """How it numbers others: nsid to a reference."""

    def absorb(self, other: "Space") -> None:
        """Take over what another one knows, which turned out to be this one."""
        self.inode = self.inode if other.inode is None else other.inode
        self.root |= other.root
        self.names += [name for name in other.names if name not in self.names]
        self.held_by += [path for path in other.held_by if path not in self.held_by]
        if other.pid is not None:
            self.pid, self.comm = other.pid, other.comm or self.comm
        self.count = self.count if other.count is None else other.count
        self.nsids.update(other.nsids)

    def netns(self, inode: int, nsids: dict[int, int]) -> Netns:
        """Return it as a fact without what is in it."""
        processes = None
        if self.pid is not None and self.count is not None:
            processes = Processes(count=self.count, pid=self.pid, comm=self.comm)
        return Netns(
            inode=inode,
            root=self.root,
            names=sorted(self.names),
            held_by=sorted(self.held_by),
            processes=processes,
            nsids=nsids,
        )


class Spaces:
    """Namespaces by reference; see `ToldNetns.reference`."""

    def __init__(self) -> None:
        self._by_reference: dict[str, Space] = {}
        self._references: dict[Space, list[str]] = {}
        """The other way round."""
        self.of(ROOT).root = True

    def of(self, reference: str) -> Space:
        """Return the namespace that a reference leads to; a new one if it is new."""
        space = self._by_reference.get(reference)
        if space is None:
            space = self._by_reference[reference] = Space()
            self._references[space] = [reference]
            kind, _, name = reference.partition(":")
            if kind == "name":
                space.names = [name]
        return space

    def find(self, reference: str) -> Space | None:
        """Return the namespace that a reference leads to, if anything spoke of it."""
        return self._by_reference.get(reference)

    def unite(self, references: Iterable[str]) -> Space:
        """Say that references lead to one namespace."""
        first, *others = dict.fromkeys(references)
        space = self.of(first)
        for reference in others:
            other = self.of(reference)
            if other is not space:
                # The root keeps its place: others are found to be it, not it to be another.
                kept, gone = (other, space) if other.root else (space, other)
                kept.absorb(gone)
                moved = self._references.pop(gone)
                self._references[kept] += moved
                self._by_reference.update(dict.fromkeys(moved, kept))
                space = kept
        return space

    def note(self, told: ToldNetns, teller: str) -> None:
        """Enter what an output told of a namespace.

        Args:
            told: about it.
            teller: reference to the namespace of the output, whose numbers it uses.
        """
        references = [told.reference, *(f"name:{name}" for name in told.names)]
        if told.inode is not None:
            references.append(f"inode:{told.inode}")
        if told.pid is not None:
            references.append(f"pid:{told.pid}")
        if told.pid == _INIT:
            references.append(ROOT)
        known = Space()
        known.inode, known.pid = told.inode, told.pid
        known.count, known.comm = told.processes, told.comm
        self.unite(references).absorb(known)
        if told.nsid is not None:
            self.of(teller).nsids[told.nsid] = told.reference

    def enter(self, netns: Netns) -> None:
        """Enter a namespace that is known as a fact."""
        references = [ROOT] if netns.root else []
        references += [f"inode:{netns.inode}", *(f"name:{name}" for name in netns.names)]
        known = Space()
        known.inode, known.root, known.held_by = netns.inode, netns.root, list(netns.held_by)
        if netns.processes is not None:
            known.pid, known.count = netns.processes.pid, netns.processes.count
            known.comm = netns.processes.comm
            references.append(f"pid:{known.pid}")
        space = self.unite(references)
        space.absorb(known)
        space.nsids.update((nsid, f"inode:{inode}") for nsid, inode in netns.nsids.items())

    def all(self) -> list[Space]:
        """Return each once: the root first, then in the order in which they were spoken of."""
        return list(dict.fromkeys((self.of(ROOT), *self._by_reference.values())))
