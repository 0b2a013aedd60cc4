"""Ask real readings, and keep what they answer."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from topograph.sources.live.readings import EngineRefusal, NetnsReadings, Readings
from topograph.sources.recording.paper import Answers, pack, to_paper

__all__ = ["Recorder"]

Result = TypeVar("Result")


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
        return pack(self._answers)

    def _keep(
        self,
        ask: Callable[[], Result],
        *question: str,
        keep: Callable[[Result], Any] | None = None,
    ) -> Result:
        key = " ".join(question)
        try:
            result = ask()
        except (OSError, EngineRefusal) as error:
            self._answers.setdefault(key, to_paper(error))
            raise
        self._answers.setdefault(key, to_paper(keep(result) if keep else result))
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
