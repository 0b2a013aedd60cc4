"""The one place that words a diff: what a line of each format says of an event."""

from collections.abc import Callable
from typing import Final, NamedTuple

from topograph.diff.model import Entry, Place, Thing, Unknown, Verb
from topograph.diff.words.moves import by_place, moved, place_change
from topograph.diff.words.nouns import counted, noun, old_place_of, place_of, subject
from topograph.diff.words.sentence import Sentence, cut, joined, plain
from topograph.diff.words.states import state_phrase
from topograph.diff.words.value_words import change_words, fact_words
from topograph.diff.words.versions import version_change, version_words

__all__ = ["MARKS", "UNKNOWN_MARK", "Told", "details", "headline", "tell", "unknown_words"]

MARKS: Final = {
    Verb.ADDED: "+",
    Verb.REMOVED: "−",
    Verb.CHANGED: "±",
    Verb.RENAMED: "→",
    Verb.MOVED: "→",
    Verb.RECREATED: "↻",
    Verb.SCALED: "±",
    Verb.REBOOTED: "↻",
    Verb.UPGRADED: "±",
}
"""What stands before a line; never alone, the words say it as well."""

UNKNOWN_MARK: Final = "?"

_SIDES: Final = ("before", "after")
_CONNECTED: Final = {Verb.ADDED: " connected to ", Verb.REMOVED: " disconnected from "}
_GROUPS: Final = frozenset({Thing.HOST, Thing.PROJECT, Thing.SERVICE})


class Told(NamedTuple):
    """An event as words."""

    about: Sentence
    happened: Sentence
    """What became of it, with a blank in front."""
    said: frozenset[str] = frozenset()
    """Fields of changes that this tells of; they need no detail."""


def headline(entry: Entry) -> str:
    """Return what happened, as one sentence; names in it are as they came."""
    told = tell(entry)
    return plain((*told.about, *told.happened))


def details(entry: Entry) -> list[Sentence]:
    """Return what there is to say of an event beyond its headline, each as one sentence."""
    said = tell(entry).said
    rest = [change for change in entry.changes if change.field not in said]
    if entry.verb is Verb.ADDED:
        told = [fact_words(change, change.after) for change in rest]
    elif entry.verb is Verb.REMOVED:
        told = [fact_words(change, change.before) for change in rest]
    else:
        told = [change_words(change) for change in rest]
    # A setting has no fields but its value.
    return [words[2:] for words in told] if entry.thing is Thing.SETTING else told


def tell(entry: Entry) -> Told:
    """Return what happened, with what is from outside marked in it."""
    teller = _TELLERS.get(entry.verb)
    return (teller and teller(entry)) or _plainly(entry)


def unknown_words(unknown: Unknown, with_host: bool = False) -> Sentence:
    """Return what could not be observed, where, and what would help."""
    host: Sentence = (cut(unknown.host), ": ") if with_host and unknown.host else ()
    hint: Sentence = ("; ", cut(unknown.hint)) if unknown.hint else ()
    side = unknown.side if unknown.side in _SIDES else cut(unknown.side)
    return "not observed ", side, ": ", *host, cut(unknown.what), *hint


def _plainly(entry: Entry) -> Told:
    return Told(subject(entry, place_of(entry)), (f" {entry.verb}",))


def _whole(entry: Entry) -> Told:
    """Tell of what came or went."""
    place = place_of(entry)
    if entry.thing is Thing.ENDPOINT:
        about = subject(entry, Place(name=place.name))
        return Told(about, (_CONNECTED[entry.verb], cut(place.inside)))
    # A link that is a bridge says so by its noun.
    by_noun = entry.thing is Thing.LINK and noun(entry) != entry.thing
    said = frozenset({"kind"} if by_noun else ())
    return Told(subject(entry, place), (f" {entry.verb}", *_taken_along(entry)), said)


def _changed(entry: Entry) -> Told | None:
    found = state_phrase(entry)
    if found is None:
        return _connected(entry)
    phrase, field = found
    return Told(subject(entry, place_of(entry)), (f" {phrase}",), frozenset({field}))


def _connected(entry: Entry) -> Told | None:
    """Tell of a container that is on more networks, or on fewer."""
    for change in entry.changes if entry.thing is Thing.CONTAINER else ():
        sides = change.before or [], change.after or []
        if change.field != "networks" or not all(isinstance(side, list) for side in sides):
            continue
        lost, got = ([one for one in a if one not in b] for a, b in (sides, sides[::-1]))
        if bool(lost) != bool(got):
            way = _CONNECTED[Verb.ADDED if got else Verb.REMOVED]
            names = joined((cut(str(one)),) for one in got or lost)
            happened = f"{way}network ", *names
            return Told(subject(entry, place_of(entry)), happened, frozenset({change.field}))
    return None


def _renamed(entry: Entry) -> Told:
    before, after = old_place_of(entry), place_of(entry)
    same = _saying(entry, before.name, after.name)
    return Told(subject(entry, before), (" renamed to ", cut(after.name)), frozenset(same))


def _moved(entry: Entry) -> Told:
    before, change = old_place_of(entry), place_change(entry)
    # Where it was stands behind the verb.
    place = Place(name=before.name, kind=before.kind) if by_place(entry) else before
    after = place_of(entry)
    said = {change.field} if change else _saying(entry, before.inside, after.inside)
    if before.name != after.name:
        said |= _saying(entry, before.name, after.name)
    return Told(subject(entry, place), moved(entry), frozenset(said))


def _scaled(entry: Entry) -> Told | None:
    for change in entry.changes:
        before, after = change.before or 0, change.after or 0
        if isinstance(before, int) and isinstance(after, int):
            way = f" scaled from {before:,} to {after:,}"
            return Told(subject(entry, place_of(entry)), (way,), frozenset({change.field}))
    return None


def _upgraded(entry: Entry) -> Told | None:
    change = version_change(entry)
    if change is None:
        return None
    of: Sentence = (f"{change.field} of ",) if entry.thing is Thing.HOST else ()
    about = *of, *subject(entry, place_of(entry))
    return Told(about, version_words(change), frozenset({change.field}))


def _saying(entry: Entry, before: str, after: str) -> set[str]:
    """Return the fields whose change says nothing but these two words."""
    return {
        change.field
        for change in entry.changes
        if change.before in (before, [before]) and change.after in (after, [after])
    }


def _taken_along(entry: Entry) -> Sentence:
    """Return how much of what a whole group took along: 3 containers, 1 network."""
    if entry.thing not in _GROUPS:
        return ()
    kinds: dict[Thing, list[Entry]] = {}
    for part in entry.parts:
        if part.verb is entry.verb and part.thing is not Thing.ENDPOINT:
            kinds.setdefault(part.thing, []).append(part)
    numbers = [counted(len(kinds[thing]), kinds[thing][0]) for thing in Thing if thing in kinds]
    return (f": {', '.join(numbers)}",) if numbers else ()


_TELLERS: Final[dict[Verb, Callable[[Entry], Told | None]]] = {
    Verb.ADDED: _whole,
    Verb.REMOVED: _whole,
    Verb.CHANGED: _changed,
    Verb.RENAMED: _renamed,
    Verb.MOVED: _moved,
    Verb.SCALED: _scaled,
    Verb.UPGRADED: _upgraded,
}
