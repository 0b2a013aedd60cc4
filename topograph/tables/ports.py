"""The ports of the bridges: `brctl showstp`, `bridge -d link` and `bridge vlan`."""

from collections.abc import Iterator
from typing import Final

from topograph.facts import BridgePort, Link
from topograph.graph.inventory import LinkKey
from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.table import Column, Row, TableMaker
from topograph.tables.vlan_text import vlan_texts

__all__ = ["PORTS"]

_SWITCHES: Final = {
    "hairpin": False,
    "guard": False,
    "root_block": False,
    "fastleave": False,
    "learning": True,
    "flood": True,
    "mcast_flood": True,
    "bcast_flood": True,
    "proxy_arp": False,
    "neigh_suppress": False,
    "vlan_tunnel": False,
    "isolated": False,
    "locked": False,
}
"""What `bridge -d link` shows as on or off, in its words, and how the kernel begins."""


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        for netns in host.namespaces():
            found = [
                _row(host, key, link)
                for key in host.inventory.links_of[netns.inode]
                if _is_port(host, key, link := host.inventory.links[key])
            ]
            yield from (row for _, row in sorted(found))


def _is_port(host: WiredHost, key: LinkKey, link: Link) -> bool:
    if link.port is not None or link.port_kind == "bridge":
        return True
    master = host.wiring.masters.get(key)
    return master is not None and host.inventory.links[master].kind == "bridge"


def _row(host: WiredHost, key: LinkKey, link: Link) -> tuple[tuple[str, int, int], Row]:
    """Return a row with the key to sort it by, within its namespace."""
    bridge = "" if link.master is None else host.ifname(key.inode, link.master)
    port = link.port
    cells = (
        bridge,
        str(port.number) if port else "",
        link.ifname,
        host.label(key.inode),
        port.state if port else "",
        str(port.cost) if port else "",
        str(port.priority) if port else "",
        _flags(port) if port else "",
        vlan_texts(link.vlans),
        host.far_end(key),
    )
    order = (bridge, port.number if port else 0, key.ifindex)
    return order, Row(host.name, host.ids.links[key], cells)


def _flags(port: BridgePort) -> str:
    """Return the switches that somebody turned."""
    turned = ((name, getattr(port, name)) for name in _SWITCHES)
    return " ".join(
        f"{name} {'on' if is_on else 'off'}" for name, is_on in turned if is_on != _SWITCHES[name]
    )


PORTS: Final = TableMaker(
    name="ports",
    title="Bridge ports",
    columns=(
        Column("bridge", "Bridge"),
        Column("port", "Port no", align="right"),
        Column("link", "Link", names_row=True),
        Column("namespace", "Namespace"),
        Column("state", "STP state"),
        Column("cost", "Path cost", align="right"),
        Column("priority", "Priority", align="right"),
        Column("flags", "Flags"),
        Column("vlans", "VLANs"),
        Column("far_end", "Peer or lower"),
    ),
    find_rows=_rows,
)
