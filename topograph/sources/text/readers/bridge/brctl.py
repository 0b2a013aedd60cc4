"""Read `brctl show` and `brctl showmacs`, of bridge-utils and busybox."""

import re
from collections.abc import Sequence
from typing import Any, Final

from topograph.facts import FdbEntry
from topograph.sources.text.reader import TextReader
from topograph.sources.text.readers.lines import decimal, positional, read_lines, whole
from topograph.sources.text.told import Line, Told, ToldFdbEntry, ToldLink

__all__ = ["BRCTL_SHOW", "BRCTL_SHOWMACS", "bridge_members"]

BRIDGE_COVERS: Final = frozenset({"kind"})
PORT_COVERS: Final = frozenset({"master"})

_SHOW: Final = re.compile(r"bridge name\s+bridge id\s+STP enabled\s+interfaces\s*")
_BRIDGE: Final = re.compile(
    r"(?P<name>\S{1,64})\s+(?P<id>[0-9a-f]{4}\.[0-9a-f]{12})\s+(?P<stp>yes|no)"
    r"(?:\s+(?P<port>\S{1,64}))?\s*"
)
_PORT: Final = re.compile(r"\s+(\S{1,64})\s*")
# Where blanks were lost; a word with a number in it, so that it is none of a sentence.
_PORT_AT_THE_LEFT: Final = re.compile(r"([a-z][\w.-]{0,13}[0-9][\w.-]{0,13})\s*", re.ASCII)
# A link that is no bridge, or one that has just gone.
_NO_BRIDGE: Final = re.compile(r"\S{1,64}\s+can't get info .{1,80}")
_SHOWMACS: Final = re.compile(r"port no\s+mac addr\s+is local\?\s+ageing timer\s*")
_MAC: Final = re.compile(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}")


def begins_show(text: str) -> bool:
    """Tell whether a line is the head of `brctl show`."""
    return text.startswith("bridge name") and len(text) < 120 and bool(_SHOW.fullmatch(text))


def begins_showmacs(text: str) -> bool:
    """Tell whether a line is the head of `brctl showmacs`."""
    return text.startswith("port no") and len(text) < 120 and bool(_SHOWMACS.fullmatch(text))


def bridge_members(bridge_id: str) -> dict[str, Any]:
    """Return what the id of a bridge tells: itself, and the priority that it begins with."""
    return {"id": bridge_id, "priority": int(bridge_id[:4], 16)}


def read_show(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read what `brctl show` prints: each bridge, its first port beside it, the others below."""
    told = Told()
    bridge = ""

    def take(text: str) -> bool:
        nonlocal bridge
        if _SHOW.fullmatch(text) or _NO_BRIDGE.fullmatch(text):
            return True
        if found := _BRIDGE.fullmatch(text):
            bridge = found["name"]
            told.links.append(_bridge(found))
            if found["port"]:
                told.links.append(_port(found["port"], bridge))
            return True
        below = _PORT.fullmatch(text) or _PORT_AT_THE_LEFT.fullmatch(text)
        if below and bridge:
            told.links.append(_port(below[1], bridge))
            return True
        return False

    return read_lines(lines, told, take)


def read_showmacs(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read what `brctl showmacs` prints; which bridge it is of only stands in the command."""
    told = Told()
    words = positional(argv)
    bridge = words[1] if len(words) == 2 else ""

    def take(text: str) -> bool:
        words = text.split()
        if len(words) != 4 or not _MAC.fullmatch(words[1]) or words[2] not in ("yes", "no"):
            return _SHOWMACS.fullmatch(text) is not None
        port, age = whole(words[0]), decimal(words[3])
        if port is None or age is None:
            return False
        is_local = words[2] == "yes"
        state = "permanent" if is_local else None
        entry = FdbEntry(link=0, mac=words[1], is_local=is_local, age=age, state=state)
        told.fdb.append(ToldFdbEntry(entry, master=bridge, port_number=port))
        return True

    return read_lines(lines, told, take)


def _bridge(found: re.Match[str]) -> ToldLink:
    members = bridge_members(found["id"]) | {"stp_state": int(found["stp"] == "yes")}
    fields = {"kind": "bridge", "bridge": members}
    return ToldLink(found["name"], fields=fields, covers=BRIDGE_COVERS)


def _port(name: str, bridge: str) -> ToldLink:
    fields = {"port_kind": "bridge"}
    return ToldLink(name, fields=fields, named={"master": bridge}, covers=PORT_COVERS)


BRCTL_SHOW: Final = TextReader("brctl show", begins_show, read_show)
BRCTL_SHOWMACS: Final = TextReader("brctl showmacs", begins_showmacs, read_showmacs)
