"""Where a thing stands in the report: its row among the tables, and its element of the picture."""

from collections.abc import Iterator
from typing import TypeAlias

from markupsafe import Markup

from topograph.picture.drawing import Box, DrawnPerson, DrawnRow, Picture
from topograph.render.svg_paint import quote

__all__ = ["Linked", "address", "anchor", "elements_of", "shapes_of"]

Linked: TypeAlias = Box | DrawnPerson | DrawnRow
"""What can lead to a place in the page."""


def address(node: str) -> str:
    """Return the address within the page of the row about a node, as an attribute's value.

    A browser decodes what stands behind the '#', and the id of a node may hold a '%'.
    """
    return quote("#" + node.replace("%", "%25"))


def anchor(node: str) -> Markup:
    """Return the id of that row, as an attribute's value.

    No character of it is made visible: it is compared, not read.
    """
    return Markup(quote(node))


def elements_of(picture: Picture) -> dict[str, str]:
    """Return for each node the id of an element that shows it, or of one it is folded into."""
    found: dict[str, str] = {}
    for node, element in _shown(picture):
        found.setdefault(node, element)
    return found


def shapes_of(picture: Picture) -> list[Linked]:
    """Return what shows a node: containers, then boxes, then rows."""
    blocks = [box for box in picture.boxes if not box.is_frame]
    return [
        *(person for box in blocks for person in box.people),
        *blocks,
        *(row for box in picture.boxes for row in box.rows),
    ]


def _shown(picture: Picture) -> Iterator[tuple[str, str]]:
    """Yield nodes with the elements that show them: what shows one alone comes first."""
    shapes = shapes_of(picture)
    yield from ((shape.node, shape.id) for shape in shapes if not shape.folded)
    yield from ((node, shape.id) for shape in shapes for node in shape.folded)
