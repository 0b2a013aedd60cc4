"""Read `date`: when the other outputs were made."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from topograph.sources.engine.values import time
from topograph.sources.text.reader import TextReader, never
from topograph.sources.text.readers.lines import read_lines
from topograph.sources.text.told import Line, Told

__all__ = ["DATE"]

FORMATS: Final = (
    "%a %b %d %H:%M:%S UTC %Y",
    "%a %d %b %Y %H:%M:%S UTC",
    "%a %d %b %Y %I:%M:%S %p UTC",
)
"""In the locale C, and in English ones of several ages; only UTC is beyond doubt."""

_WITH_ZONE: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})",
    re.ASCII,
)
_SECONDS: Final = re.compile(r"[0-9]{9,11}", re.ASCII)


def read_date(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read a moment; one in another zone that is only told by letters is not understood."""
    told = Told()

    def take(text: str) -> bool:
        moment = "" if told.captured_at else _moment(" ".join(text.split()))
        told.captured_at = told.captured_at or moment
        return bool(moment)

    return read_lines(lines, told, take)


def _moment(text: str) -> str:
    if len(text) > 60:
        return ""
    if _WITH_ZONE.fullmatch(text):
        return time(text)
    if _SECONDS.fullmatch(text):
        return time(int(text))
    for one in FORMATS:
        try:
            return datetime.strptime(text, one).strftime("%Y-%m-%dT%H:%M:%SZ")
        except ValueError:
            continue
    return ""


DATE: Final = TextReader("date", never, read_date)
