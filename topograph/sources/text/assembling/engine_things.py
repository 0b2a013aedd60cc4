"""Merge what several outputs told of the containers and networks of an engine."""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from topograph.facts import Container, Endpoint, Network
from topograph.sources.text.told import ToldContainer, ToldNetwork

__all__ = ["container_spoken_of", "containers", "networks"]

SHORT_ID: Final = 12
"""So much of an id is shown where nobody asks for all of it."""

Made = TypeVar("Made", Container, Network)


class _Parts:
    def __init__(self, id_: str) -> None:
        self.id = id_
        self.fields: dict[str, Any] = {}
        self.covers: set[str] = set()
        self.endpoints: dict[str, Endpoint] = {}

    def add(self, told: ToldContainer | ToldNetwork) -> None:
        """Take in what one more output told; where two differ, the later one is right."""
        self.id = max(self.id, told.id, key=len)
        fields = dict(told.fields)
        if "endpoints" in told.covers:
            self.endpoints.clear()
        for endpoint in fields.pop("endpoints", ()):
            # Who tells of an endpoint by the way tells less of it.
            if "endpoints" in told.covers or endpoint.network_name not in self.endpoints:
                self.endpoints[endpoint.network_name] = endpoint
        self.fields.update(fields)
        self.covers |= told.covers


def containers(told: Iterable[ToldContainer], engine: str) -> list[Container]:
    """Return the containers, by name.

    Args:
        told: of one host, in the order of the outputs.
        engine: address of the engine; empty if it is not known.
    """
    found = [_container(parts, engine) for parts in _merged(told)]
    return sorted(found, key=lambda one: (one.names, one.id))


def container_spoken_of(called: str, engine: str) -> Container:
    """Return a container of which nothing is told but what somebody calls it, and that it runs.

    Args:
        called: its name.
        engine: address of the engine; empty if it is not known.
    """
    parts = _Parts(called)
    parts.fields = {"names": [called], "state": "running"}
    return _made(Container, parts, {"engine": engine})


def networks(told: Iterable[ToldNetwork], engine: str) -> list[Network]:
    """Return the networks, by name; see `containers`."""
    found = [
        _made(Network, parts, {"engine": engine, "name": parts.id[:SHORT_ID]})
        for parts in _merged(told)
    ]
    return sorted(found, key=lambda one: (one.name, one.id))


def _merged(told: Iterable[ToldContainer] | Iterable[ToldNetwork]) -> list[_Parts]:
    """Put together what has one id, be it whole in one output and cut in the other."""
    by_start: dict[str, list[_Parts]] = {}
    by_name: dict[str, _Parts] = {}
    found: list[_Parts] = []
    for one in told:
        same = by_start.setdefault(one.id[:SHORT_ID], []) if one.id else []
        parts = next((p for p in same if _is_start(p.id, one.id)), None)
        name = _name(one)
        if parts is None and not one.id:
            # A table may have been printed without the column of the ids.
            parts = by_name.get(name)
        if parts is None:
            parts = _Parts(one.id)
            same.append(parts)
            found.append(parts)
        by_name.setdefault(name, parts)
        parts.add(one)
    return found


def _name(told: ToldContainer | ToldNetwork) -> str:
    names = told.fields.get("names")
    return str(names[0] if names else told.fields.get("name", ""))


def _is_start(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _container(parts: _Parts, engine: str) -> Container:
    own: dict[str, Any] = {"engine": engine, "names": [parts.id[:SHORT_ID]]}
    if parts.endpoints:
        own["endpoints"] = [parts.endpoints[name] for name in sorted(parts.endpoints)]
    return _made(Container, parts, own)


def _made(fact: type[Made], parts: _Parts, own: dict[str, Any]) -> Made:
    told = {*parts.covers, *parts.fields, "id", "engine"}
    untold = sorted(set(fact.__struct_fields__) - told - {"extra", "untold"})
    make: Callable[..., Made] = fact
    return make(id=parts.id, untold=untold, **(own | parts.fields))
