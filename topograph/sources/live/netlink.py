"""Read rtnetlink messages: datagrams into messages, messages into attributes.

Numbers and layouts are those of linux/netlink.h and linux/rtnetlink.h. All
integers are in the byte order of the host, except where the kernel says
otherwise (ports and VLAN protocols are big-endian).
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, wraps
from socket import inet_ntop
from struct import Struct
from struct import error as StructError
from typing import Final, ParamSpec, TypeVar

__all__ = [
    "AF_BRIDGE",
    "AF_INET",
    "AF_INET6",
    "EVERY",
    "SAME_AGAIN",
    "SAME_AGAIN_BYTES",
    "Attributes",
    "attributes",
    "bit_names",
    "decoder",
    "ip_address",
    "look_over",
    "messages",
    "nested",
    "number",
    "text",
]

AF_INET: Final = 2
AF_BRIDGE: Final = 7
AF_INET6: Final = 10

NLMSG_ERROR: Final = 2
NLMSG_DONE: Final = 3
NLM_F_DUMP_INTR: Final = 0x10

NLA_TYPE_MASK: Final = 0x3FFF

# Namespaces that were never touched give the same short answers, to the byte: the number of a
# request is counted per namespace, and the port is the process id in each.
SAME_AGAIN_BYTES: Final = 800
SAME_AGAIN: Final = 4096

Given = ParamSpec("Given")
Decoded = TypeVar("Decoded")

CUT_SHORT: Final = "a netlink message is cut short"

_unpack_header = Struct("=IHHII").unpack_from
_unpack_errno = Struct("=i").unpack_from
_unpack_attribute = Struct("=HH").unpack_from

EVERY: Final = range(NLA_TYPE_MASK + 1)
"""For `attributes`: all of them."""

Attributes = dict[int, bytes]
"""Payloads by attribute type; of a repeated attribute the last."""

Wanted = frozenset[int] | tuple[int, ...] | range

# Thousands of messages differ in what their attributes say, and hardly in which they have. One
# of a known layout is recognised by all headers of its attributes at once, and only what is
# wanted is cut out of it.
Place = tuple[int, int, int]
Layout = tuple[Callable[[bytes, int], tuple[int, ...]], tuple[int, ...], tuple[Place, ...]]
LAYOUT_BYTES: Final = 64
MOST_LAYOUTS: Final = 8
_layouts: dict[tuple[int, Wanted], list[Layout]] = {}


def messages(datagrams: Iterable[bytes]) -> Iterator[tuple[int, int, int, bytes]]:
    """Yield the messages of some datagrams, in order.

    Yields:
        The type, where the body begins and ends, and the datagram that holds it.

    Raises:
        ValueError: a datagram is cut short.
    """
    # Plain tuples: a host has hundreds of thousands of messages.
    for data in datagrams:
        at, size = 0, len(data)
        while size - at >= 16:
            length, kind, _, _, _ = _unpack_header(data, at)
            if length < 16 or at + length > size:
                raise ValueError(CUT_SHORT)
            yield kind, at + 16, at + length, data
            at += (length + 3) & ~3
        _check_end(at, size)


def look_over(data: bytes, sequence: int) -> tuple[bool, bool, bool]:
    """Tell what a datagram means for the answer to the request of that number.

    Returns:
        Whether it belongs to the answer, whether it ends it, and whether something changed
        while it was dumped (NLM_F_DUMP_INTR).

    Raises:
        ValueError: the datagram is cut short.
        OSError: the kernel refused the request, or ended a dump with an error.
    """
    if len(data) < SAME_AGAIN_BYTES:
        return _look_over_again(data, sequence)
    return _look_over(data, sequence)


def _look_over(data: bytes, sequence: int) -> tuple[bool, bool, bool]:
    is_ours, is_over, is_inconsistent = False, False, False
    at, size = 0, len(data)
    while size - at >= 16:
        length, kind, flags, number_of_it, _ = _unpack_header(data, at)
        if length < 16 or at + length > size:
            raise ValueError(CUT_SHORT)
        if number_of_it == sequence:
            is_ours = True
            if flags & NLM_F_DUMP_INTR:
                is_inconsistent = True
            if kind in (NLMSG_ERROR, NLMSG_DONE):
                is_over = True
                # A dump that failed ends in NLMSG_DONE with an errno, like a good one with 0.
                code = _unpack_errno(data, at + 16)[0] if length >= 20 else 0
                if code < 0:
                    raise OSError(-code, os.strerror(-code))
        at += (length + 3) & ~3
    _check_end(at, size)
    return is_ours, is_over, is_inconsistent


_look_over_again = lru_cache(SAME_AGAIN)(_look_over)


def attributes(data: bytes, at: int, end: int, wanted: Wanted) -> Attributes:
    """Return the attributes between two places of a datagram.

    Args:
        data: the datagram, or the payload of an attribute that holds others.
        at: where the first one begins.
        end: where the last one ends.
        wanted: the types to return; a link has twice as many as anybody asks for.

    Raises:
        ValueError: an attribute is cut short.
    """
    if end - at < LAYOUT_BYTES:
        return _walk(data, at, end, wanted)
    layouts = _layouts.setdefault((end - at, wanted), [])
    for unpack_headers, headers, places in layouts:
        if unpack_headers(data, at) == headers:
            return {kind: data[at + first : at + last] for kind, first, last in places}
    found = _walk(data, at, end, wanted)
    if len(layouts) < MOST_LAYOUTS:
        layouts.append(_layout(data, at, end, wanted))
    return found


def _walk(data: bytes, at: int, end: int, wanted: Wanted) -> Attributes:
    found, last, stop = {}, end - 4, at
    while at <= last:
        length, kind = _unpack_attribute(data, at)
        if length < 4:
            raise ValueError(CUT_SHORT)
        kind &= NLA_TYPE_MASK
        stop = at + length
        if kind in wanted:
            found[kind] = data[at + 4 : stop]
        at += (length + 3) & ~3
    if stop > end:
        raise ValueError(CUT_SHORT)
    return found


def _layout(data: bytes, start: int, end: int, wanted: Wanted) -> Layout:
    """Return the layout of attributes that are sound."""
    at, form, places = start, ["="], []
    while at + 4 <= end:
        length, kind = _unpack_attribute(data, at)
        if kind & NLA_TYPE_MASK in wanted:
            places.append((kind & NLA_TYPE_MASK, at + 4 - start, at + length - start))
        following = min(at + ((length + 3) & ~3), end)
        form.append(f"HH{following - at - 4}x")
        at += (length + 3) & ~3
    unpack_headers = Struct("".join(form)).unpack_from
    return unpack_headers, unpack_headers(data, start), tuple(places)


def _check_end(at: int, size: int) -> None:
    # The padding of the last message may be left out, a part of a header may not be left over.
    if at < size:
        raise ValueError(CUT_SHORT)


def decoder(decode: Callable[Given, Decoded]) -> Callable[Given, Decoded]:
    """Have a decoder raise ValueError whatever it is that a message lacks."""

    @wraps(decode)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Decoded:
        try:
            return decode(*args, **kwargs)
        except (StructError, LookupError) as error:
            raise ValueError(CUT_SHORT) from error

    return checked


def nested(payload: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the attributes inside a payload, repeated ones too."""
    at, end = 0, len(payload)
    while at + 4 <= end:
        length, kind = _unpack_attribute(payload, at)
        if length < 4 or at + length > end:
            raise ValueError(CUT_SHORT)
        yield kind & NLA_TYPE_MASK, payload[at + 4 : at + length]
        at += (length + 3) & ~3


def number(payload: bytes) -> int:
    """Return an unsigned integer of 1 to 8 bytes in the order of the host."""
    return int.from_bytes(payload, sys.byteorder)


def ip_address(payload: bytes) -> str:
    """Return an IP address; its length tells the family.

    Raises:
        ValueError: it has the length of neither.
    """
    return inet_ntop(AF_INET if len(payload) == 4 else AF_INET6, payload)


def bit_names(names: tuple[tuple[int, str], ...]) -> Callable[[int], list[str]]:
    """Return a function that names the bits of a number.

    Args:
        names: each bit with its name, in the order in which they are to be told. What has
            none is left out.
    """

    @cache
    def names_of(bits: int) -> list[str]:
        return [name for bit, name in names if bits & bit]

    return names_of


def text(payload: bytes) -> str:
    """Return a zero-terminated string; bytes that are not UTF-8 come out as U+FFFD."""
    return payload.partition(b"\0")[0].decode("utf-8", "replace")
