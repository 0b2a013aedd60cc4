"""Cut a command line into words, as far as that can be done without a shell."""

import re
import shlex
from collections.abc import Sequence
from typing import Final

__all__ = ["HOST", "PID_OF", "ROOT", "is_plain", "split_words"]

HOST: Final = "@host:"
"""Stands before the name of another host where a command is led into a namespace."""
ROOT: Final = "@root"
"""Stands for the namespace of the host itself there."""

PID_OF: Final = "@container:"
"""Stands before the name of a container in a word that means its process."""

_SPECIAL: Final = re.compile(r"""['"\\|;&<>()`$#]""")
# nsenter -t $(docker inspect -f '{{.State.Pid}}' web) -n
_PID_OF: Final = re.compile(
    r"(?:\$\(|`)\s*(?:sudo )?(?:docker|podman) (?:container )?inspect "
    r"[^()`]{0,200}?\.State\.Pid[^()`]{0,40}[ =]['\"]?([\w.-]{1,128})['\"]?\s*[)`]"
)
_PID_BEFORE: Final = re.compile(
    r"(?:\$\(|`)\s*(?:sudo )?(?:docker|podman) (?:container )?inspect "
    r"([\w.-]{1,128}) [^()`]{0,40}\.State\.Pid[^()`]{0,40}[)`]"
)
_ENDS: Final = frozenset(";&()")
# Behind a pipe they show all that comes in, if not at once.
_WHOLE: Final = frozenset(("cat", "tee", "jq", "json_pp"))


def is_plain(text: str) -> bool:
    """Tell whether its words are what stands between blanks."""
    return _SPECIAL.search(text) is None


def split_words(text: str) -> tuple[list[str], bool] | None:
    """Return the words of a command, and whether a pipe cuts what it prints.

    None if there are several commands, or a quotation does not end.
    """
    return (text.split(), False) if is_plain(text) else _split(text)


def _split(text: str) -> tuple[list[str], bool] | None:
    for pattern in (_PID_OF, _PID_BEFORE):
        text = pattern.sub(rf"{PID_OF}\1", text)
    lexer = shlex.shlex(text, posix=True, punctuation_chars="|;&<>()")
    lexer.whitespace_split, lexer.commenters = True, ""
    try:
        tokens = list(lexer)
    except ValueError:
        return None
    words: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token in ("|", "|&"):
            return words, _is_cut(tokens[at + 1 :])
        if token.startswith((">", "<")):
            # A redirection, and the number of what is redirected.
            if words and words[-1].isdecimal() and len(words[-1]) == 1:
                words.pop()
            at += 2
            continue
        if token.startswith("#"):
            break
        if token[:1] in _ENDS and tokens[at + 1 :]:
            return None
        if token[:1] not in _ENDS:
            words.append(token)
        at += 1
    return words, False


def _is_cut(tokens: Sequence[str]) -> bool:
    """Tell whether a program behind a pipe leaves something out."""
    program = tokens[0].rpartition("/")[2] if tokens else ""
    if program.startswith("python"):
        return "json.tool" not in tokens
    if program == "jq" and tokens[1:2] not in ([], ["."]):
        return True
    return program not in _WHOLE or "|" in tokens
