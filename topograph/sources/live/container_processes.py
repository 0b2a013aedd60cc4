"""Find a process of each container, and so its namespace, by the names of cgroups.

An engine names the cgroup of a container after the container's id. To read
that of one process per namespace finds nearly all; containers that share a
namespace, with each other or with the host, need a second look at the rest.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from topograph.facts import Container
from topograph.sources.live.namespaces import ProcessReading
from topograph.sources.live.readings import Readings

__all__ = [
    "container_of_cgroup",
    "has_processes",
    "processes_of_containers",
    "shares_namespace",
    "with_processes",
]

_ID: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
# Podman's monitor has a cgroup like its container's, in the namespace of whoever started it.
_MONITOR: Final = re.compile(r"libpod-conmon-|/conmon(?:/|$)", re.MULTILINE)


def with_processes(
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


def processes_of_containers(
    readings: Readings,
    processes: Sequence[ProcessReading],
    wanted: Collection[str],
    sharing: Collection[str] = (),
) -> dict[str, tuple[int, int | None]]:
    """Find processes of containers.

    Args:
        readings: the host.
        processes: all processes that were found.
        wanted: full ids of the containers that have processes. As long as one of them is not
            found, every process is looked at.
        sharing: those of them that live in a namespace which is not their own. A container in
            the host's may have made further ones, and must not be taken for living there.

    Returns:
        By container id: the lowest process id found, and the inode of that process' namespace,
        None where we may not look.
    """
    in_order = sorted(processes)
    first: dict[int, ProcessReading] = {}
    for process in in_order:
        if process.netns is not None:
            first.setdefault(process.netns, process)
    found: dict[str, tuple[int, int | None]] = {}
    owning = set(wanted) - set(sharing)
    cgroups: dict[int, str | None] = {}
    _look(readings, first.values(), owning, found, cgroups)
    _look(readings, in_order, set(wanted) - found.keys(), found, cgroups)
    return found


def _look(
    readings: Readings,
    processes: Iterable[ProcessReading],
    missing: set[str],
    found: dict[str, tuple[int, int | None]],
    cgroups: dict[int, str | None],
) -> None:
    """Add the first process of each missing container; `cgroups` keeps what was read."""
    for process in processes:
        if not missing:
            return
        if process.pid not in cgroups:
            cgroups[process.pid] = _container_of(readings, process.pid)
        container = cgroups[process.pid]
        if container in missing:
            missing.remove(container)
            found[container] = (process.pid, process.netns)


def _container_of(readings: Readings, pid: int) -> str | None:
    try:
        cgroup = readings.read(f"/proc/{pid}/cgroup")
    except OSError:
        # It ended while we were looking.
        return None
    return container_of_cgroup(cgroup.decode("utf-8", "replace"))


def container_of_cgroup(cgroup: str) -> str | None:
    """Return the id of the container that a process is in, from its /proc/PID/cgroup.

    The last id of a path is taken: that of the innermost engine, where one runs in another.
    """
    if _MONITOR.search(cgroup):
        return None
    for line in cgroup.splitlines():
        ids: list[str] = _ID.findall(line)
        if ids:
            return ids[-1]
    return None


def has_processes(container: Container) -> bool:
    """Tell whether a container should have a process, going by its state."""
    return container.state in {"running", "paused", "restarting", "removing"}


def shares_namespace(container: Container) -> bool:
    """Tell whether a container says that it lives in a namespace which is not its own."""
    return container.network_mode == "host" or container.network_mode.startswith("container:")
