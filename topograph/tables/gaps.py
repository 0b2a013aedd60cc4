"""What could not be observed, and why."""

from collections.abc import Iterator
from typing import Final

from topograph.graph.wired import WiredSnapshot
from topograph.tables.table import Column, Row, TableMaker

__all__ = ["GAPS"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    found = {(gap.host, (gap.source, gap.subject, gap.what, gap.hint)) for gap in wired.gaps}
    for host, cells in sorted(found):
        yield Row(host, "", cells)


GAPS: Final = TableMaker(
    name="gaps",
    title="Gaps",
    columns=(
        Column("source", "Source"),
        Column("subject", "Subject", names_row=True),
        Column("what", "What could not be seen"),
        Column("hint", "Hint"),
    ),
    find_rows=_rows,
)
