"""Find the link that each network of an engine stands on: its bridge, or its parent."""

from collections.abc import Iterable, Mapping
from typing import Final

from topograph.facts import Endpoint, Network
from topograph.graph.addresses import bare, bare_addresses
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.netns_names import file_names
from topograph.graph.schema import OBSERVED, Basis, inferred

__all__ = [
    "LINKLESS",
    "OWN_NETWORK",
    "Backing",
    "NetworkIndex",
    "back_networks",
    "made_bridge_name",
]

Backing = tuple[LinkKey, Basis]

LINKLESS: Final = frozenset({"host", "null"})
"""Drivers of networks that stand on no link; each engine has one network of each."""

_BRIDGE_OPTION: Final = "com.docker.network.bridge.name"
OWN_NETWORK: Final = ("bridge", "docker0")
"""The name of the network that Docker makes for itself, and of its bridge."""
_PARENT_DRIVERS: Final = {"macvlan": "dm-", "ipvlan": "di-"}
"""Drivers that stand on a link of the host, and how Docker begins the name of the dummy
link that it makes where no parent was given."""


class NetworkIndex:
    """The networks by what endpoints say about them."""

    def __init__(self, inventory: Inventory) -> None:
        self._of_engine: dict[tuple[str, str], list[str]] = {}
        self._of_any: dict[str, list[str]] = {}
        self._named: dict[tuple[str, str], list[str]] = {}
        for name, network in inventory.networks.items():
            if network.id:
                self._of_engine.setdefault((network.engine, network.id), []).append(name)
                self._of_any.setdefault(network.id, []).append(name)
            self._named.setdefault((network.engine, network.name), []).append(name)

    def find(self, engine: str, endpoint: Endpoint) -> str | None:
        """Return the unique name of an endpoint's network.

        Args:
            engine: that told the endpoint.
            endpoint: its network is looked up by id, among those of the engine first, and by
                name where nobody knows the id: a network may have been removed and made anew.
        """
        ways = (
            self._of_engine.get((engine, endpoint.network_id), []),
            self._of_any.get(endpoint.network_id, []),
            self._named.get((engine, endpoint.network_name), []),
        )
        return next((names[0] for names in ways if len(names) == 1), None)


class _Bridges:
    """The bridges of a host by name and by address."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.by_name: dict[str, list[LinkKey]] = {}
        self.by_address: dict[str, list[LinkKey]] = {}
        self.by_netns: dict[int, list[LinkKey]] = {}
        for key, link in inventory.links.items():
            if link.kind == "bridge":
                self.by_name.setdefault(link.ifname, []).append(key)
                self.by_netns.setdefault(key.inode, []).append(key)
                for address in bare_addresses(a.address for a in link.addresses):
                    self.by_address.setdefault(address, []).append(key)
        self.overlays = _hidden_namespaces(inventory)

    def at(self, gateways: Iterable[str]) -> list[LinkKey]:
        """Return the bridges with one of the addresses, each once."""
        found = (key for gateway in gateways for key in self.by_address.get(bare(gateway), []))
        return list(dict.fromkeys(found))


def made_bridge_name(network: Network) -> str:
    """Return what Docker calls the bridge of a network that nobody gave a name."""
    return f"br-{network.id[:12]}"


def back_networks(inventory: Inventory, wired: Mapping[str, set[LinkKey]]) -> dict[str, Backing]:
    """Return the link behind each network, by the network's unique name.

    Args:
        inventory: the facts.
        wired: the bridges, or lower links, that the endpoints of each network lead to.
    """
    bridges = _Bridges(inventory)
    root = {
        link.ifname: key for key, link in inventory.links.items() if key.inode == inventory.root
    }
    found: dict[str, Backing] = {}
    for name, network in inventory.networks.items():
        backing: Backing | None
        if network.driver in _PARENT_DRIVERS:
            backing = _parent(network, root, wired.get(name, set()))
        elif network.driver == "overlay":
            backing = _overlay(network, bridges)
        else:
            backing = _bridge(network, bridges, wired.get(name, set()))
        if backing is not None:
            found[name] = backing
    return found


def _parent(network: Network, root: Mapping[str, LinkKey], wired: set[LinkKey]) -> Backing | None:
    parent = network.options.get("parent") or network.bridge
    if parent:
        return (root[parent], OBSERVED) if parent in root else None
    dummy = root.get(_PARENT_DRIVERS[network.driver] + network.id[:12])
    if dummy is not None:
        return dummy, inferred("Docker gives the link it makes for want of a parent this name")
    if len(wired) == 1:
        return min(wired), inferred("the links of its endpoints stand on it")
    return None


def _overlay(network: Network, bridges: _Bridges) -> Backing | None:
    for inode, name in bridges.overlays.get(network.id[:10], []) if network.id else []:
        inside = bridges.by_netns.get(inode, [])
        links = bridges.inventory.links
        chosen = [key for key in inside if links[key].ifname == "br0"] or inside
        if chosen:
            reason = f"the netns {name} is named after the network and holds this bridge"
            return chosen[0], inferred(reason)
    return None


def _hidden_namespaces(inventory: Inventory) -> dict[str, list[tuple[int, str]]]:
    """Return the namespaces that Docker names after an overlay, by the start of its id."""
    found: dict[str, list[tuple[int, str]]] = {}
    for inode, netns in inventory.namespaces.items():
        for name in file_names(netns):
            # 1-<id> holds the bridge and the vxlan, lb_<id> the load balancer.
            counter, dash, start = name.partition("-")
            if dash and counter.isdecimal():
                found.setdefault(start, []).append((inode, name))
    return found


def _bridge(network: Network, bridges: _Bridges, wired: set[LinkKey]) -> Backing | None:
    root = bridges.inventory.root
    # The engine of a user has its bridges in a namespace of its own.
    home = None if "/run/user/" in network.engine else root
    gateways = [subnet.gateway for subnet in network.subnets if subnet.gateway]
    holders = bridges.at(gateways)
    stated = network.bridge or network.options.get(_BRIDGE_OPTION)
    if stated:
        return _named(stated, bridges, holders, wired, home)
    if network.driver != "bridge":
        return None
    made = made_bridge_name(network)
    default = [k for k in bridges.by_name.get(made, []) if k.inode == root]
    if default and network.id:
        if default[0] in holders or not gateways:
            return default[0], OBSERVED
        return default[0], inferred("it has the name that Docker makes of the network's id")
    if network.name == OWN_NETWORK[0] and "options" in network.untold:
        own = [key for key in bridges.by_name.get(OWN_NETWORK[1], []) if key.inode == root]
        if own:
            return own[0], inferred("Docker gives its own network a bridge of this name")
    here = [key for key in holders if key.inode == home]
    if len(here) == 1:
        return here[0], inferred("it holds the address of the network's gateway")
    if len(wired) == 1:
        return min(wired), inferred("the peers of its endpoints are ports of it")
    return None


def _named(
    name: str, bridges: _Bridges, holders: list[LinkKey], wired: set[LinkKey], home: int | None
) -> Backing | None:
    """Choose the bridge of a stated name: another engine may have one of that name elsewhere."""
    keys = bridges.by_name.get(name, [])
    at_home = [key for key in keys if key.inode == home]
    through_endpoints = [key for key in keys if key in wired]
    if at_home and (not through_endpoints or at_home[0] in through_endpoints):
        return at_home[0], OBSERVED
    if len(through_endpoints) == 1:
        return through_endpoints[0], OBSERVED
    elsewhere = [k for k in keys if k in holders and k.inode != bridges.inventory.root]
    if len(elsewhere) == 1:
        return elsewhere[0], inferred(
            f"of the bridges named {name} outside the root namespace only this one holds the "
            "address of the network's gateway"
        )
    return None
