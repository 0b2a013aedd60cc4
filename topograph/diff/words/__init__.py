"""The one place that words a diff: what each format for reading says of an event."""

from topograph.diff.words.telling import (
    MARKS,
    UNKNOWN_MARK,
    Told,
    details,
    headline,
    tell,
    unknown_words,
)

__all__ = ["MARKS", "UNKNOWN_MARK", "Told", "details", "headline", "tell", "unknown_words"]
