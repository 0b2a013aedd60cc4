"""Turn what `docker inspect` and `podman inspect` say of a container into what the API lists.

The list of GET /containers/json is what facts are made of. An inspected
container holds the same under other names, and much that is nobody's business:
`pruning` is still to be applied to what comes out of here.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from topograph.sources.engine.values import flag, mapping, number, objects, word

__all__ = ["is_inspected", "listed"]

# Of Docker before 1.9, which knew one network and had no place for others.
_ONE_NETWORK: Final = (
    *("EndpointID", "Gateway", "IPAddress", "IPPrefixLen", "MacAddress"),
    *("IPv6Gateway", "GlobalIPv6Address", "GlobalIPv6PrefixLen"),
)
_FIRST_NETWORK: Final = "bridge"
_PORT: Final = re.compile(r"([0-9]{1,5})(?:/([a-z]{1,10}))?", re.ASCII)
_HOST_PORT: Final = re.compile(r"[0-9]{1,5}", re.ASCII)
_SHARED: Final = "container:"


def is_inspected(value: Any) -> bool:
    """Tell whether a value is an inspected container: an image has no state."""
    if not isinstance(value, dict) or not isinstance(value.get("State"), dict):
        return False
    return isinstance(value.get("Id"), str) and bool({"Config", "HostConfig"} & value.keys())


def listed(inspect: Mapping[str, Any]) -> dict[str, Any]:
    """Return an inspected container as GET /containers/json would list it.

    Its sentence of state (Status: Up 2 hours) is not told.
    """
    state, config = mapping(inspect, "State"), mapping(inspect, "Config")
    host_config = {"NetworkMode": word(mapping(inspect, "HostConfig"), "NetworkMode")}
    is_podman = "ImageName" in inspect or "OCIRuntime" in inspect
    found: dict[str, Any] = {
        "Id": inspect.get("Id"),
        "Names": [word(inspect, "Name")],
        "Image": word(inspect, "ImageName") or word(config, "Image"),
        "Command": word(inspect, "Path"),
        "Created": inspect.get("Created"),
        "State": _state(state),
        "Health": mapping(state, "Health") or mapping(state, "Healthcheck"),
        "Labels": mapping(config, "Labels"),
        "HostConfig": host_config,
    }
    if is_podman and host_config["NetworkMode"].startswith(_SHARED):
        # Podman repeats what the container has in whose namespace this one lives.
        return found
    settings = mapping(inspect, "NetworkSettings")
    found["NetworkSettings"] = {"Networks": _networks(settings, host_config, is_podman)}
    found["Ports"] = _ports(mapping(settings, "Ports"), is_podman)
    return found


def _state(state: Mapping[str, Any]) -> str:
    """Return the word; Docker before 1.9 has only flags for it."""
    if stated := word(state, "Status"):
        return stated
    for name, is_so in (
        ("paused", flag(state, "Paused")),
        ("restarting", flag(state, "Restarting")),
        ("running", flag(state, "Running")),
        ("dead", flag(state, "Dead")),
    ):
        if is_so:
            return name
    has_run = not word(state, "StartedAt").startswith("0001-")
    return "exited" if has_run else "created"


def _networks(
    settings: Mapping[str, Any], host_config: Mapping[str, str], is_podman: bool
) -> dict[str, Any]:
    networks = mapping(settings, "Networks")
    if "Networks" not in settings and word(settings, "IPAddress"):
        mode = host_config["NetworkMode"]
        name = _FIRST_NETWORK if mode in ("", "default") else mode
        return {name: {one: settings[one] for one in _ONE_NETWORK if one in settings}}
    if is_podman:
        return networks
    # Docker lists no aliases, and adds the start of the id to those that it shows here.
    return {
        name: {member: value for member, value in one.items() if member != "Aliases"}
        for name, one in networks.items()
        if isinstance(one, dict)
    }


def _ports(told: Mapping[str, Any], is_podman: bool) -> list[dict[str, Any]]:
    """Return the ports; Podman's list leaves out those that are only exposed."""
    ports: list[dict[str, Any]] = []
    for name in told:
        found = _PORT.fullmatch(name)
        if not found:
            continue
        port = {"PrivatePort": int(found[1]), "Type": found[2] or "tcp"}
        bindings = objects(told, name)
        if not bindings and not is_podman:
            ports.append(port)
        for one in bindings:
            host = word(one, "HostPort")
            host_port = int(host) if _HOST_PORT.fullmatch(host) else number(one, "HostPort")
            ports.append({**port, "IP": word(one, "HostIp"), "PublicPort": host_port})
    return ports
