"""What git asks of a program that shows differences for it (`diff.NAME.command`).

It gives seven words: the path, then file, hash and mode of each side; two more for a rename.
It stops at the first program that does not exit with 0, so that all is said on stdout.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from topograph.errors import TopographError

__all__ = ["Asked", "asked_by_git", "text_for_git"]

_WORDS: Final = (7, 9)
# Set for each program that git calls so; one that has an unmerged file gets its path only.
_TOTAL: Final = "GIT_DIFF_PATH_TOTAL"


class Asked(NamedTuple):
    """What git asks for."""

    path: str
    """In the repository; both names of a file that was renamed."""
    files: tuple[str, str] | None
    """Where the content of both sides stands; None if the file is not merged yet."""
    names: tuple[str, str] = ("", "")


def asked_by_git(
    words: tuple[str, ...], environment: Mapping[str, str] = os.environ
) -> Asked | None:
    """Return what git asks for, or None if it was somebody else who called."""
    if len(words) == 1 and _TOTAL in environment:
        return Asked(words[0], None)
    if len(words) not in _WORDS:
        return None
    path, old, old_hash, _, new, new_hash, _, *renamed = words
    now = renamed[0] if renamed else path
    names = _named(path, old_hash), _named(now, new_hash)
    return Asked(path if now == path else f"{path} → {now}", (old, new), names)


def text_for_git(asked: Asked, differences: Callable[[Asked, str, str], str]) -> str:
    """Return what to print, whatever is wrong.

    Args:
        asked: what git asks for.
        differences: returns the text for two files.
    """
    head = f"topograph diff {asked.path}\n"
    if asked.files is None:
        return f"{head}? not merged yet\n"
    old, new = asked.files
    if _is_nothing(old) or _is_nothing(new):
        both = _is_nothing(old) and _is_nothing(new)
        verb = (
            "± file changed, still empty"
            if both
            else ("+ file added" if _is_nothing(old) else "− file removed")
        )
        return f"{head}{verb}\n"
    try:
        return head + differences(asked, old, new)
    except TopographError as error:
        # Its place is a temporary file of git's.
        return f"{head}? not compared: {_side(error)}{error.what}\n"


def _is_nothing(file: str) -> bool:
    """Tell whether a side is not there, or an empty file, as git takes none for none."""
    try:
        return file == os.devnull or Path(file).stat().st_size == 0
    except OSError:
        return False


def _named(path: str, object_hash: str) -> str:
    """Return the path with the hash of its content, which only a stored file has."""
    is_stored = object_hash.strip("0.") != ""
    return f"{path}@{object_hash[:7]}" if is_stored else path


def _side(error: TopographError) -> str:
    side, _, _ = error.where.partition(":")
    return f"{side}: " if side in ("before", "after") else ""
