"""The containers: `docker ps -a`."""

from collections.abc import Iterator
from typing import Final

from topograph.facts import Container
from topograph.graph.keys import service_of
from topograph.graph.networks import NetworkIndex
from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.ages import age_text, moment
from topograph.tables.port_text import ports_text
from topograph.tables.table import Column, Row, TableMaker

__all__ = ["CONTAINERS"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        known = NetworkIndex(host.inventory)
        for name in sorted(host.inventory.containers, key=lambda name: _order(host, name)):
            container = host.inventory.containers[name]
            sandbox = host.wiring.sandboxes.get(name)
            project, service = service_of(container)
            cells = (
                container.id[:12],
                container.image,
                container.program,
                age_text(container.created, wired.captured_at),
                container.state,
                container.status or container.state,
                ports_text(container.ports),
                ",".join(container.names),
                project,
                service,
                "" if sandbox is None else host.label(sandbox.inode),
                _networks(container, known),
                _addresses(container),
            )
            yield Row(host.name, host.ids.containers[name], cells)


def _order(host: WiredHost, name: str) -> tuple[float, str]:
    """Sort the newest first, as Docker does."""
    created = moment(host.inventory.containers[name].created)
    return (0.0 if created is None else -created.timestamp()), name


def _networks(container: Container, known: NetworkIndex) -> list[str]:
    """Return the names of its networks, as the table of networks has them."""
    return sorted({known.find(container.engine, e) or e.network_name for e in container.endpoints})


def _addresses(container: Container) -> list[str]:
    """Return the addresses, each with the name of its network."""
    return sorted(
        f"{address} ({endpoint.network_name})"
        for endpoint in container.endpoints
        for address in endpoint.addresses
    )


CONTAINERS: Final = TableMaker(
    name="containers",
    title="Containers",
    columns=(
        Column("id", "Container ID"),
        Column("image", "Image"),
        Column("program", "Program"),
        Column("created", "Created"),
        Column("state", "State"),
        Column("status", "Status"),
        Column("ports", "Ports"),
        Column("names", "Names", names_row=True),
        Column("project", "Project"),
        Column("service", "Service"),
        Column("namespace", "Namespace"),
        Column("networks", "Network"),
        Column("addresses", "Addresses"),
    ),
    find_rows=_rows,
)
