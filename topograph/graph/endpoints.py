"""Join the links of a container to the networks that its endpoints are in.

The engine tells the MAC and the addresses of an endpoint, never the name of
its link; the kernel tells the links. A link that no endpoint speaks of may
still be plugged into the bridge of a network: Docker gives each container of
an overlay a second link to docker_gwbridge, and lists it nowhere.
"""

from collections.abc import Iterator

from topograph.facts import Endpoint, Link
from topograph.graph.addresses import bare_addresses, link_addresses
from topograph.graph.inventory import Inventory, LinkKey, in_order
from topograph.graph.networks import NetworkIndex
from topograph.graph.peers import Pairs
from topograph.graph.schema import OBSERVED, Basis, inferred

__all__ = ["Attachment", "attach_by_bridge", "match_endpoints"]

Attachment = tuple[LinkKey, str]
"""A link, and the name of the network that it is an endpoint of."""


def match_endpoints(
    inventory: Inventory, members: dict[int, list[str]], networks: NetworkIndex
) -> dict[Attachment, Basis]:
    """Find the link of each endpoint in the namespace of its container.

    Args:
        inventory: the facts.
        members: names of the containers in each namespace, the owner of the sandbox first.
        networks: where the networks are looked up.
    """
    found: dict[Attachment, Basis] = {}
    for inode, names in members.items():
        if inode == inventory.root:
            continue
        endpoints = list(_endpoints(inventory, names, networks))
        links = {
            key: link
            for key in inventory.links_of[inode]
            if (link := inventory.links[key]).link_type != "loopback"
        }
        # All MACs first: an address alone must not take the link of another endpoint.
        left = []
        for endpoint, network in endpoints:
            key = _by_mac(endpoint, links)
            if key is None:
                left.append((endpoint, network))
            else:
                found[key, network] = OBSERVED
                del links[key]
        for endpoint, network in left:
            key = _by_address(endpoint, links)
            if key is not None:
                shared = bare_addresses(endpoint.addresses) & link_addresses(links.pop(key))
                found[key, network] = inferred(
                    f"it has the address {min(shared)} of the endpoint, whose MAC "
                    + ("differs" if endpoint.mac else "is not told")
                )
    return found


def attach_by_bridge(
    inventory: Inventory,
    attached: dict[Attachment, Basis],
    pairs: Pairs,
    masters: dict[LinkKey, LinkKey],
    backing: dict[LinkKey, list[str]],
) -> dict[Attachment, Basis]:
    """Attach the links of which no endpoint tells, but whose peer is a port of a network's bridge.

    Args:
        inventory: the facts.
        attached: what the endpoints tell.
        pairs: who is whose peer.
        masters: the bridge of each port.
        backing: names of the networks that each bridge backs.
    """
    told = {key for key, _ in attached}
    found: dict[Attachment, Basis] = {}
    for key, (peer, _) in pairs.peers.items():
        # A port of a bridge is a cable between bridges, not the end of a network.
        if key in told or key in masters or key.inode in {inventory.root, peer.inode}:
            continue
        networks = backing.get(masters[peer], []) if peer in masters else []
        if len(networks) == 1:
            port, bridge = inventory.links[peer], inventory.links[masters[peer]]
            reason = f"its peer {port.ifname} is a port of {bridge.ifname}"
            found[key, networks[0]] = inferred(reason)
    return found


def _endpoints(
    inventory: Inventory, names: list[str], networks: NetworkIndex
) -> Iterator[tuple[Endpoint, str]]:
    for name in names:
        container = inventory.containers[name]
        for endpoint in in_order(container.endpoints, lambda e: (e.network_name, e.network_id)):
            network = networks.find(container.engine, endpoint)
            if network is not None:
                yield endpoint, network


def _by_mac(endpoint: Endpoint, links: dict[LinkKey, Link]) -> LinkKey | None:
    """Return the link with the endpoint's MAC; its address decides where several have it."""
    if not endpoint.mac:
        return None
    mac = endpoint.mac.lower()
    same = {key: link for key, link in links.items() if link.mac and link.mac.lower() == mac}
    return next(iter(same)) if len(same) == 1 else _by_address(endpoint, same)


def _by_address(endpoint: Endpoint, links: dict[LinkKey, Link]) -> LinkKey | None:
    wanted = bare_addresses(endpoint.addresses)
    same = [key for key, link in links.items() if wanted & link_addresses(link)]
    return same[0] if len(same) == 1 else None
