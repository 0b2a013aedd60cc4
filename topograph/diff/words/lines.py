"""A diff as lines with a depth: what the formats for reading have in common."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from topograph.diff.model import Entry, Unknown, Verb
from topograph.diff.words.folding import Fold, fold
from topograph.diff.words.sentence import Given, Sentence, joined, plain
from topograph.diff.words.telling import MARKS, UNKNOWN_MARK, unknown_words

__all__ = ["MOST_HIDDEN", "Line", "entry_lines", "fold_lines", "unknown_lines"]

MOST_HIDDEN: Final = 8
"""Lines of what the other side has where one side saw nothing."""

_DEEPEST: Final = 4
"""Parts of parts of parts; no event is deeper, and no reader."""
_WIDEST: Final = 90
"""Characters of a line to which details are added, rather than stand below."""


class Line(NamedTuple):
    """One line."""

    depth: int
    """0 for the event itself."""
    mark: str
    """Of a verb, ? for the unknown; empty for a detail of the line above."""
    words: Sentence


def entry_lines(
    entries: Iterable[Entry], depth: int = 0, *, by_shape: bool = True
) -> Iterator[Line]:
    """Yield the lines of entries, with what they took along below them."""
    for folded in fold(entries, by_shape=by_shape):
        yield from fold_lines(folded, depth, by_shape=by_shape)


def fold_lines(folded: Fold, depth: int = 0, *, by_shape: bool = True) -> Iterator[Line]:
    """Yield the lines of one entry, or of several that are told at once."""
    mark, details = MARKS[folded.first.verb], folded.details
    if (short := _in_one(folded)) is not None:
        yield Line(depth, mark, short)
    else:
        yield Line(depth, mark, folded.headline)
        yield from (Line(depth + 1, "", words) for words in details)
    if depth < _DEEPEST:
        yield from entry_lines(folded.parts, depth + 1, by_shape=by_shape)


def unknown_lines(unknown: Unknown, with_host: bool) -> Iterator[Line]:
    """Yield the lines of what could not be observed, with what the other side has of it."""
    yield Line(0, UNKNOWN_MARK, unknown_words(unknown, with_host))
    hidden = list(fold(unknown.hidden))
    for folded in hidden[:MOST_HIDDEN]:
        yield Line(1, UNKNOWN_MARK, (*folded.about, f" seen {_other(unknown.side)} only"))
    rest = sum(len(folded.entries) for folded in hidden[MOST_HIDDEN:])
    if rest:
        yield Line(1, UNKNOWN_MARK, (f"and {rest:,} more",))


def _other(side: str) -> str:
    return "after" if side == "before" else "before"


def _in_one(folded: Fold) -> Sentence | None:
    """Return headline and details as one line, if they fit in one and the reader needs no more."""
    if not folded.details:
        return None
    whole = folded.first.verb in (Verb.ADDED, Verb.REMOVED)
    if not whole and len(folded.details) > 1:
        return None
    has_colon = any(": " in word for word in folded.headline if not isinstance(word, Given))
    separator = "; " if has_colon else ": "
    words = *folded.headline, separator, *joined(folded.details)
    return words if len(plain(words)) <= _WIDEST else None
