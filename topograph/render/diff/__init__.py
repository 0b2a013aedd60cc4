"""A diff in many formats; each format is a module, imported when it is asked for."""

from importlib import import_module

from topograph.render.diff.formats import FORMATS
from topograph.render.diff.options import Options
from topograph.render.diff.subject import Subject
from topograph.render.formats import find_format

__all__ = ["FORMATS", "Options", "Subject", "render"]


def render(subject: Subject, format: str) -> bytes:
    """Return a comparison in one format: the same bytes for the same snapshots and options.

    Args:
        subject: give the same one to several calls, so that they share the work.
        format: a key of `FORMATS`.

    Raises:
        UnknownFormat: there is no such format.
        RenderError: the templates are missing.
    """
    module = import_module(find_format(format, FORMATS).module)
    data: bytes = module.render(subject)
    return data
