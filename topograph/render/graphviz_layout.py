"""The picture as Graphviz lays it out: the graph's DOT through dot, neato, sfdp ...

Graphviz measures text with the fonts of the machine, so here alone the same
snapshot gives other bytes on another machine.
"""

from typing import Final
from xml.etree import ElementTree

from topograph.errors import MissingProgram, RenderError
from topograph.render.dot import dot_text
from topograph.render.subject import Subject

__all__ = ["render", "safe_svg", "svg_text"]

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK_TITLE: Final = "{http://www.w3.org/1999/xlink}title"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render(subject: Subject) -> bytes:
    """Return the picture as an SVG file."""
    return f"{_HEAD}{svg_text(subject)}\n".encode()


def svg_text(subject: Subject) -> str:
    """Return the picture as an <svg> element.

    Raises:
        MissingProgram: Graphviz is not installed.
        RenderError: Graphviz failed.
    """
    # Only now, since nothing else here needs the package.
    import graphviz  # type: ignore[import-untyped]  # noqa: PLC0415

    layout = subject.options.layout
    source = dot_text(subject.graph).encode()
    try:
        return safe_svg(graphviz.pipe(layout, "svg", source, quiet=True))
    except graphviz.ExecutableNotFound as error:
        raise MissingProgram(
            "this layout needs Graphviz, which is not installed",
            where=layout,
            hint="install the package graphviz, or use --layout panel",
        ) from error
    except graphviz.CalledProcessError as error:
        said = (error.stderr or b"").decode(errors="replace").strip().splitlines()
        why = f"Graphviz failed with status {error.returncode}"
        raise RenderError(": ".join([why, *said[:1]]), where=layout) from error


def safe_svg(data: bytes) -> str:
    """Return the SVG of Graphviz as an element that can stand in a page.

    The document is read and written anew: what comes out is well-formed, without the
    prolog, the address of a DTD and the comments. The wrappers that Graphviz makes for
    tooltips, links that lead nowhere, become groups with a title.

    Raises:
        RenderError: it is no SVG.
    """
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise RenderError(f"Graphviz wrote no sound SVG: {error}") from error
    for element in list(root.iter()):
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
        if element.tag == "a":
            title = ElementTree.Element("title")
            title.text = element.attrib.pop(_XLINK_TITLE, "")
            element.tag, element.attrib = "g", {}
            element.insert(0, title)
    if root.tag != "svg":
        raise RenderError(f"Graphviz wrote no SVG but <{root.tag}>")
    root.attrib = {"xmlns": _SVG, "role": "img", "aria-label": "Topology", **root.attrib}
    return ElementTree.tostring(root, encoding="unicode").strip()
