"""The prompts of shells, as they stand before commands in transcripts."""

import re
from typing import Final, NamedTuple

__all__ = ["FIRST_OF_TWO", "SECOND_OF_TWO", "Prompt", "prompt_in"]

FIRST_OF_TWO: Final = "\u250c"
"""With this ends the key of the first line of a prompt of two."""
SECOND_OF_TWO: Final = ("\u2514", "\u2570")
"""With one of these the second line begins."""

_LONGEST: Final = 2000
"""Characters; no prompt with its command is longer."""

_SIGNS: Final = "[$#%\u276f\u279c]"
_USUAL: Final = re.compile(
    r"(?P<indent>[ \t]{0,16})"
    r"(?:[\u2514\u2570]\u2500{1,2} ?)?"  # the second line of two
    r"(?P<before>"
    r"(?:\([^()]{1,40}\) ?)?"  # a virtual environment
    r"(?:\[[^\[\]]{1,80}\]"  # [root@web1 ~]
    r"|[\w.-]{1,64}@[\w.-]{1,64}(?:[: ][^#$%]{0,200})?"  # user@web1:~
    r"|(?:ba|da|a|z|k)?sh-[\d.]{1,8}"  # sh-5.1
    r"|[\w.-]{1,64}(?::[^#$%]{0,200})?"  # web1:~
    r"|[~/][\w./~-]{0,200})?"  # / of busybox
    rf") ?(?P<sign>{_SIGNS}>?)(?:[ \t]+(?P<command>.*)|)"
)
_OTHERS: Final = (
    # user@web1:~> of openSUSE and fish, [admin@router] > of RouterOS
    re.compile(
        r"(?P<indent>[ \t]{0,16})(?P<before>\[?[\w.-]{1,64}@[\w.-]{1,64}"
        r"(?:\](?: /[\w /-]{0,60})? |[: ][~/][^#$%>]{0,200})?)"
        r"(?P<sign>>)(?:[ \t]+(?P<command>.*)|)"
    ),
    # root@web1:~#ip addr, without a blank
    re.compile(
        r"(?P<indent>[ \t]{0,16})(?P<before>\[?[\w.-]{1,64}@[\w.-]{1,64}[: ][^#$%>]{0,200})"
        r"(?P<sign>[#$])(?P<command>[a-z/].*)"
    ),
    # PS C:\Users>, C:\Users>
    re.compile(
        r"(?P<indent>[ \t]{0,16})(?P<before>(?:PS )?[A-Za-z]:\\[^<>|\"]{0,200})"
        r"(?P<sign>>)[ \t]*(?P<command>.*)"
    ),
)
_ZSH: Final = re.compile(
    r"(?P<indent>[ \t]{0,16})(?P<sign>\u279c) {1,2}(?P<before>[\w.~/-]{1,100})"
    r"(?: git:\([^()]{1,100}\))?(?: \u2717)?(?:[ \t]+(?P<command>.*)|)"
)
_MAY_BE: Final = re.compile(rf"[^$#%>\u276f\u279c]{{0,340}}(?:{_SIGNS}|>)")
# What `ip` begins a link with: the most frequent line of all with a > in it.
_LINK: Final = re.compile(r"\d{1,10}: \S{1,40} <")
# The first line of two: who, and where.
_FIRST_OF_TWO: Final = re.compile(
    r"[ \t]{0,16}[\u250c\u256d]\u2500[^\u2500\u2510\u256e].*|.*\)-\[.*"
)
_NEAR: Final = 120
_WHO_OF_TWO: Final = re.compile(r"[\w.-]{1,64}[@\u327f\U0001f480]([\w.-]{1,64})")
_WHO: Final = re.compile(r"(?:\([^()]*\) ?)?\[?([\w.-]+@([\w.-]+))")
_PLACE: Final = re.compile(r"[~/].*|[: ].*|[\d.]+")
"""What changes in a prompt from line to line, and the version of a shell."""
_CONTAINER_ID: Final = re.compile(r"[0-9a-f]{12}")


class Prompt(NamedTuple):
    """A prompt, and what stands behind it."""

    command: str
    host: str
    """That it names; may be empty."""
    netns: str
    """Reference to the namespace that it names; may be empty."""
    indent: str
    key: str
    """What does not change in it from line to line; empty for a heading."""
    before: str = ""
    """What stands before its sign."""
    is_sure: bool = True
    """Whether nothing else looks like it; a # may begin a remark or a heading, too."""


def prompt_in(text: str) -> Prompt | None:
    """Return the prompt with which a line begins; None if there is none."""
    if len(text) > _LONGEST:
        return None
    if text.lstrip()[:1] in ("\u250c", "\u256d"):
        return _first_of_two(text)
    if _LINK.match(text) or not _MAY_BE.match(text):
        return None
    found = _ZSH.fullmatch(text) or _USUAL.fullmatch(text)
    for other in _OTHERS:
        found = found or other.fullmatch(text)
    return _made(found) if found else None


def _made(found: re.Match[str]) -> Prompt:
    before, sign = found["before"], found["sign"][0]
    who = _WHO.match(before)
    host, netns = (who[2] if who else ""), ""
    if _CONTAINER_ID.fullmatch(host):
        host, netns = "", f"container:{host}"
    if ":\\" in before:
        # It is another one in every folder.
        key = "windows>"
    else:
        key = (who[1] if who else _PLACE.sub(lambda one: one[0][:1], before, count=1)) + sign
    return Prompt(
        command=(found["command"] or "").strip(),
        host=host,
        netns=netns,
        indent=found["indent"],
        key=key,
        before=before,
        is_sure=sign in ("$", ">") or bool(who),
    )


def _first_of_two(text: str) -> Prompt | None:
    if not _FIRST_OF_TWO.fullmatch(text):
        # A box that somebody drew.
        return None
    who = _WHO_OF_TWO.search(text[:_NEAR])
    return Prompt("", who[1] if who else "", "", "", f"{who[0] if who else ''}{FIRST_OF_TWO}")
