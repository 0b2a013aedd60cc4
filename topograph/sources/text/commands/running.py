"""The command line of `docker run`: which container it makes, and what runs in it."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

__all__ = ["Run", "run_of"]

# Options of docker run and create that no value follows.
_SWITCHES: Final = frozenset(
    (
        *("--detach", "--init", "--interactive", "--no-healthcheck", "--oom-kill-disable"),
        *("--privileged", "--publish-all", "--quiet", "--read-only", "--rm", "--sig-proxy"),
        "--tty",
    )
)
_LETTERS: Final = re.compile(r"-[ditqP]+")
_LONG: Final = {"--detach": "d", "--interactive": "i", "--tty": "t"}
_NETWORKS: Final = ("--net", "--network")


class Run(NamedTuple):
    """What a command line asks for, as far as it is told apart here."""

    command: tuple[str, ...]
    """What runs in the container; empty if that is what its image says."""
    name: str = ""
    network: str = ""
    is_detached: bool = False
    is_for_people: bool = False
    """Whether it has a terminal, or keeps its input open."""


def run_of(words: Sequence[str]) -> Run:
    """Return what the words behind `docker run` ask for; options end with the image."""
    values: dict[str, str] = {}
    letters = ""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        option, given, value = words[at].partition("=")
        at += 1
        if _LETTERS.fullmatch(option):
            letters += option
        elif option in _SWITCHES:
            letters += _LONG.get(option, "") if value != "false" else ""
        elif not given and (len(option) == 2 or option.startswith("--")):
            value = words[at] if at < len(words) else ""
            at += 1
        values[option] = value
    network = next((values[option] for option in _NETWORKS if option in values), "")
    return Run(
        command=tuple(words[at + 1 :]),
        name=values.get("--name", ""),
        network=network,
        is_detached="d" in letters,
        is_for_people="i" in letters or "t" in letters,
    )
