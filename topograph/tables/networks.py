"""The networks of the engines: `docker network ls`."""

from collections.abc import Iterator
from typing import Final

from topograph.facts import Network
from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.table import Column, Row, TableMaker

__all__ = ["NETWORKS"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        for name, network in host.inventory.networks.items():
            subnets = sorted((s.subnet, s.gateway or "") for s in network.subnets)
            cells = (
                network.id[:12],
                name,
                network.driver,
                network.scope,
                [subnet for subnet, _ in subnets],
                [gateway for _, gateway in subnets if gateway],
                _backing(host, name, network),
            )
            yield Row(host.name, host.ids.networks[name], cells)


def _backing(host: WiredHost, name: str, network: Network) -> str:
    """Return the link that the network stands on; what the engine says if that was not seen."""
    backing, root = host.wiring.backings.get(name), host.inventory.root
    if backing is None:
        return network.bridge or network.options.get("parent", "")
    return host.seen_from(backing[0].inode if root is None else root, backing[0])


NETWORKS: Final = TableMaker(
    name="networks",
    title="Networks",
    columns=(
        Column("id", "Network ID"),
        Column("network", "Name", names_row=True),
        Column("driver", "Driver"),
        Column("scope", "Scope"),
        Column("subnets", "Subnets"),
        Column("gateways", "Gateway"),
        Column("bridge", "Bridge or parent"),
    ),
    find_rows=_rows,
)
