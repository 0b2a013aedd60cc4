"""Collect a snapshot from the readings of a host, live or recorded."""

import gc
from collections.abc import Sequence
from typing import Final

from msgspec.structs import asdict, replace

from topograph import __version__
from topograph.facts import FORMAT, VERSION, Container, Gap, Host, Netns, Snapshot
from topograph.sources.live.container_processes import (
    has_processes,
    processes_of_containers,
    shares_namespace,
)
from topograph.sources.live.drivers import add_drivers
from topograph.sources.live.engine import start_asking
from topograph.sources.live.host import read_host_identity
from topograph.sources.live.namespaces import FoundNetns, ProcessReading, find_namespaces
from topograph.sources.live.numbering import candidates, nsids_in_use
from topograph.sources.live.read_netns import read_netns
from topograph.sources.live.readings import NetnsReadings, Readings

__all__ = ["collect_from"]

OWN: Final = "/proc/self/ns/net"


def collect_from(readings: Readings) -> Snapshot:
    """Return what the readings tell about one host."""
    was_collecting = gc.isenabled()
    # Facts hold no cycles, and there are many of them.
    gc.disable()
    try:
        return _collect(readings)
    finally:
        if was_collecting:
            gc.enable()


def _collect(readings: Readings) -> Snapshot:
    captured_at = readings.now()
    # Sent first and read last: the engines work while the kernel is read.
    pending = start_asking(readings)
    search = find_namespaces(readings)
    reader = NamespaceReader(readings, search.own)
    namespaces = [reader.read(found) for found in search.namespaces]
    namespaces = reader.number(namespaces)
    namespaces[0] = add_drivers(readings, namespaces[0])
    engines, containers, networks, engine_gaps = pending.result()
    host = Host(
        **asdict(read_host_identity(readings)),
        namespaces=namespaces,
        engines=engines,
        containers=_with_namespaces(readings, search.processes, containers),
        networks=networks,
    )
    gaps = [
        Gap(
            source=gap.source,
            subject=gap.subject,
            what=gap.what,
            hint=gap.hint,
            host=host.hostname,
        )
        for gap in (*search.gaps, *reader.gaps, *engine_gaps)
    ]
    return Snapshot(
        format=FORMAT,
        version=VERSION,
        captured_at=captured_at,
        tool=f"topograph {__version__}",
        hosts=[host],
        gaps=gaps,
    )


def _with_namespaces(
    readings: Readings, processes: Sequence[ProcessReading], containers: list[Container]
) -> list[Container]:
    """Return the containers with the process and the namespace of those that run."""
    running = {container.id: container for container in containers if has_processes(container)}
    sharing = [name for name, container in running.items() if shares_namespace(container)]
    found = processes_of_containers(readings, processes, running, sharing)
    return [
        _with_process(container, *found[container.id]) if container.id in found else container
        for container in containers
    ]


def _with_process(container: Container, pid: int, netns: int | None) -> Container:
    # Podman tells the namespace, also to those who may not look for themselves.
    return replace(container, pid=pid, netns=container.netns if netns is None else netns)


class NamespaceReader:
    """Reads namespaces one after the other; the root's answers stay at hand for all of them."""

    def __init__(self, readings: Readings, own: int) -> None:
        self._readings, self._own = readings, own
        self._paths: dict[int, str] = {}
        self._root: NetnsReadings | None = None
        self._root_nsids: dict[int, int] = {}
        self.gaps: list[Gap] = []

    def read(self, found: FoundNetns) -> Netns:
        """Return one namespace; the root has to be the first."""
        is_root = found.inode == self._own
        self._paths[found.inode] = found.path
        try:
            readings = self._readings.enter(found.path, found.inode)
        except OSError as error:
            what = f"the namespace could not be entered: {error.strerror}"
            hint = "run as root" if isinstance(error, PermissionError) else ""
            self.gaps.append(
                Gap(source="rtnetlink", subject=f"netns:{found.inode}", what=what, hint=hint)
            )
            return _unread(found, is_root)
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
        root = replace(namespaces[0], nsids=dict(sorted(self._root_nsids.items())))
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
                self._root_nsids[number] = netns.inode
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
    except OSError:
        return None


def _unread(found: FoundNetns, is_root: bool) -> Netns:
    return Netns(
        inode=found.inode,
        root=is_root,
        names=sorted(found.names),
        held_by=sorted(found.held_by),
        processes=found.processes,
    )
