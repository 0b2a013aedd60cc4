"""What the meanings of the picture's style are in draw.io: styles, and shapes of its own."""

from collections.abc import Mapping
from typing import Final

from topograph.picture.drawing import Box, Sign, Text
from topograph.picture.parts import NEUTRAL
from topograph.picture.style import (
    FACES,
    MARKS,
    PAINTS,
    RADII,
    TEXTS,
    Face,
    Mark,
    Paint,
)
from topograph.render.palette import Palette

__all__ = ["Styles", "style_text"]

_SHAPES: Final[Mapping[Mark, Mapping[str, str]]] = {
    Mark.RUNNING: {"shape": "ellipse", "perimeter": "ellipsePerimeter"},
    Mark.UPLINK: {"shape": "ellipse", "perimeter": "ellipsePerimeter"},
    Mark.STOPPED: {"shape": "rectangle"},
    Mark.SOCKET: {"shape": "ellipse", "perimeter": "ellipsePerimeter"},
    Mark.PLUG: {"shape": "ellipse", "perimeter": "ellipsePerimeter"},
    Mark.WAITING: {"shape": "partialRectangle", "top": "0", "bottom": "0"},
    Mark.UNKNOWN: {"shape": "rhombus", "perimeter": "rhombusPerimeter"},
    Mark.LOOSE: {"shape": "umlDestroy"},
    Mark.GATEWAY: {"shape": "singleArrow", "direction": "west", "arrowWidth": "0.3"},
    Mark.ADDED: {"shape": "cross", "size": "0.3"},
    Mark.REMOVED: {"shape": "rectangle"},
    Mark.CHANGED: {"shape": "cross", "size": "0.3"},
    Mark.MOVED: {"shape": "singleArrow", "arrowWidth": "0.3"},
    Mark.UNSEEN: {"shape": "rhombus", "perimeter": "rhombusPerimeter"},
}
_HALVES: Final = {
    Mark.RUNNING: (5, 5),
    Mark.UPLINK: (5, 5),
    Mark.WAITING: (3, 4),
    Mark.UNKNOWN: (5, 5),
    Mark.GATEWAY: (5, 4),
}
_HALF: Final = (4, 4)
"""Half the width and height of the other marks."""


def style_text(style: Mapping[str, str]) -> str:
    """Return a style as draw.io writes it; labels are never read as HTML."""
    words = (f"{name}={value};" if value else f"{name};" for name, value in style.items())
    return "".join(words) + "html=0;"


class Styles(Palette):
    """The styles of shapes, lines and texts in one theme."""

    def box(self, box: Box) -> dict[str, str]:
        """Return the style of a box, whose parts move with it and may be taken out of it."""
        paint = PAINTS[box.kind]
        style = {**_round(box.kind), **self._stroke(paint, box.hue)}
        style |= {"container": "1", "collapsible": "0", "recursiveResize": "0"}
        fill = self.ink(paint.fill)
        if not box.head:
            return {**style, "fillColor": fill}
        style["fillColor"] = self._tint(box.hue)
        if box.head < box.height:
            style |= {"shape": "swimlane", "startSize": f"{box.head}", "swimlaneLine": "0"}
            style["swimlaneFillColor"] = fill
        return style

    def bare(self) -> dict[str, str]:
        """Return the style of a shape of which only the parts are seen."""
        return {"fillColor": "none", "strokeColor": "none"}

    def pill(self) -> dict[str, str]:
        """Return what makes the style of a text that of a pill."""
        fill = self.ink(PAINTS["pill"].fill)
        return {**_round("pill"), "fillColor": fill, "align": "center"}

    def line(self, kind: str, hue: int) -> dict[str, str]:
        """Return the style of a cable or a line, without its ends."""
        paint = PAINTS[kind]
        style = {**self._stroke(paint, hue), "startArrow": "none", "endArrow": "none"}
        if paint.dash:
            # Else the dashes would grow with the width of the line.
            style |= {"dashed": "1", "dashPattern": paint.dash, "fixDash": "1"}
        return style

    def text(self, text: Text) -> dict[str, str]:
        """Return the style of a text that stands for itself."""
        style = TEXTS[text.style]
        colour = self.ink(style.ink) if text.hue == NEUTRAL else self.hue(text.hue)
        return {
            "text": "",
            "align": "right" if text.is_end else "left",
            "verticalAlign": "middle",
            "spacing": "0",
            "connectable": "0",
            "fontFamily": FACES[style.face][0].replace('"', ""),
            "fontSize": f"{style.size}",
            "fontStyle": f"{int(style.face is Face.BOLD)}",
            "fontColor": colour,
        }

    def sign(self, sign: Sign) -> dict[str, str]:
        """Return the style of a small mark."""
        paint = MARKS[sign.mark]
        fill = self.of(paint.fill, paint, sign.hue)
        style = {**_SHAPES[sign.mark], "fillColor": fill, **self._stroke(paint, sign.hue)}
        return {**style, "connectable": "0"}

    def sign_box(self, sign: Sign) -> tuple[int, int, int, int]:
        """Return left and upper edge, width and height of a small mark."""
        half_width, half_height = _HALVES.get(sign.mark, _HALF)
        return sign.x - half_width, sign.y - half_height, 2 * half_width, 2 * half_height

    def _stroke(self, paint: Paint, hue: int) -> dict[str, str]:
        width = {"strokeWidth": paint.width} if paint.width != "1" else {}
        return {"strokeColor": self.of(paint.stroke, paint, hue), **width}

    def _tint(self, hue: int) -> str:
        """Return what the head of a box looks like through its opacity."""
        head = PAINTS["head"]
        top, ground = (
            bytes.fromhex(colour[1:])
            for colour in (self.of(head.fill, head, hue), self.ink(PAINTS["panel"].fill))
        )
        share = float(head.opacity)
        mixed = (round(t * share + g * (1 - share)) for t, g in zip(top, ground, strict=True))
        return "#" + bytes(mixed).hex()


def _round(kind: str) -> dict[str, str]:
    return {"rounded": "1", "absoluteArcSize": "1", "arcSize": f"{2 * RADII[kind]}"}
