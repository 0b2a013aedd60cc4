"""Tell the lines of `ifconfig` apart, and mend those that `jc` would read wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final

from topograph.sources.text.readers.ifconfig_words import in_english
from topograph.sources.text.readers.lines import read_lines
from topograph.sources.text.told import Line, Told

__all__ = ["Block", "blocks_of", "is_head", "is_of_other_system"]

SCOPES: Final = {
    "compat": "global",
    "global": "global",
    "host": "host",
    "link": "link",
    "site": "site",
}
# What stands for no flags, and a word for it, so that there is something to read.
NO_FLAGS: Final = ("[NO FLAGS]", "<>")
NONE: Final = "NONE"
FLAGS: Final = {
    "UP": 0x1,
    "BROADCAST": 0x2,
    "DEBUG": 0x4,
    "LOOPBACK": 0x8,
    "POINTOPOINT": 0x10,
    "NOTRAILERS": 0x20,
    "RUNNING": 0x40,
    "NOARP": 0x80,
    "PROMISC": 0x100,
    "ALLMULTI": 0x200,
    "MULTICAST": 0x1000,
}
"""IFF_*, in so far as they are what they are called."""
BITS_OF_SCOPES: Final = {"0": "global", "10": "host", "20": "link", "40": "site", "80": "compat"}
OTHER_SYSTEM: Final = "that is ifconfig of BSD, macOS or Solaris, which is not read"

_NAME: Final = r"(?P<name>[^\s:]{1,64}(?::[^\s:]{1,64})?)"
_IPV4: Final = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_IPV6: Final = r"[0-9a-fA-F:.]{2,45}"
_MAC: Final = r"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){0,31}"
_UNKNOWN_HEAD: Final = re.compile(r"\S{1,64}(?: {1,20}Link encap|: flags)")
_HIDEABLE: Final = {"inet": "addresses", "inet6": "addresses", "ether": "mac"}
_WORD: Final = re.compile(r"[A-Z]+")
_OTHER_HEAD: Final = re.compile(r"[^\s:]{1,64}: flags=[0-9a-f]{1,16}<")
# net-tools since 2.0, then what was before it and busybox; so all others below.
# A page that takes what stands in <> for a tag leaves the number, and two blanks.
_HEAD: Final = re.compile(
    rf"{_NAME}(?P<flags>: flags=(?P<bits>[0-9]{{1,10}})(?:<[A-Z0-9_,]{{0,200}}>|(?= {{2}}mtu )))"
    r"(?:\s+metric [0-9]{1,10})?"
    r"(?P<mtu>\s+mtu [0-9]{1,10})\s*",
    re.ASCII,
)
_OLD_HEAD: Final = re.compile(
    rf"{_NAME}(?P<type>\s+Link encap:\S{{1,40}}(?: \S{{1,40}}){{0,3}}?)"
    rf"(?P<mac>\s+HWaddr(?: {_MAC})?)?(?P<hidden>\s+HWaddr [0-9A-Fa-f:XxNn*#?.]{{2,40}})?\s*",
    re.ASCII,
)
_INET: Final = re.compile(
    rf"\s+inet (?P<address>{_IPV4})\s+netmask (?P<mask>{_IPV4})"
    rf"(?:\s+broadcast {_IPV4})?(?:\s+destination (?P<peer>{_IPV4}))?\s*",
    re.ASCII,
)
_OLD_INET: Final = re.compile(
    rf"\s+inet addr:(?P<address>{_IPV4})(?P<far>\s+P-t-P:(?P<peer>{_IPV4}))?"
    rf"(?:\s+Bcast:{_IPV4})?\s+Mask:(?P<mask>{_IPV4})\s*",
    re.ASCII,
)
_INET6: Final = re.compile(
    rf"\s+inet6 (?P<address>{_IPV6})\s+prefixlen (?P<length>[0-9]{{1,3}})"
    r"\s+scopeid 0x(?P<bits>[0-9a-f]{1,4})(?:<(?:[a-z]{1,10},){0,3}(?P<scope>[a-z]{1,10})>)?\s*",
    re.ASCII,
)
_OLD_INET6: Final = re.compile(
    rf"\s+inet6 addr: ?(?P<address>{_IPV6})/(?P<length>[0-9]{{1,3}})"
    r"\s+Scope:(?P<scope>[A-Za-z]{1,10})\s*",
    re.ASCII,
)
# Read by jc as they are.
_TYPE: Final = re.compile(
    rf"\s+[a-z0-9]{{1,20}}(?:\s+{_MAC})?\s+txqueuelen [0-9]{{1,10}}"
    r"\s+\((?:\S{1,40}(?: \S{1,40}){0,3})\)\s*",
    re.ASCII,
)
_OLD_STATE: Final = re.compile(
    r"\s+(?:(?:[A-Z]{1,20} ){1,20}|\[NO FLAGS\] )\s*MTU:[0-9]{1,10}\s+Metric:[0-9]{1,10}\s*",
    re.ASCII,
)
# Counters and addresses of the hardware: nothing that is a fact.
_COUNTERS: Final = re.compile(
    r"\s+(?:[RT]X (?:packets|errors|bytes)[ :].*|collisions:.*|Memory:.*|Interrupt:.*|"
    r"Base address:.*|device (?:interrupt|memory|base) .*|Media:.*|IPX/.*|EtherTalk .*)"
)


@dataclass(slots=True)
class Block:
    """What is told of one link, or of one label of a link."""

    name: str
    """With the label behind a colon."""
    lines: list[str]
    """For `jc`, which takes only part of some names: the link is called `link` there."""
    peers: dict[str, str] = field(default_factory=dict)
    """Far end by address, which jc does not know."""
    hidden: set[str] = field(default_factory=set)
    """What is not told because somebody put x in its place: mac, addresses."""
    scopes: dict[str, str] = field(default_factory=dict)
    """Scope by IPv6 address, of which jc knows only some."""


def is_head(text: str) -> bool:
    """Tell whether a line is the first of a link."""
    if len(text) > 500 or not (" encap:" in text or ": flags=" in text):
        return False
    return _begun(in_english(text)) is not None


def blocks_of(lines: Sequence[Line], told: Told) -> list[Block]:
    """Return the links in an output; what is of no known form goes to `told.unknown`."""
    blocks: list[Block] = []
    is_other = has_head = False

    def take(text: str) -> bool:
        nonlocal is_other, has_head
        text = in_english(text)
        begun = None if text[:1].isspace() else _begun(text)
        if begun:
            blocks.append(begun)
            is_other = False
        elif is_other or is_of_other_system(text):
            told.refusal = OTHER_SYSTEM
            is_other = True
        else:
            # Where blanks were lost, all stands at the left.
            return has_head and _take_other(text, blocks[-1])
        has_head = not is_other
        return True

    def _take_other(text: str, block: Block) -> bool:
        nonlocal has_head
        is_taken = _take_below(f" {text}", block)
        if not is_taken and _UNKNOWN_HEAD.match(text):
            # What follows is of a link of which nothing else is known.
            has_head = False
        elif not is_taken:
            word = text.split(maxsplit=1)[0]
            block.hidden |= {_HIDEABLE[word]} if word in _HIDEABLE else set()
        return is_taken

    read_lines(lines, told, take)
    return blocks


def is_of_other_system(text: str) -> bool:
    """Tell whether a line is the first of a link of BSD, which counts its flags otherwise."""
    if len(text) > 500 or ": flags=" not in text:
        return False
    found = _OTHER_HEAD.match(text)
    return found is not None and _begun(text) is None


def _begun(text: str) -> Block | None:
    if found := _HEAD.fullmatch(text):
        flags = found["flags"].replace(NO_FLAGS[1], f"<{NONE}>")
        bits, told = int(found["bits"]), set(_WORD.findall(flags))
        if "<" not in flags:
            words = [word for word, bit in FLAGS.items() if bits & bit]
            flags = f"{flags}<{','.join(words) or NONE}>"
        elif {word for word, bit in FLAGS.items() if bits & bit} != FLAGS.keys() & told:
            return None
        return Block(found["name"], [f"link{flags}  {found['mtu'].strip()}"])
    if found := _OLD_HEAD.fullmatch(text):
        # With dashes it is what the kernel gave for an address that is none, or only its half.
        mac = found["mac"] if found["mac"] and "-" not in found["mac"] else ""
        block = Block(found["name"], [f"link  {found['type'].strip()}  {mac.strip()}"])
        block.hidden |= {"mac"} if found["hidden"] else set()
        return block
    return None


def _take_below(text: str, block: Block) -> bool:
    if found := _INET.fullmatch(text) or _OLD_INET.fullmatch(text):
        return _take_ipv4(text, found, block)
    if found := _INET6.fullmatch(text) or _OLD_INET6.fullmatch(text):
        return _take_ipv6(found, block)
    if _TYPE.fullmatch(text) or _OLD_STATE.fullmatch(text):
        block.lines.append(_spaced(text.replace(NO_FLAGS[0], NONE)))
        return True
    return _COUNTERS.fullmatch(text) is not None


def _take_ipv4(text: str, found: re.Match[str], block: Block) -> bool:
    try:
        numbers = [int(IPv4Address(one)) for one in re.findall(_IPV4, text)]
        mask = int(IPv4Address(found["mask"]))
    except AddressValueError:
        return False
    host_bits = mask ^ 0xFFFFFFFF
    if not numbers or host_bits & (host_bits + 1):
        return False
    if found["peer"]:
        block.peers[found["address"]] = found["peer"]
    block.lines.append(_spaced(text.replace(found.groupdict().get("far") or "\n", "")))
    return True


def _spaced(text: str) -> str:
    """Return a line with blanks as ifconfig sets them: jc takes long over long rows of them."""
    return "  " + " ".join(text.split())


def _take_ipv6(found: re.Match[str], block: Block) -> bool:
    told = found["scope"] or BITS_OF_SCOPES.get(found.groupdict().get("bits") or "", "")
    scope, address = SCOPES.get(told.lower()), found["address"].lower()
    try:
        IPv6Address(address)
    except AddressValueError:
        return False
    if scope is None or int(found["length"]) > 128:
        return False
    block.scopes[address] = scope
    block.lines.append(f" inet6 {address}  prefixlen {found['length']}  scopeid 0x0<global>")
    return True
