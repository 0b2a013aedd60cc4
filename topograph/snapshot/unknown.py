"""Keep the members of a snapshot that this version does not know.

On reading they move into `Fact.extra` of the fact they belong to, on writing
back to where they were. Both walk along the types of `topograph.facts`, never
along the data alone: a free dictionary, such as the labels of a container, may
well have a key called "extra".
"""

from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from topograph.facts import Fact

__all__ = ["nested_facts", "put_back", "set_aside"]


def set_aside(document: dict[str, Any], kind: type[Fact]) -> None:
    """Move the unknown members of a plain object, and of those in it, into `extra`.

    Args:
        document: changed in place; may be wrong in any way.
        kind: what it is meant to be.
    """
    known = frozenset(kind.__struct_fields__) - {"extra"}
    unknown = {name: document.pop(name) for name in sorted(document.keys() - known)}
    if unknown:
        document["extra"] = unknown
    for name, nested in nested_facts(kind).items():
        value = document.get(name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                set_aside(item, nested)


def put_back(fact: Fact, document: dict[str, Any]) -> None:
    """Move `extra` of a fact, and of those in it, back among the other members.

    Args:
        fact: tells which members are facts themselves.
        document: the same as plain objects; changed in place. A member that has become
            known since is not overwritten.
    """
    for name in nested_facts(type(fact)):
        value = getattr(fact, name)
        if isinstance(value, Fact):
            put_back(value, document[name])
        elif value:
            for item, plain in zip(value, document[name], strict=True):
                put_back(item, plain)
    for name, value in (document.pop("extra", None) or {}).items():
        document.setdefault(name, value)


@cache
def nested_facts(kind: type[Fact]) -> dict[str, type[Fact]]:
    """Return the members of a fact that hold facts, one or a list, and of which type."""
    nested = {}
    for name, hint in get_type_hints(kind).items():
        arms = [arm for arm in get_args(hint) if arm is not NoneType]
        if len(arms) == 1 and get_origin(hint) is not dict and _is_fact(arms[0]):
            nested[name] = arms[0]
    return nested


def _is_fact(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Fact)
