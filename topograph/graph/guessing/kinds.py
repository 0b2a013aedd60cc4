"""Guess the kind of links of which no output told it.

`ip addr` without -d tells no kind. What other links say of a link tells it, or
what the programs that make such links call them.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from topograph.facts import Host, Link, Netns

__all__ = ["guess_kinds"]

Key = tuple[int, int]
"""Inode of the namespace, and ifindex."""

_NAMES: Final = (
    (re.compile(r"docker0|docker_gwbridge|br-[0-9a-f]{12}"), "bridge", "Docker"),
    (re.compile(r"podman\d{1,9}|cni-podman\d{1,9}|cni\d{1,9}"), "bridge", "Podman"),
    (re.compile(r"virbr\d{1,9}"), "bridge", "libvirt"),
    (re.compile(r"veth.*"), "veth", "who makes a veth pair"),
    (re.compile(r"(?:tun|tap|vnet)\d{1,9}"), "tun", "who makes a tun or tap"),
    (re.compile(r"wg\d{1,9}"), "wireguard", "who makes a WireGuard tunnel"),
    (re.compile(r"vxlan.*|vx-.*"), "vxlan", "who makes a VXLAN tunnel"),
    (re.compile(r"dummy\d{1,9}"), "dummy", "who makes a dummy"),
    (re.compile(r"bond\d{1,9}"), "bond", "who makes a bond"),
    (re.compile(r".*\.\d{1,4}|vlan\d{1,4}"), "vlan", "who makes a VLAN"),
)


def guess_kinds(host: Host) -> dict[Key, tuple[str, str]]:
    """Return kinds of links whose own was not told, each with the reason to believe it.

    Args:
        host: whose links are looked at.
    """
    found: dict[Key, tuple[str, str]] = {}
    ends = _ends(host)
    bridges = {network.bridge: network.name for network in host.networks if network.bridge}
    for netns in host.namespaces:
        masters = {link.master for link in netns.links}
        for link in netns.links:
            if "kind" in link.untold and link.link_type != "loopback" and link.ifname != "lo":
                guess = _guess(netns, link, masters, ends, bridges)
                if guess is not None:
                    found[netns.inode, link.ifindex] = guess
    return found


def _guess(
    netns: Netns,
    link: Link,
    masters: set[int | None],
    ends: AbstractSet[tuple[int | None, int]],
    bridges: Mapping[str, str],
) -> tuple[str, str] | None:
    if link.ifindex != link.iflink and (link.iflink, link.ifindex) in ends:
        return "veth", "another link names it as its other end, and it that one"
    if link.ifname in bridges:
        return "bridge", f"the network {bridges[link.ifname]} has a bridge of this name"
    named = _by_name(link)
    if link.ifindex in masters:
        return _master(link, named)
    if named is not None and (named[0] != "vlan" or link.iflink is not None):
        return named
    if netns.root and link.link_nsid is not None and link.master is not None:
        return "veth", "it is a port whose other end is in another namespace"
    return None


def _master(link: Link, named: tuple[str, str] | None) -> tuple[str, str]:
    if "MASTER" in link.flags:
        is_vrf = "NOARP" in link.flags
        return ("vrf" if is_vrf else "bond"), "others have it as their master, and its flags"
    return named or ("bridge", "other links have it as their master")


def _by_name(link: Link) -> tuple[str, str] | None:
    for pattern, kind, who in _NAMES:
        if pattern.fullmatch(link.ifname):
            return kind, f"{who} gives it such a name"
    return None


def _ends(host: Host) -> set[tuple[int | None, int]]:
    """Return the numbers of the links, each with the number that the link names."""
    return {
        (link.ifindex, link.iflink)
        for netns in host.namespaces
        for link in netns.links
        if link.iflink is not None and link.iflink > 0 and link.kind in ("", "veth")
    }
