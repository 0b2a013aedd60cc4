"""The same hosts a moment later: facts that changed, went, came twice or got other numbers."""

from collections.abc import Callable
from random import Random
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from tests.properties.die import Die
from topograph.facts import Snapshot

__all__ = ["twisted"]

KEPT: Final = {".hostname", ".machine_id", ".boot_id"}
MAY_BE_UNKNOWN: Final = {
    *("permanent_mac", "netns", "master", "iflink", "link_nsid", "veth", "port", "bridge"),
    *("processes", "gateway", "metric", "network_mode", "labels"),
}
IFINDEXES: Final = {"ifindex", "master", "iflink", "link", "peer_ifindex"}
NSIDS: Final = {"link_nsid", "peer_nsid"}


def twisted(snapshot: Snapshot, seed: int) -> Snapshot:
    """Return a snapshot of the same hosts with some facts changed.

    Hosts keep what identifies them. Any other fact may be left out, be there twice or have the
    value of another one; half of the time the kernel has numbered all anew, and is consistent.
    """
    random = Random(seed)
    tree = msgspec.to_builtins(snapshot)
    tree["hosts"] = [_Twist(random, host).all() for host in tree["hosts"]]
    if random.random() < 0.5:
        tree = renumbered(tree, random)
    found = msgspec.convert(tree, Snapshot)
    die = Die(seed, "")
    gaps = [replace(die.gap(), host=die.choice(["", *(h.hostname for h in found.hosts)]))]
    gaps = [gap for gap in (*found.gaps, *gaps) if random.random() < 0.5]
    return replace(found, gaps=gaps)


class _Twist:
    """Twists one host."""

    def __init__(self, random: Random, host: Any) -> None:
        self._random = random
        self._host = host
        self._rate = random.choice([0, 0.01, 0.05, 0.2])
        self._values: dict[str, list[Any]] = {}
        """All values of a field, by the way to it."""
        self._note(host, "")

    def all(self) -> Any:
        return self._twist(self._host, "")

    def _note(self, value: Any, path: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                self._note(inner, f"{path}.{key}")
        elif isinstance(value, list):
            for inner in value:
                self._note(inner, path)
        else:
            self._values.setdefault(path, []).append(value)

    def _twist(self, value: Any, path: str) -> Any:
        if isinstance(value, dict):
            return {
                key: self._twist(inner, f"{path}.{key}")
                for key, inner in value.items()
                if key not in MAY_BE_UNKNOWN or not self._happens()
            }
        if isinstance(value, list):
            return [inner for item in value for inner in self._some_of(item, path)]
        if path in KEPT or not self._happens():
            return value
        return self._random.choice(self._values[path])

    def _some_of(self, item: Any, path: str) -> list[Any]:
        if self._happens():
            return []
        twisted = [self._twist(item, path)]
        return [*twisted, item] if self._happens() else twisted

    def _happens(self) -> bool:
        return self._random.random() < self._rate


def renumbered(tree: Any, random: Random) -> Any:
    """Return the same JSON with other inodes, ifindexes and nsids throughout."""
    inodes, ifindexes, nsids = (_permuted(start, random) for start in (4026531840, 2, 0))

    def walk(value: Any, field: str) -> Any:
        if isinstance(value, list):
            return [walk(item, field) for item in value]
        if isinstance(value, dict) and field == "nsids":
            return {nsids(nsid): inodes(inode) for nsid, inode in value.items()}
        if isinstance(value, dict):
            return {key: walk(inner, str(key)) for key, inner in value.items()}
        if isinstance(value, int) and field in IFINDEXES:
            return ifindexes(value)
        if isinstance(value, int) and field in NSIDS:
            return nsids(value)
        return inodes(value) if field in {"inode", "netns"} else value

    return walk(tree, "")


def _permuted(start: int, random: Random) -> Callable[[int], int]:
    """Return what maps the ten numbers from `start` on to each other, and others to themselves."""
    numbers = range(start, start + 10)
    mapped = dict(zip(numbers, random.sample(numbers, len(numbers)), strict=True))
    return lambda number: mapped.get(number, number)
