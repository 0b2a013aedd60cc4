"""How to compare."""

from dataclasses import dataclass

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to compare."""

    all_fields: bool = False
    """Compare volatile fields as well, and what was learned from traffic."""
    ignore: tuple[str, ...] = ()
    """Patterns of fields to leave out, such as mtu, link.mtu, bridge.* or neighbour."""
    across_hosts: bool = False
    """Compare two different hosts as twins."""
