"""Read namespaces one after the other, and how they number each other."""

from collections.abc import Iterable

from msgspec.structs import replace

from topograph.facts import Gap, Netns
from topograph.sources.live.namespaces import OWN, FoundNetns
from topograph.sources.live.numbering import candidates, nsids_in_use
from topograph.sources.live.read_netns import read_netns, unread_netns
from topograph.sources.live.readings import NetnsReadings, Readings

__all__ = ["NamespaceReader"]


class NamespaceReader:
    """Reads namespaces one after the other; the root's answers stay at hand for all of them."""

    def __init__(self, readings: Readings, own: int, found: Iterable[FoundNetns]) -> None:
        self._readings, self._own = readings, own
        self._paths = {netns.inode: netns.path for netns in found}
        self._root: NetnsReadings | None = None
        self.root_nsids: dict[int, int] = {}
        """How the root numbers those that were read."""
        self.gaps: list[Gap] = []

    def open_root(self) -> None:
        """Make ready to ask the root for its numbers, without reading it."""
        self._root = self._readings.enter(OWN, self._own)

    def read(self, found: FoundNetns) -> Netns:
        """Return one namespace; the root has to be the first, or to be open."""
        is_root = found.inode == self._own
        try:
            readings = self._readings.enter(found.path, found.inode)
        except OSError as error:
            what = f"the namespace could not be entered: {error.strerror}"
            hint = "run as root" if isinstance(error, PermissionError) else ""
            self.gaps.append(
                Gap(source="rtnetlink", subject=f"netns:{found.inode}", what=what, hint=hint)
            )
            return unread_netns(found, is_root)
        if is_root:
            self._root = readings
        netns, gaps = read_netns(readings, found, is_root)
        self.gaps += gaps
        if is_root:
            return netns
        netns = self._number_with_root(readings, netns)
        readings.close()
        return netns

    def number(self, namespaces: list[Netns]) -> list[Netns]:
        """Add how namespaces number each other, as far as their links need it; end the reading."""
        root = replace(namespaces[0], nsids=dict(sorted(self.root_nsids.items())))
        namespaces = [root, *namespaces[1:]]
        wanted = candidates(namespaces)
        if self._root is not None:
            self._root.close()
        return [
            self._number(netns, wanted[netns.inode]) if netns.inode in wanted else netns
            for netns in namespaces
        ]

    def _number_with_root(self, readings: NetnsReadings, netns: Netns) -> Netns:
        if not nsids_in_use(netns.links):
            return netns
        if self._root is not None:
            number = _nsid_of(self._root, self._paths[netns.inode], netns.inode)
            if number is not None:
                self.root_nsids[number] = netns.inode
        number = _nsid_of(readings, OWN, self._own)
        return netns if number is None else replace(netns, nsids={number: self._own})

    def _number(self, netns: Netns, others: list[int]) -> Netns:
        nsids = dict(netns.nsids)
        try:
            readings = self._readings.enter(self._paths[netns.inode], netns.inode)
        except OSError:
            # It has gone since; its links say so by numbers that nobody explains.
            return netns
        for inode in others:
            number = _nsid_of(readings, self._paths[inode], inode)
            if number is not None:
                nsids[number] = inode
        readings.close()
        return replace(netns, nsids=dict(sorted(nsids.items())))


def _nsid_of(readings: NetnsReadings, path: str, inode: int) -> int | None:
    try:
        return readings.nsid_of(path, inode)
    except (OSError, ValueError):
        return None
