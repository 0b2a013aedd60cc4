"""Put what differs below heads: hosts first, then what runs on them, then what carries it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from topograph.diff.model import Diff, Entry, Thing
from topograph.diff.words.folding import Fold, fold

__all__ = ["Group", "groups", "hosts_of"]

_TITLES: Final = {
    Thing.HOST: "Hosts",
    Thing.ENGINE: "Hosts",
    Thing.PROJECT: "Projects and services",
    Thing.SERVICE: "Projects and services",
    Thing.CONTAINER: "Containers",
    Thing.ENDPOINT: "Containers",
    Thing.NETWORK: "Networks",
    Thing.NETNS: "Namespaces",
    Thing.LINK: "Links",
    Thing.ADDRESS: "Addresses",
    Thing.ROUTE: "Routes",
    Thing.RULE: "Rules",
    Thing.NEIGHBOUR: "Neighbours",
    Thing.FDB: "Forwarding databases",
    Thing.SETTING: "Settings",
}


class Group(NamedTuple):
    """What differs of one kind on one host."""

    title: str
    host: str
    """Empty where the diff is about one host only."""
    folds: tuple[Fold, ...]


def groups(diff: Diff, *, by_shape: bool = True) -> Iterator[Group]:
    """Yield what differs, host by host; in a group the entries keep the order of the diff.

    Args:
        diff: what differs.
        by_shape: how entries are folded, as `topograph.diff.words.folding.fold` does.
    """
    hosts = hosts_of(diff)
    sorted_in: dict[tuple[str, str], list[Entry]] = {}
    for entry in diff.entries:
        sorted_in.setdefault((entry.host, _TITLES[entry.thing]), []).append(entry)
    for host in hosts:
        for title in dict.fromkeys(_TITLES.values()):
            if entries := sorted_in.get((host, title)):
                folds = tuple(fold(entries, by_shape=by_shape))
                yield Group(title, host if len(hosts) > 1 else "", folds)


def hosts_of(diff: Diff) -> list[str]:
    """Return the names of all hosts of a diff, those after first."""
    told = [entry.host for entry in diff.entries]
    # What concerns a whole snapshot names no host.
    told += [unknown.host for unknown in diff.unknown if unknown.host]
    # A host that was renamed has only the later name on its entries.
    named = [host for host in diff.after.hosts if host in told]
    return list(dict.fromkeys([*named, *told])) or diff.after.hosts or diff.before.hosts
