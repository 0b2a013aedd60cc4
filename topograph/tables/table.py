"""What a table is, and how one is made of a snapshot."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from topograph.facts import Snapshot
from topograph.graph.wired import WiredSnapshot, wire_snapshot

__all__ = ["Align", "Column", "Row", "Table", "TableMaker"]

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    """Unique in the table; an identifier."""
    title: str
    """What a person reads above it."""
    align: Align = "left"
    names_row: bool = False
    """Whether its cells say what each row is about."""


class Row(NamedTuple):
    """One row, before it is known whether the table has a column for hosts."""

    host: str
    node: str
    cells: tuple[str | Sequence[str], ...]
    """One value each, or a sequence of them."""


@dataclass(frozen=True, slots=True)
class Table:
    """Plain text in rows and columns. A newline in a cell stands between two values of it."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    nodes: tuple[str, ...]
    """For each row the id in the graph of what it is about; empty if that is no node."""
    note: str = ""
    """What is not in it on purpose; one sentence, often empty."""

    def of(self, nodes: Container[str]) -> "Table":
        """Return the table without the rows about nodes that are not among these."""
        kept = [n for n, node in enumerate(self.nodes) if not node or node in nodes]
        return replace(
            self,
            rows=tuple(self.rows[n] for n in kept),
            nodes=tuple(self.nodes[n] for n in kept),
        )

    def first(self, most: int) -> "Table":
        """Return the table without the rows beyond so many."""
        if len(self.rows) <= most:
            return self
        return replace(self, rows=self.rows[:most], nodes=self.nodes[:most])


_HOST: Final = Column("host", "Host")


@dataclass(frozen=True, slots=True)
class TableMaker:
    """One kind of table: call it with a snapshot."""

    name: str
    title: str
    columns: tuple[Column, ...]
    find_rows: Callable[[WiredSnapshot], Iterable[Row]]
    note: str = ""
    """What is not in it on purpose; one sentence."""

    def __call__(self, snapshot: Snapshot) -> Table:
        """Return the table of a snapshot."""
        return self.make(wire_snapshot(snapshot))

    def make(self, wired: WiredSnapshot) -> Table:
        """Return the table of a snapshot whose facts are joined already.

        The host is the first column where there are several, and none where there is one.
        """
        rows = list(self.find_rows(wired))
        many = len(wired.hosts) > 1
        texts = (tuple(map(_plain, (row.host, *row.cells) if many else row.cells)) for row in rows)
        return Table(
            name=self.name,
            title=self.title,
            columns=(_HOST, *self.columns) if many else self.columns,
            rows=tuple(texts),
            nodes=tuple(row.node for row in rows),
            note=self.note,
        )


def _plain(cell: str | Sequence[str]) -> str:
    r"""Return a cell as text, in which a newline only stands between two values.

    >>> _plain(["veth0", "a\nb"])
    'veth0\na\\x0ab'
    """
    if isinstance(cell, str):
        return cell.replace("\n", r"\x0a")
    return "\n".join(value.replace("\n", r"\x0a") for value in cell)
