r"""Make characters visible that nobody sees, or that a terminal or a page would obey.

Names and labels come from outside. An escape character among them would drive
a terminal, a mark of direction would show a name backwards, and a lone
surrogate cannot be written as UTF-8. Each becomes its number: \x1b, \u202e.
"""

import re
from typing import Final

__all__ = ["visible", "visible_lines"]

# Written out, since `str.isprintable` changes with the version of Python.
_UNSEEN: Final = (
    "\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_IN_LINES: Final = re.compile(f"[{_UNSEEN}]")
_IN_TEXT: Final = re.compile(f"[\n{_UNSEEN}]")


def visible(text: str) -> str:
    r"""Return text in one line, in which every character can be seen.

    >>> print(visible("a\x1b[31m\nb\u202e"))
    a\x1b[31m\x0ab\u202e
    """
    return text if text.isascii() and text.isprintable() else _IN_TEXT.sub(_number, text)


def visible_lines(text: str) -> str:
    """Return text in which every character can be seen, and newlines stay."""
    return text if text.isascii() and text.isprintable() else _IN_LINES.sub(_number, text)


def _number(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
