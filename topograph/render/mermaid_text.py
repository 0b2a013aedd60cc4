r"""Write Mermaid: the one place where text from outside is quoted for it.

Mermaid reads a label several times. Entity codes (#35;) are put aside as
placeholders while it parses, turned into characters, sanitised as HTML, read as
Markdown by older versions, searched for \n and for names of icons, and only
then do placeholders that are still there become characters. So what means
something to the parser is written as an entity code; what means something
later is written as a placeholder whose own signs are entity codes, and comes
out last of all, as text.
"""

import re
from typing import Final, NewType

from topograph.render.visible import visible

__all__ = ["Quoted", "bold", "label", "quote", "small"]

Quoted = NewType("Quoted", str)
"""Text that stands for itself in a label, and the few tags of our own around it."""

_CODED: Final = re.compile(
    r"""
    (?P<early> ["&<>\#;%|] | s(?=tyle) | c(?=lassdef) | d(?=irection) )
    | (?P<late> [*`~\[\]\\$@^] | (?<![^\W_])_ | _(?![^\W_]) | :(?=//|fa-) | (?<=www)\. )
    | (?P<own> \ufb02(?=\xb0) | \xb6(?=\xdf) )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def quote(text: str) -> Quoted:
    """Return text that stands for itself inside a label, on one line.

    >>> print(quote('say "a" & <b>'))
    say #34;a#34; #38; #60;b#62;
    """
    return Quoted(_CODED.sub(_code, visible(text)))


def bold(text: str) -> Quoted:
    """Return text in bold letters."""
    return Quoted(f"<b>{quote(text)}</b>")


def small(text: str) -> Quoted:
    """Return text in small letters."""
    return Quoted(f"<small>{quote(text)}</small>")


def label(first: Quoted, *lines: Quoted) -> str:
    """Return lines as a label.

    Args:
        first: bold or small: behind a tag no label begins like a list or a heading, which
            older versions refuse.
        lines: those below it.
    """
    return f'"{"<br/>".join((first, *lines))}"'


def _code(found: re.Match[str]) -> str:
    number = ord(found[0])
    if found.lastgroup == "early":
        return f"#{number};"
    if found.lastgroup == "late":
        return f"\ufb02#176;\xb0{number}\xb6#223;"
    # These two begin and end a placeholder, which stays one wherever it is read.
    return quote(f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}")
