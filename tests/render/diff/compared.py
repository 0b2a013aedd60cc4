"""A comparison that is nothing but its diff."""

from dataclasses import dataclass

from topograph.diff.model import Diff
from topograph.render.diff import Options, render

__all__ = ["rendered"]


@dataclass(frozen=True)
class OnlyDiff:
    diff: Diff


def rendered(diff: Diff, name: str, options: Options | None = None) -> str:
    """Return a diff in one format, as text."""
    return render(OnlyDiff(diff), name, options).decode()
