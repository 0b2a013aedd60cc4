"""The picture as SVG: writes down what the layout made.

What a program does with an SVG differs: some drop style sheets, some drop
`style` attributes. So every element has all it needs in presentation
attributes, and a class beside them for those who want to restyle it. A style
sheet is there only if the picture is to follow the reader's theme.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from topograph.picture.drawing import Box, DrawnCable, DrawnRow, Line, Picture, Sign, Text
from topograph.picture.parts import NEUTRAL
from topograph.picture.style import (
    FACES,
    HUE_FILL,
    HUE_STROKE,
    HUES,
    INKS,
    MARKS,
    PAINTS,
    TEXTS,
    Face,
    Mark,
    Paint,
)
from topograph.picture.text_width import is_measured
from topograph.render.subject import Subject

__all__ = ["render", "svg_text"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROUND: Final = {"host": 10, "netns": 10, "panel": 8, "card": 8, "stack": 8, "pill": 9}
_BASE: Final = TEXTS["mono"]
"""What most texts are; it is said once, above all of them."""


def render(subject: Subject) -> bytes:
    """Return the picture as an SVG file."""
    return f"{_HEAD}{svg_text(subject.picture, subject.options.theme)}\n".encode()


def svg_text(picture: Picture, theme: str = "auto") -> str:
    """Return a picture as an <svg> element, for a file or to stand in a page.

    Args:
        picture: what the layout made.
        theme: light, dark, or auto to follow the reader's system.
    """
    return "\n".join(_Writer(picture, theme).lines())


class _Writer:
    """One picture in one theme."""

    def __init__(self, picture: Picture, theme: str) -> None:
        self._picture = picture
        self._theme = theme
        self._dark = theme == "dark"

    def lines(self) -> Iterator[str]:
        """Yield the lines of the element."""
        picture = self._picture
        size = f'width="{picture.width}" height="{picture.height}"'
        family = quote(FACES[Face.MONO][0])
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
            f'viewBox="0 0 {picture.width} {picture.height}" role="img" class="topograph" '
            f'font-family="{family}" font-size="{_BASE.size}">'
        )
        yield f"<title>{quote(picture.title)}</title>"
        yield f"<desc>{quote(picture.description)}</desc>"
        if self._theme == "auto":
            yield f"<style>{_dark_rules()}</style>"
        yield f"<rect {self._paint('page', PAINTS['page'])} {size}/>"
        yield f'<g class="ink" fill="{self._ink("ink")}">'
        frames = [box for box in picture.boxes if box.is_frame]
        yield from self._all_boxes(frames)
        yield from map(self._line, picture.lines)
        yield from self._cables(picture.cables)
        yield from self._all_boxes(box for box in picture.boxes if not box.is_frame)
        yield from self._signs(picture.signs)
        yield from map(self._text, picture.texts)
        yield "</g>"
        yield "</svg>"

    def _all_boxes(self, boxes: Iterable[Box]) -> Iterator[str]:
        for box in boxes:
            yield from self._box(box)

    def _box(self, box: Box) -> Iterator[str]:
        radius = _ROUND[box.kind]
        yield f'<g id="{box.id}" class="box" data-node="{quote(box.node)}">{_title(box.title)}'
        yield (
            f'<rect {self._paint(box.kind, PAINTS[box.kind], box.hue)} x="{box.x}" y="{box.y}" '
            f'width="{box.width}" height="{box.height}" rx="{radius}"/>'
        )
        if box.head:
            # An empty panel is all head, so the tint is round below as well.
            low = box.y + box.head
            paint = self._paint("head", PAINTS["head"], box.hue)
            if box.head >= box.height:
                path = f"a{radius} {radius} 0 0 1 -{radius} {radius}h-{box.width - 2 * radius}"
                path = f"V{low - radius}{path}a{radius} {radius} 0 0 1 -{radius} -{radius}z"
            else:
                path = f"V{low}H{box.x}z"
            yield (
                f'<path {paint} d="M{box.x} {box.y + radius}a{radius} {radius} 0 0 1 {radius} '
                f"-{radius}h{box.width - 2 * radius}a{radius} {radius} 0 0 1 {radius} {radius}"
                f'{path}"/>'
            )
        yield from self._signs(box.signs)
        yield from map(self._text, box.texts)
        for pill in box.pills:
            yield (
                f'<rect {self._paint("pill", PAINTS["pill"])} x="{pill.x}" y="{pill.y}" '
                f'width="{pill.width}" height="{pill.height}" rx="{_ROUND["pill"]}"/>'
                + self._text(pill.text)
            )
        yield from map(self._row, box.rows)
        yield "</g>"

    def _row(self, row: DrawnRow) -> str:
        texts = "".join(map(self._text, row.texts))
        signs = "".join(self._signs(row.signs))
        node = quote(row.node)
        head = f'<g id="{row.id}" class="row" data-node="{node}">'
        return f"{head}{_title(row.title)}{signs}{texts}</g>"

    def _cables(self, cables: Iterable[DrawnCable]) -> Iterator[str]:
        """Yield the cables, those that look alike together."""
        alike = sorted(cables, key=lambda cable: (cable.kind, cable.hue))
        for (kind, hue), group in groupby(alike, key=lambda cable: (cable.kind, cable.hue)):
            yield f"<g {self._paint(kind, PAINTS[kind], hue)}>"
            for cable in group:
                head = f'<path id="{cable.id}" class="cable" data-edge="{quote(cable.edge)}"'
                title = _title(cable.title)
                yield f'{head} d="{cable.path}"' + (f">{title}</path>" if title else "/>")
            yield "</g>"

    def _line(self, line: Line) -> str:
        title = _title(line.title)
        head = f'<path {self._paint(line.kind, PAINTS[line.kind], line.hue)} d="{line.path}"'
        return head + (f">{title}</path>" if title else "/>")

    def _signs(self, signs: Iterable[Sign]) -> Iterator[str]:
        """Yield marks, those that look alike together."""
        alike = sorted(signs, key=lambda sign: (sign.mark, sign.hue))
        for (mark, hue), group in groupby(alike, key=lambda sign: (sign.mark, sign.hue)):
            shapes = "".join(_shape(mark, sign.x, sign.y) for sign in group)
            yield f"<g {self._paint(mark, MARKS[mark], hue)}>{shapes}</g>"

    def _text(self, text: Text) -> str:
        style = TEXTS[text.style]
        attributes = [f'x="{text.x}" y="{text.y}"']
        if text.is_end:
            attributes.append('text-anchor="end"')
        if style is not _BASE:
            family, weight = FACES[style.face]
            classes = style.name
            if text.hue != NEUTRAL:
                classes += f" {HUE_FILL}{text.hue}"
                attributes.append(f'fill="{self._hue(text.hue)}"')
            elif style.ink != _BASE.ink:
                attributes.append(f'fill="{self._ink(style.ink)}"')
            attributes.insert(0, f'class="{classes}"')
            if style.size != _BASE.size:
                attributes.append(f'font-size="{style.size}"')
            if style.face is not _BASE.face:
                attributes.append(f'font-family="{quote(family)}"')
            if weight != "400":
                attributes.append(f'font-weight="{weight}"')
        if not is_measured(text.text):
            attributes.append(f'textLength="{text.width}" lengthAdjust="spacingAndGlyphs"')
        return f"<text {' '.join(attributes)}>{_title(text.full)}{quote(text.text)}</text>"

    def _paint(self, name: str, paint: Paint, hue: int = NEUTRAL) -> str:
        """Return the attributes of a shape, its class first."""
        classes = [name]
        attributes = []
        for attribute, ink, prefix in (
            ("fill", paint.fill, HUE_FILL),
            ("stroke", paint.stroke, HUE_STROKE),
        ):
            if ink == "hue" and hue != NEUTRAL:
                classes.append(f"{prefix}{hue}")
                attributes.append(f'{attribute}="{self._hue(hue)}"')
            elif ink != "none" or attribute == "fill":
                colour = self._ink(paint.neutral if ink == "hue" else ink)
                attributes.append(f'{attribute}="{colour}"')
        if paint.stroke != "none" and paint.width != "1":
            attributes.append(f'stroke-width="{paint.width}"')
        if paint.dash:
            attributes.append(f'stroke-dasharray="{paint.dash}"')
        if paint.opacity:
            attributes.append(f'fill-opacity="{paint.opacity}"')
        return f'class="{" ".join(classes)}" {" ".join(attributes)}'

    def _ink(self, name: str) -> str:
        return "none" if name == "none" else INKS[name][self._dark]

    def _hue(self, hue: int) -> str:
        return HUES[hue][self._dark]


def quote(text: str) -> str:
    """Return text as the content of an element or of an attribute in double quotes."""
    if _NO_XML.search(text):
        text = _NO_XML.sub("\ufffd", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def _title(text: str) -> str:
    return f"<title>{quote(text)}</title>" if text else ""


def _shape(mark: Mark, x: int, y: int) -> str:
    match mark:
        case Mark.RUNNING | Mark.UPLINK:
            return f'<circle cx="{x}" cy="{y}" r="5"/>'
        case Mark.STOPPED | Mark.SOCKET | Mark.PLUG:
            return f'<circle cx="{x}" cy="{y}" r="4"/>'
        case Mark.WAITING:
            return f'<path d="M{x - 2} {y - 4}v8m5 0v-8"/>'
        case Mark.UNKNOWN:
            return f'<path d="M{x} {y - 5}l5 5l-5 5l-5 -5z"/>'
        case Mark.LOOSE:
            return f'<path d="M{x - 4} {y - 4}l8 8m0 -8l-8 8"/>'
        case Mark.GATEWAY:
            return f'<path d="M{x - 5} {y}l7 -4v3h3v2h-3v3z"/>'


def _dark_rules() -> str:
    """Return the style sheet that makes the picture dark for those who like it so."""
    rules: dict[str, list[str]] = {}
    names = {"ink": Paint("ink")}
    names |= {style.name: Paint(style.ink) for style in TEXTS.values() if style is not _BASE}
    for name, paint in (*names.items(), *PAINTS.items(), *MARKS.items()):
        for attribute, ink in (("fill", paint.fill), ("stroke", paint.stroke)):
            if ink != "none":
                colour = INKS[paint.neutral if ink == "hue" else ink].dark
                rules.setdefault(f"{attribute}:{colour}", []).append(f".{name}")
    for n, hue in enumerate(HUES):
        rules[f"fill:{hue.dark}/*{n}*/"] = [f".{HUE_FILL}{n}"]
        rules[f"stroke:{hue.dark}/*{n}*/"] = [f".{HUE_STROKE}{n}"]
    written = "".join(
        f"{','.join(f'.topograph {name}' for name in names)}{{{rule.partition('/')[0]}}}"
        for rule, names in rules.items()
    )
    return f"@media(prefers-color-scheme:dark){{{written}}}"
