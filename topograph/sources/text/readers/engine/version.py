"""Read `docker version` and `podman version`, for people and in JSON."""

import re
from collections.abc import Sequence
from typing import Any, Final

from topograph.sources.engine.containers import engine_from_version
from topograph.sources.engine.pruning import prune_version
from topograph.sources.engine.values import mapping, word
from topograph.sources.text.reader import JsonReader, TextReader
from topograph.sources.text.readers.lines import bare, read_lines
from topograph.sources.text.told import Line, Told

__all__ = ["DOCKER_JSON_VERSION", "DOCKER_VERSION"]

DOCKER, PODMAN = "docker", "podman"
ENGINES: Final = frozenset({"", "Engine", "Podman Engine"})
"""The component that is the engine; up to Docker 18.02 the server has no components."""

_PART: Final = re.compile(r"(Client|Server):\s*(\S.{0,200})?")
_COMPONENT: Final = re.compile(r" (\S.{0,60}):")
_PAIR: Final = re.compile(r"\s{0,20}([A-Z][A-Za-z /]{1,30}):\s*(.*)")
_VERSION: Final = re.compile(r"[0-9][0-9A-Za-z.+~:_-]{0,60}")
# Docker up to 1.7.
_OLD: Final = re.compile(r"(?:Client|Server) (?:version|API version): \S.*|(?:Go|Git|OS).*: .*")


def begins_docker_version(text: str) -> bool:
    """Tell whether a line is the head of the client's part."""
    found = _PART.fullmatch(text.rstrip()) if len(text) < 200 else None
    return found is not None and found[1] == "Client" and _is_engine(found[2] or "Docker")


def _is_engine(text: str) -> bool:
    return text.startswith(("Docker", "Podman"))


def read_docker_version(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read what is for people: only the server is the engine, but with Podman, which has none."""
    told = Told()
    part, component = "", ""
    if bare(argv)[:1] == (PODMAN,):
        told.engine["name"] = PODMAN

    def take(text: str) -> bool:
        nonlocal part, component
        if found := _PART.fullmatch(text.rstrip()):
            part, component = found[1], ""
            if (found[2] or "").startswith("Podman"):
                told.engine["name"] = PODMAN
            return True
        if part == "Server" and (named := _COMPONENT.fullmatch(text.rstrip())):
            component = named[1]
            if component == "Podman Engine":
                told.engine["name"] = PODMAN
            return True
        pair = _PAIR.fullmatch(text)
        if pair is None:
            return _OLD.fullmatch(text) is not None
        is_engine = component in ENGINES if part == "Server" else _is_podman(told)
        if is_engine:
            _keep(told, pair[1], pair[2])
        return True

    read_lines(lines, told, take)
    if "version" in told.engine:
        told.engine.setdefault("name", DOCKER)
    return told


def _is_podman(told: Told) -> bool:
    return told.engine.get("name") == PODMAN


def _keep(told: Told, label: str, value: str) -> None:
    version = value.split(maxsplit=1)[0] if value.split() else ""
    if not _VERSION.fullmatch(version):
        return
    if label == "Version":
        told.engine["version"] = version
    # What Podman calls so, with another capital, is the version of its own API.
    elif label == "API version":
        told.engine["api_version"] = version


def is_docker_version(value: Any) -> bool:
    """Tell whether a value is what `docker version --format json` prints."""
    client = value.get("Client") if isinstance(value, dict) else None
    return isinstance(client, dict) and isinstance(client.get("Version"), str)


def read_docker_version_json(value: Any, argv: tuple[str, ...]) -> Told:
    """Read what `docker version --format json` or `podman version --format json` prints."""
    told = Told()
    parts = value if isinstance(value, dict) else {}
    client, server = mapping(parts, "Client"), mapping(parts, "Server")
    if word(client, "APIVersion"):
        version = word(server, "Version") or word(client, "Version")
        told.engine |= {"name": PODMAN, "version": version}
    elif server:
        engine = engine_from_version(prune_version(server), "")
        told.engine["name"] = engine.name
        if engine.version:
            told.engine["version"] = engine.version
        if engine.api_version:
            told.engine["api_version"] = engine.api_version
    return told


DOCKER_VERSION: Final = TextReader("docker version", begins_docker_version, read_docker_version)
DOCKER_JSON_VERSION: Final = JsonReader(
    "docker json version", is_docker_version, read_docker_version_json
)
