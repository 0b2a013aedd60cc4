"""Read `docker network ls` and `docker network inspect`, and those of `podman`."""

import re
from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import asdict

from topograph.facts import Endpoint, Network
from topograph.sources.engine.networks import networks_from_json
from topograph.sources.engine.pruning import prune_networks, prune_pod_networks
from topograph.sources.engine.values import mapping, objects
from topograph.sources.text.reader import JsonReader, TextReader
from topograph.sources.text.readers.engine.tables import Columns, cells_of, columns_of
from topograph.sources.text.readers.lines import read_lines, sound
from topograph.sources.text.told import Line, Told, ToldContainer, ToldNetwork

__all__ = ["DOCKER_NETWORK_INSPECT", "DOCKER_NETWORK_LS"]

FIELDS: Final = {"NAME": "name", "DRIVER": "driver", "TYPE": "driver", "SCOPE": "scope"}
ID: Final = "NETWORK ID"
HEADS_OF_ONE_BLANK: Final = ((ID, "NAME", "DRIVER", "SCOPE"), (ID, "NAME", "DRIVER"))
HEADINGS: Final = frozenset(
    (ID, *FIELDS, "IPV6", "INTERNAL", "LABELS", "CREATED", "VERSION", "PLUGINS")
)

# Networks of Swarm have ids of their own.
_ID: Final = re.compile(r"[0-9a-f]{10,64}|[0-9a-z]{12}|[0-9a-z]{25}")
_CONTAINER_ID: Final = re.compile(r"[0-9a-f]{64}")


def begins_docker_networks(text: str) -> bool:
    """Tell whether a line is the head of the table."""
    return text.startswith(ID) and columns_of(text, HEADINGS, HEADS_OF_ONE_BLANK) is not None


def read_docker_networks(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read the table of networks."""
    is_all = bool(argv) and not any(one.startswith(("-f", "--filter")) for one in argv)
    told = Told(complete={"networks"} if is_all else set())
    columns: Columns = []

    def take(text: str) -> bool:
        if head := columns_of(text, HEADINGS, HEADS_OF_ONE_BLANK):
            columns[:] = head
            return True
        cells = cells_of(text, columns, "LABELS") if columns else None
        if not cells or not _ID.fullmatch(cells.get(ID, "")):
            return False
        fields = {field: cells[heading] for heading, field in FIELDS.items() if cells.get(heading)}
        told.networks.append(ToldNetwork(cells[ID], fields, frozenset(fields)))
        return True

    return read_lines(lines, told, take)


def is_docker_networks(value: Any) -> bool:
    """Tell whether a value is what `docker network inspect` or `podman network inspect` prints."""
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, dict):
        return False
    return {"Id", "Name", "IPAM"} <= first.keys() or {"id", "name", "driver"} <= first.keys()


def read_docker_networks_json(value: Any, argv: tuple[str, ...]) -> Told:
    """Read inspected networks, and what they say of the containers that are in them."""
    told = Told()
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict):
            continue
        prune = prune_networks if "Id" in one else prune_pod_networks
        for network in networks_from_json(prune([one]), ""):
            fields = {
                name: member
                for name, member in asdict(network).items()
                if name not in ("id", "engine", "extra", "untold")
            }
            told.networks.append(ToldNetwork(network.id, fields, frozenset(fields)))
            _add_containers(one, network, told)
    return told


def _add_containers(told_network: dict[str, Any], network: Network, told: Told) -> None:
    containers = mapping(told_network, "Containers") or mapping(told_network, "containers")
    for container_id in sorted(containers):
        one = mapping(containers, container_id)
        # Swarm keeps ends of its own there, under other names than ids.
        if not _CONTAINER_ID.fullmatch(container_id) or not one:
            continue
        name = sound(one.get("Name")) or sound(one.get("name"))
        fields: dict[str, Any] = {"endpoints": [_endpoint(one, network)]}
        if name:
            fields["names"] = [name]
        told.containers.append(ToldContainer(container_id, fields))


def _endpoint(one: dict[str, Any], network: Network) -> Endpoint:
    addresses = [sound(one.get("IPv4Address")), sound(one.get("IPv6Address"))]
    mac, gateways = sound(one.get("MacAddress")), [""]
    # Podman tells link by link, of which there is one in each network.
    for link in objects({"all": list(mapping(one, "interfaces").values())}, "all")[:1]:
        subnets = objects(link, "subnets")
        mac = sound(link.get("mac_address"))
        addresses = [sound(subnet.get("ipnet")) for subnet in subnets]
        gateways = [sound(subnet.get("gateway")) for subnet in subnets]
    return Endpoint(
        network_id=network.id,
        network_name=network.name,
        endpoint_id=sound(one.get("EndpointID")),
        mac=mac.lower() or None,
        addresses=[address for address in addresses if address],
        gateways=[gateway for gateway in gateways if gateway],
    )


DOCKER_NETWORK_LS: Final = TextReader(
    "docker network ls", begins_docker_networks, read_docker_networks
)
DOCKER_NETWORK_INSPECT: Final = JsonReader(
    "docker network inspect", is_docker_networks, read_docker_networks_json
)
