"""The published ports: `docker port` of all containers at once."""

from collections.abc import Iterator
from typing import Final

from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.address_order import address_order
from topograph.tables.port_text import published_on
from topograph.tables.table import Column, Row, TableMaker

__all__ = ["PUBLISHED"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        yield from (row for _, row in sorted(_published(host)))


def _published(host: WiredHost) -> Iterator[tuple[tuple[object, ...], Row]]:
    """Yield a row for each published port, with the key to sort it by."""
    for name, container in host.inventory.containers.items():
        for port in container.ports:
            if port.host_port is None:
                continue
            ip = published_on(port)
            cells = (
                ip,
                str(port.host_port),
                port.protocol,
                str(port.container_port),
                name,
                container.image,
                container.state,
            )
            order = port.host_port, port.protocol, address_order(ip), port.container_port
            yield order, Row(host.name, host.ids.containers[name], cells)


PUBLISHED: Final = TableMaker(
    name="published",
    title="Published ports",
    columns=(
        Column("host_ip", "Host address"),
        Column("host_port", "Host port", align="right"),
        Column("protocol", "Protocol"),
        Column("container_port", "Container port", align="right"),
        Column("container", "Container", names_row=True),
        Column("image", "Image"),
        Column("state", "State"),
    ),
    find_rows=_rows,
)
