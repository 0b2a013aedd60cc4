"""Fold what is alike in a list that is too long, so that what is like no other stays in it."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from topograph.picture.siblings import siblings

__all__ = ["fold_long"]

Thing = TypeVar("Thing")


def fold_long(
    things: Sequence[Thing], most: int, likeness: Callable[[Thing], Hashable]
) -> list[tuple[Thing, int]]:
    """Return things in their order, each with how many like it are not told themselves.

    Args:
        things: all of them.
        most: so many are told one by one.
        likeness: what those that are told together have in common.
    """
    if len(things) <= most:
        return [(thing, 0) for thing in things]
    alike: dict[int, int] = {}
    for shown, rest in siblings(range(len(things)), lambda n: likeness(things[n])):
        alike.update(dict.fromkeys(shown, 0))
        alike[shown[-1]] = len(rest)
    return [(things[n], alike[n]) for n in sorted(alike)]
