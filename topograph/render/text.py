"""The topology as a tree in plain text, drawn like `tree` does."""

from collections.abc import Iterable, Sequence
from typing import Final

from topograph.render.outline import Entry, outline
from topograph.render.subject import Subject
from topograph.render.visible import visible

__all__ = ["draw_tree", "render"]

# Nobody reads a tree that deep, and each step costs its width on every line.
_DEEPEST: Final = 24


def render(subject: Subject) -> bytes:
    """Return the tree, with the gaps at its end."""
    return draw_tree(list(outline(subject.graph))).encode()


def draw_tree(entries: Sequence[Entry]) -> str:
    """Return lines with the branches of a tree before them.

    Args:
        entries: depth and text, each followed by what is below it; depth 0 has no branch.

    >>> print(draw_tree([(0, "host"), (1, "br0"), (2, "veth0"), (1, "lo")]), end="")
    host
    ├── br0
    │   └── veth0
    └── lo
    """
    lines: list[str] = []
    # From the end, since a branch goes on only if something follows below the same parent.
    goes_on: set[int] = set()
    for depth, text in reversed([(min(depth, _DEEPEST), text) for depth, text in entries]):
        goes_on = {level for level in goes_on if level <= depth}
        lines.append(_branches(depth, goes_on) + visible(text).rstrip())
        goes_on.add(depth)
    return "\n".join([*reversed(lines), ""])


def _branches(depth: int, goes_on: Iterable[int]) -> str:
    if depth == 0:
        return ""
    above = "".join("│   " if level in goes_on else "    " for level in range(1, depth))
    return above + ("├── " if depth in goes_on else "└── ")
