"""The forwarding databases: `brctl showmacs` of every bridge, and what `bridge fdb` adds."""

from collections.abc import Iterator
from typing import Final

from topograph.facts import FdbEntry
from topograph.graph.inventory import LinkKey
from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.macs import is_group
from topograph.tables.table import Column, Row, TableMaker

__all__ = ["FDB"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        for netns in host.namespaces():
            found = [
                _row(host, netns.inode, entry) for entry in netns.fdb if not _is_own_group(entry)
            ]
            yield from (row for _, row in sorted(found))


def _is_own_group(entry: FdbEntry) -> bool:
    """Tell whether a link only listens to a multicast group: each does so to several."""
    is_its_own = entry.is_local and entry.master is None and entry.dst is None
    return is_its_own and is_group(entry.mac)


def _row(host: WiredHost, inode: int, entry: FdbEntry) -> tuple[tuple[object, ...], Row]:
    """Return a row with the key to sort it by, within its namespace."""
    key = LinkKey(inode, entry.link)
    link = host.inventory.links.get(key)
    port = link.port.number if link is not None and link.port is not None else None
    bridge = "" if entry.master is None else host.ifname(inode, entry.master)
    cells = (
        bridge,
        "" if port is None or not bridge else str(port),
        entry.mac,
        "yes" if entry.is_local else "no",
        _age(entry),
        host.label(inode),
        host.ifname(inode, entry.link),
        "" if entry.vlan is None else str(entry.vlan),
        entry.dst or "",
        " ".join([*sorted(entry.flags), *([entry.state] if entry.state else [])]),
    )
    # Entries that a link keeps for itself come behind those of the bridges.
    order = (not bridge, bridge, port or 0, entry.link, entry.mac, entry.vlan or 0, cells)
    return order, Row(host.name, host.ids.links.get(key, ""), cells)


def _age(entry: FdbEntry) -> str:
    # The bridge runs no timer for these, and brctl shows none.
    if entry.is_local or entry.is_static:
        return "0.00"
    return "" if entry.age is None else f"{entry.age:.2f}"


FDB: Final = TableMaker(
    name="fdb",
    title="Forwarding database",
    columns=(
        Column("bridge", "Bridge"),
        Column("port", "Port no", align="right"),
        Column("mac", "MAC addr", names_row=True),
        Column("local", "Is local?"),
        Column("age", "Ageing timer", align="right"),
        Column("namespace", "Namespace"),
        Column("link", "Link"),
        Column("vlan", "VLAN", align="right"),
        Column("dst", "Dst"),
        Column("flags", "Flags"),
    ),
    find_rows=_rows,
    note="The multicast groups that a link listens to (ip maddr) are left out.",
)
