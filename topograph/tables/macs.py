"""What a MAC address tells of itself."""

from typing import Final

__all__ = ["is_group"]

_GROUP_DIGITS: Final = frozenset("13579bdf")


def is_group(mac: str) -> bool:
    """Tell whether a MAC means several stations: the lowest bit of its first byte is set.

    >>> is_group("01:00:5e:00:00:01"), is_group("02:42:ac:11:00:02")
    (True, False)
    """
    return mac[1:2].lower() in _GROUP_DIGITS
