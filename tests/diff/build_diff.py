"""Entries and diffs made by hand, in a few words each."""

from collections.abc import Iterable
from typing import Any

from topograph.diff.model import Change, Diff, Entry, Moment, Place, Thing, Unknown, Verb

__all__ = ["HOST", "added", "change", "changed", "diff", "entry", "hostile_diff", "removed"]

HOST = "web1"


def change(field: str, before: Any = None, after: Any = None) -> Change:
    return Change(field=field, before=before, after=after)


def entry(
    verb: Verb,
    thing: Thing,
    name: str,
    *changes: Change,
    inside: str = "",
    to: str | None = None,
    to_inside: str | None = None,
    kind: str = "",
    parts: Iterable[Entry] = (),
    host: str = HOST,
) -> Entry:
    """Return an event; `to` and `to_inside` are name and place after, if they are others."""
    before = Place(name=name, inside=inside, kind=kind)
    after = Place(
        name=name if to is None else to,
        inside=inside if to_inside is None else to_inside,
        kind=kind,
    )
    return Entry(
        verb=verb,
        thing=thing,
        key=name,
        host=host,
        before=None if verb is Verb.ADDED else before,
        after=None if verb is Verb.REMOVED else after,
        changes=list(changes),
        parts=list(parts),
    )


def added(thing: Thing, name: str, *changes: Change, **others: Any) -> Entry:
    return entry(Verb.ADDED, thing, name, *changes, **others)


def removed(thing: Thing, name: str, *changes: Change, **others: Any) -> Entry:
    return entry(Verb.REMOVED, thing, name, *changes, **others)


def changed(thing: Thing, name: str, *changes: Change, **others: Any) -> Entry:
    return entry(Verb.CHANGED, thing, name, *changes, **others)


def diff(
    *entries: Entry,
    unknown: Iterable[Unknown] = (),
    hosts: Iterable[str] = (HOST,),
    **others: Any,
) -> Diff:
    names = list(hosts)
    return Diff(
        before=Moment(source="before.json", captured_at="2026-11-24T09:30:00Z", hosts=names),
        after=Moment(source="live", captured_at="2026-11-24T10:30:00Z", hosts=names),
        entries=list(entries),
        unknown=list(unknown),
        **others,
    )


def hostile_diff(text: str) -> Diff:
    """Return a diff of every verb and thing, in which each text from outside is this one."""
    changes = [
        change(text, text, [text]),
        change("names", [text], [text, text]),
        change("labels", {text: text}, {}),
        change("is_up", False, True),
    ]
    entries = [
        entry(verb, thing, text, *changes, inside=text, kind=text, host=text)
        for verb in Verb
        for thing in Thing
    ]
    unknown = [Unknown(side=text, host=text, what=text, hint=text, hidden=entries[:3])]
    parts = entry(Verb.RECREATED, Thing.CONTAINER, text, parts=entries[:3], host=text)
    moment = Moment(source=text, captured_at=text, tool=text, hosts=[text, "web1"])
    return Diff(
        before=moment,
        after=moment,
        entries=[*entries, parts],
        unknown=unknown,
        ignored=[text],
    )
