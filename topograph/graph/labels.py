"""Give each namespace a label that a person knows it by."""

import re
from typing import Final

from topograph.facts import Netns
from topograph.graph.inventory import Inventory
from topograph.graph.names import distinct, shown_name

__all__ = ["file_names", "is_engine_name", "label_namespaces"]

# What Docker calls the files under /run/docker/netns: a sandbox by the start of its
# id, an overlay's hidden namespace by a counter and the start of the network's id.
_ENGINE_NAMES: Final = re.compile(r"[0-9a-f]{12}|\d+-[0-9a-z]{10}|lb_.+|ingress_sbox|default")


def label_namespaces(inventory: Inventory, members: dict[int, list[str]]) -> dict[int, str | None]:
    """Return the label of each namespace by its inode; None for the root.

    Args:
        inventory: the facts.
        members: names of the containers in each namespace, the owner of the sandbox first.
    """
    labels: dict[int, str | None] = dict.fromkeys(inventory.namespaces)
    wanted = (
        (inode, _label(inventory, netns, members.get(inode, [])), str(inode))
        for inode, netns in inventory.namespaces.items()
        if inode != inventory.root
    )
    labels.update(distinct(wanted))
    return labels


def file_names(netns: Netns) -> list[str]:
    """Return the names of a namespace without folders, those that a person gave first."""
    by_hand = sorted(
        (_is_engine_path(path), path.rpartition("/")[2] or path) for path in set(netns.names)
    )
    return [name for _, name in by_hand]


def is_engine_name(name: str) -> bool:
    """Tell whether Docker gives such names to its files under /run/docker/netns."""
    return _ENGINE_NAMES.fullmatch(name) is not None


def _is_engine_path(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return folder.endswith("/docker/netns") if folder else is_engine_name(name)


def _label(inventory: Inventory, netns: Netns, members: list[str]) -> str:
    if members:
        return shown_name(inventory.containers[members[0]])
    names = file_names(netns)
    if names:
        return names[0]
    if netns.processes is not None and netns.processes.comm:
        return f"{netns.processes.comm}-{netns.inode}"
    return f"ns-{netns.inode}"
