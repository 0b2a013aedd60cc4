"""Pair what bears the same sign on both sides."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

__all__ = ["Sign", "lone", "pair_off"]

Id = TypeVar("Id", bound=Hashable)
Sign = Callable[[Id], Hashable | None]


def pair_off(
    before: Iterable[Id],
    after: Iterable[Id],
    pairs: dict[Id, Id],
    signs: tuple[Sign[Id], Sign[Id]],
    *,
    is_unique: bool = False,
) -> None:
    """Pair what bears the same sign, and leave alone what is paired already.

    Args:
        before: in a fixed order; of several with one sign the first of each side are a pair.
        after: likewise.
        pairs: is added to.
        signs: what tells the sign of a thing before and after; None if it has none.
        is_unique: whether only signs count that one thing on each side has.
    """
    taken = set(pairs.values())
    left: dict[Hashable, list[Id]] = {}
    right: dict[Hashable, list[Id]] = {}
    for ids, sign, found, known in (
        (before, signs[0], left, pairs.keys()),
        (after, signs[1], right, taken),
    ):
        for one in ids:
            if one not in known and (mark := sign(one)) is not None:
                found.setdefault(mark, []).append(one)
    for mark, ones in left.items():
        others = right.get(mark, [])
        if is_unique and not len(ones) == len(others) == 1:
            continue
        pairs.update(zip(ones, others, strict=False))


def lone(
    before: Iterable[Id], after: Iterable[Id], pairs: dict[Id, Id]
) -> Iterator[tuple[Id, bool]]:
    """Yield those of one side only, and whether that is after.

    Args:
        before: in a fixed order.
        after: likewise.
        pairs: those that are on both sides.
    """
    taken = set(pairs.values())
    yield from ((one, False) for one in before if one not in pairs)
    yield from ((one, True) for one in after if one not in taken)
