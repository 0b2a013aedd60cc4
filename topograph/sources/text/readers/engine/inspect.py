"""Read `docker inspect` and `podman inspect` of containers."""

from typing import Any, Final

from msgspec.structs import asdict

from topograph.sources.engine.containers import containers_from_json
from topograph.sources.engine.inspected import is_inspected, listed
from topograph.sources.engine.pruning import prune_containers
from topograph.sources.engine.values import mapping
from topograph.sources.text.reader import JsonReader
from topograph.sources.text.readers.lines import is_count, sound
from topograph.sources.text.told import Told, ToldContainer, ToldNetns

__all__ = ["DOCKER_INSPECT"]

FIELDS: Final = (
    *("names", "image", "program", "created", "state", "health", "network_mode", "labels"),
    *("endpoints", "ports"),
)
"""All that GET /containers/json tells but the sentence."""


def is_docker_inspect(value: Any) -> bool:
    """Tell whether a value is what `docker inspect` prints of containers."""
    return is_inspected(value[0] if isinstance(value, list) and value else value)


def read_docker_inspect(value: Any, argv: tuple[str, ...]) -> Told:
    """Read inspected containers; of other things, such as images, nothing is told."""
    told = Told()
    for one in value if isinstance(value, list) else [value]:
        if is_inspected(one):
            _read(one, told)
    return told


def _read(inspect: dict[str, Any], told: Told) -> None:
    for container in containers_from_json(prune_containers([listed(inspect)]), ""):
        members = asdict(container)
        found = ToldContainer(container.id, {name: members[name] for name in FIELDS})
        found.covers = frozenset(FIELDS)
        pid = mapping(inspect, "State").get("Pid")
        if is_count(pid) and pid > 0:
            found.fields["pid"] = pid
        told.containers.append(found)
        path = sound(mapping(inspect, "NetworkSettings").get("SandboxKey"))
        name = path.rpartition("/")[2]
        if name and "pid" in found.fields:
            told.namespaces.append(ToldNetns(f"container:{container.id}", names=[name]))


DOCKER_INSPECT: Final = JsonReader("docker inspect", is_docker_inspect, read_docker_inspect)
