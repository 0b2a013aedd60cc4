"""The things in a report by number: what its script knows of the wiring.

A thing is a node with a row of its own in one of the tables. It goes by its place
among these rows, so that no id has to be written twice.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from topograph.tables import Table

__all__ = ["HOMES", "home_nodes", "thing_index"]

HOMES: Final = ("containers", "networks", "links", "namespaces")
"""The tables in which each row is about a thing of its own."""


def home_nodes(tables: Iterable[Table]) -> list[str]:
    """Return the nodes that have a row of their own, in the order of the rows."""
    return [node for table in tables if table.name in HOMES for node in table.nodes]


def thing_index(tables: Iterable[Table], ways: Mapping[str, list[str]]) -> dict[str, object]:
    """Return what leads where, and what the rows of all other tables are about.

    Args:
        tables: those of the report, in its order.
        ways: for each node what is next on its way out.

    Returns:
        `out`: for each thing the numbers of those next on its way out; `about`: for each
        table the number of the thing that a row is about, -1 if there is none.
    """
    tables = list(tables)
    nodes = home_nodes(tables)
    numbers = {node: n for n, node in enumerate(nodes)}
    out = [[numbers[far] for far in ways.get(node, ()) if far in numbers] for node in nodes]
    about = {
        table.name: [numbers.get(node, -1) for node in table.nodes]
        for table in tables
        if table.name not in HOMES
    }
    return {"out": out, "about": about}
