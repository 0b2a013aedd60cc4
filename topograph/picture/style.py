"""What things look like: one entry per meaning, in a light and a dark theme.

A class of the drawing is the name of an entry here, so that a style sheet can
say of a class what the attributes of an element say of it. Every colour of a
text has a contrast of at least 4.5:1 on all grounds that it stands on, and no
meaning rests on a colour alone: it has a word, a mark or a dash beside it.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from topograph.picture.changes import DIM, REMOVED, TONES

__all__ = [
    "CHANGE_MARKS",
    "FACES",
    "HUES",
    "HUE_FILL",
    "HUE_STROKE",
    "INKS",
    "IN_DIFFS",
    "MARKS",
    "PAINTS",
    "RADII",
    "STRONG",
    "TEXTS",
    "Face",
    "Mark",
    "Paint",
    "TextStyle",
    "Tone",
    "hue_class",
    "line_paint",
]


class Tone(NamedTuple):
    """One colour in both themes."""

    light: str
    dark: str


class Face(StrEnum):
    """A kind of type."""

    SANS = "sans"
    BOLD = "bold"
    MONO = "mono"


class TextStyle(NamedTuple):
    """How a text is set."""

    name: str
    face: Face
    size: int
    """Pixels."""
    ink: str = "ink"
    """A key of `INKS`; texts with a hue have its colour instead."""


class Paint(NamedTuple):
    """How a shape is filled and outlined. Colours are keys of `INKS`, or hue, or none."""

    fill: str = "none"
    stroke: str = "none"
    width: str = "1"
    dash: str = ""
    opacity: str = ""
    """Of the fill."""
    neutral: str = "wire"
    """What stands for hue on what belongs to no network. A tone stands for all that is strong."""


class Mark(StrEnum):
    """A small sign."""

    RUNNING = "running"
    WAITING = "waiting"
    STOPPED = "stopped"
    UNKNOWN = "unknown"
    SOCKET = "socket"
    """A cable ends on a port of a panel."""
    PLUG = "plug"
    """A cable ends on a link of a card."""
    LOOSE = "loose"
    """The other end was not seen."""
    UPLINK = "uplink"
    """The link leads out of the host."""
    GATEWAY = "gateway"
    """The link carries a default route."""
    ADDED = "plus"
    REMOVED = "minus"
    CHANGED = "plus-minus"
    MOVED = "arrow"
    UNSEEN = "query"
    """Not observed on one of two sides."""


FACES: Final = {
    Face.SANS: ('Inter,"Segoe UI",Roboto,Helvetica,Arial,"DejaVu Sans",sans-serif', "400"),
    Face.BOLD: ('Inter,"Segoe UI",Roboto,Helvetica,Arial,"DejaVu Sans",sans-serif', "600"),
    Face.MONO: ('"DejaVu Sans Mono","Cascadia Mono",Menlo,Consolas,monospace', "400"),
}
"""Family and weight of each face."""

INKS: Final = {
    "page": Tone("#f8fafc", "#0f172a"),
    "ground": Tone("#ffffff", "#172136"),
    "paper": Tone("#ffffff", "#1e293b"),
    "line": Tone("#cbd5e1", "#475569"),
    "ink": Tone("#0f172a", "#f1f5f9"),
    "soft": Tone("#475569", "#b6c2d2"),
    "wire": Tone("#475569", "#94a3b8"),
    "pill": Tone("#eef2f7", "#2c3a50"),
    "good": Tone("#15803d", "#4ade80"),
    "pause": Tone("#a16207", "#facc15"),
    "bad": Tone("#b91c1c", "#fca5a5"),
    "dim": Tone("#566274", "#9aa7ba"),
    "added": Tone("#08602c", "#36e264"),
    "removed": Tone("#b31930", "#ffb3ba"),
    "changed": Tone("#1246e0", "#7ab8ff"),
    "unobserved": Tone("#7c2d92", "#f7c6ff"),
}

STRONG: Final = frozenset({"wire", "good", "pause", "bad", "soft"})
"""What is not seen of a mark or line that is drawn in a tone."""

HUES: Final = (
    Tone("#0050e8", "#a0b8f0"),
    Tone("#c83008", "#f87800"),
    Tone("#083000", "#10b868"),
    Tone("#5018a0", "#c880f8"),
    Tone("#584000", "#f0e0b0"),
    Tone("#680848", "#f898b8"),
    Tone("#105870", "#10f0f8"),
    Tone("#587040", "#d0c808"),
)
"""One for each network. They differ in lightness as well, so that they can be told apart by those
who see red and green, or blue and yellow, alike; and they are darker than the usual palettes,
since names are written in them."""

HUE_FILL: Final = "f"
"""The class of a shape or text that is filled with a hue is this and its number."""
HUE_STROKE: Final = "s"

TEXTS: Final = {
    style.name: style
    for style in (
        TextStyle("title", Face.BOLD, 17),
        TextStyle("caption", Face.SANS, 12, "soft"),
        TextStyle("name", Face.BOLD, 14),
        TextStyle("line-name", Face.BOLD, 12),
        TextStyle("label", Face.SANS, 11, "soft"),
        TextStyle("word", Face.BOLD, 11, "soft"),
        TextStyle("mono", Face.MONO, 12),
        TextStyle("mac", Face.MONO, 11, "soft"),
    )
}

RADII: Final = {"host": 10, "netns": 10, "panel": 8, "card": 8, "stack": 8, "pill": 9}
"""Of the corners of boxes, in pixels."""

PAINTS: Final = {
    "page": Paint("page"),
    "host": Paint("ground", "line"),
    "netns": Paint("ground", "line", "1.2"),
    "panel": Paint("paper", "hue", "1.4", neutral="line"),
    "head": Paint("hue", opacity="0.1", neutral="wire"),
    "card": Paint("paper", "line"),
    "stack": Paint("paper", "line"),
    "pill": Paint("pill"),
    "peer": Paint("none", "hue", "1.8"),
    "bundle": Paint("none", "hue", "4"),
    "lower": Paint("none", "hue", "1.8", "9 3"),
    "master": Paint("none", "hue", "1.8"),
    "inferred": Paint("none", "hue", "1.8", "4 4"),
    "routed": Paint("none", "wire", "1.2", "2 4"),
    "outside": Paint("none", "wire", "2"),
    "stub": Paint("none", "hue", "1.8"),
    "tint": Paint("hue", opacity="0.09"),
    "sign": Paint("paper"),
    "outline": Paint("none", "hue", "2"),
    "outline-gone": Paint("none", "hue", "2", "7 4"),
}
"""Boxes and lines."""

MARKS: Final = {
    Mark.RUNNING: Paint("good", "good"),
    Mark.WAITING: Paint("none", "pause", "3"),
    Mark.STOPPED: Paint("none", "soft", "1.6"),
    Mark.UNKNOWN: Paint("none", "soft", "1.6"),
    Mark.SOCKET: Paint("paper", "hue", "1.8"),
    Mark.PLUG: Paint("hue", "hue"),
    Mark.LOOSE: Paint("none", "bad", "2"),
    Mark.UPLINK: Paint("wire", "wire"),
    Mark.GATEWAY: Paint("wire", "wire"),
    Mark.ADDED: Paint("hue"),
    Mark.REMOVED: Paint("hue"),
    Mark.CHANGED: Paint("hue"),
    Mark.MOVED: Paint("hue"),
    Mark.UNSEEN: Paint("hue"),
}
"""Their shapes are drawn by the renderer."""

CHANGE_MARKS: Final = {
    "added": Mark.ADDED,
    "removed": Mark.REMOVED,
    "moved": Mark.MOVED,
    "renamed": Mark.MOVED,
    "unknown": Mark.UNSEEN,
}
"""Those of the verbs that have one of their own; the others share that of a change."""

IN_DIFFS: Final = frozenset(
    {"tint", "sign", "outline", "outline-gone", *CHANGE_MARKS.values(), Mark.CHANGED}
)
"""What is only drawn where two sides are shown."""

_GONE_DASH: Final = "7 5"
_WIDE: Final = "2.6"
_THIN: Final = "1.3"


def hue_class(prefix: str, hue: int) -> str:
    """Return the class of what is drawn in a hue, or in a tone."""
    return f"{prefix}-{TONES[hue]}" if hue in TONES else f"{prefix}{hue}"


def line_paint(kind: str, hue: int) -> Paint:
    """Return how a cable or a line is drawn: one that was removed has gaps, one that is new none.

    Args:
        kind: a key of `PAINTS`.
        hue: what it is drawn in.
    """
    paint = PAINTS[kind]
    if hue == DIM:
        # A bundle stays wider than a single cable.
        width = _THIN if float(paint.width) <= float(_WIDE) else _WIDE
        return paint._replace(width=min(paint.width, width, key=float))
    if hue in TONES:
        dash = _GONE_DASH if hue == REMOVED else paint.dash
        return paint._replace(width=max(paint.width, _WIDE, key=float), dash=dash)
    return paint
