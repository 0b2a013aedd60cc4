"""Tell which elements of two lists are the same, by what identifies them."""

import json
from bisect import bisect_left
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Any, Final

import msgspec

__all__ = ["kept_places", "same"]

# By the first of each; the members behind it tell apart what has that one in common. Of a thing
# that has several of these first ones, the upper counts.
_IDENTITIES: Final = (
    ("inode",),
    ("id",),
    ("ifindex",),
    ("network_id",),
    ("address",),
    ("subnet",),
    ("socket",),
    ("hostname",),
    ("mac", "link", "vlan", "dst", "vni"),
    ("dst", "link", "table", "metric", "family"),
    ("container_port", "protocol", "host_ip"),
    ("vid",),
    ("priority", "family", "table"),
    ("subject", "what"),
)

Pair = tuple[int, int]


def kept_places(before: Sequence[Any], after: Sequence[Any]) -> list[Pair]:
    """Return the places, before and after, of elements that are in both lists.

    They grow on both sides. Elements of a kind that occur several times are told apart by
    their number; what went to another place in the list counts as gone and come.
    """
    numbered = {key: n for n, key in enumerate(_keys(before))}
    pairs = [(numbered[key], n) for n, key in enumerate(_keys(after)) if key in numbered]
    return _rising(pairs)


def same(before: Any, after: Any) -> bool:
    """Tell whether two values are the same JSON, in which 1 is neither 1.0 nor true.

    Those that are nested too deeply to be compared count as different.
    """
    if isinstance(before, str | None) or isinstance(after, str | None):
        return bool(before == after)
    try:
        # Python's own comparison says soonest that two values differ.
        return bool(before == after) and _exact(before) == _exact(after)
    except RecursionError:
        return False


def _exact(value: Any) -> bytes:
    """Return bytes that are equal for values of the same JSON text, members in any order."""
    try:
        return msgspec.json.encode(value, order="sorted")
    except (ValueError, OverflowError, RecursionError):
        # Lone surrogates, and numbers of more than 64 bits.
        return json.dumps(value, sort_keys=True).encode()


def _keys(elements: Sequence[Any]) -> list[Hashable]:
    """Return a key for each element, no two of them equal."""
    seen: dict[Hashable, int] = {}
    keys: list[Hashable] = []
    for element in elements:
        key = _identity(element)
        number = seen[key] = seen.get(key, -1) + 1
        keys.append((key, number))
    return keys


def _identity(element: Any) -> Hashable:
    if isinstance(element, dict):
        for members in _IDENTITIES:
            if members[0] in element:
                return tuple(_scalar(element.get(member)) for member in members)
    return _scalar(element) if isinstance(element, str) else _exact(element)


def _scalar(value: Any) -> Hashable:
    return _exact(value) if isinstance(value, list | dict) else value


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the most pairs whose first numbers rise, as their second ones do."""
    if all(one[0] < other[0] for one, other in pairwise(pairs)):
        return list(pairs)
    ends: list[int] = []
    places: list[int] = []
    previous: list[int] = []
    for n, (first, _) in enumerate(pairs):
        length = bisect_left(ends, first)
        previous.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [first]
        places[length : length + 1] = [n]
    found: list[Pair] = []
    n = places[-1]
    while n >= 0:
        found.append(pairs[n])
        n = previous[n]
    return found[::-1]
