"""Turn the bytes of a text file into lines, whatever terminal or system they went through."""

import codecs
import re
from typing import Final

from topograph.sources.text.told import Line

__all__ = ["lines_of", "may_be_text"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# ECMA-48: colours and cursor movements, and the titles that a prompt gives its window.
_ESCAPES: Final = re.compile(
    r"\x1b(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,999}(?:\x07|\x1b\\)|[()][0A-Z]|[=>78])"
)
_LINE_ENDS: Final = re.compile(r"\r*\n|\r")
_PROBE: Final = 4096


def may_be_text(data: bytes) -> bool:
    """Tell whether bytes may be text, by the first of them."""
    head = data[:_PROBE]
    if head.startswith(tuple(bom for bom, _ in _BOMS)):
        return True
    return b"\0" not in head


def lines_of(data: bytes) -> list[Line]:
    """Return the lines of a text, without what is for terminals only.

    What is not in the encoding of the text becomes U+FFFD, so that each line stays a line.
    """
    encoding, skipped = "utf-8", 0
    for bom, name in _BOMS:
        if data.startswith(bom):
            encoding, skipped = name, len(bom)
    text = data[skipped:].decode(encoding, "replace")
    if "\x1b" in text:
        text = _ESCAPES.sub("", text)
    texts = _LINE_ENDS.split(text) if "\r" in text else text.split("\n")
    if texts and not texts[-1]:
        texts.pop()
    return [Line(number, one) for number, one in enumerate(texts, 1)]
