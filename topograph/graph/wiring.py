"""Resolve the facts of one host: run every join, in the order that they need each other."""

from dataclasses import dataclass
from functools import cached_property

from topograph.graph.endpoints import Attachment, attach_by_bridge, match_endpoints
from topograph.graph.guessing.peers import guess_peers
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.labels import label_namespaces
from topograph.graph.lowers import find_lowers, find_masters
from topograph.graph.networks import Backing, NetworkIndex, back_networks
from topograph.graph.peers import Pairs, pair_ends
from topograph.graph.routes import default_gateways
from topograph.graph.sandboxes import Sandbox, find_sandboxes, owners
from topograph.graph.schema import Basis
from topograph.graph.tunnels import find_remotes

__all__ = ["Wiring", "wire"]


@dataclass(frozen=True)
class Wiring:
    """What the joins found on one host; what few ask for is found when they do."""

    inventory: Inventory
    pairs: Pairs
    masters: dict[LinkKey, LinkKey]
    lowers: dict[LinkKey, LinkKey]
    loose: dict[LinkKey, str]
    """Why the peer, or the link below, is not in the facts."""
    sandboxes: dict[str, Sandbox]
    """By the unique name of the container."""
    members: dict[int, list[str]]
    """The containers of each namespace; the owner of the sandbox first."""
    labels: dict[int, str | None]
    """Of the namespaces; None for the root."""
    attached: dict[Attachment, Basis]
    """The links that are endpoints of a network."""
    backings: dict[str, Backing]
    """The link behind each network, by the network's unique name."""
    backed: dict[LinkKey, list[str]]
    """The networks that stand on a link."""
    networks: dict[LinkKey, list[str]]
    """The networks that a link is an endpoint of; more than one only by odd facts."""

    @cached_property
    def gateways(self) -> dict[LinkKey, list[str]]:
        """Those of the default routes that a link carries."""
        return default_gateways(self.inventory)

    @cached_property
    def remotes(self) -> dict[LinkKey, list[str]]:
        """The far ends of a tunnel."""
        return find_remotes(self.inventory)

    def served(self, key: LinkKey) -> list[str]:
        """Return the networks of a link: its own, those on it, its bridge's, or its peer's."""
        for place in (self.networks, self.backed):
            if key in place:
                return place[key]
        master, peer = self.masters.get(key), self.pairs.peers.get(key)
        if master is not None and master in self.backed:
            return self.backed[master]
        return self.networks.get(peer[0], []) if peer else []


def wire(inventory: Inventory) -> Wiring:
    """Resolve the facts of one host."""
    pairs = pair_ends(inventory)
    masters = find_masters(inventory)
    guess_peers(inventory, pairs, masters)
    stack = find_lowers(inventory)
    sandboxes = find_sandboxes(inventory)
    members = owners(inventory, sandboxes)
    attached = match_endpoints(inventory, members, NetworkIndex(inventory))
    wired: dict[str, set[LinkKey]] = {}
    for key, network in attached:
        below = _leads_to(key, pairs, masters, stack.lowers)
        if below is not None:
            wired.setdefault(network, set()).add(below)
    backings = back_networks(inventory, wired)
    backed: dict[LinkKey, list[str]] = {}
    for network, (link, _) in backings.items():
        backed.setdefault(link, []).append(network)
    attached |= attach_by_bridge(inventory, attached, pairs, masters, backed)
    networks: dict[LinkKey, list[str]] = {}
    for key, network in sorted(attached):
        networks.setdefault(key, []).append(network)
    return Wiring(
        inventory=inventory,
        pairs=pairs,
        masters=masters,
        lowers=stack.lowers,
        loose=pairs.loose | stack.loose,
        sandboxes=sandboxes,
        members=members,
        labels=label_namespaces(inventory, members),
        attached=attached,
        backings=backings,
        backed=backed,
        networks=networks,
    )


def _leads_to(
    key: LinkKey,
    pairs: Pairs,
    masters: dict[LinkKey, LinkKey],
    lowers: dict[LinkKey, LinkKey],
) -> LinkKey | None:
    """Return the bridge at the far end of a link, or the link below it."""
    if key in pairs.peers:
        return masters.get(pairs.peers[key][0])
    return lowers.get(key)
