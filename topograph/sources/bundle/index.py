"""The index of a bundle, which says which file is the output of which command.

    topograph-bundle  1
    1   0   host            date
    23  0   inode:4026531840  ip -j -d addr
    end

The first line tells the version, the last one that the script came to its
end. A line between them is the number of a file, the exit status of its
command, what it is about, and the command; tabs stand between. What the
command complained of is in the file NUMBER.errors, if there was anything.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from topograph.errors import MalformedSnapshot, UnknownSource, UnsupportedVersion
from topograph.facts import Gap
from topograph.sources.archives.budget import shown

__all__ = ["HOST", "Bundle", "Entry", "is_bundle", "open_bundle"]

INDEX: Final = "topograph-index"
VERSION: Final = 1
HOST: Final = "host"
"""What an entry is about that speaks of the host as a whole."""
_LARGEST: Final = 16 << 20
"""Bytes of an output: 100,000 routes. As objects they take 25 times the room, or more."""

_FIRST: Final = re.compile(r"topograph-bundle\t([0-9]{1,9})")
_ENTRY: Final = re.compile(r"([0-9]{1,9})\t([0-9]{1,3})\t([^\t]{1,4096})\t([^\t]{1,4096})")


class Entry(NamedTuple):
    """What one command did."""

    about: str
    """host, inode:N for a namespace, engine:ADDRESS."""
    command: str
    """Its words, or a name for several of them: namespaces, mounts, sysctl."""
    status: int
    output: str
    errors: str
    """What it complained of; with each byte that is no text replaced, like the output."""
    file: str = ""
    """The name of the member that holds the output."""

    @property
    def complaint(self) -> str:
        """The reason at the end of the last complaint: Operation not permitted."""
        lines = self.errors.split("\n")
        last = next((line for line in reversed(lines) if line.strip()), "")
        return last.rpartition(": ")[2].strip()[:200]

    @property
    def lines(self) -> list[str]:
        """The output in lines."""
        return self.output.removesuffix("\n").split("\n") if self.output else []


class Bundle:
    """All that a script brought along.

    Args:
        entries: in the order of the index.
        gaps: what is wrong with the bundle itself.
    """

    def __init__(self, entries: Iterable[Entry], gaps: Iterable[Gap] = ()) -> None:
        self.gaps = list(gaps)
        self._entries: dict[str, list[Entry]] = {}
        for entry in entries:
            self._entries.setdefault(entry.about, []).append(entry)

    def about(self, what: str) -> list[Entry]:
        """Return the entries about something."""
        return self._entries.get(what, [])

    def find(self, what: str, command: str) -> Entry | None:
        """Return the last entry of a command: the first tries may have failed."""
        found = [entry for entry in self.about(what) if entry.command == command]
        return found[-1] if found else None


def is_bundle(names: Iterable[str]) -> bool:
    """Tell whether the members of an archive, or the files of a folder, are a bundle."""
    return any(_is_index(name) for name in names)


def open_bundle(members: Mapping[str, bytes], where: str) -> Bundle:
    """Return a bundle.

    Args:
        members: of the archive, by name.
        where: what to call it in errors.

    Raises:
        MalformedSnapshot: it has no index.
        UnknownSource: it has several.
        UnsupportedVersion: a newer script wrote it.
    """
    names = sorted(filter(_is_index, members))
    if not names:
        raise MalformedSnapshot("not a bundle of topograph: it has no index", where=where)
    if len(names) > 1:
        # Each is another capture, mostly of another host: to choose would be to guess.
        what = f"several captures: {shown(names[0])} and {shown(names[1])}"
        raise UnknownSource(what, where=where, hint="unpack it, and name the folder of one")
    name = names[0]
    first, *lines = members[name].decode("utf-8", "replace").split("\n")
    begin = _FIRST.fullmatch(first)
    if begin is None:
        raise MalformedSnapshot("not an index of a bundle", where=f"{where}: {name}")
    if int(begin[1]) > VERSION:
        what = f"a bundle of version {begin[1]}, and this program reads up to {VERSION}"
        raise UnsupportedVersion(what, where=where, hint="use a newer topograph")
    gaps: list[Gap] = []
    folder = name.removesuffix(INDEX)
    return Bundle(list(_entries(lines, members, folder, gaps)), gaps)


def _is_index(name: str) -> bool:
    return name.rpartition("/")[2] == INDEX


def _entries(
    lines: Iterable[str], members: Mapping[str, bytes], folder: str, gaps: list[Gap]
) -> Iterator[Entry]:
    odd, lost, large, is_whole = 0, 0, 0, False
    seen: set[str] = set()
    for line in lines:
        found = _ENTRY.fullmatch(line)
        if found is None:
            is_whole |= line == "end"
            odd += line not in ("end", "")
            continue
        number, status, about, command = found.groups()
        path = folder + number
        if path not in members:
            lost += 1
            continue
        if path in seen:
            # The script counts on: whoever names a file again and again wants it read as often.
            odd += 1
            continue
        seen.add(path)
        if len(members[path]) > _LARGEST:
            large += 1
            continue
        output, errors = members[path], members.get(f"{path}.errors", b"")
        yield Entry(about, command, int(status), _text(output), _text(errors), path)
    if odd:
        gaps.append(_gap(f"{_lines(odd)} of its index could not be understood"))
    if lost:
        gaps.append(_gap(f"{_lines(lost)} of its index speak of outputs that it does not hold"))
    if large:
        size = f"{_LARGEST >> 20} MiB"
        are = "1 of its outputs is" if large == 1 else f"{large} of its outputs are"
        gaps.append(_gap(f"{are} larger than {size}, and not read"))
    if not is_whole:
        gaps.append(_gap("it ends early, and what the script had yet to ask is missing"))


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _gap(what: str) -> Gap:
    return Gap(source="bundle", subject="host", what=f"the bundle is damaged: {what}")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
