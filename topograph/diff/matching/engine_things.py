"""Pair what an engine tells of: containers and networks."""

from collections.abc import Callable, Hashable, Mapping
from typing import Final, TypeVar

from topograph.diff.matching.pairing import pair_off
from topograph.facts import Container, Fact, Network
from topograph.graph.keys import container_key

__all__ = ["is_same_id", "match_containers", "match_networks"]

_SHORT_ID: Final = 12

Thing = TypeVar("Thing", bound=Fact)


def is_same_id(one: str, other: str) -> bool:
    """Tell whether two ids are the same, of which one may be cut."""
    return one == other or (
        min(len(one), len(other)) >= _SHORT_ID and (one.startswith(other) or other.startswith(one))
    )


def match_containers(
    before: Mapping[str, Container], after: Mapping[str, Container]
) -> dict[str, str]:
    """Return the containers before, by name, with the same ones after: by id, then by key."""
    return _match(
        before,
        after,
        lambda container: (container.engine, container.id) if container.id else None,
        lambda container: (container.engine, container_key(container)),
        # The same engine may be asked at another address.
        container_key,
    )


def match_networks(before: Mapping[str, Network], after: Mapping[str, Network]) -> dict[str, str]:
    """Return the networks before, by name, with the same ones after: by id, then by name."""
    return _match(
        before,
        after,
        lambda network: (network.engine, network.id, network.name),
        lambda network: (network.engine, network.id) if network.id else None,
        lambda network: (network.engine, network.name),
        lambda network: network.name,
    )


def _match(
    before: Mapping[str, Thing],
    after: Mapping[str, Thing],
    *signs: Callable[[Thing], Hashable | None],
) -> dict[str, str]:
    """Pair by one sign after the other what bears the same."""
    pairs: dict[str, str] = {}
    for sign in signs:
        both = (lambda name: sign(before[name])), (lambda name: sign(after[name]))  # noqa: B023
        pair_off(before, after, pairs, both)
    return pairs
