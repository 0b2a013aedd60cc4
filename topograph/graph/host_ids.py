"""The node ids of everything on one host."""

from functools import cached_property

from topograph.graph.ids import NodeId, make
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.names import distinct
from topograph.graph.schema import NodeType

__all__ = ["HostIds"]


class HostIds:
    """Node ids by what the joins call a thing, each made when it is asked for.

    Args:
        inventory: the facts.
        labels: of the namespaces, unique; None for the root.
    """

    def __init__(self, inventory: Inventory, labels: dict[int, str | None]) -> None:
        self._inventory = inventory
        self._labels = labels
        self._inside: dict[int, dict[LinkKey, str]] = {}
        self.hostname = inventory.name
        self.host = make(NodeId(NodeType.HOST, inventory.name))

    @cached_property
    def namespaces(self) -> dict[int, str]:
        """By inode."""
        return {inode: self.netns(inode) for inode in self._inventory.namespaces}

    @cached_property
    def links(self) -> dict[LinkKey, str]:
        """All of them."""
        return {
            key: node
            for inode in self._inventory.links_of
            for key, node in self._links_in(inode).items()
        }

    @cached_property
    def containers(self) -> dict[str, str]:
        """By the name that is unique on the host."""
        return {name: self.container(name) for name in self._inventory.containers}

    @cached_property
    def networks(self) -> dict[str, str]:
        """By the name that is unique on the host."""
        return {name: self.network(name) for name in self._inventory.networks}

    def netns(self, inode: int) -> str:
        """Return the id of one namespace."""
        return make(NodeId(NodeType.NETNS, self.hostname, netns=self._labels[inode]))

    def container(self, name: str) -> str:
        """Return the id of one container, by the name that is unique on the host."""
        return make(NodeId(NodeType.CONTAINER, self.hostname, name))

    def network(self, name: str) -> str:
        """Return the id of one network, by the name that is unique on the host."""
        return make(NodeId(NodeType.NETWORK, self.hostname, name))

    def link(self, key: LinkKey) -> str:
        """Return the id of one link."""
        return self._links_in(key.inode)[key]

    def remote(self, address: str) -> str:
        """Return the id of the far end of a tunnel."""
        return make(NodeId(NodeType.REMOTE, self.hostname, address))

    def _links_in(self, inode: int) -> dict[LinkKey, str]:
        if inode not in self._inside:
            links, label = self._inventory.links, self._labels[inode]
            # Two links of one name cannot be; a namespace read while one was renamed shows them.
            names = distinct(
                (key, links[key].ifname, str(key.ifindex))
                for key in self._inventory.links_of[inode]
            )
            self._inside[inode] = {
                key: make(NodeId(NodeType.LINK, self.hostname, name, label))
                for key, name in names.items()
            }
        return self._inside[inode]
