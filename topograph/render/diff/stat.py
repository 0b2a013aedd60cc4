"""A diff as nothing but numbers, one line for each host."""

from topograph.diff.model import Diff
from topograph.diff.words.heads import stat_lines
from topograph.diff.words.sentence import plain
from topograph.render.visible import visible

__all__ = ["diff_stat"]


def diff_stat(diff: Diff) -> str:
    """Return how much differs: web1: 3 added, 1 removed, 2 changed, 4 not observed."""
    return "\n".join([*(visible(plain(words)) for words in stat_lines(diff)), ""])
