"""Go through the lines of an output: what none of them lacks, and what is bounded in all."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeGuard

from topograph.sources.text.reader import is_ellipsis
from topograph.sources.text.told import Line, Told

__all__ = [
    "are_shown",
    "bare",
    "decimal",
    "is_count",
    "positional",
    "read_lines",
    "sound",
    "whole",
]

# More than any command prints in one line; what is longer is not looked at.
LONGEST: Final = 16_384

# What programs say instead of an answer. Each is the beginning of a line.
REFUSALS: Final = re.compile(
    r"RTNETLINK answers: |Dump terminated|Cannot |Can't |Error: |Error response from daemon: |"
    r"[Gg]ot permission denied|permission denied|Failed to |System has not been booted |"
    r"Object \"|bridge .{1,64} does not exist|"
    r"(?:-?(?:ba|da|a|z|k)?sh|bridge|brctl|ifconfig|docker|podman|lsns|hostname|hostnamectl|"
    r"uname|date|cat|grep|sudo): "
)
_NUMBER: Final = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_DECIMAL: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?", re.ASCII)


def read_lines(lines: Sequence[Line], told: Told, take: Callable[[str], bool]) -> Told:
    """Hand each line to `take` and keep those that it does not understand.

    An output that is cut or that holds an error completes nothing.

    Args:
        lines: of the output.
        told: to add to.
        take: reads one line into `told`; returns whether it understood it.

    Returns:
        `told`.
    """
    for line in lines:
        if not line.text.strip():
            continue
        if is_ellipsis(line.text):
            told.is_elided = True
        elif len(line.text) > LONGEST:
            told.unknown.append(line)
        elif not take(line.text):
            if REFUSALS.match(line.text):
                told.refusal = told.refusal or line.text.strip()
            else:
                told.unknown.append(line)
    if not told.is_whole:
        told.complete.clear()
    return told


def whole(text: str) -> int | None:
    """Return a whole number of at most 18 digits; None if it is none."""
    return int(text) if _NUMBER.fullmatch(text) else None


def decimal(text: str) -> float | None:
    """Return a number that is not negative, such as 0.12; None if it is none."""
    return float(text) if _DECIMAL.fullmatch(text) else None


def is_count(value: Any) -> TypeGuard[int]:
    """Tell whether a value out of JSON is a number that the kernel counts with: 32 bits."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 32


def sound(value: Any) -> str:
    """Return a text out of JSON; empty if it is none. Half a surrogate could not be written."""
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def bare(argv: Sequence[str]) -> tuple[str, ...]:
    """Return a command without the folder of its program, and without the busybox before it."""
    words = tuple(argv)
    if words and words[0].rpartition("/")[2] == "busybox":
        words = words[1:]
    return (words[0].rpartition("/")[2], *words[1:]) if words else ()


def positional(argv: Sequence[str], with_value: frozenset[str] = frozenset()) -> list[str]:
    """Return the words of a command that are no options, without the program.

    Args:
        argv: the command.
        with_value: options whose value is the next word.
    """
    found, is_value = [], False
    for word in bare(argv)[1:]:
        if is_value:
            is_value = False
        elif word.startswith("-") and len(word) > 1:
            is_value = word in with_value
        else:
            found.append(word)
    return found


def are_shown(argv: Sequence[str], thing: str) -> bool:
    """Tell whether `bridge THING show` was asked for all things: no device, no bridge, no vlan."""
    words = positional(argv, frozenset({"-n", "-net", "-netns", "-b", "-batch"}))
    if not words or not thing.startswith(words[0]):
        return False
    return len(words) == 1 or (len(words) == 2 and words[1] in ("show", "sh", "s", "list", "lst"))
