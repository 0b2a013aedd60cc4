"""Show what joins the parts of a view."""

from collections.abc import Iterator

from topograph.picture.changes import Change, likeness, shared
from topograph.picture.index import Index
from topograph.picture.panels import carrier_key, lower_key, port_key
from topograph.picture.parts import NEUTRAL, Cable, CableKind

__all__ = ["cables_of"]


def cables_of(index: Index, stack: frozenset[str], shown: frozenset[str]) -> Iterator[Cable]:
    """Yield the cables of all hosts, in the order of their edges.

    Args:
        index: the graph.
        stack: the links of the hosts that are drawn as boxes.
        shown: keys of all parts; a cable to what is not shown is left out.
    """
    for cable in _all(index, stack):
        if set(cable.ends) <= shown and cable.ends[0] != cable.ends[1]:
            yield cable


def _all(index: Index, stack: frozenset[str]) -> Iterator[Cable]:
    for source, target in index.peers.items():
        if source < target:
            yield _cable(index, CableKind.PEER, (source, target), (source, target))
    for source, target in index.lowers.items():
        yield _lower(index, source, target)
    for source, target in index.masters.items():
        if not index.is_bridge(target):
            yield _cable(index, CableKind.MASTER, (source, target), (source, target))
        elif source in stack:
            yield _cable(index, CableKind.MASTER, (source, target), (source, port_key(source)))
    for link in index.uppers:
        # A link of the host that carries links of other namespaces has a panel for them.
        edges = [f"{network}|backed-by|{link}" for network in index.backed.get(link, ())]
        yield Cable(
            edge=edges[0] if edges else "",
            kind=CableKind.LOWER,
            ends=(link, carrier_key(link)),
            hue=index.carried_hue(link),
            folded=tuple(edges) if len(edges) > 1 else (),
            node=link,
            change=_of_all(index, edges),
        )


def _of_all(index: Index, edges: list[str]) -> Change | None:
    """Return the change of edges that have one line if all of them have the same."""
    changes = [index.sides.edge_change(edge) for edge in edges]
    return shared(changes) if len({likeness(change) for change in changes}) == 1 else None


def _lower(index: Index, source: str, target: str) -> Cable:
    home, below = index.nodes[source].get("netns"), index.nodes[target].get("netns")
    far = home != below and _has_panel(index, target)
    ends = (source, lower_key(source) if far else target)
    return _cable(index, CableKind.LOWER, (source, target), ends)


def _has_panel(index: Index, link: str) -> bool:
    """Tell whether there are places for links of other namespaces that stand on a link."""
    netns = index.nodes[link].get("netns")
    return index.is_bridge(link) or netns in index.roots.values()


def _cable(index: Index, kind: CableKind, nodes: tuple[str, str], ends: tuple[str, str]) -> Cable:
    source, target = nodes
    edge = f"{source}|{kind}|{target}"
    hue = index.hue(target if kind is CableKind.MASTER else source)
    if hue == NEUTRAL and kind is CableKind.PEER:
        hue = index.hue(target)
    elif hue == NEUTRAL and ends[1] == lower_key(source):
        hue = max(index.hue(target), index.carried_hue(target))
    change = index.sides.edge_change(edge)
    return Cable(edge, kind, ends, hue, index.reasons.get(edge, ""), change=change)
