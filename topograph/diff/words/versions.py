"""Word another version of an engine, a kernel or a system."""

import re
from typing import Any, Final

from topograph.diff.model import Change, Entry
from topograph.diff.words.sentence import Sentence
from topograph.diff.words.value_words import value_words

__all__ = ["version_change", "version_words"]

_VERSIONS: Final = ("version", "kernel", "os")


def version_change(entry: Entry) -> Change | None:
    """Return the change that holds the version."""
    return next((change for change in entry.changes if change.field in _VERSIONS), None)


def version_words(change: Change) -> Sentence:
    """Return from which version to which, as the end of a sentence."""
    words = f" {_direction(change)} from ", *value_words(change.before)
    return *words, " to ", *value_words(change.after)


def _direction(change: Change) -> str:
    """Say by the numbers in two versions which of them is newer, if they tell."""
    before, after = _numbers(change.before), _numbers(change.after)
    if before == after or not before or not after:
        return "changed"
    return "upgraded" if before < after else "downgraded"


def _numbers(version: Any) -> list[int]:
    # No number of a version is longer, and a text from outside may be a million digits.
    return [int(number) for number in re.findall(r"[0-9]{1,18}", str(version or ""))]
