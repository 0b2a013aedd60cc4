"""What is rendered: a snapshot, and what several outputs of it have in common."""

from functools import cached_property
from typing import TYPE_CHECKING

from topograph.facts import Snapshot
from topograph.render.options import Options

if TYPE_CHECKING:
    import networkx as nx

    from topograph.graph.wired import WiredSnapshot
    from topograph.picture import Picture, View

__all__ = ["Subject"]


class Subject:
    """A snapshot to render. What is made of it is made once, and only if an output needs it.

    Args:
        snapshot: the facts.
        options: how to render them.
    """

    def __init__(self, snapshot: Snapshot, options: Options | None = None) -> None:
        self.snapshot = snapshot
        self.options = options or Options()

    @property
    def is_cut(self) -> bool:
        """Whether something is left out by the options."""
        return bool(self.options.only or self.options.hide or self.options.around)

    @cached_property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """The graph, without what the options leave out."""
        from topograph.graph import build_graph, cut  # noqa: PLC0415

        graph, options = build_graph(self.snapshot), self.options
        return cut(graph, options.only, options.hide, options.around) if self.is_cut else graph

    @cached_property
    def wired(self) -> "WiredSnapshot":
        """The facts with what the joins found, all of them whatever the options leave out."""
        from topograph.graph.wired import wire_snapshot  # noqa: PLC0415

        return wire_snapshot(self.snapshot)

    @cached_property
    def view(self) -> "View":
        """What is shown of the graph."""
        from topograph.picture import Density, view  # noqa: PLC0415

        return view(self.graph, Density(self.options.density))

    @cached_property
    def picture(self) -> "Picture":
        """The view in our own layout."""
        from topograph.picture import lay_out  # noqa: PLC0415

        return lay_out(self.view)
