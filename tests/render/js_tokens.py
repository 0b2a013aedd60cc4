"""Take a script apart into the tokens that a browser would see, as far as our scripts go."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["Token", "tokens"]

_BLANK: Final = re.compile(r"\s+")
_NOTE: Final = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_PLAIN: Final = (
    ("word", re.compile(r"[A-Za-z_$][\w$]*")),
    ("number", re.compile(r"(?:\d[\d_]*)(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+")),
    ("text", re.compile(r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'")),
    (
        "sign",
        re.compile(
            r">>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?"
            r"|\?\.(?!\d)|\+\+|--|\+=|-=|\*=|/=|%=|&=|\|=|\^=|<<|>>|\*\*|[-{}()\[\];,<>+*/%&|^!~?:=.@#]"
        ),
    ),
)
_PATTERN: Final = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
# Behind these a '/' divides; behind all other words and signs a pattern begins.
_VALUES: Final = frozenset({")", "]", "}"})
_KEYWORDS: Final = frozenset({"return", "typeof", "case", "of", "in", "delete", "void", "await"})


class Token(NamedTuple):
    """One token."""

    kind: str
    """word, number, text, template, pattern or sign."""
    text: str
    follows_line: bool
    """Whether a line ended between the one before and this, which may end a statement."""


def tokens(script: str) -> tuple[list[Token], list[str]]:
    """Return the tokens of a script, and its notes.

    Raises:
        ValueError: at what is no token.
    """
    found: list[Token] = []
    notes: list[str] = []
    place, follows_line = 0, True
    for start, kind, text in _pieces(script):
        if start != place:
            raise ValueError(f"no token: {script[place : place + 20]!r}")
        place += len(text)
        if kind in ("blank", "note"):
            follows_line = follows_line or "\n" in text
            notes += [text] if kind == "note" else []
        else:
            found.append(Token(kind, text, follows_line))
            follows_line = False
    if place != len(script):
        raise ValueError(f"no token: {script[place : place + 20]!r}")
    return found, notes


def _pieces(script: str) -> Iterator[tuple[int, str, str]]:
    place, last = 0, ("sign", "")
    while place < len(script):
        kind, end = _piece(script, place, last)
        if not kind:
            return
        yield place, kind, script[place:end]
        if kind not in ("blank", "note"):
            last = kind, script[place:end]
        place = end


def _piece(script: str, place: int, last: tuple[str, str]) -> tuple[str, int]:
    """Return kind and end of what begins at a place; no kind if that is no token."""
    if match := _BLANK.match(script, place):
        return "blank", match.end()
    if match := _NOTE.match(script, place):
        return "note", match.end()
    if script[place] == "`":
        return "template", _template_end(script, place)
    is_value = (
        last[1] in _VALUES if last[0] == "sign" else last[1] not in _KEYWORDS or last[0] != "word"
    )
    if script[place] == "/" and not is_value and (match := _PATTERN.match(script, place)):
        return "pattern", match.end()
    for kind, pattern in _PLAIN:
        if match := pattern.match(script, place):
            return kind, match.end()
    return "", place


def _template_end(script: str, place: int) -> int:
    """Return the end of a template, with what is in its holes."""
    depth = [0]
    place += 1
    while depth:
        char = script[place]
        if depth[-1] == 0 and char == "\\":
            place += 1
        elif depth[-1] == 0 and char == "`":
            depth.pop()
        elif depth[-1] == 0 and script.startswith("${", place):
            depth[-1], place = 1, place + 1
        elif depth[-1] and char == "`":
            depth.append(0)
        elif depth[-1] and char in "{}":
            depth[-1] += 1 if char == "{" else -1
        place += 1
    return place
