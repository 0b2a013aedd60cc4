"""Word what went from one place to another."""

from typing import Any, Final

from topograph.diff.model import Change, Entry, Place, Thing
from topograph.diff.words.nouns import old_place_of, place_of
from topograph.diff.words.sentence import Sentence, cut
from topograph.diff.words.value_words import is_absent, value_words

__all__ = ["by_place", "moved", "place_change"]

# What a change may call the place, where the places of both sides are the same namespace.
_PLACES: Final = ("master", "bridge", "network", "networks", "netns", "link", "iflink")
_NETWORKS: Final = ("network", "networks")
_OF_CONTAINERS: Final = frozenset({Thing.CONTAINER, Thing.ENDPOINT})


def by_place(entry: Entry) -> bool:
    """Tell whether the places of both sides say from where to where a thing went."""
    return old_place_of(entry).inside != place_of(entry).inside


def place_change(entry: Entry) -> Change | None:
    """Return the change that says it, where the places do not."""
    if by_place(entry):
        return None
    return next((change for change in entry.changes if change.field in _PLACES), None)


def moved(entry: Entry) -> Sentence:
    """Return from where to where a thing went, as the end of a sentence."""
    before, after = old_place_of(entry), place_of(entry)
    now: Sentence = () if before.name == after.name else (", now ", cut(after.name))
    if by_place(entry):
        network = "network " if entry.thing in _OF_CONTAINERS else ""
        return f" moved from {network}", _label(before), " to ", _label(after), *now
    change = place_change(entry)
    return (*_way(change), *now) if change else (" moved", *now)


def _way(change: Change) -> Sentence:
    start, end = _only(change.before), _only(change.after)
    if is_absent(start):
        return " moved to ", *value_words(end)
    if is_absent(end):
        return " moved out of ", *value_words(start)
    network = "network " if change.field in _NETWORKS else ""
    return f" moved from {network}", *value_words(start), " to ", *value_words(end)


def _label(place: Place) -> str:
    return cut(place.inside) if place.inside else "the host"


def _only(value: Any) -> Any:
    """Return the one element of a list, and all else as it is."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
