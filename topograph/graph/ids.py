"""Node ids: make and parse.

    host/web1                  container/web1/redis         netns/web1 (the root)
    link/web1/docker0 (root)   network/web1/bridge          netns/web1/@redis
    link/web1/@redis/eth0      remote/web1/192.0.2.9

Ids are readable and hold no ':', which Graphviz would take for a port. The
parts come from outside, so what would break an id apart is percent-encoded.
"""

import re
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

from topograph.graph.schema import NodeType

__all__ = ["NodeId", "join", "make", "parse"]

# The separator, the sign of the encoding, ':', and everything that is not seen
# or turns the text around. Written out, since the tables of `str.isprintable`
# change with the version of Python, and ids must not.
_UNSAFE: Final = re.compile(
    "[/:%\x00-\x20\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ufe00-\ufe0f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]|^@"
)
_HOST_LEVEL: Final = 2
_NETNS_LEVEL: Final = 3
_LINK_LEVEL: Final = 4
_NAMED: Final = (NodeType.LINK, NodeType.CONTAINER, NodeType.NETWORK, NodeType.REMOTE)


class NodeId(NamedTuple):
    """The parts of a node's id."""

    type: NodeType
    host: str
    """Name of the host, unique in its snapshot."""
    name: str = ""
    """ifname, container, network or address; empty for a host or a netns."""
    netns: str | None = None
    """Label of the netns that it is, or that the link is in; None for the root."""


def make(node: NodeId) -> str:
    """Return the id of a node.

    Raises:
        ValueError: the parts do not fit the type, so that `parse` could not give them back.
    """
    labelled = node.type in (NodeType.NETNS, NodeType.LINK)
    if (node.netns is not None and not labelled) or (node.name and node.type not in _NAMED):
        raise ValueError(f"no such id: {node!r}")
    parts = [node.type.value, _encode(node.host)]
    if node.netns is not None:
        # The '@' keeps a label apart from the name of a link.
        parts.append("@" + _encode(node.netns))
    if node.type in _NAMED:
        parts.append(_encode(node.name))
    return "/".join(parts)


def parse(text: str) -> NodeId:
    """Return the parts of an id.

    Raises:
        ValueError: `make` never returns this.
    """
    kind, *rest = text.split("/")
    if kind not in set(NodeType):
        raise ValueError(f"no id of a node: {text!r}")
    node_type, level = NodeType(kind), len(rest) + 1
    netns = None
    if node_type in (NodeType.NETNS, NodeType.LINK):
        deep = _NETNS_LEVEL if node_type is NodeType.NETNS else _LINK_LEVEL
        if level == deep and rest[1].startswith("@"):
            netns, level = _decode(rest.pop(1)[1:]), level - 1
    if level != (_NETNS_LEVEL if node_type in _NAMED else _HOST_LEVEL):
        raise ValueError(f"no id of a node: {text!r}")
    node = NodeId(node_type, _decode(rest[0]), "".join(map(_decode, rest[1:])), netns)
    if make(node) != text:
        raise ValueError(f"no id of a node: {text!r}")
    return node


def join(*parts: str) -> str:
    """Return the parts encoded as in an id, with '/' between them."""
    return "/".join(map(_encode, parts))


def _encode(part: str) -> str:
    # Nearly all parts are plain, and there is one for each node and key.
    return _UNSAFE.sub(_escape, part) if _UNSAFE.search(part) else part


def _escape(found: re.Match[str]) -> str:
    # A lone surrogate has no UTF-8 of its own; it still gets a sound id.
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))


def _decode(part: str) -> str:
    return unquote_to_bytes(part).decode("utf-8", "surrogatepass") if "%" in part else part
