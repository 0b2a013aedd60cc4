"""What events with parts have in common, although each part has a name of its own."""

from collections.abc import Iterable
from typing import Any

from topograph.diff.model import Change, Entry, Thing
from topograph.diff.words.nouns import noun, plural
from topograph.diff.words.sentence import Sentence, cut, joined

__all__ = ["common_changes", "each_its_own", "each_with", "shape"]


def shape(entry: Entry) -> tuple[Any, ...]:
    """Return what happened to a thing and its parts, without names and the values of fields."""
    fields = tuple(sorted(change.field for change in entry.changes))
    parts = tuple(sorted(map(shape, entry.parts)))
    return entry.thing.value, noun(entry), entry.verb.value, fields, parts


def common_changes(entries: list[Entry]) -> list[Change]:
    """Return the changes that all have, values and all."""
    first, *rest = entries
    return [change for change in first.changes if all(change in e.changes for e in rest)]


def each_its_own(entries: list[Entry], common: list[Change]) -> Sentence:
    """Return the fields that are different in each; nothing if there are none."""
    fields = [change.field for change in entries[0].changes if change not in common]
    return (*joined((cut(field),) for field in fields), " different in each") if fields else ()


def each_with(parts: Iterable[Entry]) -> Sentence:
    """Return what each took along, as numbers; nothing if it took nothing."""
    groups: dict[tuple[str, str], int] = {}
    for part in parts:
        what = part.thing.value if part.thing is Thing.ENDPOINT else noun(part)
        groups[what, part.verb.value] = groups.get((what, part.verb.value), 0) + 1
    told = [f"{plural(n, what)} {verb}" for (what, verb), n in groups.items()]
    return (f"each with {', '.join(told)}",) if told else ()
