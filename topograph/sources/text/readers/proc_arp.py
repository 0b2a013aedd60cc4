"""Read /proc/net/arp: the IPv4 neighbours, without the state of each."""

import re
from collections.abc import Sequence
from ipaddress import AddressValueError, IPv4Address
from typing import Final

from topograph.facts import Neighbour
from topograph.sources.text.reader import TextReader
from topograph.sources.text.readers.lines import read_lines
from topograph.sources.text.told import Line, Told, ToldNeighbour

__all__ = ["PROC_ARP"]

# ATF_* of linux/if_arp.h.
COMPLETE, PERMANENT, PUBLISHED = 0x02, 0x04, 0x08
NO_MAC: Final = "*"

_HEAD: Final = re.compile(r"IP address\s+HW type\s+Flags\s+HW address\s+Mask\s+Device\s*")
_ROW: Final = re.compile(
    r"(?P<address>[0-9.]{7,15})\s+0x[0-9a-f]{1,4}\s+0x(?P<flags>[0-9a-f]{1,4})\s+"
    r"(?P<mac>[0-9a-f]{2}(?::[0-9a-f]{2}){0,31}|\*)\s+\S{1,20}\s+(?P<dev>\S{1,64})\s*"
)


def begins_proc_arp(text: str) -> bool:
    """Tell whether a line is the head of the file."""
    return text.startswith("IP address") and len(text) < 120 and bool(_HEAD.fullmatch(text))


def read_proc_arp(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read the file; what is neither permanent nor published has a state that it does not tell."""
    told = Told()

    def take(text: str) -> bool:
        row = _ROW.fullmatch(text)
        if row is None or not _is_ipv4(row["address"]):
            return _HEAD.fullmatch(text) is not None
        flags = int(row["flags"], 16)
        has_mac = flags & (COMPLETE | PERMANENT) and row["mac"] != NO_MAC
        neighbour = Neighbour(
            family=4,
            dst=row["address"],
            link=0,
            mac=row["mac"] if has_mac else None,
            state=["PERMANENT"] if flags & PERMANENT else [],
            is_proxy=bool(flags & PUBLISHED),
        )
        told.neighbours.append(ToldNeighbour(neighbour, dev=row["dev"]))
        return True

    return read_lines(lines, told, take)


def _is_ipv4(text: str) -> bool:
    try:
        IPv4Address(text)
    except AddressValueError:
        return False
    return True


PROC_ARP: Final = TextReader("proc arp", begins_proc_arp, read_proc_arp)
