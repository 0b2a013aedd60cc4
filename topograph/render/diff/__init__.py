"""A diff in many formats; each format is a module, imported when it is asked for."""

from importlib import import_module

from topograph.render.diff.compared import Compared
from topograph.render.diff.formats import FORMATS
from topograph.render.diff.options import Options
from topograph.render.formats import find_format

__all__ = ["FORMATS", "Compared", "Options", "render"]


def render(comparison: Compared, format: str, options: Options | None = None) -> bytes:
    """Return a comparison in one format: the same bytes for the same snapshots and options.

    Args:
        comparison: what `topograph.diff.compare` gave.
        format: a key of `FORMATS`.
        options: how to render; None for the usual.

    Raises:
        UnknownFormat: there is no such format.
    """
    module = import_module(find_format(format, FORMATS).module)
    data: bytes = module.render(comparison, options or Options())
    return data
