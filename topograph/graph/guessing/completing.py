"""Complete the facts of a host where a source left something untold, with the reasons.

Facts of a live host are complete or have gaps, and go through here untouched.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from topograph.facts import Container, Host, Netns
from topograph.graph.guessing.kinds import guess_kinds
from topograph.graph.guessing.sandboxes import guess_sandboxes
from topograph.graph.guessing.supposing import suppose

__all__ = ["Guesses", "complete"]

_Ident = tuple[str, str, tuple[str, ...]]
"""Engine, id and names of a container."""


@dataclass(frozen=True, slots=True)
class Guesses:
    """What was put into the facts, and why."""

    kinds: dict[tuple[int, int], str] = field(default_factory=dict)
    """By inode and ifindex: of links whose kind was guessed."""
    sandboxes: dict[_Ident, str] = field(default_factory=dict)
    """Of containers whose namespace was guessed."""
    supposed: dict[int, str] = field(default_factory=dict)
    """By inode: of namespaces whose links nobody saw."""

    def of_sandbox(self, container: Container) -> str:
        """Return why a namespace was taken for a container's; empty if it was told."""
        return self.sandboxes.get(_ident(container), "")


class Completed(NamedTuple):
    """A host with what was guessed."""

    host: Host
    guesses: Guesses


def complete(host: Host) -> Completed:
    """Return a host with kinds and namespaces that follow from the rest of what was told."""
    if not _has_untold(host):
        return Completed(host, Guesses())
    kinds = guess_kinds(host)
    if kinds:
        namespaces = [_with_kinds(netns, kinds) for netns in host.namespaces]
        host = replace(host, namespaces=namespaces)
    sandboxes = guess_sandboxes(host)
    containers = [
        replace(container, netns=sandboxes[n][0]) if n in sandboxes else container
        for n, container in enumerate(host.containers)
    ]
    reasons = {_ident(host.containers[n]): why for n, (_, why) in sandboxes.items()}
    host, supposed = suppose(replace(host, containers=containers))
    for container in host.containers:
        if container.netns in supposed:
            reasons.setdefault(_ident(container), supposed[container.netns])
    return Completed(
        host, Guesses({key: why for key, (_, why) in kinds.items()}, reasons, supposed)
    )


def _ident(container: Container) -> _Ident:
    return container.engine, container.id, (*container.names,)


def _has_untold(host: Host) -> bool:
    if host.untold or any(container.untold for container in host.containers):
        return True
    return any(
        netns.untold or any(link.untold for link in netns.links) for netns in host.namespaces
    )


def _with_kinds(netns: Netns, kinds: dict[tuple[int, int], tuple[str, str]]) -> Netns:
    links = [
        replace(link, kind=kinds[netns.inode, link.ifindex][0])
        if (netns.inode, link.ifindex) in kinds
        else link
        for link in netns.links
    ]
    return replace(netns, links=links)
