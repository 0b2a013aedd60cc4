"""Tell by their content which commands some lines are the output of."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from json import JSONDecodeError, JSONDecoder
from typing import Final

from topograph.sources.text.reader import TextReader
from topograph.sources.text.readers import JSON_READERS, TEXT_READERS
from topograph.sources.text.told import Line

__all__ = ["Piece", "pieces"]

Piece = tuple[str, list[Line]]
"""The name of a reader, and lines that are its; an empty name if they are nobody's."""

_JSON_BEGINS: Final = re.compile(r'\[\s*(?:[\[{\]]|$)|\{\s*(?:["}]|$)')
_WASTE: Final = 4
"""How many times its length may be looked at in vain for JSON in a text."""


def pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    """Cut lines into the outputs of single commands.

    A line with which an output begins ends the one before; what stands before the first of
    them is nobody's.
    """
    json = _JsonIn(lines)
    reader: TextReader | None = None
    found: list[Line] = []
    at = 0
    while at < len(lines):
        text = lines[at].text
        value = json.at(at) if text[:1] in ("[", "{") and _JSON_BEGINS.match(text) else None
        begun = reader
        if value is None and text[:1] not in ("", " ", "\t"):
            begun = _begun(text, reader)
        if found and (value is not None or begun is not reader):
            yield reader.name if reader else "", found
            found = []
        reader = begun
        if value is None:
            found.append(lines[at])
            at += 1
        else:
            name, end = value
            yield name, list(lines[at:end])
            reader, at = None, end
    if found:
        yield reader.name if reader else "", found


def _begun(text: str, current: TextReader | None) -> TextReader | None:
    """Return the reader of an output that begins with a line; else the one that is reading."""
    if current is not None and current.begins(text):
        return current
    return next((reader for reader in TEXT_READERS if reader.begins(text)), current)


class _JsonIn:
    """The JSON texts among some lines.

    Args:
        lines: which may hold some.
    """

    _decoder: Final = JSONDecoder()

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._text = ""
        self._starts: list[int] = []
        self._wasted = 0

    def at(self, line: int) -> tuple[str, int] | None:
        """Return the reader of the JSON text that begins in a line, and the line behind it."""
        if not self._starts:
            texts = [line.text for line in self._lines]
            self._text = "\n".join(texts)
            self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        if self._wasted > _WASTE * len(self._text):
            return None
        start = self._starts[line]
        try:
            value, end = self._decoder.raw_decode(self._text, start)
        except JSONDecodeError as error:
            self._wasted += error.pos - start
            return None
        except (RecursionError, ValueError):
            # Nested too deeply, or a number with too many digits: where, nobody tells.
            self._wasted += len(self._text)
            return None
        name = next((reader.name for reader in JSON_READERS if reader.recognises(value)), "")
        return name, line + self._text.count("\n", start, end) + 1
