"""Undo what mail, forums and pages do to a text that is pasted into them."""

import html
import re
from collections.abc import Sequence
from typing import Final

from topograph.sources.text.readers import TEXT_READERS
from topograph.sources.text.told import Line

__all__ = ["mended"]

_LONGEST: Final = 4000
"""Characters; a longer line is left as it is."""
_FEWEST: Final = 3
"""So many lines in a row are quoted or numbered, or none of them is."""
# Spaces of other widths, and what has no width at all; quotation marks; dashes before options.
_LETTERS: Final = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", None),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u2018\u2019", "'"),
    }
)
_DASH: Final = re.compile(r"(?<= )[\u2013\u2014](?=[A-Za-z])")
_ESCAPED: Final = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#39|#x27|#160|#8230|hellip);")
_TAGS: Final = re.compile(
    r"(?i)^[ \t]{0,16}"
    r"(?:\[/?(?:code|quote|pre)(?:=[^\[\]]{0,40})?\]|</?(?:pre|code)[^<>]{0,80}>){1,4}"
    r"|(?:\[/?(?:code|quote|pre)\]|</?(?:pre|code)>){1,4}\s*$"
)
_QUOTED: Final = re.compile(r"(?:> ?){1,4}")
_MAY_GO_ON: Final = re.compile(r".*[$#%>\\] ?\S.*")
_NUMBERED: Final = re.compile(r"\s{0,6}([0-9]{1,5})(?:[ \t]?\|[ \t]?| {1,2}|\t|$)")


def mended(lines: Sequence[Line]) -> list[Line]:
    """Return lines as the terminal showed them."""
    found = [Line(line.number, _mended(line.text)) for line in lines]
    return _without_indent(_without_numbers(_without_quotation(found)))


def _mended(text: str) -> str:
    if len(text) > _LONGEST:
        return text
    if "&" in text:
        text = _ESCAPED.sub(lambda one: html.unescape(one[0]), text)
    if not text.isascii():
        text = _DASH.sub("-", text.translate(_LETTERS))
    if "[" in text or "<" in text:
        text = _TAGS.sub("", text)
    return text


def _without_quotation(lines: list[Line]) -> list[Line]:
    """Take the > of a mail away, but not that of a shell that asks for the rest of a command."""
    if not any(line.text.startswith(">") for line in lines):
        return lines
    found: list[Line] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].text.startswith(">"):
            end += 1
        before = lines[at - 1].text if at else ""
        is_quoted = end - at >= _FEWEST and not _MAY_GO_ON.fullmatch(before[:_LONGEST])
        run = lines[at : max(end, at + 1)]
        found += [
            Line(line.number, _QUOTED.sub("", line.text, count=1)) if is_quoted else line
            for line in run
        ]
        at += len(run)
    return found


def _without_numbers(lines: list[Line]) -> list[Line]:
    """Take numbers away that count all lines; ip -o has a colon behind its own."""
    found = []
    for n, line in enumerate(lines, 1):
        number = _NUMBERED.match(line.text[:_LONGEST])
        if number is None or int(number[1]) != n:
            return lines
        found.append(Line(line.number, line.text[number.end() :]))
    return found if len(found) >= _FEWEST else lines


def _without_indent(lines: list[Line]) -> list[Line]:
    """Take away by how much a block is indented whose first line begins an output."""
    found: list[Line] = []
    indent = ""
    is_first = True
    for line in lines:
        text = line.text
        if not text.strip():
            is_first = True
        elif indent and not text.startswith(indent):
            indent = ""
        if is_first and not indent and text[:1] in (" ", "\t") and text.strip():
            bare = text.lstrip(" \t")
            if _begins(bare):
                indent = text[: len(text) - len(bare)]
        if text.strip():
            # What is indented below the first line of an output belongs to that.
            is_first = text[0] not in " \t" and not _begins(text)
        found.append(Line(line.number, text.removeprefix(indent)) if indent else line)
    return found


def _begins(text: str) -> bool:
    return len(text) <= _LONGEST and any(reader.begins(text) for reader in TEXT_READERS)
