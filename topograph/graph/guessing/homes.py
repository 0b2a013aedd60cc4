"""Where in the root namespace the other end of a link may be plugged in, by what it serves.

The bridge of a network is the home of the links of its endpoints, and a link
with an address in the subnet of another is at home there. What has no such
sign may be anywhere that has none.
"""

from collections.abc import Iterable, Iterator, Mapping
from ipaddress import IPv4Interface, IPv6Interface, ip_interface
from typing import Final

from topograph.facts import Endpoint, Link, Network
from topograph.graph.addresses import bare_addresses, link_addresses
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.networks import OWN_NETWORK, NetworkIndex, made_bridge_name

__all__ = ["Homes"]

Interface = IPv4Interface | IPv6Interface

_ELSEWHERE: Final = frozenset({"macvlan", "ipvlan", "overlay"})
"""Drivers whose links are no ends of a pair, or of one whose other end is not in the root."""


class Homes:
    """The bridges, and links on none, at which inner ends may be plugged in.

    Args:
        inventory: the facts.
        masters: the bridge of each port.
        outer: ends in the root namespace.
        inner: ends in others.
    """

    def __init__(
        self,
        inventory: Inventory,
        masters: Mapping[LinkKey, LinkKey],
        outer: Iterable[LinkKey],
        inner: Mapping[LinkKey, Link],
    ) -> None:
        self.elsewhere: set[LinkKey] = set()
        """The inner ends that no cable to the root namespace leads from."""
        self._found: dict[LinkKey, frozenset[LinkKey] | None] = {}
        self._told: set[LinkKey] = set()
        wanted = {masters.get(key, key) for key in outer}
        root = [key for key in inventory.links if key.inode == inventory.root]
        subnets = _Subnets(inventory, root)
        nested = {
            masters[key] for key in inner if key in masters and masters[key].inode == key.inode
        }
        deep = _Subnets(inventory, nested)
        unknown = frozenset(key for key in wanted if key not in subnets.holders)
        by_network = _by_network(inventory, inner)
        names = {inventory.links[key].ifname: key for key in root}
        for key, link in inner.items():
            network = by_network.get(key)
            if network is not None and network.driver in _ELSEWHERE:
                self.elsewhere.add(key)
                continue
            bridge = names.get(_bridge_of(network)) if network is not None else None
            interfaces = _interfaces(link)
            found = frozenset((bridge,)) if bridge else frozenset(subnets.around(interfaces))
            if bridge or (found and not deep.may_be_near(key, interfaces)):
                self._told.add(key)
            if not interfaces and not bridge:
                self._found[key] = None
            else:
                self._found[key] = found or unknown

    def of(self, inner: LinkKey) -> frozenset[LinkKey] | None:
        """Return the bridges, or links on none, that an inner end may lead to; None if any."""
        return self._found[inner]

    def is_told(self, inner: LinkKey) -> bool:
        """Tell whether a sign leads to the homes of an end, and to none in another namespace."""
        return inner in self._told


class _Subnets:
    """Who has an address in which subnet."""

    def __init__(self, inventory: Inventory, keys: Iterable[LinkKey]) -> None:
        self.holders: set[LinkKey] = set()
        self._at: dict[tuple[int, int, int], list[LinkKey]] = {}
        self._silent: list[LinkKey] = []
        for key in keys:
            interfaces = _interfaces(inventory.links[key])
            for one in interfaces:
                self.holders.add(key)
                self._at.setdefault(_place(one, one.network.prefixlen), []).append(key)
            if not interfaces:
                self._silent.append(key)
        self._lengths = {(version, length) for version, length, _ in self._at}

    def around(self, interfaces: Iterable[Interface]) -> Iterator[LinkKey]:
        """Yield those in whose subnet an address is."""
        for one in interfaces:
            for version, length in self._lengths:
                if version == one.version:
                    yield from self._at.get(_place(one, length), ())

    def may_be_near(self, key: LinkKey, interfaces: Iterable[Interface]) -> bool:
        """Tell whether a link may be plugged into one of these in another namespace."""
        near = (*self._silent, *self.around(interfaces))
        return any(one.inode != key.inode for one in near)


def _place(one: Interface, length: int) -> tuple[int, int, int]:
    return one.version, length, int(one.ip) >> (one.max_prefixlen - length)


def _interfaces(link: Link) -> list[Interface]:
    found = []
    for address in link.addresses:
        try:
            parsed = ip_interface(address.address)
        except ValueError:
            continue
        if not (parsed.ip.is_link_local or parsed.ip.is_loopback):
            found.append(parsed)
    return found


def _by_network(inventory: Inventory, inner: Mapping[LinkKey, Link]) -> dict[LinkKey, Network]:
    """Return the network of each inner end that is an endpoint of one, by MAC or address."""
    signs: dict[tuple[int, str], Network] = {}
    networks = NetworkIndex(inventory)
    for container in inventory.containers.values():
        if container.netns is None or container.netns == inventory.root:
            continue
        for endpoint in container.endpoints:
            name = networks.find(container.engine, endpoint)
            network = inventory.networks[name] if name else _unlisted(endpoint)
            for sign in (*bare_addresses(endpoint.addresses), (endpoint.mac or "").lower()):
                if sign:
                    signs.setdefault((container.netns, sign), network)
    found = {}
    for key, link in inner.items():
        for sign in (*sorted(link_addresses(link)), (link.mac or "").lower()):
            if (key.inode, sign) in signs:
                found[key] = signs[key.inode, sign]
                break
    return found


def _unlisted(endpoint: Endpoint) -> Network:
    """Return what an endpoint tells of a network that no list of them did."""
    return Network(id=endpoint.network_id, name=endpoint.network_name)


def _bridge_of(network: Network) -> str:
    """Return what the bridge of a network is called in the root namespace."""
    if network.bridge:
        return network.bridge
    if network.name == OWN_NETWORK[0]:
        return OWN_NETWORK[1]
    return made_bridge_name(network) if network.id else ""
