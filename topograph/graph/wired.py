"""The facts of each host with what the joins found: what tables and diffs are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from topograph.facts import Gap, Link, Netns, Snapshot
from topograph.graph.host_ids import HostIds
from topograph.graph.inventory import Inventory, LinkKey, in_order, take_stock
from topograph.graph.keys import Keys
from topograph.graph.names import distinct
from topograph.graph.wiring import Wiring, wire

__all__ = ["WiredHost", "WiredSnapshot", "wire_snapshot"]


@dataclass(frozen=True)
class WiredHost:
    """One host."""

    inventory: Inventory
    wiring: Wiring

    @cached_property
    def ids(self) -> HostIds:
        """The node ids of everything on it."""
        return HostIds(self.inventory, self.wiring.labels)

    @cached_property
    def keys(self) -> Keys:
        """The keys of its links and namespaces, which survive a restart."""
        return Keys(self.inventory, self.wiring)

    @cached_property
    def ports(self) -> dict[LinkKey, list[LinkKey]]:
        """The links that are enslaved to each link."""
        ports: dict[LinkKey, list[LinkKey]] = {}
        for key, master in self.wiring.masters.items():
            ports.setdefault(master, []).append(key)
        return ports

    @property
    def name(self) -> str:
        """The host's name, unique in the snapshot."""
        return self.inventory.name

    def label(self, inode: int) -> str:
        """Return what a person calls a namespace: the host's name for its root."""
        label = self.wiring.labels[inode]
        return self.inventory.host.hostname if label is None else label

    def namespaces(self) -> list[Netns]:
        """Return the namespaces: the root first, then by label."""
        labels = self.wiring.labels
        inodes = sorted(labels, key=lambda inode: (labels[inode] is not None, self.label(inode)))
        return [self.inventory.namespaces[inode] for inode in inodes]

    def links(self) -> Iterator[tuple[LinkKey, Link]]:
        """Yield the links, namespace by namespace, each in the order of the ifindexes."""
        for netns in self.namespaces():
            for key in self.inventory.links_of[netns.inode]:
                yield key, self.inventory.links[key]

    def ifname(self, inode: int, ifindex: int) -> str:
        """Return the name of a link, or as `ip` does its number where that is not known."""
        link = self.inventory.links.get(LinkKey(inode, ifindex))
        return f"if{ifindex}" if link is None else link.ifname

    def seen_from(self, inode: int, key: LinkKey) -> str:
        """Return the name of a link for a reader in a namespace, with its own if that differs."""
        ifname = self.inventory.links[key].ifname
        return ifname if key.inode == inode else f"{ifname} in {self.label(key.inode)}"

    def far_end(self, key: LinkKey) -> str:
        """Return the peer, or the link below, that the numbers of the kernel lead to.

        It is "?" where they lead to a link that is not in the facts, and empty for a link
        that stands alone.
        """
        wiring = self.wiring
        if key in wiring.pairs.peers:
            return self.seen_from(key.inode, wiring.pairs.peers[key][0])
        if key in wiring.lowers:
            return self.seen_from(key.inode, wiring.lowers[key])
        return "?" if key in wiring.loose else ""


@dataclass(frozen=True, slots=True)
class WiredSnapshot:
    """All hosts, in a fixed order."""

    captured_at: str
    hosts: tuple[WiredHost, ...]
    gaps: tuple[Gap, ...]
    """Those of the snapshot and those that the joins found."""


def wire_snapshot(snapshot: Snapshot) -> WiredSnapshot:
    """Join the facts of a snapshot, as `topograph.graph.build_graph` does."""
    hosts = in_order(snapshot.hosts, lambda h: (h.hostname, h.machine_id or "", h.boot_id or ""))
    names = distinct((n, h.hostname, (h.machine_id or "")[:8]) for n, h in enumerate(hosts))
    wired: list[WiredHost] = []
    gaps = list(snapshot.gaps)
    for n, host in enumerate(hosts):
        inventory = take_stock(host, names[n], snapshot.gaps)
        wired.append(WiredHost(inventory, wire(inventory)))
        gaps.extend(inventory.twice)
    return WiredSnapshot(snapshot.captured_at, tuple(wired), tuple(gaps))
