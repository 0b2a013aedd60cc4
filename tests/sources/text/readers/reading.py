"""Reads a few lines of text, as the source does with those of a file."""

import shlex
from typing import Any

from topograph.sources.text.readers import JSON_READERS, TEXT_READERS
from topograph.sources.text.told import Line, Told

__all__ = ["begins", "numbered", "read", "read_json", "recognises"]


def numbered(text: str) -> list[Line]:
    """Return the lines of a text, without an empty first one."""
    return [Line(n, line) for n, line in enumerate(text.removeprefix("\n").split("\n"), 1)]


def read(name: str, text: str, command: str = "") -> Told:
    """Return what the text reader of that name makes of a text."""
    reader = next(one for one in TEXT_READERS if one.name == name)
    return reader.read(numbered(text), tuple(shlex.split(command)))


def read_json(name: str, value: Any, command: str = "") -> Told:
    """Return what the JSON reader of that name makes of a value."""
    reader = next(one for one in JSON_READERS if one.name == name)
    return reader.read(value, tuple(shlex.split(command)))


def begins(text: str) -> list[str]:
    """Return the names of the readers that say that such an output begins with that line."""
    return [one.name for one in TEXT_READERS if one.begins(text)]


def recognises(value: Any) -> list[str]:
    """Return the names of the readers that take a value for theirs."""
    return [one.name for one in JSON_READERS if one.recognises(value)]
