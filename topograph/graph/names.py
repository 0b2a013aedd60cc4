"""Names that are unique on one host, and what containers and their ports are called."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from topograph.facts import Container, PublishedPort

__all__ = ["distinct", "port_names", "shown_name"]

Key = TypeVar("Key", bound=Hashable)


def distinct(wanted: Iterable[tuple[Key, str, str]]) -> dict[Key, str]:
    """Give each thing a name of its own.

    Args:
        wanted: key of the thing, the name it should have, and what to tell it apart by when an
            earlier one has that name (`~` and this is appended).

    Returns:
        The name of each key, in the same order.
    """
    names: dict[Key, str] = {}
    counts: dict[str, int] = {}
    for key, name, mark in wanted:
        candidate = name
        if candidate in counts and mark:
            candidate = f"{name}~{mark}"
        base = candidate
        while candidate in counts:
            counts[base] += 1
            candidate = f"{base}~{counts[base]}"
        counts[candidate] = 1
        names[key] = candidate
    return names


def shown_name(container: Container) -> str:
    """Return the name a person knows the container by, else the start of its id."""
    return next(filter(None, container.names), container.id[:12] or "unnamed")


def port_names(ports: Iterable[PublishedPort]) -> list[str]:
    """Return each port as `docker ps` prints it, in the order of their numbers."""
    return [_port_name(port) for port in sorted(ports, key=_port_order)]


def _port_order(port: PublishedPort) -> tuple[int, str, str, int]:
    host_port = -1 if port.host_port is None else port.host_port
    return port.container_port, port.protocol, port.host_ip or "", host_port


def _port_name(port: PublishedPort) -> str:
    inside = f"{port.container_port}/{port.protocol}"
    if port.host_port is None:
        return inside
    ip = port.host_ip or "0.0.0.0"
    return f"{f'[{ip}]' if ':' in ip else ip}:{port.host_port}->{inside}"
