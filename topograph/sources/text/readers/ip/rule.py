"""Reads `ip rule` and `ip -j rule`."""

import re
from collections.abc import Sequence
from typing import Any, Final

from topograph.facts import Rule
from topograph.sources.text.commands.ip import parse_ip
from topograph.sources.text.reader import JsonReader, TextReader
from topograph.sources.text.readers.ip.rules import (
    ACTIONS,
    complete_rules,
    family_of_rules,
    rule_from_members,
)
from topograph.sources.text.readers.ip.walking import walk
from topograph.sources.text.readers.ip.words import objects
from topograph.sources.text.told import Line, Told

__all__ = ["IP_JSON_RULES", "IP_RULE"]

Members = dict[str, Any]

_BEGINS: Final = re.compile(r"[0-9]{1,10}:\s+(?:not )?(?:from|to) ")

VALUES: Final = {
    "from": "src",
    "to": "dst",
    "iif": "iif",
    "dev": "iif",
    "oif": "oif",
    "tos": "tos",
    "ipproto": "ipproto",
    "suppress_prefixlength": "suppress_prefixlen",
    "proto": "protocol",
    "protocol": "protocol",
    "goto": "goto",
}
# Words with a value that is no fact.
PASSED_OVER: Final = ("suppress_ifgroup", "realms", "tun_id", "dscp", "flowlabel")
REMARKS: Final = ("[detached]", "[unresolved]")


def begins(text: str) -> bool:
    """Tell whether a line is a rule."""
    return _BEGINS.match(text) is not None


def read(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Return the rules that `ip rule` shows; without a command, those of one family."""
    command = parse_ip(argv)
    told = Told()
    found: list[tuple[Line, Members]] = []

    def take(line: Line, words: list[str]) -> bool:
        members = _members(words)
        if members is not None:
            found.append((line, members))
        return members is not None

    walk(lines, told, take)
    family = family_of_rules(command, [members for _, members in found])
    for line, members in found:
        rule = rule_from_members(members, family)
        if rule is None:
            told.unknown.append(line)
        else:
            told.rules.append(rule)
    told.unknown.sort()
    if told.is_whole:
        told.complete = complete_rules(command)
    return told


def recognises(value: Any) -> bool:
    """Tell whether it is a list of rules."""
    found = objects(value)
    return bool(found) and all("priority" in one and "src" in one for one in found)


def read_json(value: Any, argv: tuple[str, ...]) -> Told:
    """Return the rules in the answer of `ip -j rule`."""
    command = parse_ip(argv)
    found = objects(value)
    family = family_of_rules(command, found)
    rules: list[Rule | None] = [rule_from_members(members, family) for members in found]
    told = Told(rules=[rule for rule in rules if rule is not None])
    told.complete = complete_rules(command) if None not in rules else set()
    return told


IP_RULE: Final = TextReader("ip rule", begins, read)
IP_JSON_RULES: Final = JsonReader("ip json rules", recognises, read_json)


def _members(words: Sequence[str]) -> Members | None:
    """Return what a line says, as `ip -j rule` does; None if there is an unknown word in it."""
    if not words[0].endswith(":"):
        return None
    members: Members = {"priority": words[0].removesuffix(":")}
    at, end = 1, len(words)
    while at < end:
        word = words[at]
        value = words[at + 1] if at + 1 < end else ""
        at += 2
        if word in VALUES:
            members[VALUES[word]] = value
        elif word in ("lookup", "table"):
            members |= {"l3mdev": None} if value == "[l3mdev-table]" else {"table": value}
        elif word in ("sport", "dport", "uidrange", "fwmark"):
            members |= _several(word, value)
        elif word not in PASSED_OVER:
            at -= 1
            if word == "not":
                members["not"] = None
            elif word in ACTIONS:
                members["action"] = word
            elif word not in REMARKS:
                return None
    return members


def _several(word: str, value: str) -> Members:
    """Return what is told in two parts: 1000-2000, or 0x1/0xff."""
    low, dash, high = value.partition("-")
    if word == "fwmark":
        mark, slash, mask = value.partition("/")
        return {"fwmark": mark, "fwmask": mask} if slash else {"fwmark": mark}
    if word == "uidrange":
        return {"uid_start": low, "uid_end": high}
    if dash:
        return {f"{word}_start": low, f"{word}_end": high}
    return {word: value.partition("/")[0]}
