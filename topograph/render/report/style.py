"""The style of a page, from the files it is written in."""

import re
from typing import Final

from topograph.render.templates import templates_folder

__all__ = ["is_tall", "page_style"]

_LINE_END: Final = re.compile(r"\n\s*")
_VIEW_BOX: Final = re.compile(r'viewBox="[-\d.]+ [-\d.]+ (?P<width>[\d.]+) (?P<height>[\d.]+)"')


def page_style(*names: str) -> str:
    """Return style sheets as one, without the ends of lines.

    Args:
        names: of files in the folder of templates, without .css.
    """
    files = (templates_folder() / f"{name}.css" for name in names)
    return "".join(_LINE_END.sub("", file.read_text(encoding="utf-8")) for file in files)


def is_tall(picture: str) -> bool:
    """Tell whether a page of paper had better stand upright for a picture."""
    box = _VIEW_BOX.search(picture)
    return box is not None and float(box["width"]) < float(box["height"])
