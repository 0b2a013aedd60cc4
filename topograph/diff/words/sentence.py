"""Sentences in which it can be told what is from outside, so that each format quotes that."""

from collections.abc import Iterable
from typing import Final

__all__ = ["LONGEST", "Given", "Sentence", "cut", "joined", "plain"]

LONGEST: Final = 120
"""Characters of one text from outside; a longer one is cut."""


class Given(str):
    """Text from outside: a name, a value, a field of a newer version. It is hostile."""

    __slots__ = ()


Sentence = tuple[str, ...]
"""Words of ours, and those that are `Given`, with all blanks between them."""


def plain(sentence: Iterable[str]) -> str:
    """Return a sentence as one text, in which nothing is quoted."""
    return "".join(sentence)


def joined(sentences: Iterable[Sentence], separator: str = ", ") -> Sentence:
    """Return several sentences in a row."""
    words: list[str] = []
    for sentence in sentences:
        words += [separator, *sentence] if words else sentence
    return tuple(words)


def cut(text: str) -> Given:
    """Return a text from outside, of which the end is left out where it is too long."""
    return Given(text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
