"""Give each namespace a label that a person knows it by."""

from topograph.facts import Netns
from topograph.graph.inventory import Inventory
from topograph.graph.names import distinct, shown_name
from topograph.graph.netns_names import file_names

__all__ = ["label_namespaces"]


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


def _label(inventory: Inventory, netns: Netns, members: list[str]) -> str:
    if members:
        return shown_name(inventory.containers[members[0]])
    names = file_names(netns)
    if names:
        return names[0]
    if netns.processes is not None and netns.processes.comm:
        return f"{netns.processes.comm}-{netns.inode}"
    return f"ns-{abs(netns.inode)}"
