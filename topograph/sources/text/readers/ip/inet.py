"""An address as `ip -j addr` tells it, and as the words of `ip addr` do."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from topograph.facts import Address
from topograph.sources.text.readers.ip.words import family_of, name, number, scope

__all__ = ["add_lifetimes", "address_from_members", "address_members", "has_address"]

FOREVER: Final = 0xFFFFFFFF
PERMANENT: Final = 0x80

# IFA_F_*: the bit, its name in the facts, and the words of `ip` for it.
FLAGS: Final = (
    (0x01, "secondary", ("secondary", "temporary")),
    (0x02, "nodad", ("nodad",)),
    (0x04, "optimistic", ("optimistic",)),
    (0x08, "dadfailed", ("dadfailed",)),
    (0x10, "homeaddress", ("home",)),
    (0x20, "deprecated", ("deprecated",)),
    (0x40, "tentative", ("tentative",)),
    (PERMANENT, "permanent", ()),
    (0x100, "managetempaddr", ("mngtmpaddr",)),
    (0x200, "noprefixroute", ("noprefixroute",)),
    (0x400, "mcautojoin", ("autojoin",)),
    (0x800, "stable_privacy", ("stable-privacy",)),
)
BITS: Final = {word: bit for bit, _, words in FLAGS for word in words}
# Words behind the scope that are no label.
SWITCHES: Final = frozenset((*BITS, "dynamic"))
PROTOCOLS: Final = {"kernel_lo": 1, "kernel_ra": 2, "kernel_ll": 3}
VALUES: Final = {"brd": "broadcast", "scope": "scope", "proto": "protocol", "flags": "ifa_flags"}
# A value follows each of them, too.
PASSED_OVER: Final = frozenset(("metric", "any", "mcast"))

_LIFETIMES: Final = {"valid_lft": "valid_life_time", "preferred_lft": "preferred_life_time"}


def address_members(words: Sequence[str], ifname: str) -> dict[str, Any] | None:
    """Return what a line such as `inet 192.0.2.1/24 scope global eth0` says, as `ip -j` does.

    Args:
        words: the line.
        ifname: of its link; a label mostly is that.
    """
    if len(words) < 2:
        return None
    local, _, length = words[1].partition("/")
    members: dict[str, Any] = {"family": words[0], "local": local, "prefixlen": length}
    at = 2
    if words[2:3] == ["peer"] and len(words) > 3:
        members["address"], _, members["prefixlen"] = words[3].partition("/")
        at = 4
    while at < len(words):
        word = words[at]
        if word in VALUES and at + 1 < len(words):
            members[VALUES[word]] = words[at + 1]
            at += 1
        elif word in PASSED_OVER:
            at += 1
        elif at == len(words) - 1 and (word == ifname or word not in SWITCHES):
            members["label"] = word
        else:
            members[word] = True
        at += 1
    return members


def add_lifetimes(members: dict[str, Any], words: Sequence[str]) -> None:
    """Add what a line such as `valid_lft forever preferred_lft 60sec` says of an address."""
    for word, value in pairwise(words):
        if word in _LIFETIMES and value != "forever":
            members[_LIFETIMES[word]] = value.removesuffix("sec")


def has_address(members: Mapping[str, Any]) -> bool:
    """Tell whether `address_from_members` finds an address."""
    local = members.get("local")
    return family_of(members.get("address") if local is None else local) is not None


def address_from_members(members: Mapping[str, Any]) -> Address | None:
    """Return an address of `ip -j addr`; None if there is no valid one in it."""
    local, far = members.get("local"), members.get("address")
    if local is None:
        # Without IFA_LOCAL, ip prints IFA_ADDRESS in its place.
        local, far = far, None
    family = family_of(local)
    if family is None:
        return None
    bits = 32 if family == 4 else 128
    length = number(members.get("prefixlen"))
    if length is None or not 0 <= length <= bits:
        length = bits
    has_peer = far != local and family_of(far) == family
    broadcast = members.get("broadcast")
    return Address(
        family=family,
        address=f"{local}/{bits if has_peer else length}",
        peer=f"{far}/{length}" if has_peer else None,
        broadcast=broadcast if family_of(broadcast) else None,
        scope=scope(members.get("scope")) or "global",
        label=name(members.get("label")),
        flags=_flags(members),
        valid_lft=_lifetime(members.get("valid_life_time")),
        preferred_lft=_lifetime(members.get("preferred_life_time")),
        protocol=_protocol(members.get("protocol")),
    )


def _flags(members: Mapping[str, Any]) -> list[str]:
    bits = 0 if "dynamic" in members else PERMANENT
    rest = members.get("ifa_flags")
    if isinstance(rest, str):
        bits |= number(f"0x{rest.removeprefix('0x')}") or 0
    for word in BITS.keys() & members.keys():
        bits |= BITS[word] if members[word] is not False else 0
    return _names_of(bits)


@lru_cache(4096)
def _names_of(bits: int) -> list[str]:
    return [word for bit, word, _ in FLAGS if bits & bit]


def _lifetime(value: Any) -> int | None:
    found = number(value)
    if found is None or found & FOREVER == FOREVER:
        return None
    return found & FOREVER


def _protocol(value: Any) -> int | None:
    if isinstance(value, str) and value in PROTOCOLS:
        return PROTOCOLS[value]
    return number(value)
