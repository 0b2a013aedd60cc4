"""The containers: `docker ps -a`."""

from collections.abc import Iterator
from typing import Final

from topograph.facts import Container
from topograph.tables.ages import age_text, moment
from topograph.tables.published import ports_text
from topograph.tables.table import Column, Row, TableMaker
from topograph.tables.wired import WiredHost, WiredSnapshot

__all__ = ["CONTAINERS"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        for name in sorted(host.inventory.containers, key=lambda name: _order(host, name)):
            container = host.inventory.containers[name]
            sandbox = host.wiring.sandboxes.get(name)
            cells = (
                container.id[:12],
                container.image,
                container.program,
                age_text(container.created, wired.captured_at),
                container.status or container.state,
                ports_text(container.ports),
                ",".join(container.names),
                "" if sandbox is None else host.label(sandbox.inode),
                _addresses(container),
            )
            yield Row(host.name, host.ids.containers[name], cells)


def _order(host: WiredHost, name: str) -> tuple[float, str]:
    """Sort the newest first, as Docker does."""
    created = moment(host.inventory.containers[name].created)
    return (0.0 if created is None else -created.timestamp()), name


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
        Column("status", "Status"),
        Column("ports", "Ports"),
        Column("names", "Names", names_row=True),
        Column("namespace", "Namespace"),
        Column("addresses", "Addresses"),
    ),
    find_rows=_rows,
)
