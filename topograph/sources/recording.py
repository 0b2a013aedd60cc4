"""Write down what a collection asked and was answered, and answer from the paper later.

A recording is a zip archive with one member, recording.json: the answers by
question, refusals as their errno. Bytes are kept as text where they are text,
else as base64. Question and arguments make one key; a question that is asked
twice gets the answer it got first.
"""

import base64
import io
import json
import os
import zipfile
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from topograph.errors import MalformedSnapshot, UnsupportedVersion
from topograph.facts import Snapshot
from topograph.sources.live.readings import EngineRefusal, NetnsReadings, Readings

__all__ = ["Recorder", "Replay", "replay"]

MEMBER: Final = "recording.json"
FORMAT: Final = "topograph-recording"
VERSION: Final = 1

Result = TypeVar("Result")
Answers = dict[str, Any]


class Recorder:
    """Passes every question on to real readings, and keeps the answers."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._answers: Answers = {}

    def now(self) -> str:
        """Ask for the time."""
        return self._keep(self._readings.now, "now")

    def environment(self, name: str) -> str | None:
        """Ask for an environment variable."""
        return self._keep(lambda: self._readings.environment(name), "environment", name)

    def user(self) -> int:
        """Ask for the effective user id."""
        return self._keep(self._readings.user, "user")

    def may_fork(self) -> bool:
        """Tell that what a copy of this process asks is not written down."""
        return False

    def read(self, path: str) -> bytes:
        """Ask for the content of a small file."""
        return self._keep(lambda: self._readings.read(path), "read", path)

    def listdir(self, path: str) -> list[str]:
        """Ask for the names in a folder."""
        return self._keep(lambda: self._readings.listdir(path), "listdir", path)

    def readlink(self, path: str) -> str:
        """Ask for the target of a symbolic link."""
        return self._keep(lambda: self._readings.readlink(path), "readlink", path)

    def identity(self, path: str) -> tuple[int, int]:
        """Ask for st_dev and st_ino."""
        return self._keep(lambda: self._readings.identity(path), "identity", path)

    def netns_inode(self, path: str) -> int | None:
        """Ask for the inode of a network namespace."""
        return self._keep(lambda: self._readings.netns_inode(path), "netns_inode", path)

    def is_socket(self, path: str) -> bool:
        """Ask whether there is a Unix socket."""
        return self._keep(lambda: self._readings.is_socket(path), "is_socket", path)

    def netns_mounts(self, pid: str) -> list[str]:
        """Ask for the lines of mountinfo that speak of nsfs."""
        return self._keep(lambda: self._readings.netns_mounts(pid), "netns_mounts", pid)

    def netns_files(self, pid: str) -> list[tuple[str, int]]:
        """Ask for the open files that are network namespaces."""
        return self._keep(lambda: self._readings.netns_files(pid), "netns_files", pid)

    def enter(self, path: str, inode: int) -> NetnsReadings:
        """Enter a namespace; what is asked there is kept as well."""
        entered = self._keep(
            lambda: self._readings.enter(path, inode), "enter", path, keep=lambda _: True
        )
        return RecorderInside(entered, path, self._keep)

    def prepare_engine(self, address: str) -> None:
        """Pass it on: nothing is told yet."""
        self._readings.prepare_engine(address)

    def ask_engine(self, address: str, question: str) -> Any:
        """Ask an engine."""
        return self._keep(
            lambda: self._readings.ask_engine(address, question), "engine", address, question
        )

    def archive(self) -> bytes:
        """Return the recording; the same answers give the same bytes."""
        paper = {"format": FORMAT, "version": VERSION, "answers": self._answers}
        text = json.dumps(paper, indent=1, sort_keys=True, ensure_ascii=False)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            member = zipfile.ZipInfo(MEMBER)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text.encode("utf-8", "surrogateescape"))
        return packed.getvalue()

    def _keep(
        self,
        ask: Callable[[], Result],
        *question: str,
        keep: Callable[[Result], Any] | None = None,
    ) -> Result:
        key = " ".join(question)
        try:
            result = ask()
        except OSError as error:
            self._answers.setdefault(key, {"errno": error.errno or 0, "text": str(error.strerror)})
            raise
        except EngineRefusal as error:
            self._answers.setdefault(key, {"refusal": str(error)})
            raise
        self._answers.setdefault(key, _to_paper(keep(result) if keep else result))
        return result


class RecorderInside:
    """The same for the questions asked inside one namespace."""

    def __init__(self, inside: NetnsReadings, name: str, keep: Callable[..., Any]) -> None:
        self._inside, self._name, self._keep = inside, name, keep

    def dump(self, message_type: int, body: bytes) -> Sequence[bytes]:
        """Ask for a dump."""
        found: Sequence[bytes] = self._keep(
            lambda: list(self._inside.dump(message_type, body)),
            *("dump", self._name, str(message_type), body.hex()),
        )
        return found

    def get(self, message_type: int, body: bytes) -> Sequence[bytes]:
        """Ask for one message."""
        found: Sequence[bytes] = self._keep(
            lambda: list(self._inside.get(message_type, body)),
            *("get", self._name, str(message_type), body.hex()),
        )
        return found

    def nsid_of(self, path: str, inode: int) -> int | None:
        """Ask how this namespace numbers another."""
        found: int | None = self._keep(
            lambda: self._inside.nsid_of(path, inode), "nsid_of", self._name, path
        )
        return found

    def sysctl(self, name: str) -> bytes:
        """Ask for a file below /proc/sys/net."""
        found: bytes = self._keep(lambda: self._inside.sysctl(name), "sysctl", self._name, name)
        return found

    def close(self) -> None:
        """Leave the namespace."""
        self._inside.close()


class Replay:
    """Readings that answer from a recording."""

    def __init__(self, answers: Answers, name: str = "") -> None:
        self._answers, self._name = answers, name

    def now(self) -> str:
        """Answer with the time of the recording."""
        return str(self._answer("now"))

    def environment(self, name: str) -> str | None:
        """Answer with an environment variable."""
        found: str | None = self._answer("environment", name)
        return found

    def user(self) -> int:
        """Answer with the effective user id."""
        return int(self._answer("user"))

    def may_fork(self) -> bool:
        """Tell that there is nothing to gain."""
        return False

    def read(self, path: str) -> bytes:
        """Answer with the content of a file."""
        return bytes(self._answer("read", path))

    def listdir(self, path: str) -> list[str]:
        """Answer with the names in a folder."""
        return list(self._answer("listdir", path))

    def readlink(self, path: str) -> str:
        """Answer with the target of a link."""
        return str(self._answer("readlink", path))

    def identity(self, path: str) -> tuple[int, int]:
        """Answer with st_dev and st_ino."""
        device, inode = self._answer("identity", path)
        return device, inode

    def netns_inode(self, path: str) -> int | None:
        """Answer with the inode of a network namespace."""
        found: int | None = self._answer("netns_inode", path)
        return found

    def is_socket(self, path: str) -> bool:
        """Answer whether there was a Unix socket."""
        return bool(self._answer("is_socket", path))

    def netns_mounts(self, pid: str) -> list[str]:
        """Answer with lines of mountinfo."""
        return list(self._answer("netns_mounts", pid))

    def netns_files(self, pid: str) -> list[tuple[str, int]]:
        """Answer with the open files that were network namespaces."""
        return [(fd, inode) for fd, inode in self._answer("netns_files", pid)]

    def enter(self, path: str, inode: int) -> "Replay":
        """Answer for one namespace."""
        self._answer("enter", path)
        return Replay(self._answers, path)

    def prepare_engine(self, address: str) -> None:
        """Tell that there is nothing to do."""

    def ask_engine(self, address: str, question: str) -> Any:
        """Answer for an engine."""
        return self._answer("engine", address, question)

    def dump(self, message_type: int, body: bytes) -> Sequence[bytes]:
        """Answer with the datagrams of a dump."""
        return list(self._answer("dump", self._name, str(message_type), body.hex()))

    def get(self, message_type: int, body: bytes) -> Sequence[bytes]:
        """Answer with one message."""
        return list(self._answer("get", self._name, str(message_type), body.hex()))

    def nsid_of(self, path: str, inode: int) -> int | None:
        """Answer how the namespace numbered another."""
        found: int | None = self._answer("nsid_of", self._name, path)
        return found

    def sysctl(self, name: str) -> bytes:
        """Answer with a file below /proc/sys/net."""
        return bytes(self._answer("sysctl", self._name, name))

    def close(self) -> None:
        """There is nothing to leave."""

    def _answer(self, *question: str) -> Any:
        key = " ".join(question)
        if key not in self._answers:
            # This version asks for more than the one that recorded: as if it were not there.
            raise FileNotFoundError(2, "not in the recording")
        answer = self._answers[key]
        if isinstance(answer, dict) and "errno" in answer:
            code = answer["errno"]
            if not code:
                raise InterruptedError(answer["text"])
            raise OSError(code, os.strerror(code))
        if isinstance(answer, dict) and "refusal" in answer:
            raise EngineRefusal(answer["refusal"])
        return _from_paper(answer)


def replay(data: bytes, where: str = "recording") -> Snapshot:
    """Return the snapshot that the recorded host gives with today's collector.

    Raises:
        MalformedSnapshot: the archive is broken, or no recording.
        UnsupportedVersion: it was made by a newer version.
    """
    # The collector brings sockets along, which a stored snapshot does without.
    from topograph.sources.live.collection import collect_from  # noqa: PLC0415

    return collect_from(Replay(_open(data, where)))


def _open(data: bytes, where: str) -> Answers:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            paper = json.loads(archive.read(MEMBER).decode("utf-8", "surrogateescape"))
        if paper["format"] != FORMAT or not isinstance(paper["answers"], dict):
            raise MalformedSnapshot("not a recording of topograph", where=where)
        version = int(paper["version"])
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, OSError) as error:
        raise MalformedSnapshot("not a sound recording of topograph", where=where) from error
    if version > VERSION:
        what = f"a recording of version {version}, and this program reads up to {VERSION}"
        raise UnsupportedVersion(what, where=where, hint="use a newer topograph")
    answers: Answers = paper["answers"]
    return answers


def _to_paper(answer: Any) -> Any:
    """Return an answer as JSON: bytes become an object that says how they are written."""
    if isinstance(answer, bytes):
        try:
            return {"text": answer.decode("ascii")}
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(answer).decode()}
    if isinstance(answer, list | tuple):
        return [_to_paper(one) for one in answer]
    return {"json": answer} if isinstance(answer, dict) else answer


def _from_paper(answer: Any) -> Any:
    if isinstance(answer, list):
        return [_from_paper(one) for one in answer]
    if isinstance(answer, dict):
        if "base64" in answer:
            return base64.b64decode(answer["base64"])
        return answer["text"].encode() if "text" in answer else answer["json"]
    return answer
