"""Two snapshots to a diff: one entry for each event, none for what only looks different."""

from topograph.diff.comparing import Comparison, compare
from topograph.diff.options import Options

__all__ = ["Comparison", "Options", "compare"]
