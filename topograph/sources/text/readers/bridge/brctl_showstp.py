"""Read `brctl showstp`: what the spanning tree says of a bridge and of each port."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from topograph.sources.text.reader import TextReader
from topograph.sources.text.readers.bridge.brctl import bridge_members
from topograph.sources.text.readers.lines import decimal, positional, read_lines, whole
from topograph.sources.text.told import Line, Told, ToldLink

__all__ = ["BRCTL_SHOWSTP"]

# The number of a port is the lower ten bits of its id, its priority the rest.
NUMBER_BITS: Final = 10

_BRIDGE: Final = re.compile(r"[^\s()]{1,64}")
_PORT: Final = re.compile(r"(\S{1,64}) \(([0-9]{1,5})\)\s*", re.ASCII)
_ID: Final = re.compile(r"[0-9a-f]{4}\.[0-9a-f]{12}")
_PORT_ID: Final = re.compile(r"[0-9a-f]{4}")
_LABELS: Final = (
    *("bridge id", "designated root", "designated bridge", "designated port", "designated cost"),
    *("root port", "path cost", "max age", "bridge max age", "hello time", "bridge hello time"),
    *("forward delay", "bridge forward delay", "ageing time", "hello timer", "tcn timer"),
    *("topology change timer", "gc timer", "port id", "state", "message age timer"),
    *("forward delay timer", "hold timer", "hairpin mode"),
)
# The longest first, so that no label is taken for the beginning of another.
_LABEL: Final = re.compile(
    rf"\s+({'|'.join(sorted(_LABELS, key=len, reverse=True))})\s+(\S{{1,40}})"
)
_FLAGS: Final = re.compile(r"\s+flags(?:\s+[A-Z_]{1,40}){0,10}\s*")
_BEGINS: Final = re.compile(r" bridge id\s+[0-9a-f]{4}\.[0-9a-f]{12}\s*")


def begins_showstp(text: str) -> bool:
    """Tell whether a line is the one below the name of the bridge, which could be any word."""
    return len(text) < 80 and _BEGINS.fullmatch(text) is not None


def read_showstp(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read what `brctl showstp` prints.

    The name of the bridge is the line before the first; where that is lost, it is in the command.
    """
    told = Told()
    words = positional(argv)
    bridge = words[1] if len(words) == 2 else ""
    names = _names(lines)
    values: dict[str, str] = {}

    def take(text: str) -> bool:
        nonlocal bridge
        if text in names:
            _close(told, values)
            bridge = text.strip()
            return True
        if port := _PORT.fullmatch(text):
            _close(told, values)
            told.links.append(_port(port[1], int(port[2]), bridge))
            return True
        return bool(_FLAGS.fullmatch(text)) or _take_values(text, told, values, bridge)

    read_lines(lines, told, take)
    _close(told, values)
    return told


def _names(lines: Sequence[Line]) -> set[str]:
    """Return the lines that are names of bridges: any word, with the id of a bridge below it."""
    names, word = set(), ""
    for line in lines:
        if line.text[:1].isspace():
            if word and begins_showstp(line.text):
                names.add(word)
            word = ""
        elif _BRIDGE.fullmatch(line.text.rstrip()):
            word = line.text
    return names


def _take_values(text: str, told: Told, values: dict[str, str], bridge: str) -> bool:
    found, at = {}, 0
    while pair := _LABEL.match(text, at):
        found[pair[1]] = pair[2]
        at = pair.end()
    if not found or text[at:].strip():
        return False
    if not told.links or "bridge id" in found:
        if "bridge id" not in found or not bridge:
            return False
        _close(told, values)
        told.links.append(ToldLink(bridge, fields={"kind": "bridge"}))
    values |= found
    return True


def _port(name: str, number: int, bridge: str) -> ToldLink:
    link = ToldLink(name, fields={"port_kind": "bridge", "port": {"number": number}})
    if bridge:
        link.named["master"] = bridge
    return link


def _close(told: Told, values: dict[str, str]) -> None:
    """Put what was read of the last bridge or port where it belongs."""
    if values and told.links:
        fields = told.links[-1].fields
        if "port" in fields:
            fields["port"] |= _port_members(values)
        else:
            fields["bridge"] = _bridge_members(values)
    values.clear()


def _bridge_members(values: dict[str, str]) -> dict[str, Any]:
    members = _read(values, BRIDGE)
    if "id" in members:
        members |= bridge_members(members["id"])
    # Asked by ioctl the kernel gives the first of the two delays in a unit of its own; they are
    # equal where the bridge is the root.
    delay = decimal(values.get("bridge forward delay", ""))
    if members.get("root_port") == 0 and delay is not None:
        members["forward_delay"] = delay
    return members


def _port_members(values: dict[str, str]) -> dict[str, Any]:
    members = _read(values, PORT)
    if "id" in members:
        members["priority"] = members["id"] >> NUMBER_BITS
        members["id"] = f"0x{members['id']:04x}"
    return members


def _bridge_id(text: str) -> str | None:
    return text if _ID.fullmatch(text) else None


def _port_id(text: str) -> int | None:
    return int(text, 16) if _PORT_ID.fullmatch(text) else None


def _switch(text: str) -> bool | None:
    return {"0": False, "1": True}.get(text)


def _word(text: str) -> str | None:
    return text if text.isalpha() else None


_Reading = tuple[str, str, Callable[[str], Any]]

BRIDGE: Final[tuple[_Reading, ...]] = (
    ("bridge id", "id", _bridge_id),
    ("designated root", "root_id", _bridge_id),
    ("root port", "root_port", whole),
    ("path cost", "root_path_cost", whole),
    ("max age", "max_age", decimal),
    ("hello time", "hello_time", decimal),
    ("forward delay", "forward_delay", decimal),
    ("ageing time", "ageing_time", decimal),
)
PORT: Final[tuple[_Reading, ...]] = (
    ("port id", "id", _port_id),
    ("state", "state", _word),
    ("path cost", "cost", whole),
    ("designated root", "designated_root", _bridge_id),
    ("designated bridge", "designated_bridge", _bridge_id),
    ("designated port", "designated_port", _port_id),
    ("designated cost", "designated_cost", whole),
    ("hairpin mode", "hairpin", _switch),
)


def _read(values: dict[str, str], table: tuple[_Reading, ...]) -> dict[str, Any]:
    read = {member: into(values[label]) for label, member, into in table if label in values}
    return {member: value for member, value in read.items() if value is not None}


BRCTL_SHOWSTP: Final = TextReader("brctl showstp", begins_showstp, read_showstp)
