"""Cut the tables of `docker` and `podman` into cells.

Both fill columns with spaces, counted in code points, so that a cell begins
below its heading. Headings are at least two spaces apart, cells may hold one.
A table that lost its spaces on the way is cut where two of them stand.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

__all__ = ["Columns", "cells_of", "columns_of"]

_HEADING: Final = re.compile(r"\S+(?: \S+)*")

Columns = list[tuple[str, int]]
"""Each heading, and where it begins."""


def columns_of(
    head: str, known: Collection[str], narrow: Collection[Sequence[str]] = ()
) -> Columns | None:
    """Return the columns of a head; None if the line is none: each heading has to be known.

    Args:
        head: the line.
        known: all headings that there are.
        narrow: the heads that are known where all blanks but one between two words were lost.
    """
    if len(head) > 4000:
        return None
    for names in narrow:
        if head.rstrip() == " ".join(names):
            return [(name, 0) for name in names]
    found = [(one[0], one.start()) for one in _HEADING.finditer(head.rstrip())]
    names = [name for name, _ in found]
    is_head = bool(names) and set(names) <= set(known) and len(set(names)) == len(names)
    return found if is_head else None


def cells_of(row: str, columns: Columns, may_be_empty: str) -> dict[str, str] | None:
    """Return the cells of a row by their heading; None if it is no row of this table.

    Args:
        row: the line.
        columns: of the head.
        may_be_empty: the heading whose cell is missing where one is.
    """
    if len(columns) > 1 and columns[1][1] == 0:
        words = row.split()
        names = [name for name, _ in columns]
        return dict(zip(names, words, strict=True)) if len(words) == len(names) else None
    cells = list(_by_place(row, columns))
    if all(_begins_a_cell(row, at) for _, at in columns) and cells[0]:
        return dict(zip((name for name, _ in columns), cells, strict=True))
    pieces = [one[0] for one in _HEADING.finditer(row.rstrip())]
    names = [name for name, _ in columns]
    if len(pieces) == len(names) - 1 and may_be_empty in names:
        pieces.insert(names.index(may_be_empty), "")
    return dict(zip(names, pieces, strict=True)) if len(pieces) == len(names) else None


def _by_place(row: str, columns: Columns) -> Iterator[str]:
    ends = [at for _, at in columns[1:]] + [len(row)]
    for (_, at), end in zip(columns, ends, strict=True):
        yield row[at:end].strip()


def _begins_a_cell(row: str, at: int) -> bool:
    """Tell whether what stands at a place is no middle of a word or of a cell."""
    return at == 0 or at >= len(row) or row[max(at - 2, 0) : at].isspace()
