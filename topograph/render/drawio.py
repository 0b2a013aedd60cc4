"""The picture as a draw.io file, to be edited further.

Each box, row and container is a shape of its own inside of what it belongs to,
and each cable is tied to the two parts that it joins, so that it follows when
one of them is moved.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree import ElementTree as ET

from topograph.errors import RenderError
from topograph.picture.drawing import (
    Box,
    DrawnCable,
    DrawnPerson,
    DrawnRow,
    Picture,
    Point,
    Sign,
    Text,
)
from topograph.picture.style import TEXTS, Mark
from topograph.render.drawio_cells import LAYER, Cells, Place
from topograph.render.drawio_paths import ways
from topograph.render.drawio_style import Styles
from topograph.render.subject import Subject
from topograph.render.xml_text import sound

__all__ = ["MOST_CELLS", "drawio_xml", "render"]

MOST_CELLS: Final = 10_000
"""Some 600 containers one by one. The editor takes about a millisecond for each cell whenever it
draws them all, so more than these would be no tool to work with."""

_EDITOR: Final = {"grid": "0", "guides": "1", "tooltips": "1", "connect": "1", "fold": "1"}
_PAPER: Final = {"page": "0", "pageScale": "1", "math": "0", "shadow": "0"}
_ENDS: Final = frozenset({Mark.SOCKET, Mark.PLUG})


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
    cells = _count_cells(picture)
    if cells > MOST_CELLS:
        what = f"{cells:,} shapes are more than the {MOST_CELLS:,} that can be edited well"
        hint = "draw less with --around or --only, or siblings as one with --density folded"
        raise RenderError(what, where="drawio", hint=hint)
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
    ET.indent(file, " ")
    data: bytes = ET.tostring(file, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _count_cells(picture: Picture) -> int:
    """Return how many cells a picture becomes."""
    own = 2
    for box in picture.boxes:
        parts: list[Box | DrawnPerson | DrawnRow] = [box, *box.people, *box.rows]
        own += sum(1 + len(part.texts) + len(part.signs) for part in parts) + len(box.pills)
    lines = sum(len(ways(line.path)) for line in picture.lines)
    return own + len(picture.texts) + len(picture.signs) + len(picture.cables) + lines


class _Writer:
    """One picture on its way to draw.io."""

    def __init__(self, root: ET.Element, picture: Picture, styles: Styles) -> None:
        self._picture = picture
        self._styles = styles
        self._boxes = {box.id: box for box in picture.boxes}
        self._owners = {row.id: box for box in picture.boxes for row in box.rows}
        self._cells = Cells(root, _places(picture))
        self._ends, self._rest = _apart(picture)
        self._inside: defaultdict[str, list[Box]] = defaultdict(list)
        for box in picture.boxes:
            self._inside[box.inside].append(box)
        self._cables: defaultdict[str, list[DrawnCable]] = defaultdict(list)
        for cable in picture.cables:
            self._cables[self._around(cable)].append(cable)

    def write(self) -> None:
        """Write everything in the order in which it is painted."""
        self._layer("")
        self._parts(LAYER, self._picture.texts, self._rest)

    def _layer(self, around: str) -> None:
        """Write what is inside of a box, or in none: frames, cables, then what hides those."""
        boxes = self._inside[around]
        self._all_boxes(box for box in boxes if box.is_frame)
        for line in () if around else self._picture.lines:
            style = self._styles.line(line.kind, line.hue)
            for points in ways(line.path):
                self._cells.edge(points, style, LAYER, told={"tooltip": line.title})
        for cable in self._cables[around]:
            self._cable(cable, around or LAYER)
        self._all_boxes(box for box in boxes if not box.is_frame)

    def _around(self, cable: DrawnCable) -> str:
        """Return the id of the innermost box that holds both ends of a cable, or nothing."""
        one, other = (list(self._frames(part)) for part in cable.parts)
        return next((box for box in one if box in other), "")

    def _frames(self, part: str) -> Iterator[str]:
        box = self._owners.get(part) or self._boxes[part]
        while box.inside:
            yield box.inside
            box = self._boxes[box.inside]

    def _all_boxes(self, boxes: Iterable[Box]) -> None:
        for box in boxes:
            self._box(box)
            self._layer(box.id)

    def _box(self, box: Box) -> None:
        place = (box.x, box.y, box.width, box.height)
        told = _told(box.node, box.folded, box.title)
        style = self._styles.box(box)
        self._cells.vertex(place, style, box.inside or LAYER, key=box.id, told=told)
        self._parts(box.id, box.texts, (*box.signs, *self._ends[box.id]))
        for pill in box.pills:
            look = {**self._styles.text(pill.text), **self._styles.pill()}
            self._text(pill.text, look, (pill.x, pill.y, pill.width, pill.height), box.id)
        for person in box.people:
            self._person(person, box.id)
        for row in box.rows:
            place = (row.x, row.y, row.width, row.height)
            told = _told(row.node, row.folded, row.title)
            self._cells.vertex(place, self._styles.bare(), box.id, key=row.id, told=told)
            self._parts(row.id, row.texts, (*row.signs, *self._ends[row.id]))

    def _person(self, person: DrawnPerson, around: str) -> None:
        places = [*map(_text_place, person.texts), *map(self._styles.sign_box, person.signs)]
        left, top = (min(place[n] for place in places) for n in (0, 1))
        right, low = (max(place[n] + place[n + 2] for place in places) for n in (0, 1))
        place = (left, top, right - left, low - top)
        told = _told(person.node, person.folded, person.title)
        style = self._styles.bare() | {"connectable": "0"}
        self._cells.vertex(place, style, around, key=person.id, told=told)
        self._parts(person.id, person.texts, person.signs)

    def _parts(self, around: str, texts: Iterable[Text], signs: Iterable[Sign]) -> None:
        for sign in signs:
            style = self._styles.sign(sign)
            self._cells.vertex(self._styles.sign_box(sign), style, around)
        for text in texts:
            self._text(text, self._styles.text(text), _text_place(text), around)

    def _text(self, text: Text, style: dict[str, str], place: Place, around: str) -> None:
        told = {"tooltip": text.full}
        self._cells.vertex(place, style, around, label=text.text, told=told)

    def _cable(self, cable: DrawnCable, around: str) -> None:
        told = {"node": cable.node} if not cable.edge else {"edge": cable.edge}
        told |= {"edges": " ".join(cable.folded) if cable.edge else "", "tooltip": cable.title}
        style = self._styles.line(cable.kind, cable.hue)
        (points,) = ways(cable.path)
        if len({y for _, y in points}) == 1:
            # It stays level where it leaves and arrives when one of both is moved.
            style["edgeStyle"] = "entityRelationEdgeStyle"
        self._cells.edge(points, style, around, key=cable.id, told=told, ends=cable.parts)


def _places(picture: Picture) -> dict[str, Place]:
    """Return where everything is that a cable may end on."""
    places = {box.id: (box.x, box.y, box.width, box.height) for box in picture.boxes}
    for box in picture.boxes:
        places.update((row.id, (row.x, row.y, row.width, row.height)) for row in box.rows)
    return places


def _apart(picture: Picture) -> tuple[defaultdict[str, list[Sign]], list[Sign]]:
    """Return the marks at the ends of cables by the part that they move with, and the others."""
    parts: dict[Point, str] = {}
    for cable in picture.cables:
        parts.update(zip(cable.ends, cable.parts, strict=True))
    ends: defaultdict[str, list[Sign]] = defaultdict(list)
    rest: list[Sign] = []
    for sign in picture.signs:
        part = parts.get((sign.x, sign.y), "") if sign.mark in _ENDS else ""
        (ends[part] if part else rest).append(sign)
    return ends, rest


def _told(node: str, folded: tuple[str, ...], title: str) -> dict[str, str]:
    return {"node": node, "nodes": " ".join(folded), "tooltip": title}


def _text_place(text: Text) -> Place:
    """Return the box of a text; its base line is where the picture has it."""
    size = TEXTS[text.style].size
    left = text.x - text.width if text.is_end else text.x
    return left, text.y - size, text.width, size * 4 // 3
