"""Compare two hosts as twins: what identifies the one is taken for what identifies the other.

That is the host's name and ids; the MACs and bus addresses of its hardware, which is joined by
name instead; the addresses of the links that lead out, with their subnets and the default
gateway; and the ids of containers and networks of the same key.
"""

from collections.abc import Iterator
from ipaddress import IPv4Interface, IPv6Interface, ip_interface
from typing import Any

import msgspec
from msgspec.structs import replace

from topograph.errors import DiffError
from topograph.facts import Host, Link, Snapshot
from topograph.graph.keys import container_key

__all__ = ["as_twin"]

Interface = IPv4Interface | IPv6Interface
Outlets = dict[str, Link]
"""The links that lead out of a host, by name."""


def as_twin(before: Snapshot, after: Snapshot, names: tuple[str, str] = ("", "")) -> Snapshot:
    """Return the snapshot before as one of the host after.

    Raises:
        DiffError: one of them has not exactly one host.
    """
    for side, name in zip((before, after), names, strict=True):
        if len(side.hosts) != 1:
            raise DiffError(
                f"{len(side.hosts)} hosts in it: only one can be the twin of another", where=name
            )
    one, other = before.hosts[0], after.hosts[0]
    words = dict(_words(one, other))
    host = msgspec.convert(_translated(msgspec.to_builtins(one), words), Host)
    outlets = _outlets(other)
    host = replace(
        host,
        hostname=other.hostname,
        machine_id=other.machine_id,
        # Whatever the kernel numbers means something else on another host.
        boot_id=None,
        namespaces=[
            replace(netns, links=[_with_hardware_of(link, outlets) for link in netns.links])
            if netns.root
            else netns
            for netns in host.namespaces
        ],
    )
    gaps = [
        replace(gap, host=other.hostname) if gap.host == one.hostname else gap
        for gap in before.gaps
    ]
    return replace(before, hosts=[host], gaps=gaps)


def _words(one: Host, other: Host) -> Iterator[tuple[str, str]]:
    """Yield what stands on the one host for what on the other."""
    yield from _ids(one, other)
    outlets = _outlets(other)
    for name, link in _outlets(one).items():
        if name in outlets:
            yield from _addresses(link, outlets[name])
    gateways = _gateways(one), _gateways(other)
    for family, gateway in gateways[0].items():
        if family in gateways[1]:
            yield gateway, gateways[1][family]


def _ids(one: Host, other: Host) -> Iterator[tuple[str, str]]:
    containers = {container_key(c): c.id for c in other.containers}
    for container in one.containers:
        twin = containers.get(container_key(container))
        if twin and container.id:
            yield container.id, twin
            yield f"container:{container.id}", f"container:{twin}"
            # An alias of each container in its networks.
            yield container.id[:12], twin[:12]
    networks = {network.name: network.id for network in other.networks}
    for network in one.networks:
        twin = networks.get(network.name)
        if twin and network.id:
            yield network.id, twin
            yield f"br-{network.id[:12]}", f"br-{twin[:12]}"


def _outlets(host: Host) -> Outlets:
    """Return the hardware of a host, and what carries its default routes, by name."""
    root = next((netns for netns in host.namespaces if netns.root), None)
    if root is None:
        return {}
    carriers = {route.link for route in root.routes if route.dst == "default"}
    return {
        link.ifname: link
        for link in root.links
        if link.link_type != "loopback" and (not link.kind or link.ifindex in carriers)
    }


def _gateways(host: Host) -> dict[int, str]:
    """Return the gateway of the first default route of each family."""
    found: dict[int, str] = {}
    for netns in host.namespaces:
        for route in netns.routes if netns.root else ():
            if route.dst == "default" and route.gateway:
                found.setdefault(route.family, route.gateway)
    return found


def _addresses(link: Link, twin: Link) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a link that have a counterpart, and their subnets."""
    left = [found for address in twin.addresses if (found := _interface(address.address))]
    for address in link.addresses:
        mine = _interface(address.address)
        if mine is None:
            continue
        same = (i for i in left if i.version == mine.version and _length(i) == _length(mine))
        theirs = next(same, None)
        if theirs is None:
            continue
        left.remove(theirs)
        yield str(mine), str(theirs)
        yield str(mine.ip), str(theirs.ip)
        yield str(mine.network), str(theirs.network)
        yield str(mine.network.broadcast_address), str(theirs.network.broadcast_address)


def _interface(address: str) -> Interface | None:
    try:
        return ip_interface(address)
    except ValueError:
        return None


def _length(interface: Interface) -> int:
    return interface.network.prefixlen


def _with_hardware_of(link: Link, outlets: Outlets) -> Link:
    twin = outlets.get(link.ifname)
    if twin is None or twin.kind != link.kind:
        return link
    return replace(
        link,
        mac=twin.mac,
        permanent_mac=twin.permanent_mac,
        parent_bus=twin.parent_bus,
        parent_dev=twin.parent_dev,
    )


def _translated(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, list):
        return [_translated(item, words) for item in value]
    if isinstance(value, dict):
        return {key: _translated(item, words) for key, item in value.items()}
    return value
