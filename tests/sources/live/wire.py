"""Makes the bytes that the kernel sends, and readings that answer with them."""

import struct
from typing import Any

from topograph.sources.recording import Replay

__all__ = ["attribute", "datagram", "done", "link", "message", "replay"]


def attribute(kind: int, payload: bytes) -> bytes:
    padding = b"\0" * (-len(payload) % 4)
    return struct.pack("=HH", 4 + len(payload), kind) + payload + padding


def message(kind: int, body: bytes, *, flags: int = 2, sequence: int = 1) -> bytes:
    padding = b"\0" * (-len(body) % 4)
    return struct.pack("=IHHII", 16 + len(body), kind, flags, sequence, 0) + body + padding


def done(code: int = 0, *, sequence: int = 1) -> bytes:
    return message(3, struct.pack("=i", code), sequence=sequence)


def datagram(*messages: bytes) -> bytes:
    return b"".join(messages)


def link(ifindex: int, ifname: str, *attributes: bytes, flags: int = 0x11043) -> bytes:
    """An RTM_NEWLINK message of an ethernet link."""
    header = struct.pack("=BxHiII", 0, 1, ifindex, flags, 0)
    name = attribute(3, ifname.encode() + b"\0")
    return message(16, header + name + b"".join(attributes))


def replay(**answers: Any) -> Replay:
    """Readings that answer as a recording does: method and arguments, joined by `__`."""
    return Replay({key.replace("__", " "): answer for key, answer in answers.items()})
