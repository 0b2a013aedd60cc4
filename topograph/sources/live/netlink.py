"""Read rtnetlink messages: datagrams into messages, messages into attributes.

Numbers and layouts are those of linux/netlink.h and linux/rtnetlink.h. All
integers are in the byte order of the host, except where the kernel says
otherwise (ports and VLAN protocols are big-endian).
"""

import sys
from collections.abc import Iterable, Iterator
from struct import Struct
from typing import Final, NamedTuple

__all__ = [
    "AF_BRIDGE",
    "AF_INET",
    "AF_INET6",
    "AF_UNSPEC",
    "NLMSG_DONE",
    "NLMSG_ERROR",
    "NLM_F_DUMP_INTR",
    "Attributes",
    "Message",
    "attributes",
    "messages",
    "nested",
    "number",
    "text",
]

AF_UNSPEC: Final = 0
AF_INET: Final = 2
AF_BRIDGE: Final = 7
AF_INET6: Final = 10

NLMSG_ERROR: Final = 2
NLMSG_DONE: Final = 3
NLM_F_DUMP_INTR: Final = 0x10

NLA_TYPE_MASK: Final = 0x3FFF

HEADER: Final = Struct("=IHHII")
_unpack_header = HEADER.unpack_from
_unpack_attribute = Struct("=HH").unpack_from

Attributes = dict[int, bytes]
"""Payloads by attribute type; of a repeated attribute the last."""


class Message(NamedTuple):
    """One netlink message within a datagram."""

    type: int
    flags: int
    sequence: int
    data: bytes
    """The datagram."""
    start: int
    """Where the body begins, behind the netlink header."""
    end: int


def messages(datagrams: Iterable[bytes]) -> Iterator[Message]:
    """Yield the messages of some datagrams, in order.

    Raises:
        ValueError: a datagram is cut short.
    """
    for data in datagrams:
        at, size = 0, len(data)
        while at < size:
            if size - at < 16:
                raise ValueError("a netlink message is cut short")
            length, kind, flags, sequence, _ = _unpack_header(data, at)
            if length < 16 or at + length > size:
                raise ValueError("a netlink message is cut short")
            yield Message(kind, flags, sequence, data, at + 16, at + length)
            at += (length + 3) & ~3


def attributes(data: bytes, at: int, end: int) -> Attributes:
    """Return the attributes between two places of a datagram.

    Raises:
        ValueError: an attribute is cut short.
    """
    found = {}
    while at + 4 <= end:
        length, kind = _unpack_attribute(data, at)
        if length < 4 or at + length > end:
            raise ValueError("a netlink attribute is cut short")
        found[kind & NLA_TYPE_MASK] = data[at + 4 : at + length]
        at += (length + 3) & ~3
    return found


def nested(payload: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the attributes inside a payload, repeated ones too."""
    at, end = 0, len(payload)
    while at + 4 <= end:
        length, kind = _unpack_attribute(payload, at)
        if length < 4 or at + length > end:
            raise ValueError("a netlink attribute is cut short")
        yield kind & NLA_TYPE_MASK, payload[at + 4 : at + length]
        at += (length + 3) & ~3


def number(payload: bytes) -> int:
    """Return an unsigned integer of 1 to 8 bytes in the order of the host."""
    return int.from_bytes(payload, sys.byteorder)


def text(payload: bytes) -> str:
    """Return a zero-terminated string; bytes that are not UTF-8 come out as U+FFFD."""
    return payload.partition(b"\0")[0].decode("utf-8", "replace")
