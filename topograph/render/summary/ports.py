"""The published ports of a container, those in a row as one range."""

from collections.abc import Iterable
from typing import NamedTuple

from topograph.facts import PublishedPort
from topograph.render.summary.parts import Published
from topograph.tables.port_text import address_and_port, published_on

__all__ = ["Place", "published_ports"]


class Place(NamedTuple):
    """Where a range of ports is on the host; what to sort by."""

    first: int
    protocol: str
    at: tuple[str, ...]


def published_ports(
    container: str, ports: Iterable[PublishedPort]
) -> list[tuple[Place, Published]]:
    """Return the published ports of a container, and where each begins.

    Args:
        container: its name.
        ports: those that are published and those that are only exposed. One that is published
            on several addresses is told once, with all of them.
    """
    addresses: dict[tuple[str, int, int], set[str]] = {}
    for port in ports:
        if port.host_port is not None:
            number = port.protocol, port.container_port, port.host_port
            addresses.setdefault(number, set()).add(published_on(port))
    lengths: dict[tuple[str, int, int], int] = {}
    latest: dict[tuple[str, int, tuple[str, ...]], tuple[str, int, int]] = {}
    for number in sorted(addresses):
        protocol, inside, outside = number
        row = protocol, outside - inside, _sorted(addresses[number])
        first = latest.get(row)
        if first is not None and inside == first[1] + lengths[first]:
            lengths[first] += 1
        else:
            latest[row], lengths[number] = number, 1
    return [
        _published(container, number, length, _sorted(addresses[number]))
        for number, length in lengths.items()
    ]


def _published(
    container: str, number: tuple[str, int, int], length: int, ips: tuple[str, ...]
) -> tuple[Place, Published]:
    protocol, inside, outside = number
    at = tuple(address_and_port(ip, _range(outside, length)) for ip in ips)
    told = Published(at, container, f"{_range(inside, length)}/{protocol}")
    return Place(outside, protocol, at), told


def _sorted(ips: set[str]) -> tuple[str, ...]:
    """Sort addresses: those of IPv4 first."""
    return tuple(sorted(ips, key=lambda ip: (":" in ip, ip)))


def _range(first: int, length: int) -> str:
    return str(first) if length == 1 else f"{first}-{first + length - 1}"
