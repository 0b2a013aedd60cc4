"""Decide which parts say what has changed of them, so that each change is said once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from topograph.picture.changes import Change
from topograph.picture.parts import Card, Panel, Person, Row

__all__ = ["around_card", "card_lines", "hushed", "hushed_panel", "told", "whole_of"]


def told(change: Change | None) -> Change | None:
    """Return a change that a part has to say itself."""
    return None if change is None or change.is_quiet else change


def whole_of(change: Change | None, people: Iterable[Person]) -> Change | None:
    """Return the change of a card as a whole: that of its namespace, or of all in it.

    Args:
        change: that of the namespace.
        people: the containers on the card.
    """
    changes = [person.change for person in people]
    if change is None or not change.is_whole:
        first = changes[0] if changes else None
        if first and all(other and other.tone == first.tone for other in changes):
            return first
    return change


def around_card(card: Card) -> Change | None:
    """Return the change that the outline of a card tells."""
    return whole_of(card.change, card.people)


def card_lines(card: Card) -> Iterator[tuple[str, Change]]:
    """Yield what a card has to say, with the name of the container if it is one of several."""
    changed = [person for person in card.people if person.change]
    for person in changed:
        if person.change:
            yield (f"{person.name} " if len(card.people) > 1 else ""), person.change
    if card.change and not changed:
        yield "", card.change


def hushed(rows: Iterable[Row], around: Change | None) -> tuple[Row, ...]:
    """Return rows, those quiet that came or went with all that is around them."""
    return tuple(
        replace(row, change=replace(row.change, is_quiet=True))
        if row.change and _says(around, row.change)
        else row
        for row in rows
    )


def hushed_panel(panel: Panel, around: Change | None) -> Panel:
    """Return a panel that says nothing that the box around it says."""
    if panel.change and _says(around, panel.change):
        panel = replace(panel, change=replace(panel.change, is_quiet=True))
    return replace(panel, rows=hushed(panel.rows, around))


def _says(around: Change | None, inner: Change) -> bool:
    if around is None or not around.is_whole:
        return False
    return inner.verb == around.verb and not inner.words and not inner.subject
