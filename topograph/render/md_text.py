"""Write Markdown: the one place where text from outside is quoted for it.

All of it stands in code spans, in which nothing comes alive: no tag, no link, no
emphasis, no backslash or entity, and on GitHub and GitLab no mention and no reference.
"""

import re
from collections.abc import Iterable
from typing import Final, NewType

from topograph.render.visible import visible

__all__ = ["LONGEST", "Quoted", "code", "table_row"]

Quoted = NewType("Quoted", str)
"""Markdown for within one line: words of ours, and what is from outside in code spans."""

LONGEST: Final = 120
"""Characters of a text from outside; a longer one is cut."""

_FENCES: Final = re.compile("`+")


def code(text: str) -> Quoted:
    """Return text that stands for itself, as a code span.

    >>> print(code("web"), code("a`b"), code("`"))
    `web` ``a`b`` `` ` ``
    """
    shown = visible(text) or '""'
    if len(shown) > LONGEST:
        shown = shown[: LONGEST - 1] + "…"
    # The shortest that is not in it, since parsers stop counting somewhere above 80.
    taken = {len(run) for run in _FENCES.findall(shown)}
    fence = "`" * min(set(range(1, len(taken) + 2)) - taken)
    pad = " " if _needs_padding(shown) else ""
    return Quoted(f"{fence}{pad}{shown}{pad}{fence}")


def table_row(cells: Iterable[Quoted]) -> str:
    """Return a row of a table, in which a bar is escaped even within a code span."""
    return " | ".join(["", *(cell.replace("|", "\\|") for cell in cells), ""]).strip(" ")


def _needs_padding(text: str) -> bool:
    """Tell whether an end of a text would be read as one of the fence, or taken off as padding."""
    ends = text[0], text[-1]
    return "`" in ends or (ends == (" ", " ") and bool(text.strip(" ")))
