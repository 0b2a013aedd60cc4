"""The node ids of everything on one host."""

from dataclasses import dataclass

from topograph.graph.ids import NodeId, make
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.names import distinct
from topograph.graph.schema import NodeType

__all__ = ["HostIds", "assign_ids"]


@dataclass(frozen=True, slots=True)
class HostIds:
    """Node ids by what the joins call a thing."""

    hostname: str
    host: str
    namespaces: dict[int, str]
    links: dict[LinkKey, str]
    containers: dict[str, str]
    networks: dict[str, str]

    def remote(self, address: str) -> str:
        """Return the id of the far end of a tunnel."""
        return make(NodeId(NodeType.REMOTE, self.hostname, address))


def assign_ids(inventory: Inventory, labels: dict[int, str | None]) -> HostIds:
    """Make the ids of a host.

    Args:
        inventory: the facts.
        labels: of the namespaces, unique; None for the root.
    """
    host = inventory.name
    links: dict[LinkKey, str] = {}
    for inode, keys in inventory.links_of.items():
        # Two links of one name cannot be; a namespace read while one was renamed shows them.
        names = distinct((k, inventory.links[k].ifname, str(k.ifindex)) for k in keys)
        for key, name in names.items():
            links[key] = make(NodeId(NodeType.LINK, host, name, labels[inode]))
    return HostIds(
        hostname=host,
        host=make(NodeId(NodeType.HOST, host)),
        namespaces={
            inode: make(NodeId(NodeType.NETNS, host, netns=labels[inode]))
            for inode in inventory.namespaces
        },
        links=links,
        containers={n: make(NodeId(NodeType.CONTAINER, host, n)) for n in inventory.containers},
        networks={n: make(NodeId(NodeType.NETWORK, host, n)) for n in inventory.networks},
    )
