"""One file in an archive, and the name that it goes by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

__all__ = ["LONGEST_NAME", "Member", "clean_name"]

LONGEST_NAME: Final = 4096
"""As long as Linux lets a path be."""


@dataclass(frozen=True, slots=True)
class Member:
    """A regular file."""

    name: str
    """A relative path without `.` and `..`, with slashes."""
    size: int
    """Bytes, as far as the archive says."""
    mtime: float | None
    """Seconds since 1970, UTC; None where the archive does not say."""
    read: Callable[[int], bytes]
    """Reads on, at most so many bytes; empty at the end. Good until one asks for the next."""


def clean_name(name: str) -> str:
    """Return a name without empty parts and dots; empty if it leads out of the archive."""
    if len(name) > LONGEST_NAME or "\0" in name or name.startswith("/"):
        return ""
    parts = [part for part in name.split("/") if part not in ("", ".")]
    return "" if ".." in parts else "/".join(parts)
