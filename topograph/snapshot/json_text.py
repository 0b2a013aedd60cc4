"""Write JSON text in one way: sorted members, so that the same facts are the same bytes."""

from typing import Any

import msgspec

__all__ = ["indented", "sorted_json"]


def sorted_json(document: Any) -> bytes:
    """Return plain objects as JSON text with sorted members, without any blank."""
    try:
        return msgspec.json.encode(document, order="sorted")
    except UnicodeEncodeError:
        # File names that are not UTF-8 reach us with lone surrogates, which JSON cannot hold.
        return msgspec.json.encode(_without_surrogates(document), order="sorted")


def indented(text: bytes) -> bytes:
    """Return JSON text with one space of indent and one trailing newline."""
    return msgspec.json.format(text, indent=1) + b"\n"


def _without_surrogates(value: Any) -> Any:
    """Return a copy of plain objects in which lone surrogates are spelled out."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {_without_surrogates(k): _without_surrogates(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    return value
