"""Tell which of several things are siblings, and how many of those stay as an example."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Final, TypeVar

__all__ = ["siblings"]

_LEAST: Final = 5
"""So many siblings are folded; fewer take hardly more room than their number does."""
_EXAMPLES: Final = 2
"""So many of them are shown."""

Thing = TypeVar("Thing")


def siblings(
    things: Iterable[Thing], likeness: Callable[[Thing], Hashable]
) -> Iterator[tuple[list[Thing], list[Thing]]]:
    """Yield, for each kind of things, those that stay and those that become one.

    Args:
        things: in an order, which they keep.
        likeness: what those that become one have in common.
    """
    groups: dict[Hashable, list[Thing]] = {}
    for thing in things:
        groups.setdefault(likeness(thing), []).append(thing)
    for group in groups.values():
        stay = len(group) if len(group) < _LEAST else _EXAMPLES
        yield group[:stay], group[stay:]
