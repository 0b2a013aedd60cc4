"""Answer the questions of a collection from what a script wrote down.

So namespaces, processes and engines are found by the very code that finds them
on a live host. What rtnetlink tells is not among it: that is text of `ip`.
"""

import errno
import os
import re
from functools import cached_property
from typing import Any, Final, NoReturn

from topograph.errors import MalformedSnapshot
from topograph.sources.bundle.engine_answers import ask
from topograph.sources.bundle.index import HOST, Bundle, Entry
from topograph.sources.bundle.listings import (
    OpenFiles,
    denied_paths,
    inodes_by_name,
    lines_by_file,
    links,
    open_files,
)
from topograph.sources.live.namespaces import OWN, netns_of
from topograph.sources.live.readings import NetnsReadings

__all__ = ["BundleReadings"]

NOBODY: Final = 65534

_AGAIN: Final = "copy it again, or run the script again"

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_SOCKET: Final = re.compile(r" *([0-9]{1,20}) s[^/]* (/.*)")
_NSFS: Final = re.compile(r"[^ ]+ [^ ]+ [^ ]+ net:\[([0-9]{1,20})\] ")
_OPENED: Final = re.compile(r"([0-9]{1,20}) ([0-9]{1,20}) (/proc/.*)")


class BundleReadings:
    """The host that a script ran on.

    Args:
        bundle: what it wrote down.
        where: what to call the bundle in errors.
    """

    def __init__(self, bundle: Bundle, where: str) -> None:
        self._bundle, self._where = bundle, where
        self._folders: dict[str, dict[str, int]] = {}

    def now(self) -> str:
        """Answer with the time when the script began."""
        date = self._output("date").strip()
        if not _DATE.fullmatch(date):
            what = "a damaged bundle: it does not tell when it was captured"
            raise MalformedSnapshot(what, where=self._where, hint=_AGAIN)
        return date

    def environment(self, name: str) -> str | None:
        """Answer with one of the environment variables that name an engine."""
        return self._environment.get(name)

    def user(self) -> int:
        """Answer with the user id of the script; nobody's if it is not told."""
        user = self._output("user").strip()
        return int(user) if re.fullmatch(r"[0-9]{1,10}", user) else NOBODY

    def may_fork(self) -> bool:
        """Tell that there is nothing to gain."""
        return False

    def read(self, path: str) -> bytes:
        """Answer with a file, or with what matters of it."""
        if path not in self._files:
            _refuse(errno.ENOENT)
        return self._files[path].encode()

    def listdir(self, path: str) -> list[str]:
        """Answer with the names in a folder."""
        if path == "/proc":
            return sorted(
                {path.split("/")[2] for path in self._links if path.startswith("/proc/")}
            )
        return sorted(self._folder(path))

    def readlink(self, path: str) -> str:
        """Answer with where a link leads."""
        if path not in self._links:
            _refuse(errno.ENOENT)
        target = self._links[path]
        return _refuse(errno.EACCES) if target is None else target

    def identity(self, path: str) -> tuple[int, int]:
        """Answer for a socket, or for the namespace that the script ran in."""
        if path == OWN:
            inode = netns_of(self._links.get(OWN) or "")
            if inode is None:
                what = "a damaged bundle: it does not tell the namespace it was captured in"
                raise MalformedSnapshot(what, where=self._where, hint=_AGAIN)
            return 0, inode
        if path not in self._sockets:
            _refuse(errno.ENOENT)
        return 0, self._sockets[path]

    def netns_inode(self, path: str) -> int | None:
        """Answer with the inode of a named namespace; None if it is a plain file.

        A namespace is also seen where somebody is in it or where it is mounted.
        """
        folder, _, name = path.rpartition("/")
        inode = self._folder(folder).get(name)
        if inode is None:
            _refuse(errno.ENOENT)
        return inode if inode in self._seen else None

    def is_socket(self, path: str) -> bool:
        """Answer whether there was a Unix socket."""
        return path in self._sockets

    def netns_mounts(self, pid: str) -> list[str]:
        """Answer with lines of mountinfo, for one process of all that have the same mounts."""
        path = f"/proc/{pid}/mountinfo"
        if path in self._denied:
            _refuse(errno.EACCES)
        return self._mounts[path].split("\n") if path in self._mounts else []

    def netns_files(self, pid: str) -> list[tuple[str, int]]:
        """Answer with the open files of a process that are network namespaces."""
        if pid not in self._open_files:
            _refuse(errno.EACCES if f"/proc/{pid}/fd" in self._denied else errno.ENOENT)
        files = self._open_files[pid]
        opened = [(fd, self._opened_by_name.get(f"/proc/{pid}/fd/{fd}")) for fd in files.by_name]
        named = [(fd, inode) for fd, inode in opened if inode is not None]
        return sorted([*files.namespaces, *named])

    def enter(self, path: str, inode: int) -> NetnsReadings:
        """Refuse: nobody was there to speak rtnetlink."""
        _refuse(errno.EOPNOTSUPP)

    def prepare_engine(self, address: str) -> None:
        """Tell that there is nothing to do."""

    def ask_engine(self, address: str, question: str) -> Any:
        """Answer for an engine."""
        return ask(self._bundle, address, question)

    def _entry(self, command: str) -> Entry:
        return self._bundle.find(HOST, command) or Entry(HOST, command, 127, "", "")

    def _output(self, command: str) -> str:
        return self._entry(command).output

    def _folder(self, path: str) -> dict[str, int]:
        if path not in self._folders:
            entry = self._entry(f"folder {path}")
            if entry.status and not entry.output:
                _refuse(errno.EACCES if denied_paths(entry.errors) else errno.ENOENT)
            self._folders[path] = inodes_by_name(entry.lines)
        return self._folders[path]

    @cached_property
    def _denied(self) -> frozenset[str]:
        return denied_paths(self._entry("mounts").errors + self._entry("files").errors)

    @cached_property
    def _environment(self) -> dict[str, str]:
        pairs = (line.partition("=") for line in self._entry("environment").lines)
        return {name: value for name, _, value in pairs}

    @cached_property
    def _files(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for command in ("kernel", "os-release", "names", "cgroups"):
            found |= lines_by_file(self._entry(command).lines)
        return found

    @cached_property
    def _links(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for command in ("own namespace", "namespaces", "drivers"):
            found |= links(self._entry(command).lines)
        return found

    @cached_property
    def _mounts(self) -> dict[str, str]:
        return lines_by_file(self._entry("mounts").lines)

    @cached_property
    def _open_files(self) -> dict[str, OpenFiles]:
        return open_files(self._entry("files").lines)

    @cached_property
    def _opened_by_name(self) -> dict[str, int]:
        """Inodes by path of the files that lie where the own namespace does."""
        lines = self._entry("opened by name").lines
        found = [match for match in map(_OPENED.fullmatch, lines) if match]
        own = next((match[1] for match in found if match[3] == OWN), None)
        return {match[3]: int(match[2]) for match in found if match[1] == own}

    @cached_property
    def _sockets(self) -> dict[str, int]:
        matches = map(_SOCKET.fullmatch, self._entry("sockets").lines)
        return {found[2]: int(found[1]) for found in matches if found}

    @cached_property
    def _seen(self) -> frozenset[int]:
        targets = (netns_of(target) for target in self._links.values() if target)
        mounts = (
            _NSFS.match(line) for lines in self._mounts.values() for line in lines.split("\n")
        )
        files = (inode for one in self._open_files.values() for _, inode in one.namespaces)
        inodes = {*targets, *files, *(int(found[1]) for found in mounts if found)}
        return frozenset(inode for inode in inodes if inode is not None)


def _refuse(code: int) -> NoReturn:
    raise OSError(code, os.strerror(code))
