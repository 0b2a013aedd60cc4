"""What a diff says of a part, and the tones that tell it.

A tone is a colour in the place of a hue. In a picture of a diff no network has
a hue, so that a colour says one thing only: what has changed. All else is dim.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

__all__ = [
    "ADDED",
    "CHANGED",
    "DIM",
    "REMOVED",
    "TONES",
    "UNSEEN",
    "VERBS",
    "Change",
    "joined",
    "likeness",
    "read_change",
    "shared",
    "tooltip_lines",
]

DIM: Final = -2
"""Of what is the same on both sides. Below the number that says of a hue that there is none."""
ADDED: Final = -3
REMOVED: Final = -4
CHANGED: Final = -5
UNSEEN: Final = -6

TONES: Final = {
    DIM: "dim",
    ADDED: "added",
    REMOVED: "removed",
    CHANGED: "changed",
    UNSEEN: "unobserved",
}
"""What each tone is called: a key of `style.INKS`, and the end of a class."""

UNKNOWN: Final = "unknown"
VERBS: Final = {
    "added": ADDED,
    "removed": REMOVED,
    "moved": CHANGED,
    "changed": CHANGED,
    "renamed": CHANGED,
    "recreated": CHANGED,
    "rebooted": CHANGED,
    "upgraded": CHANGED,
    "scaled": CHANGED,
    UNKNOWN: UNSEEN,
}
"""The tone of each verb."""

_UNOBSERVED: Final = "not observed"
_MOST_LINES: Final = 40


@dataclass(frozen=True, slots=True)
class Change:
    """What a diff says of one part."""

    verb: str
    """A key of `VERBS`."""
    words: str = ""
    """What of it: mtu 1500 → 1450. Of what was not observed all that is said."""
    title: str = ""
    """Lines for those who point at it."""
    entry: str = ""
    """Ids in the list of changes, with spaces between them."""
    subject: str = ""
    """What has changed if that is not the part itself: the network that a bridge serves."""
    is_quiet: bool = False
    """Whether the box around the part says it."""

    @property
    def tone(self) -> int:
        """Return what it is drawn in."""
        return VERBS[self.verb]

    @property
    def word(self) -> str:
        """Return the verb as people say it."""
        return _UNOBSERVED if self.verb == UNKNOWN else self.verb

    @property
    def text(self) -> str:
        """Return all that the part says of it, in one line."""
        if self.verb == UNKNOWN:
            said = self.words or self.word
        else:
            said = ": ".join(filter(None, (self.word, self.words)))
        return f"{self.subject} {said}" if self.subject else said

    @property
    def is_whole(self) -> bool:
        """Tell whether the part is there on one side only, with all that is in it."""
        return self.tone in (ADDED, REMOVED, UNSEEN) and not self.subject


def read_change(attributes: Mapping[str, Any]) -> Change | None:
    """Return what a graph says of a node or an edge, which may be a verb alone."""
    found = attributes.get("change")
    if not found:
        return None
    said = {"verb": found} if isinstance(found, str) else found
    verb = str(said["verb"])
    return Change(
        verb=verb if verb in VERBS else "changed",
        words=said.get("words", ""),
        title=said.get("title", ""),
        entry=said.get("entry", ""),
    )


def joined(own: Change | None, others: Iterable[Change]) -> Change | None:
    """Return one change for a part that says those of others as well.

    Args:
        own: that of the part itself.
        others: with their subjects. What they say that its own does not is said behind that.
    """
    for other in others:
        if own is None:
            own = other
            continue
        is_same = own.verb == other.verb and not other.words
        more = "" if is_same or other.text == own.text else other.text
        # What became of the whole goes before what of it is different.
        words = (more, own.words) if other.verb == "recreated" else (own.words, more)
        own = replace(
            own,
            words=", ".join(filter(None, words)),
            title="\n".join(filter(None, (own.title, other.title))),
            entry=_ids((own, other)),
        )
    return own


def likeness(change: Change | None, *, with_words: bool = True) -> Hashable:
    """Return what the changes of parts that become one have in common.

    Args:
        change: that of one of them.
        with_words: whether it has to be the same of all of them that has changed.
    """
    if change is None:
        return None
    words = change.words if with_words else ""
    return change.verb, change.subject, words, change.is_quiet


def shared(changes: Iterable[Change | None]) -> Change | None:
    """Return the change of a part that stands for several; None if none of them has one."""
    every = list(changes)
    found = [change for change in every if change is not None]
    if not found:
        return None
    verbs = {change.verb if change else "" for change in every}
    words = {change.words for change in found}
    titles = {change.title for change in found}
    return replace(
        found[0],
        verb=verbs.pop() if len(verbs) == 1 else "changed",
        words=words.pop() if len(words) == 1 else "",
        title=titles.pop() if len(titles) == 1 else "",
        entry=_ids(found),
    )


def tooltip_lines(change: Change | None) -> list[str]:
    """Return what those read of a change who point at its part."""
    if change is None:
        return []
    lines = change.title.split("\n")
    return [change.text, *lines[:_MOST_LINES]]


def _ids(changes: Iterable[Change]) -> str:
    return " ".join(dict.fromkeys(x for change in changes for x in change.entry.split()))
