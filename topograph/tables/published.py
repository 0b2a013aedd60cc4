"""The published ports: `docker port` of all containers, and as `docker ps` prints them."""

from collections.abc import Iterable, Iterator
from typing import Final

from topograph.facts import PublishedPort
from topograph.tables.address_order import address_order
from topograph.tables.table import Column, Row, TableMaker
from topograph.tables.wired import WiredHost, WiredSnapshot

__all__ = ["PUBLISHED", "ports_text"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        yield from (row for _, row in sorted(_published(host)))


def _published(host: WiredHost) -> Iterator[tuple[tuple[object, ...], Row]]:
    """Yield a row for each published port, with the key to sort it by."""
    for name, container in host.inventory.containers.items():
        for port in container.ports:
            if port.host_port is None:
                continue
            ip = _published_on(port)
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


def ports_text(ports: Iterable[PublishedPort]) -> str:
    """Return the ports in one line.

    Ports in a row that are published under their own number, or only exposed, are one
    range; those published under another number stand behind them one by one.

    >>> ports_text([PublishedPort(container_port=n) for n in (81, 80, 443)])
    '80-81/tcp, 443/tcp'
    >>> ports_text([PublishedPort(container_port=80, host_ip="::", host_port=8080)])
    '[::]:8080->80/tcp'
    """
    ranges: list[tuple[str, str, int, int]] = []
    latest: dict[tuple[str, str], int] = {}
    mapped: list[str] = []
    for port in sorted(ports, key=_order):
        number, ip = port.container_port, _published_on(port)
        if ip and port.host_port != number:
            mapped.append(f"{_joined(ip, str(port.host_port))}->{number}/{port.protocol}")
            continue
        place = latest.get((ip, port.protocol))
        if place is not None and number == ranges[place][3] + 1:
            ranges[place] = (*ranges[place][:3], number)
            continue
        latest[ip, port.protocol] = len(ranges)
        ranges.append((ip, port.protocol, number, number))
    return ", ".join([*(_range_text(*found) for found in ranges), *mapped])


def _order(port: PublishedPort) -> tuple[int, str, int, str]:
    return port.container_port, _published_on(port), port.host_port or 0, port.protocol


def _published_on(port: PublishedPort) -> str:
    """Return the address of the host; empty if the port is only exposed."""
    # Podman leaves the address out where it means all of them.
    return "" if port.host_port is None else port.host_ip or "0.0.0.0"


def _range_text(ip: str, protocol: str, first: int, last: int) -> str:
    numbers = str(first) if first == last else f"{first}-{last}"
    return f"{_joined(ip, numbers)}->{numbers}/{protocol}" if ip else f"{numbers}/{protocol}"


def _joined(ip: str, port: str) -> str:
    return f"[{ip}]:{port}" if ":" in ip else f"{ip}:{port}"


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
