"""The formats there are, and the module that makes each."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, NamedTuple

from topograph.errors import UnknownFormat

__all__ = ["FORMATS", "Format", "find_format", "format_of"]


class Format(NamedTuple):
    """One output format."""

    name: str
    suffixes: tuple[str, ...]
    help: str
    """One line for a person."""
    module: str
    """Its function `render` takes a `Subject` and returns bytes. Imported when first used."""
    graphviz_module: str = ""
    """The same, for a layout by Graphviz; empty if the module above knows what to do."""
    is_text: bool = True
    """Whether a terminal can show it."""


FORMATS: Final[Mapping[str, Format]] = {
    "svg": Format(
        "svg",
        (".svg",),
        "the picture",
        "topograph.render.svg",
        "topograph.render.graphviz_layout",
    ),
    "png": Format(
        "png", (".png",), "the picture, in pixels", "topograph.render.png", is_text=False
    ),
    "pdf": Format(
        "pdf", (".pdf",), "the picture, as a page", "topograph.render.pdf", is_text=False
    ),
    "html": Format(
        "html",
        (".html", ".htm"),
        "one page with the picture and all tables, to attach to a ticket",
        "topograph.render.html",
    ),
    "dot": Format("dot", (".dot", ".gv"), "the graph for Graphviz", "topograph.render.dot"),
    "json": Format(
        "json",
        (".json",),
        "the graph as node-link JSON, for networkx and d3",
        "topograph.render.graph_json",
    ),
    "text": Format("text", (".txt",), "a tree in plain text", "topograph.render.text"),
    "md": Format(
        "md",
        (".md", ".markdown"),
        "a short summary in Markdown, to paste into a ticket",
        "topograph.render.md",
    ),
    "mermaid": Format(
        "mermaid",
        (".mmd", ".mermaid"),
        "a Mermaid flowchart, for GitHub and whatever else draws it in Markdown",
        "topograph.render.mermaid",
    ),
    "drawio": Format(
        "drawio",
        (".drawio",),
        "the picture for draw.io, to edit it",
        "topograph.render.drawio",
    ),
}


def find_format(name: str, formats: Mapping[str, Format] = FORMATS) -> Format:
    """Return the format of a name, among those of a snapshot or others.

    Raises:
        UnknownFormat: there is none.
    """
    if name not in formats:
        hint = f"known are {', '.join(formats)}"
        raise UnknownFormat("no such format", where=name, hint=hint)
    return formats[name]


def format_of(path: str, formats: Mapping[str, Format] = FORMATS) -> str:
    """Return the name of the format that a file's suffix means, whatever its case.

    Raises:
        UnknownFormat: it means none, or there is no suffix.
    """
    suffix = PurePath(path).suffix
    for name, found in formats.items():
        if suffix.lower() in found.suffixes:
            return name
    known = ", ".join(f"{name} ({' '.join(found.suffixes)})" for name, found in formats.items())
    what = f"no format has the suffix {suffix}" if suffix else "no suffix to tell the format by"
    raise UnknownFormat(what, where=path, hint=f"known are {known}")
