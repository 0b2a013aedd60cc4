"""The bridges and their ports: `brctl show`, and what `ip -d link` adds."""

from collections.abc import Iterator
from typing import Final

from topograph.facts import Bridge, Link
from topograph.graph.inventory import LinkKey
from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.table import Column, Row, TableMaker
from topograph.tables.vlan_text import vlan_texts

__all__ = ["BRIDGES"]

_USUAL: Final[dict[str, tuple[object, ...]]] = {
    "root_port": (0,),
    "root_path_cost": (0,),
    "forward_delay": (15,),
    "hello_time": (2,),
    "max_age": (20,),
    "vlan_protocol": (None, "802.1Q"),
    "vlan_default_pvid": (None, 1),
    "fdb_max_learned": (None, 0),
}
"""What a bridge says of itself that nobody set."""


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        ports = _ports(host)
        for key, link in host.links():
            if link.kind != "bridge":
                continue
            bridge = link.bridge
            cells = (
                link.ifname,
                bridge.id if bridge else "",
                _told(link, "stp_state", _yes_no(bridge.stp_state != 0)) if bridge else "",
                ports.get(key, []),
                host.label(key.inode),
                host.wiring.backed.get(key, []),
                bridge.root_id if bridge else "",
                _told(link, "priority", str(bridge.priority)) if bridge else "",
                _told(link, "ageing_time", f"{bridge.ageing_time:g}") if bridge else "",
                _told(link, "vlan_filtering", _yes_no(bridge.vlan_filtering)) if bridge else "",
                vlan_texts(link.vlans),
                list(_settings(bridge)) if bridge else [],
            )
            yield Row(host.name, host.ids.links[key], cells)


def _told(link: Link, field: str, text: str) -> str:
    """Return what a bridge says in a field, if that was told."""
    return "" if f"bridge.{field}" in link.untold else text


def _ports(host: WiredHost) -> dict[LinkKey, list[str]]:
    """Return the names of each bridge's ports, in the order of their numbers."""
    numbered: dict[LinkKey, list[tuple[int, str]]] = {}
    for key, master in host.wiring.masters.items():
        link = host.inventory.links[key]
        number = link.port.number if link.port else 0
        numbered.setdefault(master, []).append((number, link.ifname))
    return {bridge: [name for _, name in sorted(found)] for bridge, found in numbered.items()}


def _settings(bridge: Bridge) -> Iterator[str]:
    """Yield what else differs from how the kernel begins; times are in seconds."""
    for name, usual in _USUAL.items():
        value = getattr(bridge, name)
        if value not in usual:
            yield f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}"
    if bridge.group_fwd_mask:
        yield f"group_fwd_mask {bridge.group_fwd_mask:#x}"
    if not bridge.mcast_snooping:
        yield "mcast_snooping off"
    for name in ("nf_call_iptables", "nf_call_ip6tables", "nf_call_arptables"):
        if getattr(bridge, name):
            yield f"{name} on"


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


BRIDGES: Final = TableMaker(
    name="bridges",
    title="Bridges",
    columns=(
        Column("bridge", "Bridge name", names_row=True),
        Column("id", "Bridge id"),
        Column("stp", "STP enabled"),
        Column("ports", "Interfaces"),
        Column("namespace", "Namespace"),
        Column("networks", "Network"),
        Column("root_id", "Designated root"),
        Column("priority", "Priority", align="right"),
        Column("ageing", "Ageing seconds", align="right"),
        Column("vlan_filtering", "VLAN filtering"),
        Column("vlans", "VLANs"),
        Column("settings", "Settings"),
    ),
    find_rows=_rows,
)
