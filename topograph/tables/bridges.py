"""The bridges and their ports: `brctl show`."""

from collections.abc import Iterator
from typing import Final

from topograph.graph.inventory import LinkKey
from topograph.tables.table import Column, Row, TableMaker
from topograph.tables.wired import WiredHost, WiredSnapshot

__all__ = ["BRIDGES"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        ports = _ports(host)
        for key, link in host.links():
            if link.kind != "bridge":
                continue
            yield Row(
                host.name,
                host.ids.links[key],
                (
                    link.ifname,
                    link.bridge.id if link.bridge else "",
                    _yes_no(link.bridge.stp_state != 0) if link.bridge else "",
                    ports.get(key, []),
                    host.label(key.inode),
                    host.wiring.backed.get(key, []),
                ),
            )


def _ports(host: WiredHost) -> dict[LinkKey, list[str]]:
    """Return the names of each bridge's ports, in the order of their numbers."""
    numbered: dict[LinkKey, list[tuple[int, str]]] = {}
    for key, master in host.wiring.masters.items():
        link = host.inventory.links[key]
        number = link.port.number if link.port else 0
        numbered.setdefault(master, []).append((number, link.ifname))
    return {bridge: [name for _, name in sorted(found)] for bridge, found in numbered.items()}


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


BRIDGES: Final = TableMaker(
    name="bridges",
    title="Bridges",
    columns=(
        Column("bridge", "Bridge name", names_row=True),
        Column("id", "Bridge id"),
        Column("stp", "STP enabled"),
        Column("ports", "Interfaces"),
        Column("namespace", "Namespace"),
        Column("networks", "Network"),
    ),
    find_rows=_rows,
)
