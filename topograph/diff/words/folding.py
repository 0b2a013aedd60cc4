"""Fold the same event of many things into one line, so that what is like no other stays seen."""

from collections.abc import Hashable, Iterable
from typing import Final, NamedTuple

from msgspec.structs import replace

from topograph.diff.model import Entry, Thing, Verb
from topograph.diff.words.nouns import counted, inside, noun, old_place_of, place_of
from topograph.diff.words.sentence import Sentence, cut, joined, plain
from topograph.diff.words.shapes import common_changes, each_its_own, each_with, shape
from topograph.diff.words.telling import details, tell

__all__ = ["LEAST", "NAMED", "Fold", "fold"]

LEAST: Final = 4
"""So many are folded; fewer stand one by one."""

_SINGULAR: Final = (Verb.RENAMED, Verb.MOVED, Verb.SCALED)
"""What happens to each in a way of its own."""

NAMED: Final = 3
"""So many of those that are folded are named."""


class Fold(NamedTuple):
    """One entry, or several that are told at once."""

    entries: tuple[Entry, ...]
    about: Sentence
    """What it is about, or which: 30 links: a, b, c and 27 more."""
    headline: Sentence
    """Of many: mtu 1500 → 1450 on 30 links: a, b, c and 27 more."""
    details: tuple[Sentence, ...]
    """What there is to say of each of them beyond that."""
    parts: tuple[Entry, ...]
    """What each of them took along, if all took along the same."""

    @property
    def first(self) -> Entry:
        """Return the one that stands for all."""
        return self.entries[0]


def fold(entries: Iterable[Entry], *, by_shape: bool = True) -> list[Fold]:
    """Return entries in their order, those that are alike at the place of their first.

    Args:
        entries: events, or parts of one.
        by_shape: whether events are alike to which the same happened with the same parts,
            whatever those are called and the values of fields are. Of these only what all have
            in common is told.
    """
    listed = list(entries)
    groups: dict[Hashable, list[int]] = {}
    for n, entry in enumerate(listed):
        groups.setdefault(_likeness(entry, by_shape), []).append(n)
    found: list[list[int]] = []
    for group in groups.values():
        found += [group] if len(group) >= LEAST else [[n] for n in group]
    return [_fold([listed[n] for n in numbers]) for numbers in sorted(found)]


def _fold(entries: list[Entry]) -> Fold:
    entry = entries[0]
    told, rest = tell(entry), details(entry)
    if len(entries) == 1:
        parts = tuple(entry.parts)
        return Fold((entry,), told.about, (*told.about, *told.happened), tuple(rest), parts)
    if any(other.parts != entry.parts for other in entries):
        return _fold_by_shape(entries)
    what, names = counted(len(entries), entry), _names(entries)
    about = f"{what}: ", *names
    if entry.verb is Verb.CHANGED and rest and not told.said:
        headline = *joined(rest), " on ", *about
        return Fold(tuple(entries), about, headline, (), tuple(entry.parts))
    headline = what, *told.happened, ": ", *names
    return Fold(tuple(entries), about, headline, tuple(rest), tuple(entry.parts))


def _fold_by_shape(entries: list[Entry]) -> Fold:
    common = common_changes(entries)
    entry = replace(entries[0], changes=common)
    what, names = counted(len(entries), entry), _names(entries)
    more = each_its_own(entries, common), each_with(entry.parts)
    told = *details(entry), *filter(None, more)
    headline = what, *tell(entry).happened, ": ", *names
    return Fold(tuple(entries), (f"{what}: ", *names), headline, told, ())


def _likeness(entry: Entry, by_shape: bool) -> Hashable:
    """Return what those that are folded have in common."""
    if by_shape and entry.parts and entry.verb not in _SINGULAR:
        return entry.host, plain(tell(entry).happened), shape(entry)
    same = entry.host, entry.thing, noun(entry), entry.verb, repr((entry.changes, entry.parts))
    if entry.verb is Verb.RENAMED:
        # Of each there is only one.
        return *same, entry.before, entry.after, entry.key
    if entry.verb is Verb.MOVED or entry.thing is Thing.ENDPOINT:
        return *same, old_place_of(entry).inside, place_of(entry).inside
    return same


def _names(entries: list[Entry]) -> Sentence:
    names = [_name(entry) for entry in entries[:NAMED]]
    return *joined(names), f" and {len(entries) - NAMED:,} more"


def _name(entry: Entry) -> Sentence:
    place = place_of(entry)
    # That of these is told in the middle.
    is_told = entry.verb is Verb.MOVED or entry.thing is Thing.ENDPOINT
    return cut(place.name), *(() if is_told else inside(entry, place))
