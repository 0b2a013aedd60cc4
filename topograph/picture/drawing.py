"""A picture: shapes and texts with their places, for a renderer to write down.

All coordinates are whole pixels from the upper left corner. Shapes are listed
in the order in which they are painted: frames, then cables, then blocks.
"""

from dataclasses import dataclass

from topograph.picture.changes import Change
from topograph.picture.parts import NEUTRAL
from topograph.picture.style import TEXTS, Mark
from topograph.picture.text_width import text_width

__all__ = [
    "Box",
    "DrawnCable",
    "DrawnPerson",
    "DrawnRow",
    "Line",
    "Picture",
    "Pill",
    "Point",
    "Sign",
    "Text",
]

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text."""

    x: int
    """Its left edge, or its right one if `is_end`."""
    y: int
    """Its base line."""
    text: str
    style: str
    """A key of `style.TEXTS`."""
    is_end: bool = False
    hue: int = NEUTRAL
    full: str = ""
    """What it was before it was cut; empty if it was not."""

    @property
    def width(self) -> int:
        """Its width in pixels."""
        return text_width(self.text, TEXTS[self.style])


@dataclass(frozen=True, slots=True)
class Sign:
    """A small mark around a point."""

    mark: Mark
    x: int
    y: int
    hue: int = NEUTRAL
    part: str = ""
    """Id of the cable, row or box whose end it is."""


@dataclass(frozen=True, slots=True)
class Pill:
    """A short text on a ground of its own."""

    x: int
    y: int
    width: int
    height: int
    text: Text


@dataclass(frozen=True, slots=True)
class DrawnPerson:
    """A container, or several, in the head of a card."""

    id: str
    node: str
    texts: tuple[Text, ...]
    signs: tuple[Sign, ...]
    title: str = ""
    folded: tuple[str, ...] = ()
    """All nodes it stands for, if they are several."""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One link inside a box, or one container in host mode."""

    id: str
    key: str
    """Of the part that it draws; two rows never have the same."""
    node: str
    x: int
    y: int
    width: int
    height: int
    texts: tuple[Text, ...]
    signs: tuple[Sign, ...] = ()
    title: str = ""
    folded: tuple[str, ...] = ()
    """All nodes it stands for, if they are several."""
    change: Change | None = None
    """Its ground is tinted in the tone of that, unless it is quiet."""
    indent: int = 0
    """How far from its left edge what belongs to it begins, beyond the usual."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with what is in it."""

    id: str
    kind: str
    """A key of `style.PAINTS`."""
    node: str
    x: int
    y: int
    width: int
    height: int
    hue: int = NEUTRAL
    head: int = 0
    """Height of the tinted part at its top."""
    inside: str = ""
    """Id of the box around it."""
    is_frame: bool = False
    """Whether it is painted below the cables."""
    texts: tuple[Text, ...] = ()
    signs: tuple[Sign, ...] = ()
    pills: tuple[Pill, ...] = ()
    people: tuple[DrawnPerson, ...] = ()
    rows: tuple[DrawnRow, ...] = ()
    title: str = ""
    folded: tuple[str, ...] = ()
    """All nodes it stands for, if they are several."""
    change: Change | None = None
    """It is outlined in the tone of that, and tinted if it is whole, unless it is quiet."""


@dataclass(frozen=True, slots=True)
class DrawnCable:
    """A line between two rows or boxes."""

    id: str
    edge: str
    kind: str
    """A key of `style.PAINTS`."""
    path: str
    """In the language of SVG paths, absolute commands M, H, V and C only."""
    ends: tuple[Point, ...]
    parts: tuple[str, ...]
    """Ids of the rows or boxes that it ends on, in the order of `ends`."""
    hue: int = NEUTRAL
    title: str = ""
    node: str = ""
    """What it belongs to, where the graph has no such edge."""
    folded: tuple[str, ...] = ()
    """All edges it stands for, if they are several."""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line that stands for no edge of the graph: out of the host, or to a loose end."""

    kind: str
    path: str
    hue: int = NEUTRAL
    title: str = ""
    parts: tuple[str, ...] = ()
    """Ids of the rows and boxes that it is about."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything with its place."""

    width: int
    height: int
    title: str
    description: str
    texts: tuple[Text, ...] = ()
    """What stands in no box: title, captions, legend, gaps."""
    signs: tuple[Sign, ...] = ()
    """The ends of cables and lines, and those of the legend."""
    boxes: tuple[Box, ...] = ()
    """A box comes after the one around it."""
    cables: tuple[DrawnCable, ...] = ()
    lines: tuple[Line, ...] = ()
    is_diff: bool = False
    """Whether it shows two sides, and what differs."""
