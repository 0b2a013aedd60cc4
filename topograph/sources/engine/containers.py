"""Turn an engine's JSON into facts; no question is asked here.

Members go missing with the version of the API and from one engine to the
other, so that none of them is required but the id. What Podman's own API adds
is in the member `Libpod`, see `sources.live.engine_client`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from topograph.facts import Container, Endpoint, Engine, PublishedPort
from topograph.sources.engine.addresses import socket_path
from topograph.sources.engine.values import (
    mapping,
    number,
    objects,
    texts,
    time,
    with_prefix,
    word,
)

__all__ = ["containers_from_json", "engine_from_version", "podman_api"]

# The API says it in the sentence for people: Up 5 seconds (health: starting).
_HEALTH: Final = re.compile(r"\((?:health: )?(healthy|unhealthy|starting)\)")
_HEALTH_WORDS: Final = frozenset({"healthy", "unhealthy", "starting"})
_API: Final = re.compile(r"[0-9][0-9A-Za-z.-]*")
_STATES: Final = {
    "configured": "created",
    "initialized": "created",
    "stopped": "exited",
    "stopping": "running",
}
"""Podman's own words for states, in Docker's."""
_LAST_PORT: Final = 65535


def engine_from_version(told: Mapping[str, Any], address: str) -> Engine:
    """Return the engine that answered GET /version at an address."""
    return Engine(
        name="docker" if _podman(told) is None else "podman",
        socket=address,
        version=word(told, "Version"),
        api_version=word(told, "ApiVersion"),
    )


def podman_api(told: Mapping[str, Any]) -> str | None:
    """Return the version of Podman's own API, from GET /version; None if it is another engine."""
    component = _podman(told)
    if component is None:
        return None
    version = word(mapping(component, "Details"), "APIVersion") or word(component, "Version")
    return version if _API.fullmatch(version) else None


def _podman(told: Mapping[str, Any]) -> dict[str, Any] | None:
    for component in objects(told, "Components"):
        if "podman" in word(component, "Name").lower():
            return component
    return None


def containers_from_json(told: Any, address: str) -> list[Container]:
    """Return the containers of GET /containers/json, by name.

    Args:
        told: the answer.
        address: of the engine that told.
    """
    containers = [_container(one, address) for one in objects({"all": told}, "all")]
    return sorted((one for one in containers if one.id), key=lambda one: (one.names, one.id))


def _container(told: Mapping[str, Any], address: str) -> Container:
    own = mapping(told, "Libpod")
    networks = mapping(mapping(told, "NetworkSettings"), "Networks")
    ports = _pod_ports(own) if "Ports" in own else _ports(told)
    if networks and "Networks" in own and not own["Networks"]:
        # Podman repeats what the container has in whose namespace this one lives.
        networks, ports = {}, set()
    status, state = word(told, "Status"), word(told, "State")
    # Behind any other address may be the kernel of another host, which counts for itself.
    net = word(mapping(own, "Namespaces"), "Net") if socket_path(address) else ""
    return Container(
        id=word(told, "Id"),
        names=_names(told) or [word(told, "Id")[:12]],
        image=word(told, "Image"),
        program=word(told, "Command"),
        created=time(told.get("Created")),
        state=_STATES.get(state, state),
        status=status,
        health=_health(mapping(told, "Health"), status),
        engine=address,
        netns=int(net) if net.isascii() and net.isdecimal() else None,
        network_mode=word(mapping(told, "HostConfig"), "NetworkMode"),
        pod=word(own, "Pod") or None,
        labels=_texts_by_name(mapping(told, "Labels")),
        endpoints=[
            _endpoint(name, one) for name, one in sorted(networks.items()) if isinstance(one, dict)
        ],
        ports=[
            PublishedPort(container_port=port, protocol=protocol, host_ip=ip, host_port=host_port)
            for port, protocol, host_port, ip in _in_order(ports)
        ],
    )


def _names(told: Mapping[str, Any]) -> list[str]:
    """Return the container's own name, and then those by which others link to it: web/db."""
    names = {name.removeprefix("/") for name in texts(told, "Names")} - {""}
    return sorted(names, key=lambda name: (name.count("/"), name))


def _health(told: Mapping[str, Any], status: str) -> str | None:
    stated = word(told, "Status")
    if stated in _HEALTH_WORDS:
        return stated
    found = _HEALTH.search(status)
    return found[1] if found else None


def _texts_by_name(told: Mapping[str, Any]) -> dict[str, str]:
    return {name: text for name, text in sorted(told.items()) if isinstance(text, str)}


def _endpoint(network: str, told: Mapping[str, Any]) -> Endpoint:
    ipv4, ipv6 = word(told, "IPAddress"), word(told, "GlobalIPv6Address")
    addresses = [
        with_prefix(ipv4, number(told, "IPPrefixLen")) if ipv4 else "",
        with_prefix(ipv6, number(told, "GlobalIPv6PrefixLen")) if ipv6 else "",
    ]
    gateways = [word(told, "Gateway"), word(told, "IPv6Gateway")]
    return Endpoint(
        network_id=word(told, "NetworkID"),
        network_name=network,
        endpoint_id=word(told, "EndpointID"),
        mac=word(told, "MacAddress").lower() or None,
        addresses=[one for one in addresses if one],
        gateways=[one for one in gateways if one],
        aliases=sorted(set(texts(told, "Aliases"))),
    )


_Port = tuple[int, str, int | None, str | None]
"""Port in the container, protocol, port of the host, address of the host."""


def _ports(told: Mapping[str, Any]) -> set[_Port]:
    return {
        (
            number(one, "PrivatePort"),
            word(one, "Type") or "tcp",
            number(one, "PublicPort") or None,
            word(one, "IP") or None,
        )
        for one in objects(told, "Ports")
        if number(one, "PrivatePort")
    }


def _pod_ports(told: Mapping[str, Any]) -> set[_Port]:
    """Return the ports in Podman's own words, where one entry may stand for a range."""
    found: set[_Port] = set()
    for one in objects(told, "Ports"):
        port, host_port = number(one, "container_port"), number(one, "host_port")
        protocol, ip = word(one, "protocol") or "tcp", word(one, "host_ip") or None
        count = min(max(number(one, "range"), 1), _LAST_PORT + 1 - max(port, host_port))
        for offset in range(count if port > 0 else 0):
            found.add((port + offset, protocol, host_port + offset if host_port else None, ip))
    return found


def _in_order(ports: Iterable[_Port]) -> list[_Port]:
    return sorted(ports, key=lambda one: (one[0], one[1], one[2] or 0, one[3] or ""))
