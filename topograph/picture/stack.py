"""Show the links at the left edge of a host, and those that stand on them."""

from typing import Final

from topograph.picture.index import Index
from topograph.picture.panels import link_change
from topograph.picture.parts import StackedLink
from topograph.picture.words import link_details, link_note, shown_addresses

__all__ = ["stack_of", "stacked_links"]

_PAIRS: Final = frozenset({"veth", "netkit", "vxcan"})
_TUNNELS: Final = frozenset({"tunnel"})


def stacked_links(index: Index, root: str) -> frozenset[str]:
    """Return the links of the host's own namespace that are drawn as boxes."""
    links = index.links[root]
    return frozenset(link for link in links if _is_stacked(index, root, link))


def stack_of(index: Index, stacked: frozenset[str]) -> tuple[StackedLink, ...]:
    """Return the boxes, each after those that it stands on, uplinks with a default route first."""
    below = {link: _below(index, link, stacked) for link in stacked}
    above: dict[str, list[str]] = {link: [] for link in stacked}
    for link, lowers in below.items():
        for lower in lowers:
            above[lower].append(link)
    missing = {link: len(lowers) for link, lowers in below.items()}
    order = index.sorted_links(list(stacked))
    order.sort(key=lambda link: not index.nodes[link]["default_route"])
    ready = [link for link in reversed(order) if not missing[link]]
    done: dict[str, None] = {}
    while len(done) < len(order):
        # Links that stand on each other in a circle cannot be; odd facts may say so.
        link = ready.pop() if ready else next(link for link in order if link not in done)
        if link in done:
            continue
        done[link] = None
        for upper in reversed(index.sorted_links(above[link])):
            missing[upper] -= 1
            if missing[upper] == 0:
                ready.append(upper)
    return tuple(_box(index, link, tuple(x for x in below[link] if x != link)) for link in done)


def _is_stacked(index: Index, root: str, link: str) -> bool:
    attributes = index.nodes[link]
    if index.is_bridge(link):
        return False
    lower = index.lowers.get(link)
    for other in (index.peers.get(link), lower):
        if other and index.nodes[other].get("netns") != root:
            # Its cable leads to a card, so it needs a row in a panel.
            return False
    if attributes["role"] == "uplink":
        return True
    master = index.masters.get(link)
    is_port = index.bridge_of(link) is not None
    if attributes["kind"] in _PAIRS:
        return False
    if index.ports.get(link) or (master and not is_port):
        return True
    if is_port and attributes["role"] in _TUNNELS:
        return False
    return lower is not None or (bool(index.uppers.get(link)) and not is_port)


def _below(index: Index, link: str, stacked: frozenset[str]) -> list[str]:
    lower = index.lowers.get(link)
    found = [] if lower is None or index.is_bridge(link) else [lower]
    found += index.ports.get(link, [])
    return index.sorted_links([x for x in dict.fromkeys(found) if x in stacked])


def _box(index: Index, link: str, below: tuple[str, ...]) -> StackedLink:
    attributes = index.nodes[link]
    kind = str(attributes["kind"])
    words = [str(attributes.get("mode", kind)) if kind == "tun" else kind]
    words += [str(attributes[name]) for name in ("vlan", "vni") if name in attributes]
    is_uplink = attributes["role"] == "uplink" and not below
    return StackedLink(
        key=link,
        node=link,
        name=attributes["ifname"],
        kind=" ".join(words),
        addresses=shown_addresses(attributes),
        mac=attributes["mac"],
        gateways=tuple(attributes["gateways"]),
        note=link_note(index, link, with_kind=False),
        is_uplink=is_uplink,
        below=below,
        gap="" if is_uplink else attributes.get("peer_gap", ""),
        details=link_details(index, link),
        change=link_change(index, link),
    )
