"""Readings for the tests of the kernel's part: a host that consists of what a test says."""

import errno
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.sources.live import wire
from topograph.sources.live.readings import EngineRefusal, NetnsReadings

__all__ = ["OWN", "KernelHost", "Namespace", "Process", "refusal"]

OWN = 4026531840
"""Inode of the namespace that the reading process lives in."""

Answer = Sequence[bytes] | Exception
Answered = TypeVar("Answered")


def refusal(code: int) -> OSError:
    return OSError(code, os.strerror(code))


@dataclass
class Process:
    """What /proc/PID tells; an exception stands for what it refuses."""

    netns: int | Exception = OWN
    mount_namespace: str | Exception = "mnt:[4026531841]"
    comm: str = "sh"
    mounts: Sequence[str] | Exception = ()
    files: Sequence[tuple[str, int]] | Exception = ()


@dataclass
class Namespace:
    """What one namespace answers, by message type and family; an empty dump is an empty one."""

    answers: Mapping[tuple[int, int], Answer] = field(default_factory=dict)
    sysctls: Mapping[str, bytes | Exception] = field(default_factory=dict)
    nsids: Mapping[int, int | Exception] = field(default_factory=dict)
    """How it numbers others, by their inode."""

    @staticmethod
    def of(*links: bytes, **more: Any) -> "Namespace":
        """Return one that answers with these links."""
        dump = [wire.datagram(*links), wire.done()]
        return Namespace({(18, 0): dump}, **more)


class Inside:
    """A namespace that has been entered."""

    def __init__(self, host: "KernelHost", inode: int) -> None:
        self._host, self._inode = host, inode
        self._namespace = host.namespaces.get(inode, Namespace())

    def dump(self, message_type: int, body: bytes) -> Sequence[bytes]:
        return self._answer(message_type, body)

    def get(self, message_type: int, body: bytes) -> Sequence[bytes]:
        return self._answer(message_type, body)

    def nsid_of(self, path: str, inode: int) -> int | None:
        self._host.numbered.append((self._inode, inode))
        found = self._namespace.nsids.get(inode)
        if isinstance(found, Exception):
            raise found
        return found

    def sysctl(self, name: str) -> bytes:
        found = self._namespace.sysctls.get(name, refusal(errno.ENOENT))
        if isinstance(found, Exception):
            raise found
        return found

    def close(self) -> None:
        self._host.open -= 1

    def _answer(self, message_type: int, body: bytes) -> Sequence[bytes]:
        self._host.asked.append((self._inode, message_type))
        answer = self._namespace.answers.get((message_type, body[0]), [wire.done()])
        if isinstance(answer, Exception):
            raise answer
        return answer


class KernelHost:
    """A host as the kernel's part of a collection sees it.

    Args:
        user: the caller's id.
        processes: by pid.
        folders: the names in a folder, or why it is refused; every other one is missing.
        named: the inode of the namespace at a path; None for a file that is no namespace.
        files: content by path; every other file is missing.
        links: targets of symbolic links by path, beside those of processes.
        namespaces: what they answer, by inode; others answer every dump with nothing.
        closed: why a namespace may not be entered, by inode.
    """

    def __init__(
        self,
        *,
        user: int = 0,
        processes: Mapping[int, Process] | None = None,
        folders: Mapping[str, Sequence[str] | Exception] | None = None,
        named: Mapping[str, int | Exception | None] | None = None,
        files: Mapping[str, bytes | Exception] | None = None,
        links: Mapping[str, str] | None = None,
        namespaces: Mapping[int, Namespace] | None = None,
        closed: Mapping[int, Exception] | None = None,
    ) -> None:
        self.caller = user
        self.processes = {1: Process(comm="init")} if processes is None else processes
        self.folders = folders or {}
        self.named = named or {}
        self.files = files or {}
        self.links = links or {}
        self.namespaces = namespaces or {}
        self.closed = closed or {}
        self.may_be_copied = False
        self.open = 0
        """How many namespaces are entered and not yet left."""
        self.entered: list[str] = []
        """By which paths, in this order."""
        self.asked: list[tuple[int, int]] = []
        """Who was asked for which message type."""
        self.numbered: list[tuple[int, int]] = []
        """Who was asked for the number of whom."""

    def now(self) -> str:
        return "2026-11-24T09:30:00Z"

    def environment(self, name: str) -> str | None:
        return None

    def user(self) -> int:
        return self.caller

    def may_fork(self) -> bool:
        return self.may_be_copied

    def read(self, path: str) -> bytes:
        if path.startswith("/proc/") and path.endswith("/comm"):
            return (self._process(path).comm + "\n").encode("utf-8", "surrogateescape")
        return _or_raise(self.files.get(path, refusal(errno.ENOENT)))

    def listdir(self, path: str) -> list[str]:
        if path == "/proc":
            return sorted([*map(str, self.processes), "cpuinfo", "self"])
        return list(_or_raise(self.folders.get(path, refusal(errno.ENOENT))))

    def readlink(self, path: str) -> str:
        if path.endswith("/ns/net"):
            return f"net:[{_or_raise(self._process(path).netns)}]"
        if path.endswith("/ns/mnt"):
            return _or_raise(self._process(path).mount_namespace)
        return _or_raise(self.links.get(path, refusal(errno.ENOENT)))

    def identity(self, path: str) -> tuple[int, int]:
        if path != "/proc/self/ns/net":
            raise refusal(errno.ENOENT)
        return 4, OWN

    def netns_inode(self, path: str) -> int | None:
        return _or_raise(self.named.get(path, refusal(errno.ENOENT)))

    def is_socket(self, path: str) -> bool:
        return False

    def netns_mounts(self, pid: str) -> list[str]:
        return list(_or_raise(self.processes[int(pid)].mounts))

    def netns_files(self, pid: str) -> list[tuple[str, int]]:
        return list(_or_raise(self.processes[int(pid)].files))

    def enter(self, path: str, inode: int) -> NetnsReadings:
        if inode in self.closed:
            raise self.closed[inode]
        self.entered.append(path)
        self.open += 1
        return Inside(self, inode)

    def prepare_engine(self, address: str) -> None:
        raise AssertionError("there is no engine")

    def ask_engine(self, address: str, question: str) -> Any:
        raise EngineRefusal("there is no engine")

    def _process(self, path: str) -> Process:
        return self.processes[int(path.split("/")[2])]


def _or_raise(answer: Answered | Exception) -> Answered:
    if isinstance(answer, Exception):
        raise answer
    return answer
