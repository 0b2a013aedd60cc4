"""Make text from outside fit to be drawn in one line.

What nobody sees, or what would turn the line around, becomes U+FFFD, so that
it takes the room of a character. Marks that stack up on one letter would leave
their row; two of them are enough for any language. One without a letter to stand
on gets the dotted circle that Unicode has for that (U+25CC).
"""

import re
from typing import Final

__all__ = ["COMBINING", "legible"]

# Written out: the tables of `unicodedata` change with the version of Python.
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

COMBINING: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0711\u0730-\u074a\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\u302a-\u302d\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Characters that take no room of their own, for use in a class of a regular expression."""

_LONE: Final = re.compile(f"^[{COMBINING}]")
_PILE: Final = re.compile(f"([{COMBINING}]{{2}})[{COMBINING}]+")


def legible(text: str) -> str:
    r"""Return text in one line, in which each character has a width.

    >>> legible("a\x1b[31m\nb")
    'a�[31m�b'
    """
    if text.isascii() and text.isprintable():
        return text
    return _LONE.sub("\u25cc\\g<0>", _PILE.sub(r"\1", _UNSEEN.sub("\ufffd", text)))
