"""What an archive or a folder holds, told while its members come by.

A member cannot be looked at again, so that it is kept until it is known that nobody wants it: of a
sosreport only the few files that become facts; of a capture bundle all; of anything else all that
is text.
"""

import re
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from topograph.errors import UnknownSource
from topograph.facts import Snapshot
from topograph.sources.archives.budget import Budget, shown
from topograph.sources.archives.member import Member
from topograph.sources.archives.raw import read_exactly
from topograph.sources.bundle.index import is_bundle
from topograph.sources.sos.layout import MANIFEST, is_wanted, probable_root, root_of
from topograph.sources.sos.manifest import paths_of

__all__ = ["snapshot_of_members"]

_HEAD: Final = 4096
"""Bytes without a NUL by which text is known."""
_NESTED: Final = re.compile(r"(?:.*/)?sosreport-[^/]+\.tar(?:\.[a-z0-9]+)?")
# An output in a capture bundle, which may be any bytes.
_NUMBERED: Final = re.compile(r"(?:.*/)?[0-9]{1,9}(?:\.errors)?")
_COMMANDS: Final = ("sos_commands/", "sos_strings/")


def snapshot_of_members(members: Iterable[Member], budget: Budget) -> Snapshot:
    """Return the snapshot that the members of an archive give together.

    Args:
        members: in their order; of a name that comes twice, the last one counts.
        budget: of the archive.

    Raises:
        UnknownSource: they are nothing that we read.
        TopographError: what the walk and those who read the members raise.
    """
    contents = _Contents(budget)
    for member in members:
        contents.take(member)
        if contents.is_whole:
            break
    snapshot = contents.snapshot()
    return replace(snapshot, gaps=[*snapshot.gaps, *budget.gaps()])


class _Contents:
    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._files: dict[str, bytes] = {}
        self._times: dict[str, float] = {}
        self._is_report = False
        self._root: str | None = None
        self._missing: set[str] | None = None
        """What is yet to come of a sosreport that begins with its manifest."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing that is wanted can follow."""
        return self._missing is not None and not self._missing

    def take(self, member: Member) -> None:
        """Keep a member, or do not."""
        name = member.name
        if _NESTED.fullmatch(name):
            what = f"sosreports in an archive, such as {shown(name)}"
            raise UnknownSource(what, where=self._budget.where, hint="unpack it, and name one")
        if not self._is_report and probable_root(name) is not None:
            self._is_report = True
        if self._is_report:
            self._take_of_report(member)
            return
        head = read_exactly(member, _HEAD)
        if b"\0" in head and not _NUMBERED.fullmatch(name):
            self._budget.leave_out(name, "it is no text")
        else:
            self._keep(member, head)

    def snapshot(self) -> Snapshot:
        """Return the snapshot of what was kept."""
        where = self._budget.where
        if self._is_report:
            return self._snapshot_of_report()
        if is_bundle(self._files):
            from topograph.sources.bundle import snapshot_of_bundle  # noqa: PLC0415

            return snapshot_of_bundle(self._files, where)
        from topograph.sources.text.reading import snapshot_of_files  # noqa: PLC0415

        # By name, for the members of a folder and of an archive come in any order.
        return snapshot_of_files(sorted(self._files.items()), where)

    def _snapshot_of_report(self) -> Snapshot:
        from topograph.sources.sos.reading import snapshot_of_report  # noqa: PLC0415

        root = self._root or ""
        files = {
            name.removeprefix(root): data
            for name, data in self._files.items()
            if name.startswith(root)
        }
        return snapshot_of_report(files, self._times.values(), root, self._budget.where)

    def _take_of_report(self, member: Member) -> None:
        """Keep one of the few files of a sosreport that become facts."""
        self._see_root(member.name)
        root = probable_root(member.name) if self._root is None else self._root
        name = member.name.removeprefix(root or "")
        if not is_wanted(name):
            return
        data = self._keep(member)
        if name.startswith(_COMMANDS) and member.mtime is not None:
            self._times[name] = member.mtime
        # Since sos 4.5 the manifest comes first, and a long log that nobody wants comes last.
        if name == MANIFEST and not self._times:
            self._missing = {path for path in paths_of(data) if is_wanted(path)}
            self._missing -= {one.removeprefix(root or "") for one in self._files}
        if self._missing:
            self._missing.discard(name)

    def _see_root(self, name: str) -> None:
        """Find out which folder is the sosreport, and whether there are several."""
        root = root_of(name)
        if root is None or root == self._root:
            return
        if self._root is not None:
            what = f"several sosreports: {shown(self._root)} and {shown(root)}"
            raise UnknownSource(what, where=self._budget.where, hint="name one of them")
        self._root = root
        for kept in list(self._files):
            if not kept.startswith(root) or not is_wanted(kept.removeprefix(root)):
                self._budget.forget(self._files.pop(kept))

    def _keep(self, member: Member, head: bytes = b"") -> bytes:
        if member.name in self._files:
            self._budget.forget(self._files.pop(member.name))
        data = self._budget.keep(member, head)
        self._files[member.name] = data
        return data
