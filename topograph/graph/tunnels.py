"""Find the far ends of tunnels."""

from typing import Final

from topograph.facts import Link
from topograph.graph.addresses import bare, is_unicast
from topograph.graph.inventory import Inventory, LinkKey

__all__ = ["TUNNEL_KINDS", "find_remotes", "remote_of"]

_OVER_IP: Final = frozenset(
    {"gre", "gretap", "erspan", "ip6gre", "ip6gretap", "ip6erspan"}
    | {"ipip", "ip6tnl", "sit", "vti", "vti6"}
)

TUNNEL_KINDS: Final = _OVER_IP | {"vxlan", "geneve", "wireguard", "xfrm", "gtp", "bareudp"}
"""Kinds that carry packets inside other packets."""


def remote_of(link: Link) -> str | None:
    """Return the one address that a tunnel sends to, if it is set to one."""
    if link.vxlan is not None:
        return link.vxlan.remote
    # The kernel shows the remote of a tunnel over IP as its broadcast address.
    if link.kind in _OVER_IP and link.broadcast and is_unicast(link.broadcast):
        return link.broadcast
    return None


def find_remotes(inventory: Inventory) -> dict[LinkKey, list[str]]:
    """Return the addresses that each tunnel sends to, sorted.

    A vxlan may have many: its forwarding database tells which MAC is behind which.
    """
    remotes: dict[LinkKey, set[str]] = {}
    for key, link in inventory.links.items():
        remote = remote_of(link)
        if remote and is_unicast(bare(remote)):
            remotes.setdefault(key, set()).add(bare(remote))
    for inode, netns in inventory.namespaces.items():
        for entry in netns.fdb:
            key = LinkKey(inode, entry.link)
            if entry.dst and key in inventory.links and is_unicast(bare(entry.dst)):
                remotes.setdefault(key, set()).add(bare(entry.dst))
    return {key: sorted(found) for key, found in sorted(remotes.items())}
