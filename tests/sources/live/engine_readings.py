"""Readings for the tests of the engine: a host that consists of what a test says."""

import errno
import os
from collections.abc import Sequence
from typing import Any

from topograph.sources.live.readings import EngineRefusal, NetnsReadings

__all__ = ["EngineHost"]

Answer = Any


class EngineHost:
    """A host as the engine's part of a collection sees it.

    Args:
        environment: the caller's variables.
        user: the caller's id.
        sockets: paths that lead to a socket; those with one value are one and the same.
        closed: folders that the caller may not look into.
        files: content by path; every other file is gone.
        answers: what the engines say by address and question; an exception is raised.
    """

    def __init__(
        self,
        *,
        environment: dict[str, str] | None = None,
        user: int = 0,
        sockets: dict[str, int] | None = None,
        closed: Sequence[str] = (),
        files: dict[str, bytes] | None = None,
        answers: dict[tuple[str, str], Answer] | None = None,
    ) -> None:
        self.variables = environment or {}
        self.caller = user
        self.sockets = sockets or {}
        self.closed = closed
        self.files = files or {}
        self.answers = answers or {}
        self.was_read: list[str] = []
        """The files that were asked for, in that order."""

    def now(self) -> str:
        return "2026-11-24T09:30:00Z"

    def environment(self, name: str) -> str | None:
        return self.variables.get(name)

    def user(self) -> int:
        return self.caller

    def may_fork(self) -> bool:
        return False

    def read(self, path: str) -> bytes:
        self.was_read.append(path)
        if path not in self.files:
            raise refusal(errno.ENOENT)
        return self.files[path]

    def listdir(self, path: str) -> list[str]:
        raise refusal(errno.EACCES if path in self.closed else errno.ENOENT)

    def readlink(self, path: str) -> str:
        raise refusal(errno.ENOENT)

    def identity(self, path: str) -> tuple[int, int]:
        if path not in self.sockets:
            raise refusal(errno.ENOENT)
        return 1, self.sockets[path]

    def netns_inode(self, path: str) -> int | None:
        return None

    def is_socket(self, path: str) -> bool:
        return path in self.sockets

    def netns_mounts(self, pid: str) -> list[str]:
        return []

    def netns_files(self, pid: str) -> list[tuple[str, int]]:
        return []

    def enter(self, path: str, inode: int) -> NetnsReadings:
        raise refusal(errno.EPERM)

    def prepare_engine(self, address: str) -> None:
        pass

    def ask_engine(self, address: str, question: str) -> Any:
        answer = self.answers.get((address, question), EngineRefusal("nobody asked for this"))
        if callable(answer):
            return answer()
        if isinstance(answer, Exception):
            raise answer
        return answer


def refusal(code: int) -> OSError:
    return OSError(code, os.strerror(code))
