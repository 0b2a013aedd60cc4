"""Read what `ls` and `grep` printed about many files at once."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from topograph.sources.live.namespaces import netns_of

__all__ = [
    "OpenFiles",
    "denied_paths",
    "inodes_by_name",
    "lines_by_file",
    "links",
    "open_files",
]

# Neither the mode nor the date in front of the path holds a slash.
_LINK: Final = re.compile(r"l[^/]* (/[^ ]*)(?: -> (.*))?")
_NAMED: Final = re.compile(r" *([0-9]{1,20}) (.+)")
_FOLDER: Final = re.compile(r"/proc/([0-9]{1,10})/fd:")
_FILE: Final = re.compile(r"l[^>]* ([0-9]{1,10}) -> (.*)")
_PATH: Final = re.compile(r"/[^ :']+")


def lines_by_file(lines: Iterable[str]) -> dict[str, str]:
    """Return the lines that grep found, by the path in front of each."""
    found: dict[str, list[str]] = {}
    for line in lines:
        path, colon, text = line.partition(":")
        if colon and path.startswith("/"):
            found.setdefault(path, []).append(text)
    return {path: "\n".join(texts) for path, texts in found.items()}


def links(lines: Iterable[str]) -> dict[str, str | None]:
    """Return where symbolic links lead, from `ls -n`; None where we may not look."""
    matches = (_LINK.fullmatch(line) for line in lines)
    return {found[1]: found[2] for found in matches if found is not None}


def inodes_by_name(lines: Iterable[str]) -> dict[str, int]:
    """Return the files of a folder from `ls -1i`."""
    matches = (_NAMED.fullmatch(line) for line in lines)
    return {found[2]: int(found[1]) for found in matches if found is not None}


class OpenFiles(NamedTuple):
    """Files that a process has open."""

    namespaces: list[tuple[str, int]]
    """Those that the kernel calls network namespaces: number and inode."""
    by_name: list[str]
    """The numbers of those that were opened by a name."""


def open_files(lines: Iterable[str]) -> dict[str, OpenFiles]:
    """Return the open files of each process whose folder could be read, from `ls -n`."""
    found: dict[str, OpenFiles] = {}
    current = OpenFiles([], [])
    for line in lines:
        folder, file = _FOLDER.fullmatch(line), _FILE.fullmatch(line)
        if folder is not None:
            current = found.setdefault(folder[1], OpenFiles([], []))
        elif file is not None:
            inode = netns_of(file[2])
            if inode is None:
                current.by_name.append(file[1])
            else:
                current.namespaces.append((file[1], inode))
    return found


def denied_paths(errors: str) -> frozenset[str]:
    """Return the paths that ls or grep complained of as closed to them.

    GNU says: ls: cannot open directory '/proc/1/fd': Permission denied, busybox:
    ls: can't open '/proc/1/fd': Permission denied, grep: /proc/1/x: Permission denied.
    """
    denied = set()
    for line in errors.split("\n"):
        if line.endswith("Permission denied"):
            denied |= set(_PATH.findall(line))
    return frozenset(denied)
