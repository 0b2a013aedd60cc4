"""One host as a summary sees it: the facts of what is in a graph, which may be a part."""

from collections.abc import Mapping
from typing import Any

from topograph.facts import Container
from topograph.graph.inventory import LinkKey
from topograph.graph.keys import service_of
from topograph.graph.wired import WiredHost
from topograph.render.node_text import Attributes
from topograph.render.summary.parts import LinkName

__all__ = ["SeenHost"]


class SeenHost:
    """A host without what was left out of the graph.

    Args:
        host: its facts, joined.
        nodes: of the graph.
    """

    def __init__(self, host: WiredHost, nodes: Mapping[str, dict[str, Any]]) -> None:
        self.host = host
        self.wiring = host.wiring
        self._nodes = nodes
        self.links: dict[LinkKey, Attributes] = {
            key: nodes[host.ids.links[key]]
            for key, _ in host.links()
            if host.ids.links[key] in nodes
        }
        self.containers: dict[str, Container] = {
            name: container
            for name, container in host.inventory.containers.items()
            if host.ids.containers[name] in nodes
        }
        """By a name that is unique on the host."""
        self.ports: dict[LinkKey, list[LinkKey]] = {}
        """Of each bridge, bond, team and vrf."""
        for key in self.links:
            if key in self.wiring.masters:
                self.ports.setdefault(self.wiring.masters[key], []).append(key)

    def is_root(self, key: LinkKey) -> bool:
        """Tell whether a link is in the host's own namespace."""
        return self.wiring.labels[key.inode] is None

    def name_of(self, key: LinkKey) -> LinkName:
        """Return what a link is called."""
        ifname = self.host.inventory.links[key].ifname
        return LinkName(ifname, self.wiring.labels[key.inode] or "")

    def master_of(self, key: LinkKey) -> str:
        """Return the ifname of what a link is a port of; empty if it is none."""
        master = self.wiring.masters.get(key)
        return "" if master is None else self.host.inventory.links[master].ifname

    def container(self, name: str) -> dict[str, Any]:
        """Return the attributes of a container by its unique name."""
        return self._nodes[self.host.ids.containers[name]]

    def service(self, name: str) -> tuple[str, ...]:
        """Return what containers of one service have in common, and no others."""
        container = self.containers[name]
        project, service = service_of(container)
        return (container.engine, project, service) if service else (name,)

    def has_network(self, name: str) -> bool:
        """Tell whether a network is there, by its unique name."""
        return self.host.ids.networks[name] in self._nodes

    def people(self, inode: int) -> list[str]:
        """Return the unique names of the containers in a namespace, its owner first."""
        return [name for name in self.wiring.members.get(inode, []) if name in self.containers]
