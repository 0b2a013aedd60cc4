"""Read `lsns`, for people and in JSON: the namespaces and a process in each."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from topograph.sources.text.reader import JsonReader, TextReader
from topograph.sources.text.readers.lines import read_lines, sound, whole
from topograph.sources.text.told import Line, Told, ToldNetns

__all__ = ["LSNS", "LSNS_JSON"]

FOLDERS: Final = frozenset(
    ("/run/netns", "/var/run/netns", "/run/docker/netns", "/var/run/docker/netns")
)
COMM_LENGTH: Final = 15
"""The kernel keeps no more of a name."""

_HEAD: Final = re.compile(r"\s*NS TYPE\s+NPROCS\s+PID USER\s.*\bCOMMAND\s*")
_ROW: Final = re.compile(
    r"\s*(?P<ns>[0-9]{1,12}) (?P<type>[a-z_]{1,10})\s+(?P<nprocs>[0-9]{1,10})"
    r"(?:\s+(?P<pid>[0-9]{1,10}))?\s+(?P<user>[^\s]{1,40})(?P<rest>(?:\s.*)?)",
    re.ASCII,
)
_NSID: Final = re.compile(r"\s+([0-9]{1,10}|unassigned)(?=\s|$)", re.ASCII)
_BELOW: Final = re.compile(r"\s+(/\S*)\s*")


class _Columns(NamedTuple):
    """What the table has besides the usual, and where the command begins in it."""

    has_nsid: bool = False
    has_files: bool = False
    command: int = 0


def begins_lsns(text: str) -> bool:
    """Tell whether a line is the head of the table."""
    return len(text) < 1000 and "NPROCS" in text and _HEAD.fullmatch(text) is not None


def read_lsns(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read what `lsns` prints for people; the namespaces of other types are left out."""
    told = Told()
    columns = _Columns()
    is_net = False

    def take(text: str) -> bool:
        nonlocal columns, is_net
        if _HEAD.fullmatch(text):
            columns = _Columns("NETNSID" in text, "NSFS" in text, text.index("COMMAND"))
            return True
        below = _BELOW.fullmatch(text)
        if below and columns.has_files:
            if is_net:
                told.namespaces[-1].names += _names(below[1])
            return True
        row = _ROW.fullmatch(text)
        if row is None or not columns.command:
            return False
        is_net = row["type"] == "net"
        if is_net:
            told.namespaces.append(_from_row(row, columns))
        return True

    return read_lines(lines, told, take)


def is_lsns(value: Any) -> bool:
    """Tell whether a value is what `lsns -J` prints."""
    rows = value.get("namespaces") if isinstance(value, dict) else None
    first = rows[0] if isinstance(rows, list) and rows else None
    return isinstance(first, dict) and {"ns", "type", "nprocs"} <= first.keys()


def read_lsns_json(value: Any, argv: tuple[str, ...]) -> Told:
    """Read what `lsns -J` prints; before util-linux 2.33 its numbers are texts."""
    told = Told()
    rows = value.get("namespaces") if isinstance(value, dict) else None
    for row in rows if isinstance(rows, list) else []:
        inode = _number(row.get("ns")) if isinstance(row, dict) else None
        if inode is None or row.get("type") != "net":
            continue
        netns = _netns(inode, _number(row.get("pid")), _number(row.get("nprocs")))
        netns.nsid = _number(row.get("netnsid"))
        files, command = row.get("nsfs"), row.get("command")
        for one in files if isinstance(files, list) else [files]:
            netns.names += _names(sound(one))
        netns.comm = _comm(sound(command))
        told.namespaces.append(netns)
    return told


def _from_row(row: re.Match[str], columns: _Columns) -> ToldNetns:
    netns = _netns(int(row["ns"]), whole(row["pid"] or ""), int(row["nprocs"]))
    rest, at = row["rest"], row.start("rest")
    if columns.has_nsid and (nsid := _NSID.match(rest)):
        netns.nsid = whole(nsid[1])
        rest, at = rest[nsid.end() :], at + nsid.end()
    first, _, others = rest.strip().partition(" ")
    begins = at + len(rest) - len(rest.lstrip())
    if columns.has_files and first.startswith("/") and begins < columns.command:
        netns.names += _names(first)
        rest = others
    netns.comm = _comm(rest)
    return netns


def _netns(inode: int, pid: int | None, processes: int | None) -> ToldNetns:
    return ToldNetns(f"inode:{inode}", inode=inode, pid=pid or None, processes=processes)


def _number(value: Any) -> int | None:
    if isinstance(value, str):
        value = whole(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value < 1 << 40 else None


def _names(paths: str) -> list[str]:
    found = [PurePosixPath(path) for path in paths.split() if len(path) < 4096]
    return [path.name for path in found if str(path.parent) in FOLDERS]


def _comm(command: str) -> str:
    """Return the name of the program: what else stands in a command line is nobody's business."""
    program = (command.split(maxsplit=1) or [""])[0]
    return program.rpartition("/")[2].rstrip(":")[:COMM_LENGTH]


LSNS: Final = TextReader("lsns", begins_lsns, read_lsns)
LSNS_JSON: Final = JsonReader("lsns json", is_lsns, read_lsns_json)
