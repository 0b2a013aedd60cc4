"""One snapshot in many formats; each format is a module, imported when it is asked for."""

from importlib import import_module

from topograph.render.formats import FORMATS, Format, find_format, format_of
from topograph.render.options import DENSITIES, GRAPHVIZ_LAYOUTS, PANEL, THEMES, Options
from topograph.render.subject import Subject

__all__ = [
    "DENSITIES",
    "FORMATS",
    "GRAPHVIZ_LAYOUTS",
    "PANEL",
    "THEMES",
    "Format",
    "Options",
    "Subject",
    "format_of",
    "render",
]


def render(subject: Subject, format: str) -> bytes:
    """Return a snapshot in one format: the same bytes for the same snapshot and options.

    Args:
        subject: give the same one to several calls, so that they share the work.
        format: a key of `FORMATS`.

    Raises:
        UnknownFormat: there is no such format.
        MissingProgram: the layout needs Graphviz, or the format Typst, which is not installed.
        RenderError: Graphviz or Typst failed, or there is more to draw than the format can hold.
    """
    found = find_format(format)
    by_graphviz = found.graphviz_module and subject.options.layout != PANEL
    module = import_module(found.graphviz_module if by_graphviz else found.module)
    data: bytes = module.render(subject)
    return data
