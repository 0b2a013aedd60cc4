"""How to render a diff."""

from dataclasses import dataclass
from typing import Any

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to render a diff."""

    patch: list[dict[str, Any]] | None = None
    """Operations of RFC 6902 to put into the JSON; None leaves that member out."""
