"""Share a bounded number of lines among sections that want more."""

from collections.abc import Sequence

__all__ = ["fair_shares"]


def fair_shares(wanted: Sequence[int], total: int) -> list[int]:
    """Return how much each gets: all that it wants where that is little, else as much as others.

    >>> fair_shares([2, 100, 50], 20)
    [2, 9, 9]
    """
    shares = [0] * len(wanted)
    left = total
    by_size = sorted(range(len(wanted)), key=lambda n: wanted[n])
    for place, n in enumerate(by_size):
        shares[n] = min(wanted[n], left // (len(wanted) - place))
        left -= shares[n]
    return shares
