"""Published ports to test with."""

from topograph.facts import PublishedPort


def port(
    number: int, host_port: int | None = None, ip: str = "", proto: str = "tcp"
) -> PublishedPort:
    return PublishedPort(
        container_port=number, host_port=host_port, host_ip=ip or None, protocol=proto
    )
