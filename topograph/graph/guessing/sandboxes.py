"""Guess the namespace of containers of which no output told it.

Where only text is at hand, nobody saw which process is in which namespace. An
address tells, or the name that somebody gave to the namespace.
"""

from collections.abc import Callable, Iterator
from typing import Final

from topograph.facts import Container, Host, Netns
from topograph.graph.addresses import bare_addresses, link_addresses
from topograph.graph.netns_names import file_names
from topograph.graph.running import has_own_namespace

__all__ = ["guess_sandboxes"]

_SHORT_ID: Final = 12

Wanted = Callable[[Container], Iterator[tuple[str, str]]]
"""What a namespace has that may be the container's, and the reason that this would be."""


def guess_sandboxes(host: Host) -> dict[int, tuple[int, str]]:
    """Return inodes of namespaces by the place of the container in the list, each with a reason.

    A guess is made only where one container and one namespace fit each other and no others.
    """
    left = {
        n: container
        for n, container in enumerate(host.containers)
        if "netns" in container.untold and container.netns is None and has_own_namespace(container)
    }
    taken = {container.netns for container in host.containers}
    free = [netns for netns in host.namespaces if not netns.root and netns.inode not in taken]
    found: dict[int, tuple[int, str]] = {}
    if not left or not free:
        return found
    for signs, wanted in ((_macs, _by_mac), (_addresses, _by_address), (file_names, _by_name)):
        holders: dict[str, set[int]] = {}
        for netns in free:
            for sign in signs(netns):
                holders.setdefault(sign, set()).add(netns.inode)
        fits = _unique(left, holders, wanted, {netns.inode: netns for netns in free})
        found.update(fits)
        for n in fits:
            del left[n]
        taken = {inode for inode, _ in fits.values()}
        free = [netns for netns in free if netns.inode not in taken]
    return found


def _unique(
    containers: dict[int, Container],
    holders: dict[str, set[int]],
    wanted: Wanted,
    namespaces: dict[int, Netns],
) -> dict[int, tuple[int, str]]:
    """Return what fits: one namespace for the container, and that one for no other."""
    fits: dict[int, tuple[int, str]] = {}
    claims: dict[int, int] = {}
    for n, container in containers.items():
        inodes: dict[int, str] = {}
        for sign, reason in wanted(container):
            for inode in holders.get(sign, ()):
                if not _is_anothers(namespaces[inode], container):
                    inodes.setdefault(inode, reason)
        for inode in inodes:
            claims[inode] = claims.get(inode, 0) + 1
        if len(inodes) == 1:
            fits[n] = next(iter(inodes.items()))
    return {n: fit for n, fit in fits.items() if claims[fit[0]] == 1}


def _is_anothers(netns: Netns, container: Container) -> bool:
    """Tell whether a namespace has MACs or addresses, and none that the engine gave."""
    links = [link for link in netns.links if link.ifname != "lo"]
    if not links or "links" in netns.untold:
        return False
    given = {one.mac.lower() for one in container.endpoints if one.mac}
    told = {link.mac.lower() for link in links if link.mac}
    if given and told and given.isdisjoint(told):
        return True
    addresses = {a for one in container.endpoints for a in bare_addresses(one.addresses)}
    held = {address for link in links for address in link_addresses(link)}
    return bool(addresses and held) and addresses.isdisjoint(held)


def _macs(netns: Netns) -> Iterator[str]:
    yield from (link.mac.lower() for link in netns.links if link.mac)


def _by_mac(container: Container) -> Iterator[tuple[str, str]]:
    for endpoint in container.endpoints:
        if endpoint.mac:
            whose = f"of its endpoint in {endpoint.network_name}"
            yield endpoint.mac.lower(), f"a link there has the MAC {endpoint.mac} {whose}"


def _addresses(netns: Netns) -> Iterator[str]:
    for link in netns.links:
        yield from link_addresses(link)


def _by_address(container: Container) -> Iterator[tuple[str, str]]:
    for endpoint in container.endpoints:
        for address in bare_addresses(endpoint.addresses):
            whose = f"of its endpoint in {endpoint.network_name}"
            yield address, f"a link there has the address {address} {whose}"


def _by_name(container: Container) -> Iterator[tuple[str, str]]:
    for name in container.names:
        yield name, "the namespace has the container's name"
    yield container.id[:_SHORT_ID], "the namespace is named after the container's id"
    image = container.image.rpartition("/")[2].partition("@")[0].partition(":")[0]
    if image:
        yield image, f"the namespace is named {image} like the container's image, and no other is"
