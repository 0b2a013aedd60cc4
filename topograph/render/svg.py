"""The picture as SVG: writes down what the layout made.

What a program does with an SVG differs: some drop style sheets, some drop
`style` attributes. So every element has all it needs in presentation
attributes, and a class beside them for those who want to restyle it. A style
sheet is there only if the picture is to follow the reader's theme.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from topograph.picture.changes import TONES
from topograph.picture.drawing import (
    Box,
    DrawnCable,
    DrawnPerson,
    DrawnRow,
    Line,
    Picture,
    Sign,
    Text,
)
from topograph.picture.style import FACES, MARKS, PAINTS, RADII, Face, line_paint
from topograph.picture.text_width import is_measured
from topograph.render.subject import Subject
from topograph.render.svg_marks import shape_of
from topograph.render.svg_paint import Paints, dark_rules, quote

__all__ = ["Writer", "marked", "named", "render", "svg_file", "svg_text"]

_INSET: Final = 7
"""From where a column of text may begin to the tinted ground below it."""

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render(subject: Subject) -> bytes:
    """Return the picture as an SVG file."""
    return svg_file(subject.picture, subject.options.theme)


def svg_file(picture: Picture, theme: str) -> bytes:
    """Return a picture as a file."""
    return f"{_HEAD}{svg_text(picture, theme)}\n".encode()


def svg_text(
    picture: Picture, theme: str = "auto", faces: Mapping[Face, tuple[str, str]] = FACES
) -> str:
    """Return a picture as an <svg> element, for a file or to stand in a page.

    Args:
        picture: what the layout made.
        theme: light, dark, or auto to follow the reader's system.
        faces: family and weight of each face.
    """
    return "\n".join(Writer(picture, theme, faces).lines())


class Writer:
    """One picture in one theme, as a file of its own.

    Args:
        picture: what the layout made.
        theme: light, dark, or auto to follow the reader's system.
        faces: family and weight of each face.
    """

    ROLE = 'role="img"'
    """What the element is to those who hear it."""

    def __init__(
        self, picture: Picture, theme: str, faces: Mapping[Face, tuple[str, str]] = FACES
    ) -> None:
        self._picture = picture
        self._is_auto = theme == "auto"
        self._paints = Paints(theme == "dark", faces)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the element."""
        picture = self._picture
        size = f'width="{picture.width}" height="{picture.height}"'
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
            f'viewBox="0 0 {picture.width} {picture.height}" {self.ROLE} class="topograph" '
            f"{self._paints.base()}>"
        )
        yield f"<title>{quote(picture.title)}</title>"
        yield f"<desc>{quote(picture.description)}</desc>"
        if style := self.style():
            yield f"<style>{style}</style>"
        yield f"<rect {self._paints.shape('page', PAINTS['page'])} {size}/>"
        yield f'<g class="ink" fill="{self._paints.ink("ink")}">'
        frames = [box for box in picture.boxes if box.is_frame]
        yield from self._all_boxes(frames)
        yield from map(self._line, picture.lines)
        yield from self._cables(picture.cables)
        yield from self._all_boxes(box for box in picture.boxes if not box.is_frame)
        yield from self._signs(picture.signs)
        yield from map(self._text, picture.texts)
        yield "</g>"
        yield "</svg>"

    def style(self) -> str:
        """Return the style sheet of the picture; it needs none if its colours are fixed."""
        return dark_rules(is_diff=self._picture.is_diff) if self._is_auto else ""

    def _all_boxes(self, boxes: Iterable[Box]) -> Iterator[str]:
        for box in boxes:
            yield from self._box(box)

    def _box(self, box: Box) -> Iterator[str]:
        radius = RADII[box.kind]
        own, end = self.box_itself(box)
        yield f"{own}{_title(box.title)}"
        paint = self._paints.shape(box.kind, PAINTS[box.kind], box.hue)
        size = f'width="{box.width}" height="{box.height}"'
        yield f'<rect {paint} x="{box.x}" y="{box.y}" {size} rx="{radius}"/>'
        if box.head:
            paint = self._paints.shape("head", PAINTS["head"], box.hue)
            yield f'<path {paint} d="{_head_path(box, radius)}"/>'
        yield from self._change(box, radius)
        yield from self._signs(box.signs)
        yield from map(self._text, box.texts)
        for pill in box.pills:
            yield (
                f'<rect {self._paints.shape("pill", PAINTS["pill"])} x="{pill.x}" y="{pill.y}" '
                f'width="{pill.width}" height="{pill.height}" rx="{RADII["pill"]}"/>'
                + self._text(pill.text)
            )
        if end:
            yield end
        yield from map(self._person, box.people)
        yield from map(self._row, box.rows)
        yield "</g>"

    def _change(self, box: Box, radius: int) -> Iterator[str]:
        """Yield what tells of a box that it has changed: an outline, and a tint if it is whole."""
        change = box.change
        if change is None or change.is_quiet:
            return
        size = f'x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="{radius}"'
        if change.is_whole:
            yield f"<rect {self._paints.shape('tint', PAINTS['tint'], change.tone)} {size}/>"
        name = "outline-gone" if change.verb == "removed" else "outline"
        if change.is_whole or box.kind != "host":
            yield f"<rect {self._paints.shape(name, PAINTS[name], change.tone)} {size}/>"

    def _ground(self, row: DrawnRow) -> str:
        """Return the tinted ground of a row that has changed."""
        change = row.change
        if change is None or change.is_quiet:
            return ""
        paint = self._paints.shape("tint", PAINTS["tint"], change.tone)
        # In a card of one line the name of the container stands before it.
        left = row.indent + _INSET if row.indent else 1
        size = f'width="{row.width - left - 1}" height="{row.height - 2}"'
        return f'<rect {paint} x="{row.x + left}" y="{row.y + 1}" {size} rx="4"/>'

    def _row(self, row: DrawnRow) -> str:
        texts = "".join(map(self._text, row.texts))
        signs = "".join(self._signs(row.signs))
        head, tail = self.around_row(row)
        return f"{head}{_title(row.title)}{self._ground(row)}{signs}{texts}{tail}"

    def _person(self, person: DrawnPerson) -> str:
        texts = "".join(map(self._text, person.texts))
        signs = "".join(self._signs(person.signs))
        head, tail = self.around_person(person)
        return f"{head}{_title(person.title)}{signs}{texts}{tail}"

    def box_itself(self, box: Box) -> tuple[str, str]:
        """Return what comes before the shapes and texts of a box, and what follows on them.

        Behind that stand the rows, and the end of the box.
        """
        return f'<g id="{box.id}" {marked("box", box)} {named(box.node, box.folded)}>', ""

    def around_row(self, row: DrawnRow) -> tuple[str, str]:
        """Return what comes before and behind a row."""
        head = f'<g id="{row.id}" {marked("row", row)} {named(row.node, row.folded)}>'
        return head, "</g>"

    def around_person(self, person: DrawnPerson) -> tuple[str, str]:
        """Return what comes before and behind a container."""
        about = f"{marked('container', person)} {named(person.node, person.folded)}"
        return f'<g id="{person.id}" {about}>', "</g>"

    def about_cable(self, cable: DrawnCable) -> str:
        """Return attributes that say which edges of the graph a cable shows."""
        return f" {marked('cable', cable)} {_edges(cable)}"

    def about(self, parts: tuple[str, ...]) -> str:
        """Return an attribute with the ids of what a line or a sign is about; often empty."""
        return ""

    def _cables(self, cables: Iterable[DrawnCable]) -> Iterator[str]:
        """Yield the cables, those that look alike together."""
        alike = sorted(cables, key=lambda cable: (cable.kind, cable.hue))
        for (kind, hue), group in groupby(alike, key=lambda cable: (cable.kind, cable.hue)):
            yield f"<g {self._paints.shape(kind, line_paint(kind, hue), hue)}>"
            for cable in group:
                about = self.about_cable(cable)
                head = f'<path id="{cable.id}"{about} d="{cable.path}"'
                title = _title(cable.title)
                yield head + (f">{title}</path>" if title else "/>")
            yield "</g>"

    def _line(self, line: Line) -> str:
        title = _title(line.title)
        paint = line_paint(line.kind, line.hue)
        head = f"<path {self._paints.shape(line.kind, paint, line.hue)}"
        head += self.about(line.parts)
        return f'{head} d="{line.path}"' + (f">{title}</path>" if title else "/>")

    def _signs(self, signs: Iterable[Sign]) -> Iterator[str]:
        """Yield marks, those that look alike together."""
        on_disc = self._paints.shape("sign", PAINTS["sign"])
        alike = sorted(signs, key=lambda sign: (sign.mark, sign.hue))
        for (mark, hue), group in groupby(alike, key=lambda sign: (sign.mark, sign.hue)):
            shapes = "".join(
                shape_of(
                    mark, sign.x, sign.y, self.about((sign.part,) if sign.part else ()), on_disc
                )
                for sign in group
            )
            yield f"<g {self._paints.shape(mark, MARKS[mark], hue)}>{shapes}</g>"

    def _text(self, text: Text) -> str:
        attributes = [self._paints.text(text.style, text.hue), f'x="{text.x}" y="{text.y}"']
        if text.is_end:
            attributes.append('text-anchor="end"')
        if not is_measured(text.text):
            attributes.append(f'textLength="{text.width}" lengthAdjust="spacingAndGlyphs"')
        words = f"{_title(text.full)}{quote(text.text)}"
        return f"<text {' '.join(filter(None, attributes))}>{words}</text>"


def _title(text: str) -> str:
    return f"<title>{quote(text)}</title>" if text else ""


def marked(kind: str, part: Box | DrawnRow | DrawnPerson | DrawnCable) -> str:
    """Return attributes that say what something is, and what has changed of it."""
    change = part.change
    if change is None:
        return f'class="{kind}"'
    name = f'class="{" ".join(filter(None, (kind, "change", TONES[change.tone])))}"'
    entry = f' data-entry="{quote(change.entry)}"' if change.entry else ""
    return f'{name} data-change="{change.verb}"{entry}'


def named(node: str, folded: tuple[str, ...]) -> str:
    """Return attributes that say which node of the graph something shows; ids hold no space."""
    one = f'data-node="{quote(node)}"'
    return f'{one} data-nodes="{quote(" ".join(folded))}"' if folded else one


def _edges(cable: DrawnCable) -> str:
    if not cable.edge:
        return named(cable.node, ())
    one = f'data-edge="{quote(cable.edge)}"'
    return f'{one} data-edges="{quote(" ".join(cable.folded))}"' if cable.folded else one


def _head_path(box: Box, radius: int) -> str:
    """Return the outline of the tinted part of a box, round where the box is."""
    low, width = box.y + box.head, box.width - 2 * radius
    path = f"M{box.x} {box.y + radius}a{radius} {radius} 0 0 1 {radius} -{radius}h{width}"
    path += f"a{radius} {radius} 0 0 1 {radius} {radius}"
    if box.head < box.height:
        return f"{path}V{low}H{box.x}z"
    path += f"V{low - radius}a{radius} {radius} 0 0 1 -{radius} {radius}h-{width}"
    return f"{path}a{radius} {radius} 0 0 1 -{radius} -{radius}z"
