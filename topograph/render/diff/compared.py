"""What the formats need of a comparison."""

from typing import Protocol

from topograph.diff.model import Diff

__all__ = ["Compared"]


class Compared(Protocol):
    """Two snapshots and what differs; text, Markdown and JSON need only the latter."""

    @property
    def diff(self) -> Diff:
        """What differs."""
