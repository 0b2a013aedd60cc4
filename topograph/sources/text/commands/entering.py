"""What a command line runs, and in which namespace.

Shells are not imitated: a line with several commands, or with anything else that is not known
here, is no command, so that its output is known by its content or not at all.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from topograph.sources.text.commands.machines import MACHINES
from topograph.sources.text.commands.running import run_of
from topograph.sources.text.commands.words import HOST, PID_OF, ROOT, is_plain, split_words

__all__ = ["ONE_OF_MANY", "Command", "split_command"]

ONE_OF_MANY: Final = "unknown:run "
"""Begins the reference to a namespace that a command makes anew whenever it is run."""

_LONGEST: Final = 10_000
_DEEPEST: Final = 8
_ASSIGNMENT: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=.*", re.DOTALL)
# ip -all netns exec: one output for each namespace.
_EVERY: Final = ("a", "al", "all", "-all")
_NETNS_FILE: Final = re.compile(r"(?:/var)?/run/(?:docker/)?netns/([^/]+)")
_NETNS_LINK: Final = re.compile(r"/proc/([0-9]{1,10})/ns/net")

_SUDO_VALUES: Final = frozenset("ugpChrtTDR")
_SUDO_SHELLS: Final = frozenset(("-i", "-s", "--login", "--shell"))
_NSENTER_VALUES: Final = frozenset(
    ("-S", "-G", "--setuid", "--setgid", "-N", "--net-socket", "-W", "--wdns")
)
_EXEC_VALUES: Final = frozenset(
    ("-e", "--env", "-u", "--user", "-w", "--workdir", "--env-file", "--detach-keys")
)
_ENGINE_VALUES: Final = frozenset(
    ("-H", "--host", "-c", "--context", "--config", "-l", "--log-level", "--url", "--connection")
)


class Command(NamedTuple):
    """What a command line runs."""

    argv: tuple[str, ...]
    """Without what led it into a namespace; a shell that is meant without being named is sh."""
    netns: str = ""
    """Where it runs; empty if where the shell is. See `ToldNetns.reference`; file:PATH for a
    file of which nothing else is known, unknown:WORDS if not even that."""
    is_partial: bool = False
    """Whether its output goes on through another program, such as grep or head."""
    host: str = ""
    """Another host that it runs on, such as that of ssh, by the name that it is called here."""


def split_command(text: str) -> Command | None:
    """Return the command of a line; None if there is none, or several of them."""
    if len(text) > _LONGEST:
        return None
    split = split_words(text)
    if split is None:
        return None
    words, is_partial = split
    netns = host = ""
    for _ in range(_DEEPEST):
        entered = _enter(words)
        if entered is None:
            break
        words, into = entered
        if into.startswith(HOST):
            netns, host = "", into.removeprefix(HOST)
        elif into:
            netns = "" if into == ROOT else into
    return Command(tuple(words), netns, is_partial, host) if words else None


def _enter(words: list[str]) -> tuple[list[str], str] | None:
    """Peel off what stands before a command, and return where it leads; None if nothing does."""
    if not words:
        return None
    if _ASSIGNMENT.fullmatch(words[0]):
        return words[1:], ""
    peel = PEELS.get(words[0].rpartition("/")[2])
    return peel(words) if peel else None


def _sudo(words: list[str]) -> tuple[list[str], str]:
    at = 1
    wants_shell = False
    while at < len(words) and words[at].startswith("-"):
        option = words[at]
        at += 1
        if option == "--":
            break
        wants_shell |= option in _SUDO_SHELLS
        if len(option) == 2 and option[1] in _SUDO_VALUES:
            at += 1
    rest = words[at:]
    return (["sh"] if wants_shell and not rest else rest), ""


def _plain(words: list[str]) -> tuple[list[str], str]:
    """Peel off a word, and options without values, such as of time and env."""
    at = 1
    while at < len(words) and words[at].startswith("-"):
        at += 1
    return words[at:], ""


def _timeout(words: list[str]) -> tuple[list[str], str]:
    rest, _ = _plain(words)
    return rest[1:], ""


def _shell(words: list[str]) -> tuple[list[str], str] | None:
    """Peel off `sh -c`, if it runs a single command."""
    if len(words) != 3 or words[1] not in ("-c", "-lc") or not is_plain(words[2]):
        return None
    return words[2].split(), ""


def _ip(words: list[str]) -> tuple[list[str], str] | None:
    """Peel off `ip netns exec NAME`, or -n NAME from among the options of ip and bridge."""
    at = 1
    while at < len(words) and words[at].startswith("-"):
        option = words[at].removeprefix("-")
        if option in _EVERY:
            return None
        if option and "-netns".startswith(f"-{option.removeprefix('-')}") and at + 1 < len(words):
            return [*words[:at], *words[at + 2 :]], f"name:{words[at + 1]}"
        at += 1
    rest = words[at:]
    is_exec = (
        len(rest) > 3
        and "netns".startswith(rest[0])
        and not "ne".startswith(rest[0])
        and len(rest[1]) > 1
        and "exec".startswith(rest[1])
    )
    return (rest[3:], f"name:{rest[2]}") if is_exec else None


def _nsenter(words: list[str]) -> tuple[list[str], str]:
    target, file, joins = "", "", False
    at = 1
    while at < len(words) and words[at].startswith("-"):
        option, _, value = words[at].partition("=")
        at += 1
        if option == "--":
            break
        if option in ("-t", "--target"):
            target = value or (words[at] if at < len(words) else "")
            at += 0 if value else 1
        elif option in ("-n", "--net"):
            joins, file = True, value
        elif option in ("-a", "--all"):
            joins = True
        elif option.startswith("-t"):
            target = option[2:]
        elif option.startswith("-n"):
            joins, file = True, option[2:]
        elif option in _NSENTER_VALUES and not value:
            at += 1
    # Without a command it runs a shell.
    return words[at:] or ["sh"], _reference(target, file) if joins else ""


def _reference(target: str, file: str) -> str:
    """Return the namespace of a process or a file."""
    if named := _NETNS_FILE.fullmatch(file):
        return f"name:{named[1]}"
    if linked := _NETNS_LINK.fullmatch(file):
        return f"pid:{linked[1]}"
    if file:
        return f"file:{file}"
    if target.startswith(PID_OF):
        return f"container:{target.removeprefix(PID_OF)}"
    if target.isdecimal() and target.isascii() and len(target) <= 10:
        return f"pid:{target}"
    return f"unknown:{target}"


def _engine(words: list[str]) -> tuple[list[str], str] | None:
    """Peel off `docker exec NAME`, or `docker run`."""
    at = _skip_options(words, 1, _ENGINE_VALUES)
    if words[at : at + 1] == ["container"]:
        at += 1
    if words[at : at + 1] == ["run"]:
        return _run(words[at + 1 :])
    if words[at : at + 1] != ["exec"]:
        return None
    at = _skip_options(words, at + 1, _EXEC_VALUES)
    if at + 1 >= len(words):
        return None
    return words[at + 1 :], f"container:{words[at]}"


def _run(words: list[str]) -> tuple[list[str], str] | None:
    """Peel off `docker run IMAGE`, if what runs in it is shown here."""
    run = run_of(words)
    is_shown = not run.is_detached and (run.command or run.is_for_people)
    if not is_shown:
        return None
    kind, _, name = run.network.partition(":")
    into = f"container:{run.name}" if run.name else f"{ONE_OF_MANY}{' '.join(words)[:80]}"
    if kind == "host":
        into = ROOT
    elif kind == "container" and name:
        into = f"container:{name}"
    # Without a command it mostly runs a shell.
    return list(run.command) or ["sh"], into


def _skip_options(words: Sequence[str], at: int, valued: frozenset[str]) -> int:
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in valued else 1
    return at


PEELS: Final[dict[str, Callable[[list[str]], tuple[list[str], str] | None]]] = {
    "sudo": _sudo,
    "doas": _sudo,
    "time": _plain,
    "env": _plain,
    "command": _plain,
    "exec": _plain,
    "nohup": _plain,
    "timeout": _timeout,
    "sh": _shell,
    "bash": _shell,
    "ip": _ip,
    "bridge": _ip,
    "nsenter": _nsenter,
    "docker": _engine,
    "podman": _engine,
    **MACHINES,
}
