"""The records in which pax tells of a member what a tar header has no room for."""

from typing import Final

__all__ = ["BadRecords", "records"]

_KEPT: Final = ("path", "size", "mtime")
_DIGITS: Final = 8
"""Of the length of a record: a header is never so large."""


class BadRecords(Exception):
    """They do not add up."""


def records(data: bytes) -> dict[str, bytes]:
    """Return what is said of the name, the size and the time of a member.

    That it is a sparse file, whose name and size stand elsewhere, is said in records whose names
    begin with GNU.

    Raises:
        BadRecords: the lengths of the records do not add up.
    """
    found = {}
    place = 0
    while place < len(data):
        space = data.find(b" ", place, place + _DIGITS + 1)
        digits = data[place : max(space, place)]
        if not digits.isdigit():
            raise BadRecords
        end = place + int(digits)
        if end <= space + 1 or data[end - 1 : end] != b"\n":
            raise BadRecords
        name, equals, value = data[space + 1 : end - 1].partition(b"=")
        if not equals:
            raise BadRecords
        key = name.decode(errors="replace")
        if key in _KEPT or key.startswith("GNU."):
            found[key] = value
        place = end
    return found
