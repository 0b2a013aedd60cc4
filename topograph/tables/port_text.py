"""The ports of a container as `docker ps` prints them."""

from collections.abc import Iterable

from topograph.facts import PublishedPort

__all__ = ["address_and_port", "ports_text", "published_on"]


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
        number, ip = port.container_port, published_on(port)
        if ip and port.host_port != number:
            mapped.append(f"{address_and_port(ip, str(port.host_port))}->{number}/{port.protocol}")
            continue
        place = latest.get((ip, port.protocol))
        if place is not None and number == ranges[place][3] + 1:
            ranges[place] = (*ranges[place][:3], number)
            continue
        latest[ip, port.protocol] = len(ranges)
        ranges.append((ip, port.protocol, number, number))
    return ", ".join([*(_range_text(*found) for found in ranges), *mapped])


def published_on(port: PublishedPort) -> str:
    """Return the address of the host that a port is published on; empty if it is only exposed."""
    # Podman leaves the address out where it means all of them.
    return "" if port.host_port is None else port.host_ip or "0.0.0.0"


def address_and_port(ip: str, port: str) -> str:
    """Return an address of the host with a port behind it."""
    return f"[{ip}]:{port}" if ":" in ip else f"{ip}:{port}"


def _order(port: PublishedPort) -> tuple[int, str, int, str]:
    return port.container_port, published_on(port), port.host_port or 0, port.protocol


def _range_text(ip: str, protocol: str, first: int, last: int) -> str:
    numbers = str(first) if first == last else f"{first}-{last}"
    return (
        f"{address_and_port(ip, numbers)}->{numbers}/{protocol}" if ip else f"{numbers}/{protocol}"
    )
