"""The picture as PDF: one page of its size, with text that can be searched and copied."""

from typing import Final

from topograph.render.page import page_of
from topograph.render.subject import Subject
from topograph.render.typst_page import paint

__all__ = ["MOST_POINTS", "render"]

MOST_POINTS: Final = 14_400
"""What readers of PDF take as the side of a page."""


def render(subject: Subject) -> bytes:
    """Return the picture as a PDF file, smaller than it is only where no page could hold it.

    Raises:
        MissingProgram: Typst is not installed, or Graphviz, if it is to lay the picture out.
        RenderError: one of those failed.
    """
    page = page_of(subject)
    scale = min(1.0, MOST_POINTS / max(page.width, page.height))
    return paint(page, "pdf", page.width * scale)
