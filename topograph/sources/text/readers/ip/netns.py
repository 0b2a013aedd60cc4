"""Reads `ip netns`, `ip netns list-id` and both in JSON.

`ip netns` knows the namespaces that have a name, so that it completes no list; of those that
have a number alone, it tells nothing by which they could be found.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from topograph.sources.text.reader import JsonReader, TextReader, is_ellipsis
from topograph.sources.text.readers.ip.refusals import add_refusal
from topograph.sources.text.readers.ip.words import name, number, objects
from topograph.sources.text.told import Line, Told, ToldNetns

__all__ = ["IP_JSON_NETNS", "IP_NETNS"]

_NAMED: Final = re.compile(r"([^\s/]{1,255})(?: +\(id: ([0-9]{1,10})\))?\s*")
_NUMBERED: Final = re.compile(
    r"nsid (?:unassigned|([0-9]{1,10}))(?: +current-nsid (?:unassigned|([0-9]{1,10})))?\s*"
    r"(?:\(iproute2 netns name: ([^\s/()]{1,255})\)\s*)?"
)
_MEMBERS: Final = frozenset(("name", "id", "nsid", "current-nsid"))


def begins(text: str) -> bool:
    """Tell whether a line is about a namespace; a name alone may stand for anything."""
    if text.startswith("nsid "):
        return _NUMBERED.fullmatch(text.rstrip("\r")) is not None
    found = _NAMED.fullmatch(text.rstrip("\r")) if "(id: " in text[:300] else None
    return found is not None and found[2] is not None


def read(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Return the named namespaces that `ip netns` or `ip netns list-id` shows."""
    told = Told()
    for line in lines:
        text = line.text.rstrip("\r")
        if not text.strip():
            continue
        if is_ellipsis(text):
            told.is_elided = True
        elif (found := _NUMBERED.fullmatch(text)) is not None:
            _add(told, found[3], found[2] or found[1])
        elif add_refusal(told, text):
            continue
        elif (found := _NAMED.fullmatch(text)) is not None:
            _add(told, found[1], found[2])
        else:
            told.unknown.append(line)
    return told


def recognises(value: Any) -> bool:
    """Tell whether it is a list of namespaces, by name or number and with nothing else."""
    found = objects(value)
    return bool(found) and all(
        one.keys() <= _MEMBERS and ("name" in one or "nsid" in one) for one in found
    )


def read_json(value: Any, argv: tuple[str, ...]) -> Told:
    """Return the named namespaces of `ip -j netns` or `ip -j netns list-id`."""
    told = Told()
    for one in objects(value):
        _add(told, one.get("name"), _nsid(one))
    return told


IP_NETNS: Final = TextReader("ip netns", begins, read)
IP_JSON_NETNS: Final = JsonReader("ip json netns", recognises, read_json)


def _nsid(one: Mapping[str, Any]) -> Any:
    return one.get("current-nsid", one.get("nsid", one.get("id")))


def _add(told: Told, called: Any, nsid: Any) -> None:
    netns = name(called)
    if netns is not None:
        told.namespaces.append(ToldNetns(f"name:{netns}", nsid=number(nsid), names=[netns]))
