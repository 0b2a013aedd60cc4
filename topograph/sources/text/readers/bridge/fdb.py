"""Read `bridge fdb`, for people and in JSON: the forwarding databases."""

import re
from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from topograph.facts import FdbEntry
from topograph.sources.text.reader import JsonReader, TextReader
from topograph.sources.text.readers.lines import are_shown, is_count, read_lines, sound, whole
from topograph.sources.text.told import Line, Told, ToldFdbEntry

__all__ = ["BRIDGE_FDB", "BRIDGE_JSON_FDB"]

FLAGS: Final = ("self", "master", "router", "extern_learn", "offload", "sticky")
"""In the order of the live source."""
IGNORED_FLAGS: Final = frozenset({"locked", "inactive", "activity_notify", "dynamic"})
STATES: Final = frozenset({"permanent", "static", "stale"})
VALUED: Final = frozenset(
    (
        *("dev", "dst", "vlan", "port", "vni", "via", "nhid", "src_vni", "link-netnsid"),
        *("used", "master"),
    )
)
NUMBERED: Final[tuple[str, ...]] = ("vlan", "vni")

_MAC: Final = re.compile(r"[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5,31}")
_BEGINS: Final = re.compile(r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2} dev \S")
_USED: Final = re.compile(r"[0-9]{1,10}/([0-9]{1,10})", re.ASCII)
# A state that has no word, since several bits are set.
_BITS: Final = re.compile(r"state=0x[0-9a-f]{1,4}")


def begins_bridge_fdb(text: str) -> bool:
    """Tell whether a line is an entry: a MAC and the word dev."""
    return _BEGINS.match(text) is not None


def read_bridge_fdb(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read what `bridge fdb` prints for people."""
    told = Told(complete={"fdb"} if are_shown(argv, "fdb") else set())
    return read_lines(lines, told, lambda text: _take(text, told))


def is_bridge_fdb(value: Any) -> bool:
    """Tell whether a value is what `bridge -j fdb` prints."""
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and {"mac", "ifname", "flags"} <= first.keys()


def read_bridge_fdb_json(value: Any, argv: tuple[str, ...]) -> Told:
    """Read what `bridge -j fdb` prints."""
    told = Told(complete={"fdb"} if are_shown(argv, "fdb") else set())
    for one in value if isinstance(value, list) else []:
        found = _from_json(one) if isinstance(one, dict) else None
        if found is None:
            told.complete.clear()
        else:
            told.fdb.append(found)
    return told


def _take(text: str, told: Told) -> bool:
    words = text.split()
    if not _MAC.fullmatch(words[0]):
        return False
    values: dict[str, str] = {}
    flags, state = [], ""
    rest = iter(words[1:])
    for word in rest:
        if word in VALUED:
            value = next(rest, "")
            if word == "master" and value == "master":
                flags.append("master")
                value = next(rest, "")
            if not value:
                return False
            values[word] = value
        elif word in FLAGS:
            flags.append(word)
        elif word in STATES:
            state = word
        elif word not in IGNORED_FLAGS and not _BITS.fullmatch(word):
            return False
    numbers = {name: whole(values[name]) for name in NUMBERED if name in values}
    used = _USED.fullmatch(values["used"]) if "used" in values else None
    if "dev" not in values or None in numbers.values() or ("used" in values and not used):
        return False
    entry = FdbEntry(
        link=0,
        mac=words[0].lower(),
        vlan=numbers.get("vlan"),
        age=float(used[1]) if used else None,
        dst=values.get("dst"),
        vni=numbers.get("vni"),
        flags=flags,
    )
    told.fdb.append(_told(entry, state, values["dev"], values.get("master", "")))
    return True


def _from_json(one: dict[str, Any]) -> ToldFdbEntry | None:
    mac, flags, state = one.get("mac"), one.get("flags"), one.get("state")
    dev = sound(one.get("ifname"))
    if not isinstance(mac, str) or not _MAC.fullmatch(mac) or not dev:
        return None
    numbers = {name: one[name] for name in (*NUMBERED, "updated") if is_count(one.get(name))}
    entry = FdbEntry(
        link=0,
        mac=mac.lower(),
        vlan=numbers.get("vlan"),
        age=float(numbers["updated"]) if "updated" in numbers else None,
        dst=sound(one.get("dst")) or None,
        vni=numbers.get("vni"),
        flags=[flag for flag in flags if isinstance(flag, str)] if isinstance(flags, list) else [],
    )
    known = state if isinstance(state, str) and state in STATES else ""
    return _told(entry, known, dev, sound(one.get("master")))


def _told(entry: FdbEntry, state: str, dev: str, master: str) -> ToldFdbEntry:
    entry = replace(
        entry,
        is_local=state == "permanent",
        is_static=state == "static",
        state=state or None,
        flags=[flag for flag in FLAGS if flag in entry.flags],
    )
    return ToldFdbEntry(entry, dev=dev, master=master)


BRIDGE_FDB: Final = TextReader("bridge fdb", begins_bridge_fdb, read_bridge_fdb)
BRIDGE_JSON_FDB: Final = JsonReader("bridge json fdb", is_bridge_fdb, read_bridge_fdb_json)
