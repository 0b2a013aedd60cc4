"""Read `bridge vlan`, for people and in JSON: the VLANs of bridges and their ports."""

import re
from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from topograph.facts import VlanRange
from topograph.sources.text.reader import JsonReader, TextReader
from topograph.sources.text.readers.lines import are_shown, is_count, read_lines, sound
from topograph.sources.text.told import Line, Told

__all__ = ["BRIDGE_JSON_VLAN", "BRIDGE_VLAN"]

LAST_VID: Final = 4095
UNTAGGED: Final = "Egress Untagged"

# Up to iproute2 4.19, and since.
_HEAD: Final = re.compile(r"port\s+vlan(?: ids|-id)\s*")
_VLAN: Final = re.compile(
    r"(?P<port>\S{1,64})?\s+(?P<vid>[0-9]{1,4})(?:-(?P<end>[0-9]{1,4}))?"
    r"(?P<pvid> PVID)?(?P<untagged> Egress Untagged)?\s*",
    re.ASCII,
)
_NONE: Final = re.compile(r"(\S{1,64})\s+None\s*")
# Of -s and of -d, below a VLAN.
_MORE: Final = re.compile(
    r"\s+(?:[RT]X:\s+[0-9]+ bytes\s+[0-9]+ packets|(?:state|mcast_[a-z_]+|neigh_suppress) \S.*)\s*"
)


def begins_bridge_vlan(text: str) -> bool:
    """Tell whether a line is the head of the table."""
    return text.startswith("port") and len(text) < 80 and _HEAD.fullmatch(text) is not None


def read_bridge_vlan(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read what `bridge vlan` prints for people."""
    told = Told(complete={"vlans"} if are_shown(argv, "vlan") else set())
    return read_lines(lines, told, lambda text: _take(text, told.vlans))


def is_bridge_vlan(value: Any) -> bool:
    """Tell whether a value is what `bridge -j vlan` prints."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return {"ifname", "vlans"} <= value[0].keys()
    first = next(iter(value.values()), None) if isinstance(value, dict) else None
    return isinstance(first, list) and bool(first) and _is_vlan(first[0])


def read_bridge_vlan_json(value: Any, argv: tuple[str, ...]) -> Told:
    """Read what `bridge -j vlan` prints; before iproute2 4.19 it is one object, port by port."""
    told = Told(complete={"vlans"} if are_shown(argv, "vlan") else set())
    ports: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        ports.extend(value.items())
    elif isinstance(value, list):
        ports += [(one.get("ifname"), one.get("vlans")) for one in value if isinstance(one, dict)]
    for ifname, vlans in ports:
        if sound(ifname) and isinstance(vlans, list):
            ranges: list[VlanRange] = []
            for one in vlans:
                if _is_vlan(one):
                    _add(ranges, _from_json(one))
            told.vlans.append((sound(ifname), ranges))
    return told


def _take(text: str, vlans: list[tuple[str, list[VlanRange]]]) -> bool:
    if _HEAD.fullmatch(text) or (vlans and _MORE.fullmatch(text)):
        return True
    if none := _NONE.fullmatch(text):
        vlans.append((none[1], []))
        return True
    found = _VLAN.fullmatch(text)
    if not found:
        return False
    vid, end = int(found["vid"]), int(found["end"] or found["vid"])
    if vid > end or end > LAST_VID or not (found["port"] or vlans):
        return False
    if found["port"]:
        vlans.append((found["port"], []))
    pvid, untagged = bool(found["pvid"]), bool(found["untagged"])
    _add(vlans[-1][1], _vlan(vid, end, pvid=pvid, untagged=untagged))
    return True


def _is_vlan(one: Any) -> bool:
    vid = one.get("vlan") if isinstance(one, dict) else None
    return is_count(vid) and vid <= LAST_VID


def _from_json(one: dict[str, Any]) -> VlanRange:
    vid, end, flags = one["vlan"], one.get("vlanEnd"), one.get("flags")
    last = end if is_count(end) and vid < end <= LAST_VID else vid
    words = flags if isinstance(flags, list) else []
    return _vlan(vid, last, pvid="PVID" in words, untagged=UNTAGGED in words)


def _vlan(vid: int, end: int, *, pvid: bool, untagged: bool) -> VlanRange:
    return VlanRange(vid=vid, vid_end=end if end > vid else None, pvid=pvid, untagged=untagged)


def _add(ranges: list[VlanRange], one: VlanRange) -> None:
    """Add a VLAN, or lengthen the range before it as the kernel does when asked for ranges."""
    before = ranges[-1] if ranges else None
    is_next = before and (before.vid_end or before.vid) + 1 == one.vid
    if before and is_next and (before.pvid, before.untagged) == (one.pvid, one.untagged):
        ranges[-1] = replace(before, vid_end=one.vid_end or one.vid)
    else:
        ranges.append(one)


BRIDGE_VLAN: Final = TextReader("bridge vlan", begins_bridge_vlan, read_bridge_vlan)
BRIDGE_JSON_VLAN: Final = JsonReader("bridge json vlan", is_bridge_vlan, read_bridge_vlan_json)
