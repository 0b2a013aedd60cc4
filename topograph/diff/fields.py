"""Facts as flat fields, and what differs between two of them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from msgspec import Struct

from topograph.diff.model import Change, Thing
from topograph.diff.volatile import Selection

__all__ = ["UNSEEN", "Fields", "Ref", "changes_between", "flatten", "telling"]

Fields = dict[str, Any]
"""Values by dotted name: what JSON knows, lists of it, and `Ref`."""

UNSEEN: Final = object()
"""The value of a field that could not be observed on its side: it differs from nothing."""

_IN_ORDER: Final = frozenset({"names"})
"""Lists whose order says something."""

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

    Unknown members stand among the others. Lists whose order says nothing are sorted.
    """
    return dict(_walk(fact, "", without))


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
    changes = []
    for field in sorted({*before, *after}):
        old, new = before.get(field), after.get(field)
        if old == new or UNSEEN in (old, new) or not selection.keeps(thing, field):
            continue
        if field.partition(".")[0] in nested - _FREE:
            continue
        if isinstance(old, Ref) and isinstance(new, Ref) and old.token == new.token:
            continue
        if not (_is_nothing(old) and _is_nothing(new)):
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


def _walk(fact: Struct, prefix: str, without: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for name in fact.__struct_fields__:
        if name in without:
            continue
        value = getattr(fact, name)
        if isinstance(value, Struct):
            yield from _walk(value, f"{prefix}{name}.", without)
        elif name == "extra":
            for unknown, content in (value or {}).items():
                yield f"{prefix}{unknown}", content
        elif isinstance(value, dict):
            for key, content in value.items():
                yield f"{prefix}{name}.{key}", content
        elif isinstance(value, list) and name not in _IN_ORDER and all(_is_text(v) for v in value):
            yield f"{prefix}{name}", sorted(value)
        elif isinstance(value, tuple):
            yield f"{prefix}{name}", list(value)
        else:
            yield f"{prefix}{name}", value


def _is_nothing(value: object) -> bool:
    return value is None or value in ("", [])


def _is_text(value: object) -> bool:
    return isinstance(value, str)


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
