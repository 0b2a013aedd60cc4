"""Calls a reader with the output of a command as people write it down."""

import json
import shlex
from typing import Any

from topograph.sources.text.readers import JSON_READERS, TEXT_READERS
from topograph.sources.text.told import Line, Told

__all__ = ["begun_by", "read", "read_json"]


def read(name: str, text: str, command: str = "") -> Told:
    """Return what a reader makes of a text."""
    reader = next(reader for reader in TEXT_READERS if reader.name == name)
    lines = [Line(n, line) for n, line in enumerate(text.split("\n"), 1)]
    return reader.read(lines, tuple(shlex.split(command)))


def read_json(name: str, value: Any, command: str = "") -> Told:
    """Return what a reader makes of a value, which it has to recognise."""
    reader = next(reader for reader in JSON_READERS if reader.name == name)
    value = json.loads(value) if isinstance(value, str) else value
    assert reader.recognises(value)
    return reader.read(value, tuple(shlex.split(command)))


def begun_by(text: str) -> list[str]:
    """Return the readers of ip's outputs that say that a line begins one of theirs."""
    readers = [reader for reader in TEXT_READERS if reader.name.startswith("ip ")]
    return [reader.name for reader in readers if reader.begins(text)]
