"""The formats of a diff, and the module that makes each."""

from collections.abc import Mapping
from typing import Final

from topograph.render.formats import Format

__all__ = ["FORMATS"]

FORMATS: Final[Mapping[str, Format]] = {
    "text": Format("text", (".txt",), "lines for a terminal", "topograph.render.diff.text"),
    "md": Format(
        "md",
        (".md", ".markdown"),
        "lists in Markdown, for a ticket or a pull request",
        "topograph.render.diff.md",
    ),
    "html": Format(
        "html",
        (".html", ".htm"),
        "one page with the changes and the picture, to attach to a ticket",
        "topograph.render.diff.html",
    ),
    "svg": Format("svg", (".svg",), "both sides in one picture", "topograph.render.diff.svg"),
    "json": Format("json", (".json",), "all of it, for a program", "topograph.render.diff.json"),
}
"""The function `render` of each module takes a `Subject`, and returns bytes."""
