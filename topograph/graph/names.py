"""Names that are unique on one host, and the name that a container shows."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from topograph.facts import Container

__all__ = ["distinct", "shown_name"]

Key = TypeVar("Key", bound=Hashable)


def distinct(wanted: Iterable[tuple[Key, str, str]]) -> dict[Key, str]:
    """Give each thing a name of its own.

    Args:
        wanted: key of the thing, the name it should have, and what to tell it apart by when an
            earlier one has that name (`~` and this is appended).

    Returns:
        The name of each key, in the same order.
    """
    names: dict[Key, str] = {}
    counts: dict[str, int] = {}
    for key, name, mark in wanted:
        candidate = name
        if candidate in counts and mark:
            candidate = f"{name}~{mark}"
        base = candidate
        while candidate in counts:
            counts[base] += 1
            candidate = f"{base}~{counts[base]}"
        counts[candidate] = 1
        names[key] = candidate
    return names


def shown_name(container: Container) -> str:
    """Return the name a person knows the container by, else the start of its id."""
    return next(filter(None, container.names), container.id[:12] or "unnamed")
