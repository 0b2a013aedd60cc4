"""Cut an engine's answers down to the members that become facts.

It happens before anything else sees an answer, since a recording stores what
comes out of here: no environment variable, no command line, no mount and no
label but those of Compose and Swarm gets through. A member that is not named
here is dropped, whatever it is called in the next version of an engine.
"""

from collections.abc import Callable
from typing import Any, Final

__all__ = [
    "prune_containers",
    "prune_networks",
    "prune_pod_containers",
    "prune_pod_networks",
    "prune_version",
]

Shape = Callable[[Any], Any]

LABELS: Final = (
    "com.docker.compose.",
    "com.docker.swarm.",
    "com.docker.stack.",
    "io.podman.compose.",
)


def _plain(value: Any) -> str | int | float | None:
    """Let a text or a number through."""
    if isinstance(value, str):
        # "\ud800" is sound JSON, and yet no text that could be written anywhere.
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    return value if isinstance(value, int | float) else None


def _each(shape: Shape) -> Shape:
    return lambda value: [shape(one) for one in value] if isinstance(value, list) else []


def _by_name(shape: Shape) -> Shape:
    def prune(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            return {}
        return {str(_plain(name)): shape(one) for name, one in value.items()}

    return prune


def _only(**shapes: Shape) -> Shape:
    def prune(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            return {}
        return {name: shape(value[name]) for name, shape in shapes.items() if name in value}

    return prune


def _labels(value: Any) -> dict[str, Any]:
    kept: dict[str, Any] = _by_name(_plain)(value)
    return {name: text for name, text in kept.items() if name.startswith(LABELS)}


def _program(value: Any) -> Any:
    """Return argv[0] of a command line; Docker joins it to one text, Podman also gives a list."""
    if isinstance(value, list):
        return _plain(value[0]) if value else ""
    words = value.split(maxsplit=1) if isinstance(value, str) else []
    return _plain(words[0]) if words else ""


prune_version: Final = _only(
    Version=_plain,
    ApiVersion=_plain,
    Components=_each(_only(Name=_plain, Version=_plain, Details=_only(APIVersion=_plain))),
)

_endpoint: Final = _only(
    NetworkID=_plain,
    EndpointID=_plain,
    MacAddress=_plain,
    IPAddress=_plain,
    IPPrefixLen=_plain,
    GlobalIPv6Address=_plain,
    GlobalIPv6PrefixLen=_plain,
    Gateway=_plain,
    IPv6Gateway=_plain,
    Aliases=_each(_plain),
)

prune_containers: Final = _each(
    _only(
        Id=_plain,
        Names=_each(_plain),
        Image=_plain,
        Command=_program,
        Created=_plain,
        State=_plain,
        Status=_plain,
        Health=_only(Status=_plain),
        Labels=_labels,
        HostConfig=_only(NetworkMode=_plain),
        NetworkSettings=_only(Networks=_by_name(_endpoint)),
        Ports=_each(_only(IP=_plain, PrivatePort=_plain, PublicPort=_plain, Type=_plain)),
    )
)

prune_networks: Final = _each(
    _only(
        Id=_plain,
        Name=_plain,
        Driver=_plain,
        Scope=_plain,
        Created=_plain,
        Internal=_plain,
        Attachable=_plain,
        Ingress=_plain,
        EnableIPv6=_plain,
        IPAM=_only(Config=_each(_only(Subnet=_plain, IPRange=_plain, Gateway=_plain))),
        Options=_by_name(_plain),
        Labels=_labels,
    )
)

_pod_port: Final = _only(
    host_ip=_plain, container_port=_plain, host_port=_plain, range=_plain, protocol=_plain
)

# The two answers of Podman's own API.
prune_pod_containers: Final = _each(
    _only(
        Id=_plain,
        Pod=_plain,
        Networks=_each(_plain),
        Namespaces=_only(Net=_plain),
        Ports=_each(_pod_port),
    )
)

prune_pod_networks: Final = _each(
    _only(
        id=_plain,
        name=_plain,
        driver=_plain,
        network_interface=_plain,
        created=_plain,
        internal=_plain,
        ipv6_enabled=_plain,
        subnets=_each(
            _only(subnet=_plain, gateway=_plain, lease_range=_only(start_ip=_plain, end_ip=_plain))
        ),
        options=_by_name(_plain),
        labels=_labels,
    )
)
