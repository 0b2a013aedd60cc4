"""The seam where bytes enter: everything that a live collection asks of the host.

`kernel.LiveReadings` answers from this machine, `topograph.sources.recording`
writes the answers down and answers from the paper again. So a recorded host
runs through the same code as a live one. A question that the host refuses
raises OSError on either side.
"""

from collections.abc import Sequence
from typing import Any, Protocol

__all__ = ["EngineRefusal", "NetnsReadings", "Readings"]


class EngineRefusal(Exception):
    """An engine did not answer; the text says why, in one line."""


class NetnsReadings(Protocol):
    """The rtnetlink and sysctl answers of one network namespace."""

    def dump(self, message_type: int, body: bytes) -> Sequence[bytes]:
        """Send one dump request and return the datagrams of the answer.

        Args:
            message_type: RTM_GETLINK and its like.
            body: what follows the netlink header: family header and attributes.

        Raises:
            OSError: the kernel refused it, or ended it with an error (an errno in NLMSG_DONE).
            InterruptedError: the answer stayed inconsistent (NLM_F_DUMP_INTR) after some tries.
        """
        ...

    def get(self, message_type: int, body: bytes) -> Sequence[bytes]:
        """Send one request that is answered by one message, and return the datagram.

        Raises:
            OSError: the kernel refused it.
        """
        ...

    def nsid_of(self, path: str, inode: int) -> int | None:
        """Return how this namespace numbers another; None if it has no number yet.

        Args:
            path: where the other is found.
            inode: its identity; OSError if it is not at that path any more.
        """
        ...

    def sysctl(self, name: str) -> bytes:
        """Return the content of /proc/sys/net/`name` as a member of this namespace sees it."""
        ...

    def close(self) -> None:
        """Leave the namespace."""
        ...


class Readings(Protocol):
    """Answers of one host."""

    def now(self) -> str:
        """Return the time of the collection: RFC 3339, UTC, whole seconds."""
        ...

    def environment(self, name: str) -> str | None:
        """Return an environment variable of the caller."""
        ...

    def user(self) -> int:
        """Return the caller's effective user id."""
        ...

    def may_fork(self) -> bool:
        """Tell whether a copy of this process gets answers just as well."""
        ...

    def read(self, path: str) -> bytes:
        """Return the content of a small file of /proc, /sys or /etc."""
        ...

    def listdir(self, path: str) -> list[str]:
        """Return the names in a folder, sorted."""
        ...

    def readlink(self, path: str) -> str:
        """Return the target of a symbolic link."""
        ...

    def identity(self, path: str) -> tuple[int, int]:
        """Return st_dev and st_ino of what `path` leads to."""
        ...

    def netns_inode(self, path: str) -> int | None:
        """Return the inode of the network namespace at `path`; None if it is anything else."""
        ...

    def is_socket(self, path: str) -> bool:
        """Tell whether `path` leads to a Unix socket; False if there is nothing."""
        ...

    def netns_mounts(self, pid: str) -> list[str]:
        """Return the lines of /proc/`pid`/mountinfo that speak of nsfs, and no others."""
        ...

    def netns_files(self, pid: str) -> list[tuple[str, int]]:
        """Return the open files of a process that are network namespaces: number and inode.

        What else it has open is nobody's business, and no recording's.
        """
        ...

    def enter(self, path: str, inode: int) -> NetnsReadings:
        """Open a network namespace.

        Args:
            path: where it is found.
            inode: its identity; OSError if it is not at that path any more.
        """
        ...

    def prepare_engine(self, address: str) -> None:
        """Say that the engine at `address` will be asked, so that it can begin to answer."""
        ...

    def ask_engine(self, address: str, question: str) -> Any:
        """Ask the engine at `address` one question: version, containers or networks.

        Returns:
            Its JSON answer, cut down to the members that become facts, so that
            no recording holds an environment variable or a command line.

        Raises:
            EngineRefusal: it is not there, or does not let us.
        """
        ...
