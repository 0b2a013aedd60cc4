"""How much differs, in numbers."""

from collections.abc import Iterable
from typing import NamedTuple

from topograph.diff.model import Diff, Entry, Unknown, Verb

__all__ = ["Counts", "count", "count_of", "count_words"]


class Counts(NamedTuple):
    """Events by what they are; parts are not counted."""

    added: int
    removed: int
    changed: int
    """All else: renamed, moved, recreated ..."""
    unknown: int


def count(diff: Diff) -> Counts:
    """Count what differs on all hosts."""
    return count_of(diff.entries, diff.unknown)


def count_of(entries: Iterable[Entry], unknown: Iterable[Unknown]) -> Counts:
    """Count some of what differs."""
    verbs = [entry.verb for entry in entries]
    added, removed = verbs.count(Verb.ADDED), verbs.count(Verb.REMOVED)
    return Counts(added, removed, len(verbs) - added - removed, len(list(unknown)))


def count_words(counts: Counts) -> str:
    """Return numbers as words, without those that are 0.

    >>> count_words(Counts(3, 1, 0, 4))
    '3 added, 1 removed, 4 not observed'
    """
    words = ("added", "removed", "changed", "not observed")
    numbers = [f"{n:,} {word}" for n, word in zip(counts, words, strict=True) if n]
    if not any(counts[:3]):
        numbers.insert(0, "no difference")
    return ", ".join(numbers)
