"""Turn an engine's JSON about its networks into facts; no question is asked here.

Docker and what imitates it use capital names (GET /networks), Podman's own API
small ones.
"""

from collections.abc import Mapping
from typing import Any, Final

from topograph.facts import Network, Subnet
from topograph.sources.engine.values import flag, mapping, objects, time, word

__all__ = ["networks_from_json"]

BRIDGE_NAME: Final = "com.docker.network.bridge.name"
DEFAULT_NETWORK: Final = "podman"


def networks_from_json(told: Any, address: str) -> list[Network]:
    """Return the networks of an engine, by name.

    Args:
        told: the answer of GET /networks, or that of Podman's own API.
        address: of the engine that told.
    """
    networks = [
        _network(one, address) if "Id" in one else _pod_network(one, address)
        for one in objects({"all": told}, "all")
    ]
    return sorted((one for one in networks if one.id), key=lambda one: (one.name, one.id))


def _network(told: Mapping[str, Any], address: str) -> Network:
    options = _texts(mapping(told, "Options"))
    subnets = [
        Subnet(
            subnet=word(one, "Subnet"),
            ip_range=word(one, "IPRange") or None,
            gateway=_bare(word(one, "Gateway")),
        )
        for one in objects(mapping(told, "IPAM"), "Config")
        if word(one, "Subnet")
    ]
    return Network(
        id=word(told, "Id"),
        name=word(told, "Name"),
        driver=word(told, "Driver"),
        scope=word(told, "Scope") or "local",
        engine=address,
        internal=flag(told, "Internal"),
        attachable=flag(told, "Attachable"),
        ingress=flag(told, "Ingress"),
        ipv6=flag(told, "EnableIPv6"),
        created=time(told.get("Created")),
        subnets=subnets,
        options=options,
        labels=_texts(mapping(told, "Labels")),
        bridge=options.get(BRIDGE_NAME) or None,
    )


def _pod_network(told: Mapping[str, Any], address: str) -> Network:
    driver, below = word(told, "driver"), word(told, "network_interface")
    options = _texts(mapping(told, "options"))
    if driver != "bridge" and below:
        # Docker calls the link that a macvlan stands on so, and it is what this is.
        options.setdefault("parent", below)
    return Network(
        id=word(told, "id"),
        name=word(told, "name"),
        driver=driver,
        engine=address,
        internal=flag(told, "internal"),
        ipv6=flag(told, "ipv6_enabled"),
        # Podman's own network is made up for each answer, and so is this time.
        created="" if word(told, "name") == DEFAULT_NETWORK else time(told.get("created")),
        subnets=[_pod_subnet(one) for one in objects(told, "subnets") if word(one, "subnet")],
        options=options,
        labels=_texts(mapping(told, "labels")),
        bridge=(below or None) if driver == "bridge" else None,
    )


def _pod_subnet(told: Mapping[str, Any]) -> Subnet:
    lease = mapping(told, "lease_range")
    first, last = word(lease, "start_ip"), word(lease, "end_ip")
    return Subnet(
        subnet=word(told, "subnet"),
        ip_range=f"{first}-{last}" if first and last else first or last or None,
        gateway=_bare(word(told, "gateway")),
    )


def _bare(gateway: str) -> str | None:
    # Engines before 1.13 gave the gateway of some networks with its prefix length.
    return gateway.partition("/")[0] or None


def _texts(told: Mapping[str, Any]) -> dict[str, str]:
    return {name: text for name, text in sorted(told.items()) if isinstance(text, str)}
