"""What a summary says of links: the ways out, bridges of no network, what carries nothing."""

from collections.abc import Iterator

from topograph.graph.addresses import worth_telling
from topograph.graph.inventory import LinkKey
from topograph.graph.schema import Role
from topograph.graph.states import trouble_of
from topograph.picture.index import natural
from topograph.render.node_text import Attributes
from topograph.render.summary.host import SeenHost
from topograph.render.summary.parts import Bridge, LinkName, Listed, Uplink

__all__ = ["bridges_of_no_network", "loose_ends", "uplinks"]


def uplinks(seen: SeenHost, most: int) -> Listed[Uplink]:
    """Return the ways out of a host: hardware, and whatever carries its default route.

    Hardware that nobody has set up nor given an address is left out.
    """
    found = [
        key
        for key, link in seen.links.items()
        if seen.is_root(key) and (link["default_route"] or _is_hardware_in_use(link))
    ]
    found.sort(key=lambda key: _uplink_order(seen.links[key]))
    return Listed.of((_uplink(seen, key, most) for key in found), most)


def bridges_of_no_network(seen: SeenHost, most: int) -> Listed[Bridge]:
    """Return the bridges that no known network stands on.

    In other namespaces than the host's own only those with ports.
    """
    found = [
        key
        for key, link in seen.links.items()
        if link["kind"] == "bridge"
        and not link["networks"]
        and (seen.is_root(key) or key in seen.ports)
    ]
    return Listed.of((_bridge(seen, key, most) for key in _in_order(seen, found)), most)


def loose_ends(seen: SeenHost, most: int) -> Listed[LinkName]:
    """Return the links whose other end was not seen."""
    found = [key for key, link in seen.links.items() if "peer_gap" in link]
    return Listed.of(map(seen.name_of, _in_order(seen, found)), most)


def _is_hardware_in_use(link: Attributes) -> bool:
    return link["role"] == Role.UPLINK and bool(link["is_up"] or link["addresses"])


def _uplink_order(link: Attributes) -> tuple[object, ...]:
    rank = not link["default_route"], not link["addresses"]
    return *rank, natural(link["ifname"]), link.get("ifindex", 0)


def _uplink(seen: SeenHost, key: LinkKey, most: int) -> Uplink:
    link = seen.links[key]
    return Uplink(
        ifname=link["ifname"],
        kind=link["kind"],
        addresses=Listed.of(worth_telling(link), most),
        is_default=link["default_route"],
        gateways=tuple(link["gateways"]),
        master=seen.master_of(key),
        trouble=trouble_of(link),
    )


def _bridge(seen: SeenHost, key: LinkKey, most: int) -> Bridge:
    link, ports = seen.links[key], seen.ports.get(key, [])
    behind = {name for port in ports for name in _behind(seen, port)}
    return Bridge(
        link=seen.name_of(key),
        addresses=Listed.of(worth_telling(link), most),
        ports=len(ports) + link.get("ports_cut", 0),
        leads_to=Listed.of(sorted(behind, key=lambda name: (natural(name), name)), most),
    )


def _behind(seen: SeenHost, port: LinkKey) -> Iterator[str]:
    """Yield what a port of a bridge leads to, unless that was not seen or is left out."""
    peer = seen.wiring.pairs.peers.get(port)
    if peer is not None and peer[0].inode != port.inode:
        if peer[0] in seen.links:
            inode = peer[0].inode
            people = [seen.container(name)["name"] for name in seen.people(inode)]
            yield from people or [seen.host.label(inode)]
    elif port not in seen.wiring.loose:
        yield seen.links[port]["ifname"]


def _in_order(seen: SeenHost, keys: list[LinkKey]) -> list[LinkKey]:
    """Sort links: those in the host's own namespace first, then as people count."""

    def order(key: LinkKey) -> tuple[object, ...]:
        name = seen.name_of(key)
        return not seen.is_root(key), natural(name.netns), natural(name.ifname), key

    return sorted(keys, key=order)
