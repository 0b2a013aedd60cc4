"""The picture as PNG: two pixels for one of the SVG, and fewer where that would be too many."""

from math import sqrt
from typing import Final

from topograph.errors import RenderError
from topograph.render.page import POINTS, Page, page_of
from topograph.render.subject import Subject
from topograph.render.typst_page import paint

__all__ = ["MOST_PIXELS", "MOST_PIXELS_A_SIDE", "render", "scale_of"]

MOST_PIXELS: Final = 60_000_000
"""In memory a pixel is four bytes, several times over; and many viewers give up above that."""
MOST_PIXELS_A_SIDE: Final = 16_384
_USUAL: Final = 2.0
_LEAST: Final = 0.75
"""The smallest letters, of 11 pixels, are 8 pixels high then."""


def render(subject: Subject) -> bytes:
    """Return the picture as a PNG file.

    Raises:
        MissingProgram: Typst is not installed, or Graphviz, if it is to lay the picture out.
        RenderError: the picture is too large to be legible; or one of those failed.
    """
    page = page_of(subject)
    return paint(page, "png", page.width, ppi=scale_of(page) * 72 / POINTS)


def scale_of(page: Page) -> float:
    """Return how many pixels there are for one of the SVG, across as well as down.

    Raises:
        RenderError: so few that nobody could read it.
    """
    width, height = page.width / POINTS, page.height / POINTS
    # One row and column less, since a side that is no whole number is rounded.
    most = sqrt(MOST_PIXELS / ((width + 1) * (height + 1)))
    scale = min(_USUAL, most, (MOST_PIXELS_A_SIDE - 1) / max(width, height))
    if scale < _LEAST:
        raise RenderError(
            f"a picture of {width:,.0f} × {height:,.0f} is too large to be legible in pixels",
            where="png",
            hint="write svg or pdf, or draw less with --density, --around or --only",
        )
    return scale
