"""Keep out of XML what it cannot hold."""

import re
from typing import Final

__all__ = ["sound"]

_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def sound(text: str) -> str:
    r"""Return text with U+FFFD for each character that no XML can hold, not even by its number.

    >>> sound("a\x00b")
    'a�b'
    """
    return _NO_XML.sub("\ufffd", text)
