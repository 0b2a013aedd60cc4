"""Find the links that carry a default route."""

from collections.abc import Iterator
from typing import Final

from topograph.facts import Route
from topograph.graph.inventory import Inventory, LinkKey

__all__ = ["default_gateways"]

_ANYWHERE: Final = frozenset({"default", "0.0.0.0/0", "::/0"})

# main and default. A default route in another table is for some packets only: policy
# routing, a VPN, a vrf.
_TABLES: Final = frozenset({254, 253})


def default_gateways(inventory: Inventory) -> dict[LinkKey, list[str]]:
    """Return the links with a default route, and its gateways, sorted.

    The list of a link is empty where the route names no gateway (point to point).
    """
    gateways: dict[LinkKey, set[str]] = {}
    for inode, netns in inventory.namespaces.items():
        for route in netns.routes:
            if route.dst in _ANYWHERE and route.type == "unicast" and route.table in _TABLES:
                for ifindex, gateway in _ways(route):
                    key = LinkKey(inode, ifindex)
                    if key in inventory.links:
                        gateways.setdefault(key, set()).update([gateway] if gateway else [])
    return {key: sorted(found) for key, found in gateways.items()}


def _ways(route: Route) -> Iterator[tuple[int, str | None]]:
    if route.link is not None:
        yield route.link, route.gateway
    for hop in route.nexthops:
        if hop.link is not None:
            yield hop.link, hop.gateway
