"""Make the nodes of one host: id, type and attributes.

Every value is one that JSON knows. What was not reported is left out where it
means something else than nothing; lists without an order of their own are sorted.
"""

from collections.abc import Iterator
from typing import Any

from topograph.facts import Netns
from topograph.graph.host_ids import HostIds
from topograph.graph.ids import join
from topograph.graph.inventory import Inventory, LinkKey, in_order
from topograph.graph.keys import Keys, container_key, host_key, network_key, service_of
from topograph.graph.names import port_names, shown_name
from topograph.graph.roles import find_roles
from topograph.graph.schema import NodeType
from topograph.graph.tunnels import remote_of
from topograph.graph.wiring import Wiring

__all__ = ["Node", "make_nodes"]

Node = tuple[str, dict[str, Any]]


def make_nodes(inventory: Inventory, wiring: Wiring, ids: HostIds) -> Iterator[Node]:
    """Yield each node's id and attributes."""
    roles = find_roles(inventory, wiring)
    keys = Keys(inventory, wiring)
    yield ids.host, _host(inventory)
    for inode, node in ids.namespaces.items():
        yield node, _netns(inode, keys.netns(inode), inventory, wiring, ids)
    for key, node in ids.links.items():
        attributes = _link(key, inventory, wiring, ids)
        attributes.update(role=roles[key].value, key=keys.link(key), host=ids.hostname)
        yield node, attributes
    for name, node in ids.containers.items():
        yield node, _container(name, inventory, wiring, ids)
    for name, node in ids.networks.items():
        yield node, _network(name, inventory)
    for address in sorted({a for remotes in wiring.remotes.values() for a in remotes}):
        yield (
            ids.remote(address),
            {
                "type": NodeType.REMOTE.value,
                "host": ids.hostname,
                "key": join("remote", address),
                "address": address,
            },
        )


def _host(inventory: Inventory) -> dict[str, Any]:
    host = inventory.host
    return {
        "type": NodeType.HOST.value,
        "host": inventory.name,
        "key": host_key(host),
        "name": host.hostname,
        "os": host.os,
        "kernel": host.kernel,
        "arch": host.arch,
        "machine_id": host.machine_id or "",
        "engines": sorted(f"{e.name} {e.version}".rstrip() for e in host.engines),
    }


def _netns(
    inode: int, key: str, inventory: Inventory, wiring: Wiring, ids: HostIds
) -> dict[str, Any]:
    netns, label = inventory.namespaces[inode], wiring.labels[inode]
    attributes: dict[str, Any] = {
        "type": NodeType.NETNS.value,
        "host": ids.hostname,
        "key": key,
        "name": inventory.host.hostname if label is None else label,
        "root": label is None,
        "names": sorted(set(netns.names)),
        "held_by": sorted(set(netns.held_by)),
        "processes": _process_count(netns),
        "containers": [ids.containers[name] for name in wiring.members.get(inode, [])],
        # Each namespace has a loopback from its birth: one without links was not read.
        "readable": bool(netns.links),
    }
    if inode > 0:
        attributes["inode"] = inode
    if netns.untold:
        attributes["untold"] = list(netns.untold)
    if netns.processes is not None:
        attributes.update(pid=netns.processes.pid, comm=netns.processes.comm)
    forwards = {4: "ipv4.ip_forward", 6: "ipv6.conf.all.forwarding"}
    usual = 0 if "sysctls" in netns.untold else 1
    attributes["forwards"] = [
        family for family, name in forwards.items() if netns.sysctls.get(name, usual)
    ]
    if inode in inventory.guesses.supposed:
        attributes["gap"] = inventory.guesses.supposed[inode]
    if not netns.links:
        attributes["gap"] = inventory.unseen.about(inode) or "None of its links was read."
    return attributes


def _process_count(netns: Netns) -> int | None:
    if netns.processes is not None:
        return netns.processes.count
    return None if "processes" in netns.untold else 0


def _link(key: LinkKey, inventory: Inventory, wiring: Wiring, ids: HostIds) -> dict[str, Any]:
    link = inventory.links[key]
    attributes: dict[str, Any] = {
        "type": NodeType.LINK.value,
        "name": link.ifname,
        "netns": ids.namespaces[key.inode],
        "ifname": link.ifname,
        "kind": link.kind,
        "mac": link.mac or "",
        "addresses": [address.address for address in link.addresses],
        "mtu": link.mtu,
        "is_up": None if "is_up" in link.untold else link.is_up,
        "operstate": link.operstate,
        "carrier": link.carrier,
        "flags": list(link.flags),
        "qdisc": link.qdisc or "",
        "link_type": link.link_type,
        "altnames": sorted(link.altnames),
        "gateways": wiring.gateways.get(key, []),
        "default_route": key in wiring.gateways,
        "networks": [ids.networks[name] for name in wiring.served(key)],
    }
    master = wiring.masters.get(key)
    optional = {
        "ifindex": link.ifindex if link.ifindex > 0 else None,
        "kind_reason": inventory.guesses.kinds.get(key),
        "permanent_mac": link.permanent_mac,
        "alias": link.alias,
        "master": ids.links[master] if master else None,
        "port_number": link.port.number if link.port else None,
        "port_state": link.port.state if link.port else None,
        "vni": link.vxlan.id if link.vxlan else None,
        "mode": link.macvlan.mode if link.macvlan else link.tun.type if link.tun else None,
        "remote": remote_of(link),
        "peer_gap": wiring.loose.get(key),
    }
    attributes.update((name, value) for name, value in optional.items() if value is not None)
    return attributes


def _container(name: str, inventory: Inventory, wiring: Wiring, ids: HostIds) -> dict[str, Any]:
    container = inventory.containers[name]
    project, service = service_of(container)
    endpoints = in_order(container.endpoints, lambda e: (e.network_name, e.network_id))
    attributes: dict[str, Any] = {
        "type": NodeType.CONTAINER.value,
        "host": ids.hostname,
        "key": container_key(container),
        "name": shown_name(container),
        "names": list(container.names),
        "id": container.id,
        "image": container.image,
        "state": container.state,
        "status": container.status,
        "program": container.program,
        "network_mode": container.network_mode,
        "created": container.created,
        "engine": container.engine,
        "addresses": list(dict.fromkeys(a for e in endpoints for a in e.addresses)),
        "macs": sorted({endpoint.mac for endpoint in endpoints if endpoint.mac}),
        "ports": port_names(container.ports),
    }
    sandbox = wiring.sandboxes.get(name)
    optional = {
        "health": container.health,
        "project": project or None,
        "service": service or None,
        "pid": container.pid,
        "netns": ids.namespaces[sandbox.inode] if sandbox else None,
    }
    attributes.update((name, value) for name, value in optional.items() if value is not None)
    return attributes


def _network(name: str, inventory: Inventory) -> dict[str, Any]:
    network = inventory.networks[name]
    attributes: dict[str, Any] = {
        "type": NodeType.NETWORK.value,
        "host": inventory.name,
        "key": network_key(network),
        "name": network.name or name,
        "id": network.id,
        "driver": network.driver,
        "scope": network.scope,
        "subnets": sorted(subnet.subnet for subnet in network.subnets),
        "gateways": sorted(subnet.gateway for subnet in network.subnets if subnet.gateway),
        "internal": network.internal,
        "ipv6": network.ipv6,
        "attachable": network.attachable,
        "created": network.created,
        "engine": network.engine,
    }
    project = network.labels.get("com.docker.compose.project")
    if project:
        attributes["project"] = project
    return attributes
