"""The picture as a draw.io file, to be edited further.

Each box, row and container is a shape of its own inside of what it belongs to,
and each cable is tied to the two parts that it joins, so that it follows when
one of them is moved. Names are labels that are never read as HTML.
"""

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from topograph.errors import RenderError
from topograph.picture.drawing import (
    Box,
    DrawnCable,
    DrawnPerson,
    DrawnRow,
    Line,
    Picture,
    Point,
    Sign,
    Text,
)
from topograph.picture.style import TEXTS, Mark
from topograph.render.drawio_paths import ways
from topograph.render.drawio_style import Styles, style_text
from topograph.render.subject import Subject
from topograph.render.xml_text import sound

__all__ = ["MOST_CELLS", "drawio_xml", "render"]

MOST_CELLS: Final = 10_000
"""The editor takes about a millisecond for each, and as long again for many a step of work."""

_EDITOR: Final = {"grid": "0", "guides": "1", "tooltips": "1", "connect": "1", "fold": "1"}
_PAPER: Final = {"page": "0", "pageScale": "1", "math": "0", "shadow": "0"}
_LAYER: Final = "1"
_ENDS: Final = frozenset({Mark.SOCKET, Mark.PLUG})

Place = tuple[int, int, int, int]
"""Left and upper edge, width and height."""


def render(subject: Subject) -> bytes:
    """Return the picture as a file for draw.io.

    Raises:
        RenderError: it has more parts than can be edited there.
    """
    return drawio_xml(subject.picture, subject.options.theme)


def drawio_xml(picture: Picture, theme: str = "auto") -> bytes:
    """Return a picture as a file for draw.io.

    Args:
        picture: what the layout made.
        theme: light, dark, or auto for light colours that the editor makes dark where it is.

    Raises:
        RenderError: it has more parts than can be edited there.
    """
    file = ET.Element("mxfile", {"host": "topograph"})
    diagram = ET.SubElement(file, "diagram", {"id": "topograph", "name": sound(picture.title)})
    styles = Styles(is_dark=theme == "dark")
    page = {
        "background": styles.ink("page"),
        "pageWidth": f"{picture.width}",
        "pageHeight": f"{picture.height}",
        "adaptiveColors": "auto" if theme == "auto" else "none",
    }
    model = ET.SubElement(diagram, "mxGraphModel", {**_EDITOR, **_PAPER, **page})
    root = ET.SubElement(model, "root")
    _Writer(root, picture, styles).write()
    if len(root) > MOST_CELLS:
        what = f"{len(root):,} shapes are more than the {MOST_CELLS:,} that can be edited well"
        hint = "draw less with --around or --only, or siblings as one with --density folded"
        raise RenderError(what, where="drawio", hint=hint)
    ET.indent(file, " ")
    data: bytes = ET.tostring(file, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


class _Writer:
    """One picture on its way to draw.io."""

    def __init__(self, root: ET.Element, picture: Picture, styles: Styles) -> None:
        self._root = root
        self._picture = picture
        self._styles = styles
        self._boxes = {box.id: box for box in picture.boxes}
        self._owners = {row.id: box for box in picture.boxes for row in box.rows}
        self._places: dict[str, Place] = {"": (0, 0, 0, 0), _LAYER: (0, 0, 0, 0)}
        for box in picture.boxes:
            self._places[box.id] = (box.x, box.y, box.width, box.height)
            for row in box.rows:
                self._places[row.id] = (row.x, row.y, row.width, row.height)
        self._ends: defaultdict[str, list[Sign]] = defaultdict(list)
        """The marks at the ends of cables, by the part that each ends on."""
        self._rest: list[Sign] = []
        self._count = 0

    def write(self) -> None:
        """Write everything in the order in which it is painted."""
        self._part_signs()
        ET.SubElement(self._root, "mxCell", {"id": "0"})
        ET.SubElement(self._root, "mxCell", {"id": _LAYER, "parent": "0"})
        inside: defaultdict[str, list[Box]] = defaultdict(list)
        for box in self._picture.boxes:
            inside[box.inside].append(box)
        cables: defaultdict[str, list[DrawnCable]] = defaultdict(list)
        for cable in self._picture.cables:
            cables[self._around(cable)].append(cable)
        self._layer("", inside, cables)
        for sign in self._rest:
            self._sign(sign, _LAYER)
        for text in self._picture.texts:
            self._text(text, _LAYER)

    def _layer(
        self,
        around: str,
        inside: Mapping[str, list[Box]],
        cables: Mapping[str, list[DrawnCable]],
    ) -> None:
        """Write what is inside of a box or in none: frames, cables, then what hides them."""
        boxes = sorted(inside.get(around, ()), key=lambda box: not box.is_frame)
        frames = [box for box in boxes if box.is_frame]
        for box in frames:
            self._box(box)
            self._layer(box.id, inside, cables)
        for line in () if around else self._picture.lines:
            self._line(line)
        for cable in cables.get(around, ()):
            self._cable(cable, around or _LAYER)
        for box in boxes[len(frames) :]:
            self._box(box)
            self._layer(box.id, inside, cables)

    def _part_signs(self) -> None:
        """Give each mark at the end of a cable to the part it is on, to be moved with it."""
        parts: dict[Point, str] = {}
        for cable in self._picture.cables:
            parts.update(zip(cable.ends, cable.parts, strict=True))
        for sign in self._picture.signs:
            part = parts.get((sign.x, sign.y), "") if sign.mark in _ENDS else ""
            (self._ends[part] if part else self._rest).append(sign)

    def _around(self, cable: DrawnCable) -> str:
        """Return the id of the innermost box that holds both ends of a cable, or nothing."""
        one, other = (list(self._frames(part)) for part in cable.parts)
        return next((box for box in one if box in other), "")

    def _frames(self, part: str) -> Iterator[str]:
        box = self._owners.get(part) or self._boxes[part]
        while box.inside:
            yield box.inside
            box = self._boxes[box.inside]

    def _box(self, box: Box) -> None:
        style = self._styles.box(box)
        self._object(box, style, self._places[box.id], box.inside or _LAYER)
        self._parts(box.id, box.texts, (*box.signs, *self._ends[box.id]))
        for pill in box.pills:
            look = self._styles.text(pill.text)
            look |= self._styles.pill()
            place = (pill.x, pill.y, pill.width, pill.height)
            self._label(pill.text, look, place, box.id)
        for person in box.people:
            self._person(person, box.id)
        for row in box.rows:
            plain = {"fillColor": "none", "strokeColor": "none"}
            self._object(row, plain, self._places[row.id], box.id)
            self._parts(row.id, row.texts, (*row.signs, *self._ends[row.id]))

    def _person(self, person: DrawnPerson, around: str) -> None:
        places = [*map(_text_place, person.texts), *map(self._styles.sign_box, person.signs)]
        left, top = (min(place[n] for place in places) for n in (0, 1))
        right, low = (max(place[n] + place[n + 2] for place in places) for n in (0, 1))
        self._places[person.id] = (left, top, right - left, low - top)
        plain = {"fillColor": "none", "strokeColor": "none", "connectable": "0"}
        self._object(person, plain, self._places[person.id], around)
        self._parts(person.id, person.texts, person.signs)

    def _parts(self, around: str, texts: Iterable[Text], signs: Iterable[Sign]) -> None:
        for sign in signs:
            self._sign(sign, around)
        for text in texts:
            self._text(text, around)

    def _sign(self, sign: Sign, around: str) -> None:
        cell = {"id": self._next_id(), "style": style_text(self._styles.sign(sign))}
        self._vertex(self._root, cell, self._styles.sign_box(sign), around)

    def _text(self, text: Text, around: str) -> None:
        self._label(text, self._styles.text(text), _text_place(text), around)

    def _label(self, text: Text, style: Mapping[str, str], place: Place, around: str) -> None:
        cell = {"id": self._next_id(), "style": style_text(style)}
        if not text.full:
            self._vertex(self._root, {**cell, "value": sound(text.text)}, place, around)
            return
        told = {"id": cell.pop("id"), "label": sound(text.text), "tooltip": _tooltip(text.full)}
        self._vertex(ET.SubElement(self._root, "object", told), cell, place, around)

    def _object(
        self,
        part: Box | DrawnRow | DrawnPerson,
        style: Mapping[str, str],
        place: Place,
        around: str,
    ) -> None:
        told = {"id": part.id, "label": "", "node": sound(part.node)}
        if part.folded:
            told["nodes"] = sound(" ".join(part.folded))
        if part.title:
            told["tooltip"] = _tooltip(part.title)
        outer = ET.SubElement(self._root, "object", told)
        self._vertex(outer, {"style": style_text(style)}, place, around)

    def _vertex(
        self, outer: ET.Element, cell: Mapping[str, str], place: Place, around: str
    ) -> None:
        x, y, width, height = place
        left, top = self._places[around][:2]
        inner = ET.SubElement(outer, "mxCell", {**cell, "vertex": "1", "parent": around})
        size = {"width": f"{width}", "height": f"{height}"}
        spot = {"x": f"{x - left}", "y": f"{y - top}"}
        ET.SubElement(inner, "mxGeometry", {**spot, **size, "as": "geometry"})

    def _cable(self, cable: DrawnCable, around: str) -> None:
        told = {"id": cable.id, "label": ""}
        if cable.edge:
            told["edge"] = sound(cable.edge)
            if cable.folded:
                told["edges"] = sound(" ".join(cable.folded))
        else:
            told["node"] = sound(cable.node)
        if cable.title:
            told["tooltip"] = _tooltip(cable.title)
        style = self._styles.line(cable.kind, cable.hue)
        (points,) = ways(cable.path)
        if len({y for _, y in points}) == 1:
            # It stays level where it leaves and arrives when one of both is moved.
            style["edgeStyle"] = "entityRelationEdgeStyle"
        for side, part, end in zip(("exit", "entry"), cable.parts, cable.ends, strict=True):
            style |= self._end(side, part, end)
        outer = ET.SubElement(self._root, "object", told)
        ends = {"source": cable.parts[0], "target": cable.parts[1]}
        self._edge(outer, ends, style, points, around)

    def _end(self, side: str, part: str, point: Point) -> dict[str, str]:
        """Return where an edge ends on its part, in shares of its width and height."""
        x, y, width, height = self._places[part]
        return {
            f"{side}X": f"{round((point[0] - x) / width, 6):g}",
            f"{side}Y": f"{round((point[1] - y) / height, 6):g}",
            f"{side}Perimeter": "0",
        }

    def _line(self, line: Line) -> None:
        for points in ways(line.path):
            outer = self._root
            cell = {"id": self._next_id()}
            if line.title:
                told = {"id": cell.pop("id"), "label": "", "tooltip": _tooltip(line.title)}
                outer = ET.SubElement(self._root, "object", told)
            self._edge(outer, cell, self._styles.line(line.kind, line.hue), points, _LAYER)

    def _edge(
        self,
        outer: ET.Element,
        cell: Mapping[str, str],
        style: Mapping[str, str],
        points: list[Point],
        around: str,
    ) -> None:
        """Write an edge; the points between its ends pull the curve as the picture's do."""
        left, top = self._places[around][:2]
        spots = [{"x": f"{x - left}", "y": f"{y - top}"} for x, y in points]
        look = style_text({"edgeStyle": "none", "curved": "1", **style})
        inner = ET.SubElement(
            outer, "mxCell", {**cell, "style": look, "edge": "1", "parent": around}
        )
        geometry = ET.SubElement(inner, "mxGeometry", {"relative": "1", "as": "geometry"})
        ET.SubElement(geometry, "mxPoint", {**spots[0], "as": "sourcePoint"})
        ET.SubElement(geometry, "mxPoint", {**spots[-1], "as": "targetPoint"})
        if spots[2:]:
            between = ET.SubElement(geometry, "Array", {"as": "points"})
            for spot in spots[1:-1]:
                ET.SubElement(between, "mxPoint", spot)

    def _next_id(self) -> str:
        self._count += 1
        return f"x{self._count}"


def _text_place(text: Text) -> Place:
    """Return the box of a text; its base line is where the picture has it."""
    size = TEXTS[text.style].size
    left = text.x - text.width if text.is_end else text.x
    return left, text.y - size, text.width, size * 4 // 3


def _tooltip(text: str) -> str:
    """Return text for those who point at something: the editor reads that as HTML."""
    return html.escape(sound(text), quote=False)
