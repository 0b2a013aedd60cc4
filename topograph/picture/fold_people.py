"""Fold containers on one card, or in one place of several cards, into one with their number."""

from collections.abc import Hashable
from dataclasses import replace
from functools import partial

from topograph.picture.changes import Change, likeness, shared
from topograph.picture.fold_rows import several
from topograph.picture.parts import Person
from topograph.picture.siblings import siblings
from topograph.picture.words import count

__all__ = ["fold_people", "likeness_of", "more", "stand_in_for"]


def likeness_of(person: Person, *, with_kin: bool) -> Hashable:
    """Return what containers that become one have in common.

    Args:
        person: the container.
        with_kin: whether its image and service are part of that, and what of it has changed.
    """
    change = likeness(person.change, with_words=with_kin)
    return person.state, person.word, person.kin if with_kin else (), change


def fold_people(people: tuple[Person, ...], *, with_kin: bool) -> tuple[Person, ...]:
    """Return the containers of one card, those that are alike folded.

    Args:
        people: all of them.
        with_kin: whether only those of one image and service are alike.
    """
    folded: list[Person] = []
    for shown, rest in siblings(people, partial(likeness_of, with_kin=with_kin)):
        folded += shown
        folded += [stand_in_for(rest, more(len(rest), rest[0].change))] if rest else []
    place = {person.node: n for n, person in enumerate(people)}
    return tuple(sorted(folded, key=lambda person: place[person.node]))


def more(number: int, change: Change | None) -> str:
    """Return the name of what stands for so many things of one change."""
    return f"{number:,} more" + (f" {change.word}" if change else "")


def stand_in_for(people: list[Person], name: str) -> Person:
    """Return the container that stands for several of one state, under a name of its own."""
    images = list(dict.fromkeys(person.image for person in people))
    return replace(
        people[0],
        name=name,
        image=images[0] if len(images) == 1 else count(len(images), "image"),
        details=several(person.name for person in people),
        folded=tuple(person.node for person in people),
        change=shared(person.change for person in people),
    )
