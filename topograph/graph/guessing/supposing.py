"""Suppose the links in namespaces that nobody looked into, from what the engine told.

A host's text seldom shows the inside of a container, while `docker inspect`
tells the MAC and the addresses of each of its endpoints: a link with these is
in there. Only what a source left untold is supposed, never what could not be
read.
"""

from typing import Final

import msgspec
from msgspec.structs import replace

from topograph.facts import Address, Container, Endpoint, Host, Link, Netns
from topograph.graph.running import has_own_namespace

__all__ = ["suppose"]

# Engines do not tell the addresses that the kernel or an administrator adds.
_TOLD: Final = frozenset({"extra", "untold", "ifname", "mac"})
_UNTOLD: Final = sorted({field.name for field in msgspec.structs.fields(Link)} - _TOLD)
_LISTS: Final = ["fdb", "inode", "links", "neighbours", "processes", "routes", "rules", "sysctls"]


def suppose(host: Host) -> tuple[Host, dict[int, str]]:
    """Return a host with the namespaces and links that its running containers must have.

    Returns:
        The host, and why each of the namespaces with supposed links has them, by inode.
    """
    namespaces = {netns.inode: netns for netns in host.namespaces}
    lowest = min([0, *namespaces])
    containers: list[Container] = []
    reasons: dict[int, str] = {}
    for told in host.containers:
        container = told
        if _is_unseen(container, namespaces):
            inode = container.netns
            if inode is None:
                lowest -= 1
                inode = lowest
                container = replace(container, netns=inode)
            netns = namespaces.get(inode) or Netns(inode=inode, untold=_LISTS)
            links = [_link(n, len(container.endpoints), one) for n, one in _told(container)]
            namespaces[inode] = replace(netns, links=links)
            reasons[inode] = "nobody looked into it: these links are what the engine tells of it"
        containers.append(container)
    if not reasons:
        return host, reasons
    found = replace(host, namespaces=list(namespaces.values()), containers=containers)
    return found, reasons


def _is_unseen(container: Container, namespaces: dict[int, Netns]) -> bool:
    if not (container.state and has_own_namespace(container)):
        return False
    if not any(endpoint.mac or endpoint.addresses for endpoint in container.endpoints):
        return False
    if container.netns is None:
        return "netns" in container.untold
    netns = namespaces.get(container.netns)
    return netns is not None and not netns.links and "links" in netns.untold


def _told(container: Container) -> list[tuple[int, Endpoint]]:
    told = [one for one in container.endpoints if one.mac or one.addresses]
    return list(enumerate(sorted(told, key=lambda one: (one.network_name, one.network_id)), 1))


def _link(number: int, count: int, endpoint: Endpoint) -> Link:
    # Engines call the only one eth0; which of several is which they do not tell.
    untold = _UNTOLD if count == 1 else sorted([*_UNTOLD, "ifname"])
    return Link(
        ifindex=number - count - 1,
        ifname="eth0" if count == 1 else f"eth?{number}",
        mac=endpoint.mac,
        addresses=[
            Address(family=6 if ":" in address else 4, address=address)
            for address in endpoint.addresses
        ],
        untold=untold,
    )
