"""Answer the questions of a collection from this machine.

A network namespace is entered by the calling thread alone, for as long as it
takes to open a socket there; the socket goes on belonging to it. Nothing is
changed: no number is assigned, no other program run, no file written.
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import socket
import stat
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from struct import Struct
from typing import Any, Final, TypeVar

from topograph.sources.live.engine_client import EngineClients
from topograph.sources.live.engine_process import EngineProcess
from topograph.sources.live.netlink import attributes, look_over, messages
from topograph.sources.live.readings import EngineRefusal

__all__ = ["LiveReadings"]

Result = TypeVar("Result")

CLONE_NEWNET: Final = 0x40000000
# linux/nsfs.h
NS_GET_NSTYPE: Final = 0xB703

SOL_NETLINK: Final = 270
NETLINK_ROUTE: Final = 0
# Without it the kernel ignores the filters of a dump (Linux 4.20).
NETLINK_GET_STRICT_CHK: Final = 12
NLM_F_REQUEST, NLM_F_DUMP = 0x1, 0x300

RTM_GETNSID: Final = 90
NETNSA_NSID, NETNSA_FD = 1, 3
NSID_ATTRIBUTES: Final = frozenset((NETNSA_NSID,))

# The kernel fills 32 KiB datagrams if the reader offers as much (netlink_dump).
BUFFER_BYTES: Final = 65536
TRIES: Final = 5

_pack_header = Struct("=IHHII").pack
_pack_fd = Struct("=B3xHHI").pack
_unpack_errno = Struct("=i").unpack_from
_libc = ctypes.CDLL(None, use_errno=True)


class LiveReadings:
    """The host that this process runs on."""

    def __init__(self) -> None:
        self._own = os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        self._nsfs = os.fstat(self._own).st_dev
        self._buffer = bytearray(BUFFER_BYTES)
        self._engines = EngineClients()
        self._engine_processes: dict[str, EngineProcess] = {}

    def now(self) -> str:
        """Return the time: RFC 3339, UTC, whole seconds."""
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def environment(self, name: str) -> str | None:
        """Return an environment variable."""
        return os.environ.get(name)

    def user(self) -> int:
        """Return the effective user id."""
        return os.geteuid()

    def may_fork(self) -> bool:
        """Tell that a copy of this process gets answers just as well."""
        return True

    def read(self, path: str) -> bytes:
        """Return the content of a small file, its first 64 KiB at most."""
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            return os.read(file, BUFFER_BYTES)
        finally:
            os.close(file)

    def listdir(self, path: str) -> list[str]:
        """Return the names in a folder, sorted."""
        return sorted(os.listdir(path))

    def readlink(self, path: str) -> str:
        """Return the target of a symbolic link."""
        return os.readlink(path)

    def identity(self, path: str) -> tuple[int, int]:
        """Return st_dev and st_ino of what `path` leads to."""
        found = os.stat(path)
        return found.st_dev, found.st_ino

    def netns_inode(self, path: str) -> int | None:
        """Return the inode of the network namespace at `path`; None if it is anything else."""
        found = os.stat(path)
        # Only nsfs files are opened: to open a FIFO or a device would have effects.
        if found.st_dev != self._nsfs:
            return None
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            is_netns = fcntl.ioctl(file, NS_GET_NSTYPE) == CLONE_NEWNET
        finally:
            os.close(file)
        return found.st_ino if is_netns else None

    def is_socket(self, path: str) -> bool:
        """Tell whether `path` leads to a Unix socket."""
        try:
            return stat.S_ISSOCK(os.stat(path).st_mode)
        except OSError:
            return False

    def netns_mounts(self, pid: str) -> list[str]:
        """Return the lines of /proc/`pid`/mountinfo that speak of nsfs."""
        with open(f"/proc/{pid}/mountinfo", "rb") as lines:
            return [os.fsdecode(line.rstrip(b"\n")) for line in lines if b" - nsfs " in line]

    def netns_files(self, pid: str) -> list[tuple[str, int]]:
        """Return the open files of a process that are network namespaces: number and inode."""
        folder = f"/proc/{pid}/fd"
        files = []
        for fd in os.listdir(folder):
            try:
                target = os.readlink(f"{folder}/{fd}")
                # net:[...] or, if it was opened through a mount, the path of that, even when it
                # is gone. Only such files are looked at closer.
                if target.startswith(("net:[", "/")) and not target.startswith("/dev/"):
                    inode = self.netns_inode(f"{folder}/{fd}")
                    if inode is not None:
                        files.append((fd, inode))
            except OSError:
                continue
        return sorted(files)

    def enter(self, path: str, inode: int) -> "LiveNetns":
        """Open the network namespace at `path`, if it still is the one with that inode."""
        return LiveNetns(self._buffer, self._own, _open_netns(path, inode))

    def prepare_engine(self, address: str) -> None:
        """Begin to ask the engine at `address`, in a process of its own if that can be had."""
        if threading.active_count() > 1:
            return
        # Without one, the questions are asked when their answers are wanted.
        with contextlib.suppress(OSError, EngineRefusal):
            self._engines.knock(address)
            self._engine_processes[address] = EngineProcess(partial(self._engines.ask, address))

    def ask_engine(self, address: str, question: str) -> Any:
        """Ask the engine at `address` one question."""
        if address in self._engine_processes:
            return self._engine_processes[address].ask(question)
        return self._engines.ask(address, question)


class LiveNetns:
    """An rtnetlink socket in one network namespace."""

    def __init__(self, buffer: bytearray, own: int, file: int) -> None:
        self._buffer, self._view = buffer, memoryview(buffer)
        self._own, self._file, self._sequence = own, file, 0
        self._is_own = os.path.sameopenfile(own, file)
        try:
            self._socket = self._inside(_open_socket)
        except OSError:
            os.close(file)
            raise

    def dump(self, message_type: int, body: bytes) -> Sequence[bytes]:
        """Send one dump request and return the datagrams of the answer."""
        for _ in range(TRIES):
            datagrams, is_inconsistent = self._ask(message_type, NLM_F_REQUEST | NLM_F_DUMP, body)
            if not is_inconsistent:
                return datagrams
        raise InterruptedError("it kept changing while it was read")

    def get(self, message_type: int, body: bytes) -> Sequence[bytes]:
        """Send one request that is answered by one message, and return the datagram."""
        return self._ask(message_type, NLM_F_REQUEST, body)[0]

    def nsid_of(self, path: str, inode: int) -> int | None:
        """Return how this namespace numbers the one at `path`; None if it has no number."""
        file = _open_netns(path, inode)
        try:
            # struct rtgenmsg, padded, and one attribute.
            datagrams = self.get(RTM_GETNSID, _pack_fd(0, 8, NETNSA_FD, file))
        finally:
            os.close(file)
        for _, start, end, data in messages(datagrams):
            found = attributes(data, start + 4, end, NSID_ATTRIBUTES)
            if NETNSA_NSID in found:
                nsid: int = _unpack_errno(found[NETNSA_NSID])[0]
                return nsid if nsid >= 0 else None
        return None

    def sysctl(self, name: str) -> bytes:
        """Return the content of /proc/sys/net/`name` as a member of this namespace sees it."""
        # What /proc/sys/net shows depends on the namespace of the thread that opens it.
        file = self._inside(lambda: os.open(f"/proc/sys/net/{name}", os.O_RDONLY | os.O_CLOEXEC))
        try:
            return os.read(file, 256)
        finally:
            os.close(file)

    def close(self) -> None:
        """Leave the namespace."""
        self._socket.close()
        os.close(self._file)

    def _inside(self, do: Callable[[], Result]) -> Result:
        """Do something as a member of the namespace: the calling thread alone goes there."""
        # To go where one is already takes the same privilege as to go anywhere else.
        if self._is_own:
            return do()
        _setns(self._file)
        try:
            return do()
        finally:
            _setns(self._own)

    def _ask(self, message_type: int, flags: int, body: bytes) -> tuple[list[bytes], bool]:
        self._sequence += 1
        header = _pack_header(16 + len(body), message_type, flags, self._sequence, 0)
        self._socket.send(header + body)
        datagrams: list[bytes] = []
        is_dump, is_over, is_inconsistent = bool(flags & NLM_F_DUMP), False, False
        while not is_over:
            size = self._socket.recv_into(self._buffer, 0, socket.MSG_TRUNC)
            if size > BUFFER_BYTES:
                raise OSError(errno.EMSGSIZE, f"an answer of {size} bytes is larger than expected")
            data = bytes(self._view[:size])
            is_ours, is_last, has_changed = look_over(data, self._sequence)
            if is_ours:
                datagrams.append(data)
                is_over = is_last or not is_dump
                is_inconsistent |= has_changed
        return datagrams, is_inconsistent


def _open_netns(path: str, inode: int) -> int:
    """Open the namespace at a path; a process id, for one, may have a new owner by now."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    if os.fstat(file).st_ino != inode:
        os.close(file)
        raise FileNotFoundError(errno.ENOENT, "it has gone")
    return file


def _open_socket() -> socket.socket:
    opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE)
    # Older kernels do without; what we ask is not filtered anyway, save for bridge VLANs.
    with contextlib.suppress(OSError):
        opened.setsockopt(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1)
    return opened


def _setns(file: int) -> None:
    if _libc.setns(file, CLONE_NEWNET) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
