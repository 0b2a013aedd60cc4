"""The topology as an outline: how deep each thing stands, and one line of text about it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from topograph.graph import part_words
from topograph.graph.networks import LINKLESS
from topograph.render.line_text import (
    container_line,
    gap_line,
    host_line,
    link_line,
    netns_line,
    network_line,
)
from topograph.render.node_text import Attributes
from topograph.render.wires import Wires

__all__ = ["Entry", "outline"]

Entry = tuple[int, str]
"""How deep, and the text."""

_STOPPED: Final = frozenset({"created", "exited", "dead"})


def outline(graph: Any) -> Iterator[Entry]:
    """Yield what is in a graph, from each host down to its ports, and the gaps at the end."""
    wires = Wires(graph)
    if part := part_words(graph):
        yield 0, f"a part: {part}"
    for attributes in wires.nodes.values():
        if attributes["type"] == "host":
            yield 0, host_line(attributes)
            yield from _Host(wires, attributes["host"]).entries()
    gaps = graph.graph["gaps"]
    yield from _group(0, f"not observed ({len(gaps)})", map(gap_line, gaps))


def _group(depth: int, title: str, lines: Iterable[str]) -> Iterator[Entry]:
    """Yield lines below a title; nothing if there are none."""
    for n, line in enumerate(lines):
        if n == 0:
            yield depth, title
        yield depth + 1, line


class _Host:
    """One host. A namespace whose links all stand at far ends is not told again."""

    def __init__(self, wires: Wires, name: str) -> None:
        self._wires = wires
        self._nodes = wires.nodes
        self._name = name
        self._told: set[str] = set()

    def entries(self) -> Iterator[Entry]:
        """Yield all that is on the host."""
        namespaces = self._wires.of_type("netns", self._name)
        for root in (node for node in namespaces if self._nodes[node]["root"]):
            yield from self._links(root, 1)
            inside = map(self._container, self._nodes[root]["containers"])
            yield from _group(1, "containers in the root namespace", inside)
        yield from self._other_namespaces(
            node for node in namespaces if not self._nodes[node]["root"]
        )
        loose = [c for c in self._wires.of_type("container", self._name) if not self._netns(c)]
        stopped = [c for c in loose if self._nodes[c]["state"] in _STOPPED]
        unseen = [c for c in loose if self._nodes[c]["state"] not in _STOPPED]
        yield from _group(
            1, "containers whose namespace was not seen", map(self._container, unseen)
        )
        yield from _group(1, "containers that do not run", map(self._container, stopped))
        yield from _group(1, "networks without a link here", self._unbacked())

    def _other_namespaces(self, namespaces: Iterable[str]) -> Iterator[Entry]:
        titled = False
        # Those with bridges first: they hold the other ends of some of the rest.
        for netns in sorted(namespaces, key=lambda n: (not self._has_ports(n), n)):
            links = self._wires.links.get(netns, [])
            if links and self._told.issuperset(links):
                continue
            if not titled:
                titled = True
                yield 1, "other namespaces"
            yield 2, netns_line(self._nodes[netns], self._containers(netns))
            yield from self._links(netns, 3)

    def _has_ports(self, netns: str) -> bool:
        return any(link in self._wires.above for link in self._wires.links.get(netns, []))

    def _links(self, netns: str, depth: int) -> Iterator[Entry]:
        """Yield the links of a namespace, each below what it stands on."""
        links = self._wires.links.get(netns, [])
        here, written = set(links), set[str]()
        bottom = [link for link in links if here.isdisjoint(self._wires.below.get(link, ()))]
        # Odd facts may make a ring, which has no bottom.
        for start in (*bottom, *links):
            waiting = [(depth, start, "")]
            while waiting:
                level, link, under = waiting.pop()
                if link in written:
                    continue
                written.add(link)
                yield level, self._link(link, netns) + self._elsewhere(link, under)
                if self._netns(link) == netns:
                    above = reversed(self._wires.above.get(link, []))
                    waiting.extend((level + 1, upper, link) for upper in above)

    def _elsewhere(self, link: str, under: str) -> str:
        """Say what a link also belongs to, when it is told below one of several."""
        others = sorted(self._wires.below.get(link, set()) - {under} if under else ())
        master = self._nodes[link].get("master")
        return "".join(
            f"  {'port of' if other == master else 'on'} {self._nodes[other]['ifname']}"
            for other in others
            if other in self._nodes
        )

    def _link(self, link: str, netns: str) -> str:
        """Describe a link and its other end to a reader in a namespace."""
        self._told.add(link)
        peer, reason = self._wires.peers.get(link, ("", ""))
        far_end = ""
        if peer:
            # The end that stands below a bridge elsewhere is told there too.
            self._told.add(peer)
            far_end = f"{'<~>' if reason else '<->'} {self._seen_from(netns, peer)}"
            far_end += f"  (inferred: {reason})" if reason else ""
        return self._seen_from(netns, link, far_end)

    def _seen_from(self, netns: str, link: str, far_end: str = "") -> str:
        own = self._netns(link)
        elsewhere = own if own != netns and own in self._nodes else ""
        return link_line(
            self._nodes[link],
            networks=[self._nodes[n] for n in self._wires.networks.get(link, [])],
            netns=self._nodes[elsewhere] if elsewhere else None,
            containers=self._containers(elsewhere),
            peer=far_end,
        )

    def _netns(self, node: str) -> str:
        """Return the namespace of a link or a container; empty if it has none here."""
        found: str = self._nodes[node].get("netns", "")
        return found

    def _containers(self, netns: str) -> list[Attributes]:
        return [self._nodes[c] for c in self._nodes[netns]["containers"]] if netns else []

    def _container(self, container: str) -> str:
        return container_line(self._nodes[container], self._wires.unsure.get(container, ""))

    def _unbacked(self) -> Iterator[str]:
        backed = {network for found in self._wires.networks.values() for network in found}
        for node in self._wires.of_type("network", self._name):
            if node not in backed and self._nodes[node]["driver"] not in LINKLESS:
                yield network_line(self._nodes[node])
