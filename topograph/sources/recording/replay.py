"""Answer the questions of a collection from a recording."""

import contextlib
import errno
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from topograph.errors import MalformedSnapshot
from topograph.facts import Snapshot
from topograph.sources.live.readings import EngineRefusal
from topograph.sources.recording.paper import Answers, from_paper, unpack

__all__ = ["Replay", "replay"]

Result = TypeVar("Result")


class Replay:
    """Readings that answer from a recording.

    Args:
        answers: by question.
        name: the path of the namespace that this one speaks for; empty for the host.
        where: what to call the recording in errors.

    Raises:
        MalformedSnapshot: by every method: the answer is of another type than it has to be.
    """

    def __init__(self, answers: Answers, name: str = "", where: str = "recording") -> None:
        self._answers, self._name, self._where = answers, name, where

    def now(self) -> str:
        """Answer with the time of the recording."""
        return self._answer(str, "now")

    def environment(self, name: str) -> str | None:
        """Answer with an environment variable."""
        with contextlib.suppress(FileNotFoundError):
            return self._maybe(str, "environment", name)
        return None

    def user(self) -> int:
        """Answer with the effective user id."""
        return self._answer(int, "user")

    def may_fork(self) -> bool:
        """Tell that there is nothing to gain."""
        return False

    def read(self, path: str) -> bytes:
        """Answer with the content of a file."""
        return self._answer(bytes, "read", path)

    def listdir(self, path: str) -> list[str]:
        """Answer with the names in a folder."""
        return self._answer(list[str], "listdir", path)

    def readlink(self, path: str) -> str:
        """Answer with the target of a link."""
        return self._answer(str, "readlink", path)

    def identity(self, path: str) -> tuple[int, int]:
        """Answer with st_dev and st_ino."""
        return self._answer(tuple[int, int], "identity", path)

    def netns_inode(self, path: str) -> int | None:
        """Answer with the inode of a network namespace."""
        return self._maybe(int, "netns_inode", path)

    def is_socket(self, path: str) -> bool:
        """Answer whether there was a Unix socket."""
        with contextlib.suppress(FileNotFoundError):
            return self._answer(bool, "is_socket", path)
        return False

    def netns_mounts(self, pid: str) -> list[str]:
        """Answer with lines of mountinfo."""
        return self._answer(list[str], "netns_mounts", pid)

    def netns_files(self, pid: str) -> list[tuple[str, int]]:
        """Answer with the open files that were network namespaces."""
        return self._answer(list[tuple[str, int]], "netns_files", pid)

    def enter(self, path: str, inode: int) -> "Replay":
        """Answer for one namespace."""
        self._answer(bool, "enter", path)
        return Replay(self._answers, path, self._where)

    def prepare_engine(self, address: str) -> None:
        """Tell that there is nothing to do."""

    def ask_engine(self, address: str, question: str) -> Any:
        """Answer for an engine."""
        return self._look_up("engine", address, question)

    def dump(self, message_type: int, body: bytes) -> Sequence[bytes]:
        """Answer with the datagrams of a dump."""
        return self._answer(list[bytes], "dump", self._name, str(message_type), body.hex())

    def get(self, message_type: int, body: bytes) -> Sequence[bytes]:
        """Answer with one message."""
        return self._answer(list[bytes], "get", self._name, str(message_type), body.hex())

    def nsid_of(self, path: str, inode: int) -> int | None:
        """Answer how the namespace numbered another."""
        return self._maybe(int, "nsid_of", self._name, path)

    def sysctl(self, name: str) -> bytes:
        """Answer with a file below /proc/sys/net."""
        return self._answer(bytes, "sysctl", self._name, name)

    def close(self) -> None:
        """There is nothing to leave."""

    def _answer(self, kind: type[Result], *question: str) -> Result:
        try:
            return msgspec.convert(self._look_up(*question), kind, builtin_types=(bytes,))
        except (msgspec.ValidationError, UnicodeError) as error:
            # Half a surrogate pair, which JSON can spell, is no text.
            raise self._not_sound(question, error) from error

    def _maybe(self, kind: type[Result], *question: str) -> Result | None:
        answer = self._look_up(*question)
        return None if answer is None else self._answer(kind, *question)

    def _look_up(self, *question: str) -> Any:
        key = " ".join(question)
        if key not in self._answers:
            # This version asks for more than the one that recorded: as if it were not there.
            raise FileNotFoundError(errno.ENOENT, "not in the recording")
        try:
            answer = from_paper(self._answers[key])
        except (ValueError, RecursionError) as error:
            raise self._not_sound(question, error) from error
        if isinstance(answer, EngineRefusal) and question[0] != "engine":
            raise self._not_sound(question, "no engine was asked")
        if isinstance(answer, OSError | EngineRefusal):
            raise answer
        return answer

    def _not_sound(self, question: Sequence[str], why: object) -> MalformedSnapshot:
        what = f"the answer to {' '.join(question)!r} is not sound: {why}"
        return MalformedSnapshot(what, where=self._where)


def replay(data: bytes, where: str = "recording") -> Snapshot:
    """Return the snapshot that the recorded host gives with today's collector.

    Raises:
        MalformedSnapshot: the archive is broken, or no recording.
        UnsupportedVersion: it was made by a newer version.
    """
    # The collector brings sockets along, which a stored snapshot does without.
    from topograph.sources.live.collection import collect_from  # noqa: PLC0415

    try:
        return collect_from(Replay(unpack(data, where), where=where))
    except OSError as error:
        # Only of the few things without which there is no host at all.
        what = f"an incomplete recording: {error.strerror}"
        raise MalformedSnapshot(what, where=where) from error
