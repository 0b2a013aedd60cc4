"""A comparison that is nothing but its diff."""

from dataclasses import dataclass

import networkx as nx

from topograph.diff.model import Diff
from topograph.render.diff import Options, Subject, render

__all__ = ["rendered"]


@dataclass(frozen=True)
class OnlyDiff:
    diff: Diff

    @property
    def graph(self) -> "nx.MultiDiGraph[str]":
        return nx.MultiDiGraph(changes={"before": "", "after": ""})


def rendered(diff: Diff, name: str, options: Options | None = None) -> str:
    """Return a diff in one format, as text."""
    return render(Subject(OnlyDiff(diff), options), name).decode()
