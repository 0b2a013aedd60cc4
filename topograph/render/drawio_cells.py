"""Write the cells of a draw.io file: shapes and lines, each inside of another one.

A cell with more to say than its label is wrapped in an object, whose attributes
the editor shows and keeps. What it shows to those who point at a cell it reads
as HTML; a label, with `html=0`, it does not.
"""

import html
from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

from topograph.picture.drawing import Point
from topograph.render.drawio_style import style_text
from topograph.render.xml_text import sound

__all__ = ["LAYER", "Cells", "Place"]

LAYER: Final = "1"
"""Id of what is around the cells that are in no other one."""

Place = tuple[int, int, int, int]
"""Left and upper edge, width and height in pixels of the sheet."""


class Cells:
    """The cells of one sheet.

    Args:
        root: the element to write them to.
        places: of all parts with an id of their own, since a line may be written before them.
    """

    def __init__(self, root: ET.Element, places: Mapping[str, Place]) -> None:
        self._root = root
        self._places = {LAYER: (0, 0, 0, 0), **places}
        self._count = 0
        ET.SubElement(root, "mxCell", {"id": "0"})
        ET.SubElement(root, "mxCell", {"id": LAYER, "parent": "0"})

    def vertex(  # noqa: PLR0913 - a shape is all of this
        self,
        place: Place,
        style: Mapping[str, str],
        around: str,
        *,
        key: str = "",
        label: str = "",
        told: Mapping[str, str] | None = None,
    ) -> None:
        """Write a shape.

        Args:
            place: on the sheet.
            style: names and values.
            around: id of the shape that it moves with.
            key: its id; if it has none, it gets one.
            label: text in it.
            told: tooltip, node and nodes; empty ones are left out.
        """
        if key:
            self._places[key] = place
        x, y, width, height = place
        left, top = self._places[around][:2]
        cell = self._cell(key, label, told or {}, style, {"vertex": "1", "parent": around})
        spot = {"x": f"{x - left}", "y": f"{y - top}"}
        size = {"width": f"{width}", "height": f"{height}"}
        ET.SubElement(cell, "mxGeometry", {**spot, **size, "as": "geometry"})

    def edge(  # noqa: PLR0913 - a line is all of this
        self,
        points: list[Point],
        style: Mapping[str, str],
        around: str,
        *,
        key: str = "",
        told: Mapping[str, str] | None = None,
        ends: tuple[str, ...] = (),
    ) -> None:
        """Write a line; the points between its ends pull the curve as in the picture.

        Args:
            points: on the sheet.
            style: names and values.
            around: id of the shape that it moves with.
            key: its id; if it has none, it gets one.
            told: tooltip, edge and edges, node; empty ones are left out.
            ends: ids of the shapes that it is tied to, if it is.
        """
        left, top = self._places[around][:2]
        spots = [{"x": f"{x - left}", "y": f"{y - top}"} for x, y in points]
        kept = {
            "edge": "1",
            "parent": around,
            **dict(zip(("source", "target"), ends, strict=False)),
        }
        look = {"edgeStyle": "none", "curved": "1", **style}
        for side, part, end in zip(("exit", "entry"), ends, (points[0], points[-1]), strict=False):
            look |= self._tie(side, part, end)
        cell = self._cell(key, "", told or {}, look, kept)
        geometry = ET.SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})
        ET.SubElement(geometry, "mxPoint", {**spots[0], "as": "sourcePoint"})
        ET.SubElement(geometry, "mxPoint", {**spots[-1], "as": "targetPoint"})
        if spots[2:]:
            between = ET.SubElement(geometry, "Array", {"as": "points"})
            for spot in spots[1:-1]:
                ET.SubElement(between, "mxPoint", spot)

    def _tie(self, side: str, part: str, point: Point) -> dict[str, str]:
        """Return where a line ends on a shape, in shares of its width and height."""
        x, y, width, height = self._places[part]
        return {
            f"{side}X": f"{round((point[0] - x) / width, 6):g}",
            f"{side}Y": f"{round((point[1] - y) / height, 6):g}",
            f"{side}Perimeter": "0",
        }

    def _cell(
        self,
        key: str,
        label: str,
        told: Mapping[str, str],
        style: Mapping[str, str],
        kept: Mapping[str, str],
    ) -> ET.Element:
        if not key:
            self._count += 1
            key = f"x{self._count}"
        own = {**kept, "style": style_text(style)}
        said = {name: sound(text) for name, text in told.items() if text}
        if not said:
            value = {"value": sound(label)} if label else {}
            return ET.SubElement(self._root, "mxCell", {"id": key, **value, **own})
        if "tooltip" in said:
            said["tooltip"] = html.escape(said["tooltip"], quote=False)
        outer = ET.SubElement(self._root, "object", {"id": key, "label": sound(label), **said})
        return ET.SubElement(outer, "mxCell", own)
