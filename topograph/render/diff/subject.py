"""What is rendered: a comparison, and what several outputs of it have in common."""

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from topograph.diff.model import Diff
from topograph.render.diff.options import Options

if TYPE_CHECKING:
    import networkx as nx

    from topograph.picture import Picture

__all__ = ["Compared", "Subject"]


class Compared(Protocol):
    """Two snapshots and what differs, as `topograph.diff.compare` gives it."""

    @property
    def diff(self) -> Diff:
        """What differs."""

    @property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """Both sides in one, with what changed marked in it."""


class Subject:
    """A comparison to render. The picture is made once, and only if an output needs it.

    Args:
        comparison: what `topograph.diff.compare` gave.
        options: how to render it.
    """

    def __init__(self, comparison: Compared, options: Options | None = None) -> None:
        self.comparison = comparison
        self.options = options or Options()

    @property
    def diff(self) -> Diff:
        """What differs."""
        return self.comparison.diff

    @cached_property
    def picture(self) -> "Picture":
        """Both sides in one picture."""
        from topograph.picture import Density, lay_out, view  # noqa: PLC0415

        return lay_out(view(self.comparison.graph, Density(self.options.density)))
