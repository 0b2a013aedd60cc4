"""How wide a text is drawn, by fixed tables, so that no font is needed.

The tables are those of DejaVu Sans, the widest of the faces that a reader is
likely to have: what fits there fits in the others. Beyond ASCII the width
depends on the fonts at hand; the renderer is told to squeeze such a text into
the width that it has here.
"""

import re
from bisect import bisect_right
from typing import Final

from topograph.picture.legible import COMBINING, legible
from topograph.picture.style import Face, TextStyle

__all__ = ["ELLIPSIS", "fit", "fitting_width", "is_measured", "text_width"]

ELLIPSIS: Final = "…"

# Thousandths of the font size, from the space to the tilde.
_SANS: Final = (
    *(318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337),
    *(636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531),
    *(1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787),
    *(603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500),
    *(500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612),
    *(635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838),
)
_BOLD: Final = (
    *(348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365),
    *(696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580),
    *(1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850),
    *(733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500),
    *(500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687),
    *(716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838),
)
_MONO_ADVANCE: Final = 602
_OWN: Final = {"·": 380, "×": 838, "…": 1000, "→": 838}
"""The characters beyond ASCII that we write ourselves."""

_LETTER: Final = 900
_WIDE: Final = 1000
_PICTURE: Final = 1350

# First code points of ranges, and the advance from there on.
_RANGES: Final = (
    (0x00A0, 700),
    (0x0370, _LETTER),
    (0x1100, _WIDE),
    (0x1160, _LETTER),
    (0x2600, _PICTURE),
    (0x27C0, _LETTER),
    (0x2E80, _WIDE),
    (0xA4D0, _LETTER),
    (0xAC00, _WIDE),
    (0xD7A4, _LETTER),
    (0xF900, _WIDE),
    (0xFB00, _LETTER),
    (0xFE30, _WIDE),
    (0xFE70, _LETTER),
    (0xFF00, _WIDE),
    (0x1F000, _PICTURE),
    (0x20000, _WIDE),
)
_STARTS: Final = tuple(start for start, _ in _RANGES)
_IS_COMBINING: Final = re.compile(f"[{COMBINING}]")


def text_width(text: str, style: TextStyle) -> int:
    """Return the width of a legible text in pixels, rounded up."""
    if style.face is Face.MONO and text.isascii():
        return -(-len(text) * _MONO_ADVANCE * style.size // 1000)
    return -(-sum(_advances(text, style.face)) * style.size // 1000)


def fitting_width(text: str, style: TextStyle) -> int:
    """Return the width that lets `fit` leave a text whole."""
    return text_width(legible(text), style)


def fit(text: str, style: TextStyle, width: int, *, keeps_end: bool = False) -> str:
    """Return text as it is drawn in a width: legible, and cut with an ellipsis if need be.

    The result is empty where not even an ellipsis has room.

    Args:
        text: any text.
        style: how it is set.
        width: in pixels.
        keeps_end: whether it is cut inside, as names are that differ in their ends.
    """
    text = legible(text)
    # Most texts fit, and this is asked for each of them.
    if text_width(text, style) <= width:
        return text
    room = width * 1000 - text_width(ELLIPSIS, style) * 1000
    if room < 0:
        return ""
    advances = _advances(text, style.face)
    end = _count(advances[::-1], room // 3, style.size) if keeps_end else 0
    while end and not advances[-end]:
        # What stands on a letter goes with it.
        end -= 1
    room -= sum(advances[len(advances) - end :]) * style.size
    start = _count(advances, room, style.size)
    return text[:start] + ELLIPSIS + text[len(text) - end :]


def _count(advances: list[int], room: int, size: int) -> int:
    """Return how many characters have room, in thousandths of a pixel."""
    for number, advance in enumerate(advances):
        room -= advance * size
        if room < 0:
            return number
    return len(advances)


def is_measured(text: str) -> bool:
    """Tell whether a text is made of characters whose width is the same wherever it is drawn."""
    return text.isascii() or all(c.isascii() or c in _OWN for c in text)


def _advances(text: str, face: Face) -> list[int]:
    if face is Face.MONO:
        # A face of one width has no glyph for what is wide, and takes it from elsewhere.
        return [
            _MONO_ADVANCE if c.isascii() or c in _OWN else max(_MONO_ADVANCE, _beyond(c))
            for c in text
        ]
    table = _BOLD if face is Face.BOLD else _SANS
    return [table[ord(c) - 32] if " " <= c <= "~" else _OWN.get(c) or _beyond(c) for c in text]


def _beyond(character: str) -> int:
    if _IS_COMBINING.match(character):
        return 0
    return _RANGES[max(0, bisect_right(_STARTS, ord(character)) - 1)][1]
