"""Hypothesis strategies for snapshots: hosts that could be, with facts that do not fit together.

`snapshots()` draws whole ones: namespaces that number each other or do not,
veth pairs across them with equal ifindexes, bridges, links stacked on links
elsewhere, containers that share namespaces, networks, gaps, and names that
somebody chose to do harm. All of it can be written as JSON.

How many there are of each thing, and one odd text, is drawn and shrinks; the
rest is thrown with one die, since a thousand small draws for each snapshot
would leave no time to look at many.
"""

from glob import escape
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import strategies as st

from tests.properties.die import HOSTILE, Die, Sizes
from topograph.facts import FORMAT, VERSION, Host, Snapshot

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["HOSTILE", "hosts", "names", "patterns_in", "shuffled", "snapshots"]

_SEEDS = st.integers(0, 2**32 - 1)


def names() -> st.SearchStrategy[str]:
    """Names as people give them, as attackers do, and any text."""
    return st.sampled_from(["web", "eth0", "br0", *HOSTILE]) | st.text(max_size=8)


def hosts() -> st.SearchStrategy[Host]:
    """Hosts with a few of everything, up to four namespaces."""
    return st.builds(
        lambda seed, text, sizes: Die(seed, text).host(sizes), _SEEDS, names(), _sizes()
    )


def snapshots(max_hosts: int = 2) -> st.SearchStrategy[Snapshot]:
    """Whole snapshots.

    Args:
        max_hosts: most hosts in one; there may be none.
    """

    def build(found: list[Host], seed: int, text: str) -> Snapshot:
        die = Die(seed, text)
        return Snapshot(
            format=FORMAT,
            version=VERSION,
            captured_at="2026-11-24T09:30:00Z",
            tool="topograph 0",
            hosts=found,
            gaps=die.some(die.gap, 3),
        )

    return st.builds(build, st.lists(hosts(), max_size=max_hosts), _SEEDS, names())


def patterns_in(graph: "nx.MultiDiGraph[str]") -> st.SearchStrategy[list[str]]:
    """Patterns that mean something in a graph."""
    kinds = ("container", "network", "netns", "link")
    named = {a["name"] for _, a in graph.nodes(data=True) if a["type"] in kinds}
    if not named:
        return st.just([])
    return st.lists(st.sampled_from([*map(escape, sorted(named)), "*"]), max_size=2)


def _sizes() -> st.SearchStrategy[Sizes]:
    few = st.integers(0, 4)
    return st.builds(Sizes, few, few, few, few, few)


# Lists in which the order means something: the kernel's, or the first is the one shown.
_IN_ORDER = {"addresses", "flags", "rules"}


def shuffled(snapshot: Snapshot, random: Random) -> Snapshot:
    """Return the same facts in another order; only lists whose order says nothing are changed."""

    def mix(value: Any, *path: str) -> Any:
        if isinstance(value, dict):
            return {key: mix(value[key], *path, str(key)) for key in reordered(list(value))}
        if not isinstance(value, list):
            return value
        mixed = [mix(item, *path) for item in value]
        keep = path[-1] in _IN_ORDER or path[-2:] == ("containers", "names")
        return mixed if keep else reordered(mixed)

    def reordered(items: list[Any]) -> list[Any]:
        return random.sample(items, len(items))

    return msgspec.convert(mix(msgspec.to_builtins(snapshot)), Snapshot)
