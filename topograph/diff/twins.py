"""Compare two hosts as twins: what identifies the one is taken for what identifies the other."""

from topograph.facts import Snapshot

__all__ = ["as_twin"]


def as_twin(before: Snapshot, after: Snapshot) -> Snapshot:
    """TODO."""
    return before
