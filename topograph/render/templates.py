"""Find and fill the templates.

A wheel holds them inside the package; in a checkout and an editable install
they stand beside it. Values come from outside: all are escaped, and characters
that nobody sees are made visible.
"""

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from topograph.errors import RenderError
from topograph.render.visible import visible_lines

__all__ = ["environment", "templates_folder"]


def templates_folder(package: Path = Path(__file__).parents[1]) -> Path:
    """Return the folder with the templates.

    Args:
        package: the folder of topograph.

    Raises:
        RenderError: there is none; the installation is broken.
    """
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "report.html").is_file():
            return folder
    raise RenderError("the templates are missing", where=str(package), hint="install it anew")


@cache
def environment() -> jinja2.Environment:
    """Return the Jinja environment, in which a name that is not given is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    return made


def _seen(value: Any) -> Any:
    return (
        visible_lines(value) if isinstance(value, str) and not isinstance(value, Markup) else value
    )
