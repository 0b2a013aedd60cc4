"""The script of the report, from the files it is written in.

Notes and indents are for those who read the files; a report has no use for them. No text
in a script looks like either, which a test checks.
"""

import re
from functools import cache
from typing import Final

from topograph.render.templates import templates_folder

__all__ = ["DIFF_SCRIPTS", "SCRIPTS", "page_script"]

SCRIPTS: Final = (
    "page",
    "things",
    "view",
    "light",
    "copying",
    "notation",
    "details",
    "selection",
    "search",
    "sorting",
    "filters",
    "cells",
    "start",
)
"""The files, in an order in which each comes after what it needs."""

_NOTE: Final = re.compile(r"/\*\*.*?\*/[ \n]?|^[ \t]*//[^\n]*\n", re.DOTALL | re.MULTILINE)
_INDENT: Final = re.compile(r"^[ \t\n]+", re.MULTILINE)
_PLAIN: Final = re.compile(r"^(?:[^'/\\\n]| / |\\[^\"`\n])+$", re.MULTILINE)
"""A line in which all texts stand in double quotes or backticks, and there is no pattern."""
_JOINT: Final = re.compile(r"(=>|[{(\[,]|(?<!});)\n")
"""The end of a line that goes on in the next one, or of a statement within a block."""
_LONE: Final = re.compile(r"(?<=[=(,:])\((\w+)\)(?==>)")
"""One parameter in parentheses that it does not need."""
_SPARE: Final = re.compile(r"[;,](?=\})|,(?=[)\]])")
"""What ends the last one of several things; texts hold no such thing."""
_TEXT: Final = re.compile(r'("[^"]*"|`[^`]*`)')
_SIGN: Final = re.compile(r" ?([=<>?:,;(){}\[\]&|*]+) ?| ([+/-]) (?![+-])")


DIFF_SCRIPTS: Final = ("page", "view", "copying", "changes")
"""Those of the report of a diff."""


@cache
def page_script(names: tuple[str, ...] = SCRIPTS) -> str:
    """Return the script as it stands in a page, hidden from whatever else there may be."""
    folder = templates_folder() / "script"
    parts = ((folder / f"{name}.js").read_text(encoding="utf-8") for name in names)
    body = _INDENT.sub("", _NOTE.sub("", "\n".join(parts)))
    body = _JOINT.sub(r"\1", _PLAIN.sub(lambda line: _squeezed(line[0]), body))
    body = _SPARE.sub("", _LONE.sub(r"\1", body))
    return f'"use strict";(() => {{\n{body.rstrip()}\n}})();\n'


def _squeezed(line: str) -> str:
    """Return a line without the spaces beside signs, but for those in texts."""
    parts = _TEXT.split(line)
    return "".join(part if n % 2 else _SIGN.sub(r"\1\2", part) for n, part in enumerate(parts))
