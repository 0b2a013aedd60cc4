"""What a report has to show, reckoned from the facts without a browser."""

from collections.abc import Collection, Iterator

import networkx as nx

from topograph.graph import ways_out
from topograph.picture.drawing import Box, DrawnPerson, DrawnRow
from topograph.render import Subject
from topograph.tables import TABLES, make_tables

__all__ = ["lit_shapes", "shape_nodes", "things", "way_of"]

_OF_THINGS = ("containers", "networks", "links", "namespaces")


def things(subject: Subject) -> dict[str, str]:
    """Return the things with a row of their own, each with the name of its table."""
    tables = make_tables(subject.snapshot)
    return {node: name for name in TABLES if name in _OF_THINGS for node in tables[name].nodes}


def way_of(subject: Subject, node: str) -> set[str]:
    """Return the things on the way from whatever leads to one to wherever that leads."""
    ways: nx.DiGraph[str] = nx.DiGraph(ways_out(subject.graph))
    found = nx.descendants(ways, node) | nx.ancestors(ways, node) | {node}
    return found & set(things(subject))


def shape_nodes(subject: Subject) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ids of boxes, rows and containers of the picture with the nodes they show."""
    for box in subject.picture.boxes:
        shapes: list[Box | DrawnPerson | DrawnRow] = [] if box.is_frame else [box]
        shapes += (*box.people, *box.rows)
        for shape in shapes:
            yield shape.id, shape.folded or (shape.node,)


def lit_shapes(subject: Subject, nodes: Collection[str]) -> set[str]:
    """Return the ids of the shapes that show some of these, and of the cables between two."""
    shapes = {id for id, shown in shape_nodes(subject) if set(shown) & set(nodes)}
    cables = {cable.id for cable in subject.picture.cables if shapes.issuperset(cable.parts)}
    return shapes | cables
