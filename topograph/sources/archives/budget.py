"""What is never expanded, kept or read of an archive, however it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from topograph.errors import MalformedArchive
from topograph.facts import Gap
from topograph.sources.archives.member import Member

__all__ = ["Budget", "Limits", "shown"]

_CHUNK: Final = 1 << 20
_TOLD: Final = 10
"""So many members that were left out are named."""
_SHOWN: Final = 200
"""Characters of a name in an error or a gap."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Several times what an archive of a large host needs."""

    members: int = 200_000
    expanded: int = 16 << 30
    """Bytes of the whole archive, those of members that nobody wants included."""
    ratio: int = 1000
    """Expanded to compressed bytes."""
    ratio_from: int = 256 << 20
    """Expanded bytes before the ratio is looked at: a journal begins with empty pages."""
    member: int = 64 << 20
    """Bytes of a member that is kept."""
    kept: int = 512 << 20
    """Bytes of all members that are kept."""
    header: int = 1 << 20
    """Bytes that tell of a single member: its long name, its times ..."""
    directory: int = 32 << 20
    """Bytes of the table of contents of a zip."""
    depth: int = 64
    """Folders in each other."""


class Budget:
    """Counts what is taken from one archive.

    Args:
        where: what to call the archive in errors.
        packed: tells how many bytes of the compressed archive were read so far; None if it is
            not compressed as a whole.
    """

    def __init__(
        self,
        where: str,
        limits: Limits | None = None,
        packed: Callable[[], int] | None = None,
    ) -> None:
        self.where = where
        self.limits = limits or Limits()
        self._packed = packed
        self._members = self._expanded = self._kept = self._left_out = 0
        self._gaps: list[Gap] = []

    def count(self) -> None:
        """Count a member, whatever it is.

        Raises:
            MalformedArchive: it is one too many.
        """
        self._members += 1
        if self._members > self.limits.members:
            self._refuse(f"more than {self.limits.members:,} files in it")

    def expand(self, size: int) -> None:
        """Count bytes that were expanded.

        Raises:
            MalformedArchive: they are too many, in all or for what they were expanded from.
        """
        self._expanded += size
        if self._expanded > self.limits.expanded:
            self._refuse(f"it expands to more than {_amount(self.limits.expanded)}")
        if self._packed is None or self._expanded <= self.limits.ratio_from:
            return
        if self._expanded > self.limits.ratio * self._packed():
            self._refuse(f"it expands to more than {self.limits.ratio:,} times its size")

    def keep(self, member: Member, head: bytes = b"") -> bytes:
        """Return the content of a member.

        Args:
            member: the one that came last.
            head: what was read of it already.

        Raises:
            MalformedArchive: it is too large, or there is too much already.
        """
        left = min(self.limits.member, self.limits.kept - self._kept)
        chunks, size = [head], len(head)
        while chunk := member.read(min(_CHUNK, max(1, left + 1 - size))):
            chunks.append(chunk)
            size += len(chunk)
            if size > self.limits.member:
                what = f"{shown(member.name)} is larger than {_amount(self.limits.member)}"
                self._refuse(what)
            if size > left:
                self._refuse(f"more than {_amount(self.limits.kept)} of text in it")
        self._kept += size
        return b"".join(chunks)

    def forget(self, data: bytes) -> None:
        """Say that a member is not kept any more."""
        self._kept -= len(data)

    def leave_out(self, name: str, why: str) -> None:
        """Note a member that might have told something."""
        self._left_out += 1
        if self._left_out <= _TOLD:
            what = f"{shown(name)} was left out: {why}"
            self._gaps.append(Gap(source="archive", subject="host", what=what))

    def gaps(self) -> list[Gap]:
        """Return what was left out, the first few by name."""
        more = self._left_out - _TOLD
        if more <= 0:
            return self._gaps
        what = f"{more:,} more files were left out for such reasons"
        return [*self._gaps, Gap(source="archive", subject="host", what=what)]

    def broken(self, what: str) -> MalformedArchive:
        """Return the error for an archive that is not whole."""
        return MalformedArchive(what, where=self.where, hint="copy it again")

    def _refuse(self, what: str) -> None:
        hint = "unpack it, and name a folder with what is of interest"
        raise MalformedArchive(what, where=self.where, hint=hint)


def shown(name: str) -> str:
    """Return a name that is not too long to be read."""
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}..."


def _amount(size: int) -> str:
    return f"{size >> 30} GiB" if size >= 1 << 30 else f"{size >> 20} MiB"
