r"""Write DOT: the one place where text from outside is quoted for Graphviz.

Graphviz reads the same text three times. Its scanner knows only \" in a
string; labels, tooltips and ids then expand escapes such as \N and \n; labels
also expand HTML entities, in a string of any kind. HTML-like labels are never
written.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from topograph.render.visible import visible

__all__ = ["attributes_text", "label_text", "node_name", "quote"]

_NOT_IN_NAMES: Final = re.compile(r'[\\"&<>\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]')


def node_name(node: str) -> str:
    r"""Return the id of a node as a quoted name, which stands for itself wherever it is read.

    Names are not expanded, but they come out as titles and ids of an SVG, where an
    entity would be. Ids are percent-encoded anyway; a few characters more are, here.

    >>> print(node_name('link/web1/a"\\&lt;'))
    "link/web1/a%22%5C%26lt;"
    """
    return f'"{_NOT_IN_NAMES.sub(_percent, node)}"'


def quote(text: str) -> str:
    r"""Return text as a quoted string, for an attribute that expands escapes and entities.

    >>> print(quote('say "\\N" &amp; <b>'))
    "say \"\\N\" &amp;amp; <b>"
    """
    return f'"{_escaped(text)}"'


def label_text(lines: Iterable[str]) -> str:
    r"""Return lines as a label, each set to the left.

    >>> print(label_text(["eth0", 'a"b\nc']))
    "eth0\la\"b\\x0ac\l"
    """
    return '"' + "".join(f"{_escaped(line)}\\l" for line in lines) + '"'


def attributes_text(attributes: Mapping[str, str]) -> str:
    """Return attributes in brackets; the values are quoted already, the names are our own."""
    return "[" + ", ".join(f"{name}={value}" for name, value in attributes.items()) + "]"


def _escaped(text: str) -> str:
    return visible(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))
