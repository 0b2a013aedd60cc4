"""Makes the bytes that the kernel sends."""

import struct
from ipaddress import ip_address

__all__ = [
    "address",
    "attribute",
    "datagram",
    "done",
    "forwarding",
    "integer",
    "ip",
    "link",
    "mac",
    "message",
    "neighbour",
    "netconf",
    "route",
    "rule",
    "veth",
]

NLM_F_MULTI = 2


def attribute(kind: int, payload: bytes) -> bytes:
    padding = b"\0" * (-len(payload) % 4)
    return struct.pack("=HH", 4 + len(payload), kind) + payload + padding


def integer(kind: int, value: int) -> bytes:
    """An attribute that holds 32 bits."""
    return attribute(kind, struct.pack("=i" if value < 0 else "=I", value))


def ip(kind: int, text: str) -> bytes:
    """An attribute that holds an IP address."""
    return attribute(kind, ip_address(text).packed)


def mac(kind: int, text: str) -> bytes:
    """An attribute that holds a link-layer address."""
    return attribute(kind, bytes.fromhex(text.replace(":", "")))


def message(kind: int, body: bytes, *, flags: int = NLM_F_MULTI, sequence: int = 1) -> bytes:
    padding = b"\0" * (-len(body) % 4)
    return struct.pack("=IHHII", 16 + len(body), kind, flags, sequence, 0) + body + padding


def done(code: int = 0, *, sequence: int = 1) -> bytes:
    """The end of a dump: 0, or a negative errno."""
    return message(3, struct.pack("=i", code), sequence=sequence)


def datagram(*messages: bytes) -> bytes:
    return b"".join(messages)


def link(
    ifindex: int, ifname: str, *attributes: bytes, flags: int = 0x11043, hardware: int = 1
) -> bytes:
    """RTM_NEWLINK, of an ethernet link that is up and running."""
    header = struct.pack("=BxHiII", 0, hardware, ifindex, flags, 0)
    name = attribute(3, ifname.encode() + b"\0")
    return message(16, header + name + b"".join(attributes))


def veth(ifindex: int, ifname: str, peer: int | None, nsid: int | None = None) -> bytes:
    """RTM_NEWLINK, of one end of a veth pair."""
    more = [attribute(18, attribute(1, b"veth"))]
    if peer is not None:
        more.append(integer(5, peer))
    if nsid is not None:
        more.append(integer(37, nsid))
    return link(ifindex, ifname, *more)


def address(ifindex: int, length: int, *attributes: bytes, family: int = 2, **more: int) -> bytes:
    """RTM_NEWADDR, its `flags` and `scope` 0 unless given."""
    header = struct.pack(
        "=BBBBI", family, length, more.get("flags", 0), more.get("scope", 0), ifindex
    )
    return message(20, header + b"".join(attributes))


def route(*attributes: bytes, family: int = 2, length: int = 0, **more: int) -> bytes:
    """RTM_NEWROUTE, of the main table, added by hand, unless told otherwise."""
    header = struct.pack(
        "=BBBBBBBBI",
        family,
        length,
        more.get("src_length", 0),
        more.get("tos", 0),
        more.get("table", 254),
        more.get("protocol", 4),
        more.get("scope", 0),
        more.get("kind", 1),
        more.get("flags", 0),
    )
    return message(24, header + b"".join(attributes))


def rule(*attributes: bytes, family: int = 2, **more: int) -> bytes:
    """RTM_NEWRULE, which looks up the main table unless told otherwise."""
    header = struct.pack(
        "=BBBBBBBBI",
        family,
        more.get("dst_length", 0),
        more.get("src_length", 0),
        more.get("tos", 0),
        more.get("table", 254),
        0,
        0,
        more.get("action", 1),
        more.get("flags", 0),
    )
    return message(32, header + b"".join(attributes))


def neighbour(
    ifindex: int, *attributes: bytes, family: int = 2, state: int = 2, flags: int = 0
) -> bytes:
    """RTM_NEWNEIGH, REACHABLE unless told otherwise."""
    header = struct.pack("=BxxxiHBB", family, ifindex, state, flags, 0)
    return message(28, header + b"".join(attributes))


def forwarding(ifindex: int, *attributes: bytes, state: int = 2, flags: int = 0) -> bytes:
    """RTM_NEWNEIGH of a forwarding database."""
    return neighbour(ifindex, *attributes, family=7, state=state, flags=flags)


def netconf(family: int, *attributes: bytes) -> bytes:
    """RTM_NEWNETCONF."""
    return message(80, struct.pack("=B3x", family) + b"".join(attributes), flags=0)
