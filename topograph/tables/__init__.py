"""Snapshot to tables: what the classic commands print, for every namespace at once."""

from collections.abc import Mapping
from typing import Final

from topograph.facts import Snapshot
from topograph.graph.wired import WiredSnapshot, wire_snapshot
from topograph.tables.bridges import BRIDGES
from topograph.tables.containers import CONTAINERS
from topograph.tables.fdb import FDB
from topograph.tables.gaps import GAPS
from topograph.tables.links import LINKS
from topograph.tables.namespaces import NAMESPACES
from topograph.tables.neighbours import NEIGHBOURS
from topograph.tables.networks import NETWORKS
from topograph.tables.ports import PORTS
from topograph.tables.published import PUBLISHED
from topograph.tables.routes import ROUTES
from topograph.tables.rules import RULES
from topograph.tables.table import Align, Column, Table, TableMaker

__all__ = ["TABLES", "Align", "Column", "Table", "TableMaker", "make_tables", "tables_of"]

TABLES: Final[Mapping[str, TableMaker]] = {
    "containers": CONTAINERS,
    "networks": NETWORKS,
    "published": PUBLISHED,
    "bridges": BRIDGES,
    "ports": PORTS,
    "links": LINKS,
    "routes": ROUTES,
    "rules": RULES,
    "neighbours": NEIGHBOURS,
    "fdb": FDB,
    "namespaces": NAMESPACES,
    "gaps": GAPS,
}
"""By name; each is called with a snapshot and returns its `Table`."""


def make_tables(snapshot: Snapshot) -> dict[str, Table]:
    """Return all tables by name."""
    return tables_of(wire_snapshot(snapshot))


def tables_of(wired: WiredSnapshot) -> dict[str, Table]:
    """Return all tables of a snapshot whose facts are joined already, by name."""
    return {name: maker.make(wired) for name, maker in TABLES.items()}
