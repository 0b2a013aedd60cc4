"""Read the namespaces of a large host in two processes.

Reading is half the kernel's work and half our own, and neither waits for
anything, so that a second processor saves a third of the time. A copy of this
process reads the latter part of the list and sends its facts back. It is never
made where the caller has threads.
"""

import threading
from typing import BinaryIO, Final

import msgspec

from topograph.facts import Gap, Netns
from topograph.sources.live.forking import Copy
from topograph.sources.live.namespace_reader import NamespaceReader
from topograph.sources.live.namespaces import NAMED_FOLDERS, FoundNetns, Search
from topograph.sources.live.readings import Readings

__all__ = ["OtherHalf", "is_large", "read_both_halves", "start_other_half"]

# Below this, starting a process and sending the facts costs more than it saves.
LARGE: Final = 300


class Half(msgspec.Struct):
    """What the other process found."""

    namespaces: list[Netns]
    gaps: list[Gap]
    root_nsids: dict[int, int]


class OtherHalf:
    """A process that reads some of the namespaces."""

    def __init__(self, copy: Copy, found: list[FoundNetns]) -> None:
        self.found = found
        """What it reads."""
        self._copy = copy

    def result(self) -> Half | None:
        """Wait for the process and return what it found; None if it failed."""
        data = self._copy.pipe.read()
        return msgspec.msgpack.decode(data, type=Half) if self._copy.bury() else None


def is_large(readings: Readings) -> bool:
    """Guess whether the host has so many namespaces that two processes are faster.

    Only the named ones are counted, which is quick; engines name theirs too.
    """
    if not readings.may_fork() or threading.active_count() > 1:
        return False
    return sum(_count(readings, folder) for folder in NAMED_FOLDERS) >= LARGE


def start_other_half(readings: Readings, search: Search) -> OtherHalf | None:
    """Start a process that reads the latter part of the namespaces; None if it cannot be had."""
    # The root is among the first, and its ports weigh as much as a fifth of all others.
    found = search.namespaces[len(search.namespaces) * 2 // 5 :]
    try:
        return OtherHalf(Copy(lambda pipe: _send_half(readings, search, found, pipe)), found)
    except OSError:
        # Out of processes or memory: one process takes longer, and is enough.
        return None


def read_both_halves(
    reader: NamespaceReader, search: Search, other: OtherHalf | None
) -> list[Netns]:
    """Return all namespaces in the order in which they were found."""
    if other is None:
        return [reader.read(found) for found in search.namespaces]
    first = search.namespaces[: len(search.namespaces) - len(other.found)]
    namespaces = [reader.read(found) for found in first]
    half = other.result()
    if half is None:
        return namespaces + [reader.read(found) for found in other.found]
    reader.gaps += half.gaps
    reader.root_nsids |= half.root_nsids
    return namespaces + half.namespaces


def _count(readings: Readings, folder: str) -> int:
    try:
        return len(readings.listdir(folder))
    except OSError:
        return 0


def _send_half(
    readings: Readings, search: Search, found: list[FoundNetns], pipe: BinaryIO
) -> None:
    reader = NamespaceReader(readings, search.own, search.namespaces)
    reader.open_root()
    namespaces = [reader.read(netns) for netns in found]
    half = Half(namespaces, reader.gaps, reader.root_nsids)
    pipe.write(msgspec.msgpack.encode(half))
