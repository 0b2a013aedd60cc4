"""What is wrong with a link, in the words of `ip link`."""

from collections.abc import Mapping
from typing import Any

__all__ = ["trouble_of"]


def trouble_of(link: Mapping[str, Any]) -> str:
    """Return why a link carries nothing, in a word or two; empty if it may carry something.

    Args:
        link: its attributes in the graph. `down` is a link that nobody has set up, `no carrier`
            one that was set up and has nobody at its other end, or no port; what else the
            kernel tells as operstate (RFC 2863: dormant, lowerlayerdown ...) is in its word.
    """
    if link["is_up"] is False:
        return "down"
    if link["carrier"] is False or link["operstate"] == "DOWN":
        return "no carrier"
    return "" if link["operstate"] in ("UP", "UNKNOWN", "") else str(link["operstate"]).lower()
