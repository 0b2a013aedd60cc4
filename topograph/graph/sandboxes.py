"""Find the network namespace of each container: its sandbox.

The inode is a fact where a process of the container could be seen. Else the
network mode tells, else the MAC that the engine gave its endpoint.
"""

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from topograph.facts import Container
from topograph.graph.addresses import bare_addresses, link_addresses
from topograph.graph.inventory import Inventory, LinkKey, in_order
from topograph.graph.running import JOINS, is_stopped, joins_another
from topograph.graph.schema import OBSERVED, Basis, inferred

__all__ = ["Sandbox", "find_sandboxes", "owners"]


class Sandbox(NamedTuple):
    """The namespace of a container."""

    inode: int
    basis: Basis


def find_sandboxes(inventory: Inventory) -> dict[str, Sandbox]:
    """Return the sandbox of each container that has one we saw, by the container's name.

    A container that does not run has none, whatever else is told about it.
    """
    by_mac = cache(lambda: _links_by_mac(inventory))
    found: dict[str, Sandbox] = {}
    joining: dict[str, str] = {}
    named = cache(lambda: _NamedContainers(inventory))
    for name, container in inventory.containers.items():
        if is_stopped(container):
            continue
        sandbox = _own_sandbox(inventory, container, by_mac)
        if sandbox is not None:
            found[name] = sandbox
        elif joins_another(container):
            other = named().find(container)
            if other is not None:
                joining[name] = other
    for name in list(joining):
        _follow(name, joining, found)
    return dict(sorted(found.items()))


def owners(inventory: Inventory, sandboxes: dict[str, Sandbox]) -> dict[int, list[str]]:
    """Return the containers of each namespace: those whose sandbox it is first, then by name."""
    members: dict[int, list[str]] = {}
    for name, sandbox in sandboxes.items():
        members.setdefault(sandbox.inode, []).append(name)
    for names in members.values():
        names.sort(key=lambda name: (joins_another(inventory.containers[name]), name))
    return members


def _own_sandbox(
    inventory: Inventory,
    container: Container,
    by_mac: Callable[[], dict[str, list[LinkKey]]],
) -> Sandbox | None:
    if container.netns in inventory.namespaces:
        guess = inventory.guesses.of_sandbox(container)
        return Sandbox(container.netns, inferred(guess) if guess else OBSERVED)
    if container.network_mode == "host":
        return None if inventory.root is None else Sandbox(inventory.root, OBSERVED)
    return None if joins_another(container) else _by_mac(inventory, container, by_mac())


def _follow(name: str, joining: dict[str, str], found: dict[str, Sandbox]) -> None:
    """Give a container the sandbox at the end of the chain that it joins, and all on the way."""
    way: list[str] = []
    while name in joining and name not in found:
        way.append(name)
        # Whoever was asked once is not asked again: chains may be long, or rings.
        name = joining.pop(name)
    if name in found:
        found.update(dict.fromkeys(way, found[name]))


class _NamedContainers:
    """The containers by what a network mode may call them: id, name, or the start of the id."""

    def __init__(self, inventory: Inventory) -> None:
        self._exact: dict[tuple[str, str], str] = {}
        self._ids: list[tuple[str, str, str]] = []
        for name, container in inventory.containers.items():
            self._ids.append((container.engine, container.id, name))
            for called in container.names:
                self._exact.setdefault((container.engine, called), name)
        self._ids.sort()
        # An id goes before a name that looks like one.
        self._exact.update({(engine, id_): name for engine, id_, name in self._ids})

    def find(self, container: Container) -> str | None:
        """Return the container of the same engine that this one joins, if only one is meant."""
        engine, wanted = container.engine, container.network_mode.removeprefix(JOINS)
        if not wanted:
            return None
        if (engine, wanted) in self._exact:
            return self._exact[engine, wanted]
        start = bisect_left(self._ids, (engine, wanted, ""))
        meant = [
            name
            for other, id_, name in self._ids[start : start + 2]
            if other == engine and id_.startswith(wanted)
        ]
        return meant[0] if len(meant) == 1 else None


def _links_by_mac(inventory: Inventory) -> dict[str, list[LinkKey]]:
    """Return the links outside the root namespace, where no container has its own link."""
    by_mac: dict[str, list[LinkKey]] = {}
    for key, link in inventory.links.items():
        if key.inode != inventory.root and link.mac:
            by_mac.setdefault(link.mac.lower(), []).append(key)
    return by_mac


def _by_mac(
    inventory: Inventory, container: Container, by_mac: dict[str, list[LinkKey]]
) -> Sandbox | None:
    """Return the one namespace that holds a link with the MAC of an endpoint."""
    for endpoint in in_order(container.endpoints, lambda e: (e.network_name, e.network_id)):
        keys = by_mac.get(endpoint.mac.lower(), []) if endpoint.mac else []
        inodes = {key.inode for key in keys}
        what = f"the MAC {endpoint.mac}"
        if len(inodes) > 1:
            # Links on one parent may share its MAC, and old engines make it from the address.
            wanted = bare_addresses(endpoint.addresses)
            inodes = {k.inode for k in keys if wanted & link_addresses(inventory.links[k])}
            what += f" and the address {', '.join(sorted(wanted))}"
        if len(inodes) == 1:
            reason = f"a link there has {what} of its endpoint in {endpoint.network_name}"
            return Sandbox(inodes.pop(), inferred(reason))
    return None
