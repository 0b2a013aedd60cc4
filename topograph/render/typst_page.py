"""Paint a page with Typst, which is an optional package.

What Typst is given to read as its own language is written here, with numbers for
its only variables. All that comes from outside goes in as a value, beside it.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from topograph.errors import MissingProgram, RenderError
from topograph.render.page import Page

__all__ = ["FONTS", "paint"]

FONTS: Final = Path(__file__).with_name("fonts")
"""Part of DejaVu Sans; DejaVu Sans Mono is in Typst."""
# Graphviz asks for Helvetica: the first three are as wide as that.
_FAMILIES: Final = '("Liberation Sans", "Arimo", "Nimbus Sans", "DejaVu Sans")'
_SOURCE: Final = """\
#set document(title: sys.inputs.title, date: {date})
#set text(lang: "en", font: {families})
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: {width:.2f}pt, alt: sys.inputs.description)
"""


def paint(page: Page, format: Literal["pdf", "png"], width: float, ppi: float = 72) -> bytes:
    """Return a page as a file: the same bytes for the same page.

    Args:
        page: what to paint.
        format: what to make of it.
        width: how wide it becomes, in points.
        ppi: pixels per 72 points, if it is to be made of pixels.

    Raises:
        MissingProgram: the package is not installed.
        RenderError: Typst failed.
    """
    try:
        import typst  # noqa: PLC0415
    except ImportError as error:
        raise MissingProgram(
            "this format needs the Python package typst, which is not installed",
            where=format,
            hint="pip install 'topograph[image]'",
        ) from error
    source = _SOURCE.format(date=_date(page.captured_at), families=_FAMILIES, width=width)
    values = {"svg": page.svg, "title": page.title, "description": page.description}
    fonts = typst.Fonts(include_system_fonts=not page.has_all_letters, font_paths=[FONTS])
    try:
        data = typst.compile(
            source.encode(),
            font_paths=fonts,
            format=format,
            ppi=ppi,
            sys_inputs=values,
        )
    except typst.TypstError as error:
        raise RenderError(f"Typst failed: {error.message}", where=format) from error
    if not isinstance(data, bytes):
        raise RenderError(f"Typst made {len(data or ())} pages of one", where=format)
    return data


def _date(moment: str) -> str:
    """Return when the facts are of, in the words of Typst; without that, no date at all."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return "none"
    # Typst's have no offset.
    found = found.astimezone(UTC) if found.tzinfo else found
    names = ("year", "month", "day", "hour", "minute", "second")
    return f"datetime({', '.join(f'{name}: {getattr(found, name)}' for name in names)})"
