"""The picture as one page: an SVG in one theme, and what a file says about it.

The text is set in the faces that the widths of the picture are those of: DejaVu
Sans, which stands in `fonts`, and DejaVu Sans Mono, which is part of Typst. So the
page is the same on every machine. Only for letters that are in neither are the
fonts of the machine asked.
"""

import re
from dataclasses import dataclass
from typing import Final

from topograph.errors import RenderError
from topograph.picture import description_of, title_of
from topograph.picture.style import FACES, Face
from topograph.render.options import PANEL
from topograph.render.subject import Subject
from topograph.render.svg import svg_text

__all__ = ["POINTS", "Page", "page_of"]

POINTS: Final = 0.75
"""A pixel of a picture is 1/96 inch, a point 1/72."""

_FACES: Final = {
    Face.SANS: ("DejaVu Sans", FACES[Face.SANS][1]),
    Face.BOLD: ("DejaVu Sans", FACES[Face.BOLD][1]),
    Face.MONO: ("DejaVu Sans Mono", FACES[Face.MONO][1]),
}
_OURS: Final = re.compile(
    "[\t\n -~\xa0-\u017f\u0300-\u036f\u0370-\u03ff\u0400-\u045f\u0490\u0491"
    "\u2010-\u2027\u2030-\u203a\u20ac\u2122\u2190-\u2193\u2212\ufffd]*"
)
_POINTS_OF_GRAPHVIZ: Final = re.compile(r'<svg [^>]*width="([\d.]+)pt" height="([\d.]+)pt"')


@dataclass(frozen=True, slots=True)
class Page:
    """A page to paint."""

    svg: str
    """Without a style sheet."""
    width: float
    """Points."""
    height: float
    """Points."""
    title: str
    description: str
    """What is on it, for those who cannot see it; may have several lines."""
    captured_at: str
    """As in the snapshot."""
    has_all_letters: bool
    """Whether it can be set without the fonts of the machine."""


def page_of(subject: Subject) -> Page:
    """Return the picture as a page: dark if that is asked for, else light.

    Raises:
        MissingProgram: the layout needs Graphviz, which is not installed.
        RenderError: Graphviz failed.
    """
    svg, width, height = _ours(subject) if subject.options.layout == PANEL else _theirs(subject)
    view = subject.view
    return Page(
        svg=svg,
        width=width,
        height=height,
        title=title_of(view),
        description=description_of(view),
        captured_at=subject.snapshot.captured_at,
        # Graphviz has measured with the fonts of the machine.
        has_all_letters=subject.options.layout == PANEL and bool(_OURS.fullmatch(svg)),
    )


def _ours(subject: Subject) -> tuple[str, float, float]:
    picture = subject.picture
    # A file of pixels follows no reader.
    theme = "dark" if subject.options.theme == "dark" else "light"
    return (
        svg_text(picture, theme, _FACES),
        picture.width * POINTS,
        picture.height * POINTS,
    )


def _theirs(subject: Subject) -> tuple[str, float, float]:
    from topograph.render import graphviz_layout  # noqa: PLC0415

    svg = graphviz_layout.svg_text(subject)
    return svg, *_size_of(svg)


def _size_of(svg: str) -> tuple[float, float]:
    """Return the width and height that Graphviz wrote, in points."""
    found = _POINTS_OF_GRAPHVIZ.match(svg)
    if not found:
        raise RenderError("Graphviz wrote an SVG without a size")
    return float(found[1]), float(found[2])
