"""A table as aligned text for a terminal."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from topograph.render.visible import visible, visible_lines
from topograph.tables import Column, Table

__all__ = ["table_text"]

_GAP: Final = "   "


def table_text(table: Table) -> str:
    """Return a table as lines of text, with a head even if there is no row.

    Several values of one cell stand below each other, as `brctl show` prints ports.
    """
    head = [visible(column.title).upper() for column in table.columns]
    rows = [[visible_lines(cell).split("\n") for cell in row] for row in table.rows]
    widths = [_width(title) for title in head]
    for row in rows:
        for n, values in enumerate(row):
            widths[n] = max(widths[n], *map(_width, values))
    lines = [_line(head, widths, table.columns)]
    for row in rows:
        for n in range(max(map(len, row))):
            values_n = [values[n] if n < len(values) else "" for values in row]
            lines.append(_line(values_n, widths, table.columns))
    return "\n".join([*lines, ""])


def _line(values: Iterable[str], widths: Sequence[int], columns: Iterable[Column]) -> str:
    padded = []
    for value, width, column in zip(values, widths, columns, strict=True):
        space = " " * (width - _width(value))
        padded.append(space + value if column.align == "right" else value + space)
    return _GAP.join(padded).rstrip(" ")


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
