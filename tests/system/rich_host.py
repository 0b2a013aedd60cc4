"""A box with one of everything that the kernel can do, as far as its options allow."""

import json
import shlex
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.system.box import Box
from topograph import facts, snapshot

__all__ = ["NAMES", "SPACES", "RichHost"]

NAMES = ["root", "blue", "green", "overlay", "bind", "process", "fd"]
"""The namespaces of the rich host; the last three have no name in the system."""

SPACES = ("root", "blue", "green", "overlay")
"""Those with a name in the system that differ most."""

SCRIPT = Path(__file__).with_name("rich_host.sh")


@dataclass
class RichHost:
    """The box, and the namespaces that were made in it."""

    box: Box
    namespaces: dict[str, str] = field(default_factory=dict)
    """A file that leads to each namespace, in the box; `root` is its first one."""

    @classmethod
    def make(cls, box: Box) -> "RichHost":
        """Fill a box that has no engine."""
        box.run_bytes("sh", "-s", stdin=SCRIPT.read_bytes())
        host = cls(box, {"root": "/proc/1/ns/net", "bind": "/run/elsewhere/hold"})
        for name in ("blue", "green", "overlay"):
            host.namespaces[name] = f"/run/netns/{name}"
        # One that lives only as long as a process, and one only as long as an open file.
        box.start("unshare", "--net", "sleep", "10001")
        box.run("ip", "netns", "add", "fd")
        box.start("sh", "-c", "exec 9< /run/netns/fd; exec sleep 10002")
        host.namespaces["process"] = f"/proc/{host.process('sleep 10001')}/ns/net"
        host.namespaces["fd"] = f"/proc/{host.process('sleep 10002')}/fd/9"
        box.run("nsenter", f"--net={host.namespaces['fd']}", "ip", "link", "set", "lo", "up")
        box.run("ip", "netns", "del", "fd")
        host.wait_until_quiet()
        return host

    def process(self, command: str) -> str:
        """Return the process id, in the box, of a command that was just started there."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            for line in self.box.run("ps", "-eo", "pid=,args=").splitlines():
                pid, _, arguments = line.strip().partition(" ")
                if arguments == command:
                    return pid
            time.sleep(0.05)
        raise AssertionError(f"did not start: {command}")

    def wait_until_quiet(self) -> None:
        """Wait for the end of duplicate address detection and of spanning tree's delays."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            text = "".join(
                self.box.run(*self.enter(name), "ip", "-j", "-d", "addr")
                for name in self.namespaces
            )
            if not any(word in text for word in ('"tentative"', '"listening"', '"learning","')):
                return
            time.sleep(0.3)
        raise AssertionError("the links do not settle")

    def enter(self, name: str) -> list[str]:
        """Return the words that make a command run in one of the namespaces."""
        return ["nsenter", f"--net={self.namespaces[name]}"]

    def printed(self, name: str, command: str) -> str:
        """Return what a command prints in one of the namespaces."""
        return self.box.run(*self.enter(name), *shlex.split(command))

    def ask(self, name: str, command: str) -> list[dict[str, Any]]:
        """Return the JSON answer of `ip` or `bridge` in one of the namespaces."""
        answer: list[dict[str, Any]] = json.loads(self.printed(name, command) or "[]")
        # ip prints an empty object for a record that it skips.
        return [entry for entry in answer if entry]

    def collect(self) -> facts.Snapshot:
        """Return what topograph finds on this host."""
        return snapshot.decode(self.box.topograph("collect").stdout, "the rich host")

    def namespaces_of(self, collected: facts.Snapshot) -> dict[str, facts.Netns]:
        """Return those namespaces of a snapshot that have a name here."""
        by_inode = {netns.inode: netns for netns in collected.hosts[0].namespaces}
        inodes = {name: self.inode(name) for name in NAMES}
        return {name: by_inode[inode] for name, inode in inodes.items() if inode in by_inode}

    def inode(self, name: str) -> int:
        """Return the inode of one of the namespaces."""
        return int(self.box.run("stat", "-L", "-c", "%i", self.namespaces[name]))
