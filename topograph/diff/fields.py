"""Facts as flat fields, and what differs between two of them."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import Struct

from topograph.diff.model import Change, Thing
from topograph.diff.volatile import Selection
from topograph.facts import (
    Container,
    Endpoint,
    FdbEntry,
    Link,
    Neighbour,
    Netns,
    Network,
    Route,
)
from topograph.snapshot.unknown import nested_facts

__all__ = ["UNSEEN", "Fields", "Ref", "changes_between", "flatten", "telling"]

Fields = dict[str, Any]
"""Values by dotted name: what JSON knows, lists of it, and `Ref`."""

UNSEEN: Final = object()
"""The value of a field that could not be observed on its side: it differs from nothing."""

_IN_ORDER: Final = frozenset({"names"})
"""Lists whose order says something."""

_FACTS: Final[Mapping[Thing, type[Struct]]] = {
    Thing.CONTAINER: Container,
    Thing.ENDPOINT: Endpoint,
    Thing.NETWORK: Network,
    Thing.NETNS: Netns,
    Thing.LINK: Link,
    Thing.ROUTE: Route,
    Thing.NEIGHBOUR: Neighbour,
    Thing.FDB: FdbEntry,
}

_FREE: Final = frozenset({"addresses", "labels", "options"})
"""Mappings, whose members count even if the other side has none."""


class Ref(NamedTuple):
    """A field that names another thing."""

    token: object
    """Equal on both sides if it is the same thing."""
    text: str
    """What a person calls it."""


def flatten(fact: Struct, without: frozenset[str] = frozenset()) -> Fields:
    """Return the fields of a fact, those of facts and mappings in it with a dot.

    What has its usual value is left out, as in a snapshot file. Unknown members stand among the
    others. Lists whose order says nothing are sorted. What was not told is unseen.
    """
    fields: Fields = {}
    untold: list[str] = []
    for name, value in msgspec.to_builtins(fact, str_keys=True).items():
        if name in without:
            continue
        if name == "extra":
            fields.update(value)
        elif name == "untold":
            untold = value
        elif isinstance(value, dict):
            for inner, content in value.items():
                fields[f"{name}.{inner}"] = content
        elif isinstance(value, list) and name not in _IN_ORDER and isinstance(value[0], str):
            fields[name] = sorted(value)
        else:
            fields[name] = value
    fields.update((name, UNSEEN) for name in untold if name not in without)
    return fields


def changes_between(
    thing: Thing, before: Fields, after: Fields, selection: Selection
) -> list[Change]:
    """Return what differs, by name.

    A nested fact that only one side has, such as what the port of a bridge has, is left out:
    that it is a port says the field that names its bridge.
    """
    if before == after:
        return []
    nested = _heads(before) ^ _heads(after)
    usual = _usual(thing)
    changes = []
    for field in sorted({*before, *after}):
        old, new = (side.get(field, usual.get(field)) for side in (before, after))
        if old == new or UNSEEN in (old, new) or not selection.keeps(thing, field):
            continue
        head = field.partition(".")[0]
        if head in nested - _FREE or UNSEEN in (before.get(head), after.get(head)):
            continue
        if not (_is_same(old, new) or (_is_nothing(old) and _is_nothing(new))):
            changes.append(Change(field=field, before=_shown(old), after=_shown(new)))
    return changes


def telling(
    fields: Fields, names: tuple[str, ...], *, is_after: bool, without: Mapping[str, Any] = {}
) -> list[Change]:
    """Return what tells most about a thing that is on one side only.

    Args:
        fields: of the thing.
        names: of the fields worth telling, in this order.
        is_after: which side.
        without: usual values, which are not worth telling.
    """
    changes = []
    for name in names:
        value = _shown(fields.get(name))
        if _is_nothing(value) or value is False or value == without.get(name):
            continue
        changes.append(
            Change(field=name, after=value) if is_after else Change(field=name, before=value)
        )
    return changes


@cache
def _usual(thing: Thing) -> Fields:
    """Return the values of fields that a snapshot leaves out where they are as usual."""
    return dict(_defaults(_FACTS[thing], "")) if thing in _FACTS else {}


def _defaults(kind: type[Struct], prefix: str) -> Iterator[tuple[str, Any]]:
    nested = nested_facts(kind)
    for field in msgspec.structs.fields(kind):
        if field.name in nested:
            yield from _defaults(nested[field.name], f"{prefix}{field.name}.")
        elif field.default is not msgspec.NODEFAULT:
            yield f"{prefix}{field.name}", field.default
        elif field.default_factory is list:
            yield f"{prefix}{field.name}", []


def _is_same(old: object, new: object) -> bool:
    """Tell whether two values are the same thing, or are called the same."""
    if isinstance(old, list) and isinstance(new, list):
        tokens = (sorted(repr(_token(item)) for item in side) for side in (old, new))
        return next(tokens) == next(tokens) or _shown(old) == _shown(new)
    return _token(old) == _token(new) or _shown(old) == _shown(new)


def _token(value: object) -> object:
    return value.token if isinstance(value, Ref) else value


def _is_nothing(value: object) -> bool:
    return value is None or value in ("", [])


def _heads(fields: Fields) -> set[str]:
    return {field.partition(".")[0] for field in fields if "." in field}


def _shown(value: Any) -> Any:
    if value is UNSEEN:
        return None
    if isinstance(value, Ref):
        return value.text
    if isinstance(value, list):
        return [_shown(item) for item in value]
    return value
