"""The facts of one host, each once, in one order, with the look-ups that every join needs.

The identity of a link is the inode of its namespace and its ifindex: an
ifindex alone is counted anew in each namespace, and an nsid means something
else in each namespace that says it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from topograph.facts import Container, Fact, Gap, Host, Link, Netns, Network
from topograph.graph.gaps import UNASSIGNED, UnseenNamespaces
from topograph.graph.guessing.completing import Guesses, complete
from topograph.graph.names import distinct, shown_name

__all__ = ["Inventory", "LinkKey", "in_order", "take_stock"]

Thing = TypeVar("Thing", bound=Fact)

_ORDERED: Final = frozenset({"addresses", "flags", "rules"})
"""Lists in which the kernel's or the engine's order is kept."""


class LinkKey(NamedTuple):
    """Identity of a link on its host."""

    inode: int
    ifindex: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """One host's facts. Mappings are in a fixed order, whatever the order of the facts."""

    host: Host
    name: str
    """Of the host, unique in the snapshot."""
    root: int | None
    """Inode of the root namespace, if that was seen."""
    namespaces: dict[int, Netns]
    links: dict[LinkKey, Link]
    links_of: dict[int, list[LinkKey]]
    """By the inode of the namespace, in the order of the ifindexes."""
    containers: dict[str, Container]
    """By a name that is unique on the host."""
    networks: dict[str, Network]
    """By a name that is unique on the host."""
    unseen: UnseenNamespaces
    twice: list[Gap]
    """One for each thing about which the facts contradict each other, and one if links are
    supposed that nobody saw."""
    guesses: Guesses
    """What was put into the facts where a source left something untold."""

    def target(self, inode: int, nsid: int | None) -> int | None:
        """Return the inode of the namespace meant by an nsid, be it seen or not.

        Args:
            inode: the namespace that says the number.
            nsid: None for that namespace itself.
        """
        if nsid is None:
            return inode
        return None if nsid in UNASSIGNED else self.namespaces[inode].nsids.get(nsid)


def take_stock(host: Host, name: str, gaps: Sequence[Gap]) -> Inventory:
    """Put the facts of a host in order.

    Args:
        host: the facts.
        name: the host's name, unique in the snapshot.
        gaps: all gaps of the snapshot.
    """
    twice: list[Gap] = []
    host, guesses = complete(host)

    def note(subject: str, what: str) -> None:
        twice.append(Gap(source="graph", subject=subject, what=what, host=host.hostname))

    if count := len(guesses.supposed):
        noun = "namespace of a container" if count == 1 else "namespaces of containers"
        what = f"nobody looked into {count} {noun}: their links are the engine's word"
        note("host", what)
    namespaces: dict[int, Netns] = {}
    links: dict[LinkKey, Link] = {}
    for netns, differ in _once(host.namespaces, lambda netns: netns.inode):
        subject = f"netns:{netns.inode}"
        if differ:
            note(subject, "The namespace is in the facts more than once; one of them was taken.")
        namespaces[netns.inode] = netns
        for link, links_differ in _once(netns.links, lambda link: link.ifindex):
            if links_differ:
                note(subject, f"Several links have ifindex {link.ifindex}; one of them was taken.")
            links[LinkKey(netns.inode, link.ifindex)] = link
    links_of: dict[int, list[LinkKey]] = {inode: [] for inode in namespaces}
    for key in links:
        links_of[key.inode].append(key)
    return Inventory(
        host=host,
        name=name,
        root=next((inode for inode, netns in namespaces.items() if netns.root), None),
        namespaces=namespaces,
        links=links,
        links_of=links_of,
        containers=_containers(host.containers, note),
        networks=_networks(host.networks, note),
        unseen=UnseenNamespaces(gaps, host.hostname),
        twice=twice,
        guesses=guesses,
    )


def in_order(facts: Iterable[Thing], key: Callable[[Thing], Any]) -> list[Thing]:
    """Sort facts; those of equal keys by all that they hold, so that their order never counts."""
    found_facts = list(facts)
    if len(found_facts) < 2:
        return found_facts
    groups = _groups(found_facts, key)
    return [
        fact
        for found in sorted(groups)
        for fact in (groups[found] if len(groups[found]) == 1 else sorted(groups[found], key=_all))
    ]


def _groups(facts: Iterable[Thing], key: Callable[[Thing], Any]) -> dict[Any, list[Thing]]:
    groups: dict[Any, list[Thing]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return groups


def _once(
    facts: Iterable[Thing], identity: Callable[[Thing], Any]
) -> Iterator[tuple[Thing, bool]]:
    """Yield each thing once, by identity, and whether the facts about it differ.

    Of several the one that holds most is taken: a thing read while it went away holds less.
    """
    groups = _groups(facts, identity)
    for key in sorted(groups):
        if len(groups[key]) == 1:
            yield groups[key][0], False
        else:
            by_text = {_all(fact): fact for fact in groups[key]}
            yield by_text[max(by_text, key=lambda text: (len(text), text))], len(by_text) > 1


def _containers(facts: list[Container], note: Callable[[str, str], None]) -> dict[str, Container]:
    found: list[Container] = []
    for container, differ in _once(facts, lambda c: (c.engine, c.id, () if c.id else (*c.names,))):
        found.append(container)
        if differ:
            note(f"container:{container.id}", "The container is in the facts more than once.")
    names = distinct((n, shown_name(c), c.id[:12]) for n, c in enumerate(found))
    return dict(sorted((names[n], container) for n, container in enumerate(found)))


def _networks(facts: list[Network], note: Callable[[str, str], None]) -> dict[str, Network]:
    found: list[Network] = []
    # Every Podman on a host gives its first network the same id, so the engine counts too.
    for network, differ in _once(facts, lambda n: (n.engine, n.id, "" if n.id else n.name)):
        found.append(network)
        if differ:
            note(f"network:{network.id}", "The network is in the facts more than once.")
    names = distinct((n, x.name or x.id[:12] or "unnamed", x.id[:12]) for n, x in enumerate(found))
    return dict(sorted((names[n], network) for n, network in enumerate(found)))


def _all(fact: Fact) -> str:
    """Return all that a fact holds, without the order of those lists whose order says nothing."""
    shown = fact.names if isinstance(fact, Container) else ()
    return _text(msgspec.to_builtins(fact, str_keys=True)) + repr(shown)


def _text(value: Any, field: str = "") -> str:
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{k!r}:{_text(v, k)}" for k, v in value.items())) + "}"
    if isinstance(value, list | tuple):
        texts = [_text(item) for item in value]
        return "[" + ",".join(texts if field in _ORDERED else sorted(texts)) + "]"
    return repr(value)
