"""Find the code blocks of a document in Markdown."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from topograph.sources.text.told import Line

__all__ = ["Document", "dedented", "taken_apart"]

# Indented in a list, or in what MkDocs folds away.
_FENCE: Final = re.compile(r"([ \t]{0,16})(`{3,}|~{3,})[^`]*")


class Document(NamedTuple):
    """A text, taken apart."""

    blocks: list[list[Line]]
    """The code blocks; all lines in one if there are none."""
    prose: list[Line]
    """What stands around them."""
    fences: list[Line]


def taken_apart(lines: Sequence[Line]) -> Document:
    """Return the code blocks of a text in Markdown, and what is around them."""
    blocks: list[list[Line]] = []
    outside: list[Line] = []
    fences: list[Line] = []
    fence = indent = before = ""
    for line in lines:
        found = _FENCE.fullmatch(line.text) if line.text.lstrip()[:3] in ("```", "~~~") else None
        if found and not fence and _underlines(line.text, before):
            found = None
        before = line.text
        if found and not fence:
            indent, fence = found[1], found[2]
            blocks.append([])
            fences.append(line)
        elif found and found[2].startswith(fence):
            fence = ""
            fences.append(line)
        elif fence:
            blocks[-1].append(dedented(line, indent))
        elif line.text.strip():
            outside.append(line)
    if not blocks or fence:
        # A fence without an end is no fence.
        return Document([list(lines)], [], [])
    return Document(blocks, outside, fences)


def _underlines(text: str, before: str) -> bool:
    """Tell whether a line makes a heading of the one before it, as in reStructuredText."""
    return text.rstrip().strip("~") == "" and 3 < len(before.rstrip()) <= len(text.rstrip())


def dedented(line: Line, indent: str) -> Line:
    """Return a line without the indent of its block."""
    return Line(line.number, line.text.removeprefix(indent))
