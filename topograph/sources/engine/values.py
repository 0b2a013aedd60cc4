"""Read single values out of an engine's JSON, whatever is missing or of another type in it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

__all__ = ["flag", "mapping", "number", "objects", "texts", "time", "with_prefix", "word"]


def word(told: Mapping[str, Any], name: str) -> str:
    """Return a text; empty if it is not one."""
    value = told.get(name)
    return value if isinstance(value, str) else ""


def number(told: Mapping[str, Any], name: str) -> int:
    """Return a whole number; 0 if it is not one."""
    value = told.get(name)
    return value if isinstance(value, int) else 0


def flag(told: Mapping[str, Any], name: str) -> bool:
    """Tell whether a member is true."""
    return told.get(name) is True


def mapping(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return an object; empty if it is not one, which null is not."""
    value = told.get(name)
    return value if isinstance(value, dict) else {}


def objects(told: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the objects in a list."""
    value = told.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def texts(told: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts in a list, without empty ones."""
    value = told.get(name)
    found = value if isinstance(value, list) else []
    return [one for one in found if isinstance(one, str) and one]


def time(value: Any) -> str:
    """Return a moment as RFC 3339 in UTC with whole seconds; empty if there is none.

    Args:
        value: seconds since 1970, or RFC 3339 in any zone and precision. Go's zero time, the
            first moment of the year 1, means that there is none.
    """
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value).astimezone(UTC)
        elif isinstance(value, int) and value > 0:
            moment = datetime.fromtimestamp(value, UTC)
        else:
            return ""
    except (ValueError, OverflowError, OSError):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year > 1 else ""


def with_prefix(address: str, length: int) -> str:
    """Return an address with its prefix length, that of a single host where none is told."""
    if "/" in address:
        return address
    return f"{address}/{length or (128 if ':' in address else 32)}"
