"""Give each node a key that survives a restart.

Inodes, ifindexes, ids and the names of veths on the host change with every
restart of a container; what a person named does not. Keys tell things of one
host apart, and need not be unique.
"""

from typing import Final

from topograph.facts import Container, Host, Network
from topograph.graph.ids import join
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.names import shown_name
from topograph.graph.netns_names import file_names, is_engine_name
from topograph.graph.roles import role_of
from topograph.graph.schema import Role
from topograph.graph.wiring import Wiring

__all__ = [
    "Keys",
    "container_key",
    "host_key",
    "is_task",
    "network_key",
    "project_of",
    "service_of",
]

_COMPOSE: Final = "com.docker.compose."
_SWARM: Final = "com.docker.swarm."
_STACK: Final = "com.docker.stack.namespace"
_TASK: Final = f"{_SWARM}task.name"


def host_key(host: Host) -> str:
    """Return the key of a host: its machine id, which survives a new name."""
    return join("host", host.machine_id or host.hostname)


def service_of(container: Container) -> tuple[str, str]:
    """Return the project (or stack) and the service that made a container; empty if none did."""
    labels = container.labels
    if f"{_COMPOSE}project" in labels:
        return labels[f"{_COMPOSE}project"], labels.get(f"{_COMPOSE}service", "")
    return labels.get(_STACK, ""), labels.get(f"{_SWARM}service.name", "")


def project_of(network: Network) -> str:
    """Return the project (or stack) that made a network; empty if none did."""
    labels = network.labels
    return labels.get(f"{_COMPOSE}project") or labels.get(_STACK, "")


def is_task(container: Container) -> bool:
    """Tell whether a container is a task of a Swarm service."""
    return _TASK in container.labels


def container_key(container: Container) -> str:
    """Return project, service and number of a container, or its name."""
    project, service = service_of(container)
    number = _number(container, service)
    if service and number:
        return join("container", project, service, number)
    return join("container", shown_name(container))


def network_key(network: Network) -> str:
    """Return the key of a network: its name."""
    return join("network", network.name or network.id)


class Keys:
    """The keys of the links and namespaces of one host.

    Args:
        inventory: the facts.
        wiring: what the joins found.
    """

    def __init__(self, inventory: Inventory, wiring: Wiring) -> None:
        self._inventory = inventory
        self._wiring = wiring
        self._overlays = {network.id[:10]: network for network in inventory.networks.values()}
        self._netns: dict[int, str] = {}

    def netns(self, inode: int) -> str:
        """Return the key of a namespace: of its owner, else its name, else its first process."""
        if inode not in self._netns:
            self._netns[inode] = self._of_netns(inode)
        return self._netns[inode]

    def link(self, key: LinkKey) -> str:
        """Return the key of a link, by what it is and serves rather than by its name."""
        peer = self._wiring.pairs.peers.get(key)
        if peer and self._role(key) is Role.PORT and self._role(peer[0]) is not Role.PORT:
            return self._by_itself(peer[0]) + "/peer"
        return self._by_itself(key)

    def _role(self, key: LinkKey) -> Role:
        return role_of(key, self._inventory, self._wiring)

    def _of_netns(self, inode: int) -> str:
        if inode == self._inventory.root:
            return "netns/root"
        members = self._wiring.members.get(inode)
        if members:
            return "netns/" + container_key(self._inventory.containers[members[0]])
        netns = self._inventory.namespaces[inode]
        for name in file_names(netns):
            hidden, _, start = name.partition("-")
            if hidden.isdecimal() and start in self._overlays:
                return "netns/" + network_key(self._overlays[start])
            if name.startswith("lb_") or name == "ingress_sbox" or not is_engine_name(name):
                return join("netns", "name", name)
        if netns.processes is not None and netns.processes.comm:
            return join("netns", "comm", netns.processes.comm)
        return join("netns", "inode", str(inode))

    def _place(self, key: LinkKey) -> str:
        return "link/" + self.netns(key.inode).removeprefix("netns/")

    def _by_itself(self, key: LinkKey) -> str:
        link = self._inventory.links[key]
        networks = self._wiring.networks.get(key)
        if networks:
            network = self._inventory.networks[networks[0]]
            return f"{self._place(key)}/{network_key(network)}"
        if not link.kind and link.permanent_mac:
            return join("link", "mac", link.permanent_mac.replace(":", "-"))
        if not link.kind and link.parent_dev:
            return join("link", "bus", link.parent_bus or "", link.parent_dev)
        backed = self._wiring.backed.get(key)
        if backed and self._role(key) is Role.BRIDGE:
            return f"link/{network_key(self._inventory.networks[backed[0]])}"
        return f"{self._place(key)}/{join(link.ifname)}"


def _number(container: Container, service: str) -> str:
    labels = container.labels
    if labels.get(f"{_COMPOSE}oneoff", "").lower() == "true":
        return ""
    if f"{_COMPOSE}container-number" in labels:
        return labels[f"{_COMPOSE}container-number"]
    # A task is named SERVICE.SLOT.ID, and gets a new id with each restart.
    task = labels.get(_TASK, "").removeprefix(f"{service}.")
    return task.rpartition(".")[0]
