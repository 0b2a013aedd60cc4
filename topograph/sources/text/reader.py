"""The shape of a reader: it knows the output of one command, and reads it."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from topograph.sources.text.told import Line, Told

__all__ = ["JsonReader", "TextReader", "is_ellipsis", "never", "without_remark"]

_ELLIPSIS: Final = re.compile(
    r"\s*--\s*"  # of grep -A
    r"|[\W_]{0,20}(?:\.\.|…)[\W_]{0,20}"
    r"|[\W_]{1,20}(?:snip(?:ped)?|cut|skipped|(?:output )?(?:omitted|truncated|removed))"
    r"[\W_]{0,20}",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(r"\s+(?:#|<-|<=|//|\u2190|\u21d0).*", re.DOTALL)


class TextReader(NamedTuple):
    """Reads one command's output for people."""

    name: str
    """As in `commands.READERS`."""
    begins: Callable[[str], bool]
    """Tells whether a line is one with which such an output, or one thing in it, begins: an
    answer that no line of another reader's output gets. Called for every line; it has to be
    fast, and linear in the line."""
    read: Callable[[Sequence[Line], tuple[str, ...]], Told]
    """Reads lines; the second argument is the command, empty if not known. Linear in the lines.
    It raises nothing, whatever the lines are: what is not understood is in `Told.unknown`."""


class JsonReader(NamedTuple):
    """Reads one command's output in JSON."""

    name: str
    recognises: Callable[[Any], bool]
    """Tells whether a value is such an output, by its members."""
    read: Callable[[Any, tuple[str, ...]], Told]
    """Reads a value; the second argument is the command, empty if not known. It raises nothing:
    members of a wrong type are left out."""


def is_ellipsis(text: str) -> bool:
    """Tell whether a line stands for others that somebody cut out."""
    return len(text) < 80 and _ELLIPSIS.fullmatch(text) is not None


def without_remark(text: str) -> str:
    """Return a line without what somebody wrote behind it, such as # here or <-- here."""
    found = _REMARK.search(text) if len(text) < 1000 else None
    return text[: found.start()] if found and found.start() else text


def never(_: str) -> bool:
    """Say that no line is like no other: such an output is known by its command only."""
    return False
