"""Make the edges of one host from what the joins found."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from topograph.graph.host_ids import HostIds
from topograph.graph.schema import OBSERVED, Basis, Relation, inferred
from topograph.graph.wiring import Wiring

__all__ = ["Edge", "make_edges"]

_WITHOUT_NAMESPACE: Final = inferred("it names this number, and not in which namespace")


class Edge(NamedTuple):
    """One edge; they sort by their ends."""

    source: str
    target: str
    relation: Relation
    basis: Basis


def make_edges(wiring: Wiring, ids: HostIds) -> Iterator[Edge]:
    """Yield each edge once."""
    for node in ids.namespaces.values():
        yield Edge(ids.host, node, Relation.CONTAINS, OBSERVED)
    for key, node in ids.links.items():
        yield Edge(ids.namespaces[key.inode], node, Relation.CONTAINS, OBSERVED)
    yield from _between_links(wiring, ids)
    for name, sandbox in wiring.sandboxes.items():
        netns = ids.namespaces[sandbox.inode]
        yield Edge(ids.containers[name], netns, Relation.SANDBOX, sandbox.basis)
    for (key, network), basis in wiring.attached.items():
        yield Edge(ids.links[key], ids.networks[network], Relation.ENDPOINT, basis)
    for network, (key, basis) in wiring.backings.items():
        yield Edge(ids.networks[network], ids.links[key], Relation.BACKED_BY, basis)
    for key, addresses in wiring.remotes.items():
        for address in addresses:
            yield Edge(ids.links[key], ids.remote(address), Relation.TUNNEL, OBSERVED)


def _between_links(wiring: Wiring, ids: HostIds) -> Iterator[Edge]:
    for key, (peer, basis) in wiring.pairs.peers.items():
        if ids.links[key] < ids.links[peer]:
            yield Edge(ids.links[key], ids.links[peer], Relation.PEER, basis)
    for key, target in wiring.masters.items():
        yield Edge(ids.links[key], ids.links[target], Relation.MASTER, OBSERVED)
    for key, target in wiring.lowers.items():
        is_told = "link_nsid" not in wiring.inventory.links[key].untold
        basis = OBSERVED if is_told else _WITHOUT_NAMESPACE
        yield Edge(ids.links[key], ids.links[target], Relation.LOWER, basis)
