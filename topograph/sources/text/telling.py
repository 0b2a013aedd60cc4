"""Read one output with the reader of its command."""

import re
from typing import Final

import msgspec

from topograph.sources.text.commands.reader_names import reader_of
from topograph.sources.text.readers import JSON_READERS, TEXT_READERS
from topograph.sources.text.told import Line, Output, Told

__all__ = ["told_by"]

_TEXT: Final = {reader.name: reader for reader in TEXT_READERS}
_JSON: Final = {reader.name: reader for reader in JSON_READERS}
_REFUSALS: Final = re.compile(
    r"(?i)cannot |could not|can't |permission denied|operation not permitted|not found"
    r"|no such |does not exist|^error|^usage:|answers: |failed"
)
_MOST_OF_A_REFUSAL: Final = 12
"""Lines; a usage text is longer, and is one too."""


def told_by(output: Output) -> Told:
    """Return what an output told; what is no output of its command is in `Told.unknown`."""
    told = _told_by(output)
    if output.is_partial or told.is_elided:
        told.complete = set()
        for link in told.links:
            # Those of a link stand in lines of their own.
            link.covers -= {"addresses", "mac", "broadcast"}
    lines = [line for line in output.lines if line.text.strip()]
    if told.unknown and len(told.unknown) == len(lines):
        first = told.unknown[0].text.strip()
        if _REFUSALS.search(first) and len(lines) <= _MOST_OF_A_REFUSAL:
            return Told(refusal=" ".join(first.split())[:200])
    return told


def _told_by(output: Output) -> Told:
    lines = output.lines
    first = next((line.text.lstrip()[:1] for line in lines if line.text.strip()), "")
    if output.reader in _JSON:
        return _told_by_json(output)
    if not output.reader and first in ("[", "{"):
        told = _told_by_json(output)
        if not told.unknown or first == "{":
            return told
        # [...] begins no list.
    name = output.reader or reader_of(output.argv) or ""
    reader = _TEXT.get(name)
    if reader is None:
        return Told(unknown=[line for line in lines if line.text.strip()])
    return reader.read(lines, output.argv)


def _told_by_json(output: Output) -> Told:
    text = "\n".join(line.text for line in output.lines)
    try:
        value = msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return Told(unknown=[Line(*line) for line in output.lines if line.text.strip()])
    readers = [_JSON[output.reader]] if output.reader in _JSON else JSON_READERS
    for reader in readers:
        if reader.recognises(value):
            return reader.read(value, output.argv)
    return Told(unknown=[line for line in output.lines if line.text.strip()])
