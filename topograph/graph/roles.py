"""Tell what each link is in the picture."""

from typing import Final

from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.peers import PAIRED_KINDS
from topograph.graph.schema import Role
from topograph.graph.tunnels import TUNNEL_KINDS
from topograph.graph.wiring import Wiring

__all__ = ["find_roles", "role_of"]

# A container's way out that is not half of a pair; hardware may be moved into it, too.
_OUTLET_KINDS: Final = frozenset({"", "macvlan", "macvtap", "ipvlan", "ipvtap"})


def find_roles(inventory: Inventory, wiring: Wiring) -> dict[LinkKey, Role]:
    """Return the role of each link."""
    return {key: role_of(key, inventory, wiring) for key in inventory.links}


def role_of(key: LinkKey, inventory: Inventory, wiring: Wiring) -> Role:
    """Return the role of one link."""
    link = inventory.links[key]
    if link.link_type == "loopback" or "LOOPBACK" in link.flags:
        return Role.LOOPBACK
    if link.kind == "bridge":
        return Role.BRIDGE
    if key.inode == inventory.root and (key in wiring.gateways or not link.kind):
        return Role.UPLINK
    if link.kind in TUNNEL_KINDS:
        return Role.TUNNEL
    if key in wiring.networks:
        return Role.ENDPOINT
    master = wiring.masters.get(key)
    if master is not None and inventory.links[master].kind == "bridge":
        return Role.PORT
    is_cable = link.kind in PAIRED_KINDS and not _stays_inside(key, wiring)
    if key.inode == inventory.root:
        return Role.PORT if is_cable else Role.OTHER
    if is_cable or link.kind in _OUTLET_KINDS or key in wiring.gateways:
        return Role.ENDPOINT
    return Role.OTHER


def _stays_inside(key: LinkKey, wiring: Wiring) -> bool:
    """Tell whether both ends of a pair are in one namespace."""
    peer = wiring.pairs.peers.get(key)
    return peer is not None and peer[0].inode == key.inode
