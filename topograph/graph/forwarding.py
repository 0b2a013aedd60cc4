"""Tell what a namespace forwards between its links."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

__all__ = ["is_forwarded"]

_LINK_LOCAL: Final = ("fe80:", "169.254.")


def is_forwarded(netns: Mapping[str, Any], addresses: Iterable[str]) -> bool:
    """Tell whether a namespace passes on what comes to one of its addresses for elsewhere.

    Args:
        netns: its attributes in the graph.
        addresses: those of one of its links.
    """
    return any(
        (6 if ":" in address else 4) in netns["forwards"]
        for address in addresses
        if not address.startswith(_LINK_LOCAL)
    )
