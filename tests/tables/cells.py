"""Look at a table by the names of its columns."""

from topograph.tables import Table

__all__ = ["cells", "column"]


def cells(table: Table, row: int) -> dict[str, str]:
    """Return the cells of a row by the name of their column."""
    return {c.name: text for c, text in zip(table.columns, table.rows[row], strict=True)}


def column(table: Table, name: str) -> list[str]:
    """Return the cells of a column."""
    place = [c.name for c in table.columns].index(name)
    return [row[place] for row in table.rows]
