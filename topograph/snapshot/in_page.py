"""Keep a snapshot in a page of HTML, and find it there again.

It stands in the address of a link, which saves it as a file without any script.
"""

import binascii
import re
from base64 import b64decode, b64encode
from string import whitespace
from typing import Final

import msgspec

from topograph.errors import MalformedSnapshot
from topograph.facts import Snapshot
from topograph.snapshot.codec import encode
from topograph.snapshot.packing import gzip_bytes

__all__ = ["data_link", "is_page", "snapshot_link", "snapshot_of_page"]

_BOM: Final = b"\xef\xbb\xbf"
_HEAD: Final = b"data:application/gzip;base64,"
# No text from outside has a '<'. A browser that saves the page says data-snapshot="", and what
# passes a mail on may wrap the line.
_LINK: Final = re.compile(
    # One character at a time, since the regex engine remembers each repeat of a group.
    rb'<a data-snapshot\b[^<>]*?\shref="%s([A-Za-z0-9+/=\s]*)"' % _HEAD
)
_COMMENT: Final = re.compile(rb"\s*+<!--.*?-->", re.DOTALL)
_START: Final = re.compile(rb"\s*+<(!doctype html|html)\b", re.IGNORECASE)


def is_page(data: bytes) -> bool:
    """Tell whether a file looks like a page of HTML."""
    place = len(_BOM) if data.startswith(_BOM) else 0
    # One by one, since a repeat of a group costs memory for each.
    while comment := _COMMENT.match(data, place):
        place = comment.end()
    return _START.match(data, place) is not None


def snapshot_link(snapshot: Snapshot) -> str:
    """Return the address of a link that holds a snapshot: gzip in a data URL."""
    text = msgspec.json.format(encode(snapshot), indent=-1)
    return data_link(text)


def data_link(data: bytes) -> str:
    """Return the address of a link that saves data as a file: gzip in a data URL."""
    return (_HEAD + b64encode(gzip_bytes(data, level=9))).decode()


def snapshot_of_page(data: bytes, where: str) -> bytes:
    """Return the compressed snapshot that a page holds.

    Raises:
        MalformedSnapshot: it holds none.
    """
    found = _LINK.search(data)
    if found is None and not data.rstrip().endswith(b"</html>"):
        raise MalformedSnapshot("cut short", where=where, hint="the end of the page is missing")
    if found is None:
        raise MalformedSnapshot(
            "a page without a snapshot",
            where=where,
            hint="a report holds one unless it is about a part (--only, --hide, --around) "
            "or about a diff",
        )
    try:
        return b64decode(found[1].translate(None, whitespace.encode()), validate=True)
    except binascii.Error as error:
        raise MalformedSnapshot(
            "the snapshot in the page is damaged", where=where, hint="copy the file again"
        ) from error
