"""Pair what an engine tells of: containers and networks."""

from collections.abc import Callable, Hashable

from topograph.diff.matching.pairing import pair_off
from topograph.facts import Container, Network
from topograph.graph.keys import container_key

__all__ = ["match_containers", "match_networks"]


def match_containers(before: dict[str, Container], after: dict[str, Container]) -> dict[str, str]:
    """Return the containers before, by name, with the same ones after: by id, then by key."""
    pairs: dict[str, str] = {}
    sides = before, after

    def by(sign: Callable[[str, int], Hashable | None]) -> None:
        signs = (lambda name: sign(name, 0)), (lambda name: sign(name, 1))
        pair_off(sides[0], sides[1], pairs, signs)

    def by_id(name: str, side: int) -> Hashable | None:
        container = sides[side][name]
        return (container.engine, container.id) if container.id else None

    by(by_id)
    by(lambda name, side: (sides[side][name].engine, container_key(sides[side][name])))
    # The same engine may be asked at another address.
    by(lambda name, side: container_key(sides[side][name]))
    return pairs


def match_networks(before: dict[str, Network], after: dict[str, Network]) -> dict[str, str]:
    """Return the networks before, by name, with the same ones after: by id, then by name."""
    pairs: dict[str, str] = {}
    sides = before, after

    def by(sign: Callable[[str, int], Hashable | None]) -> None:
        signs = (lambda name: sign(name, 0)), (lambda name: sign(name, 1))
        pair_off(sides[0], sides[1], pairs, signs)

    by(lambda n, side: (sides[side][n].engine, sides[side][n].id, sides[side][n].name))
    by(lambda n, side: (sides[side][n].engine, sides[side][n].id) if sides[side][n].id else None)
    by(lambda n, side: (sides[side][n].engine, sides[side][n].name))
    by(lambda n, side: sides[side][n].name)
    return pairs
