"""Find the network namespaces of the host: one entry per inode, however many names it has.

Namespaces are kept alive by processes, by bind mounts (named ones are mounts
under /run/netns and /run/docker/netns) and by open file descriptors. The
inode of the nsfs file tells which of them are the same.
"""

import errno
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from msgspec import Struct

from topograph.facts import Gap, Processes
from topograph.sources.live.readings import Readings

__all__ = [
    "NAMED_FOLDERS",
    "OWN",
    "FoundNetns",
    "ProcessReading",
    "Search",
    "find_namespaces",
    "netns_of",
]

NAMED_FOLDERS: Final = ("/run/netns", "/run/docker/netns")
OWN: Final = "/proc/self/ns/net"

# What the kernel says of a process that ended while we were looking.
ENDED: Final = (FileNotFoundError, ProcessLookupError)

_PID: Final = re.compile(r"[0-9]{1,10}")
_NETNS: Final = re.compile(r"net:\[([0-9]{1,20})\]")


class ProcessReading(NamedTuple):
    """A process and the inode of its network namespace; None where we may not look."""

    pid: int
    netns: int | None


class FoundNetns(Struct):
    """A namespace that was found, and the ways to it."""

    inode: int
    path: str = ""
    """A path to enter it by."""
    names: list[str] = []
    held_by: list[str] = []
    processes: Processes | None = None


class Search(NamedTuple):
    """What a search found."""

    own: int
    """Inode of our own namespace, which stands for the host's."""
    namespaces: list[FoundNetns]
    """By inode, our own first."""
    processes: list[ProcessReading]
    """All processes, by pid."""
    gaps: list[Gap]


def find_namespaces(readings: Readings) -> Search:
    """Return every network namespace that the caller can see."""
    _, own = readings.identity(OWN)
    found = {own: FoundNetns(own, path=OWN)}
    gaps: list[Gap] = []
    processes = _read_processes(readings)
    _add_processes(readings, processes, found)
    _add_named(readings, found, gaps)
    mounts_hidden = _add_mounts(readings, processes, found)
    fds_hidden = _add_open_files(readings, processes, found)
    gaps += _hidden_gaps(readings, processes, max(mounts_hidden, fds_hidden))
    others = sorted(inode for inode in found if inode != own)
    return Search(own, [found[own], *(found[inode] for inode in others)], processes, gaps)


def _hidden_gaps(
    readings: Readings, processes: Iterable[ProcessReading], without_files: int
) -> list[Gap]:
    """Return what follows from processes that we may not look at."""
    hidden = [str(process.pid) for process in processes if process.netns is None]
    if hidden:
        whose = f"process {hidden[0]}" if len(hidden) == 1 else f"{len(hidden)} processes"
        return [_gap(readings, f"the network namespace of {whose} could not be read")]
    if without_files:
        whose = "a process" if without_files == 1 else f"{without_files} processes"
        what = f"mounts and open files of {whose} could not be read"
        return [_gap(readings, f"{what}: a namespace held by nothing else is missing")]
    return []


def _gap(readings: Readings, what: str) -> Gap:
    is_root = readings.user() == 0
    hint = "CAP_SYS_PTRACE over them is missing" if is_root else "run as root to see them all"
    return Gap(source="namespaces", subject="host", what=what, hint=hint)


def _read_processes(readings: Readings) -> list[ProcessReading]:
    processes = []
    for pid in sorted(int(name) for name in readings.listdir("/proc") if _PID.fullmatch(name)):
        try:
            target = readings.readlink(f"/proc/{pid}/ns/net")
            processes.append(ProcessReading(pid, netns_of(target)))
        except ENDED:
            continue
        except OSError:
            processes.append(ProcessReading(pid, None))
    return processes


def _add_processes(
    readings: Readings, processes: Iterable[ProcessReading], found: dict[int, FoundNetns]
) -> None:
    counts: dict[int, int] = {}
    first: dict[int, int] = {}
    for pid, inode in processes:
        if inode is not None:
            counts[inode] = counts.get(inode, 0) + 1
            first.setdefault(inode, pid)
    for inode, pid in first.items():
        netns = found.setdefault(inode, FoundNetns(inode, path=f"/proc/{pid}/ns/net"))
        try:
            comm = readings.read(f"/proc/{pid}/comm").decode("utf-8", "replace").rstrip("\n")
        except OSError:
            comm = ""
        netns.processes = Processes(count=counts[inode], pid=pid, comm=comm)


def _add_named(readings: Readings, found: dict[int, FoundNetns], gaps: list[Gap]) -> None:
    for folder in NAMED_FOLDERS:
        try:
            names = readings.listdir(folder)
        except FileNotFoundError:
            continue
        except OSError as error:
            gaps.append(_gap(readings, f"{folder} could not be read: {error.strerror}"))
            continue
        for name in names:
            path = f"{folder}/{name}"
            try:
                inode = readings.netns_inode(path)
            except OSError:
                continue
            # An engine leaves plain files behind for a while, which are no namespaces.
            if inode is not None:
                netns = found.setdefault(inode, FoundNetns(inode))
                # Both folders may be one: a symbolic link shows the engine's names to `ip netns`.
                if name not in netns.names:
                    netns.names = [*netns.names, name]
                netns.path = netns.path or path


def _add_mounts(
    readings: Readings,
    processes: Iterable[ProcessReading],
    found: dict[int, FoundNetns],
) -> int:
    """Add namespaces held by a bind mount in any mount namespace; return how many stay hidden."""
    seen: set[str] = set()
    hidden = 0
    for pid, _ in processes:
        try:
            mount_namespace = readings.readlink(f"/proc/{pid}/ns/mnt")
        except ENDED:
            continue
        except OSError:
            hidden += 1
            continue
        if mount_namespace in seen:
            continue
        try:
            lines = readings.netns_mounts(str(pid))
        except OSError as error:
            # The kernel's word for a process that has no mounts any more is EINVAL.
            hidden += not isinstance(error, ENDED) and error.errno != errno.EINVAL
            continue
        seen.add(mount_namespace)
        for line in lines:
            _add_mount(line, pid, found)
    return hidden


def _add_mount(line: str, pid: int, found: dict[int, FoundNetns]) -> None:
    """Add the namespace of one line of mountinfo (proc_pid_mountinfo(5))."""
    fields = line.split(" ")
    inode = netns_of(fields[3]) if len(fields) > 4 else None
    if inode is None:
        return
    mount_point = _unescape(fields[4])
    is_known = inode in found
    netns = found.setdefault(inode, FoundNetns(inode))
    folder, _, name = mount_point.rpartition("/")
    # /run may be reached as /var/run, and named ones have been seen already.
    if folder.removeprefix("/var") in NAMED_FOLDERS and name in netns.names:
        return
    if mount_point not in netns.held_by:
        netns.held_by = [*netns.held_by, mount_point]
    if not is_known:
        netns.path = f"/proc/{pid}/root{mount_point}"


def netns_of(target: str) -> int | None:
    """Return the inode in the kernel's name of a namespace, such as net:[4026531840]."""
    found = _NETNS.fullmatch(target)
    return int(found[1]) if found else None


def _unescape(field: str) -> str:
    """Undo the octal escapes of mountinfo."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, character)
    return field


def _add_open_files(
    readings: Readings, processes: Iterable[ProcessReading], found: dict[int, FoundNetns]
) -> int:
    """Add namespaces that only an open file holds; return how many processes stay hidden."""
    hidden = 0
    for pid, _ in processes:
        try:
            files = readings.netns_files(str(pid))
        except ENDED:
            continue
        except OSError:
            hidden += 1
            continue
        for fd, inode in files:
            if inode not in found:
                path = f"/proc/{pid}/fd/{fd}"
                found[inode] = FoundNetns(inode, path=path, held_by=[path])
    return hidden
