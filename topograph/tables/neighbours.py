"""The neighbours: `ip neigh` in every namespace, with the addresses that it answers for (proxy).

As `ip neigh` does, it leaves out what the kernel makes up by itself: the MAC of a group, of a
broadcast or of nobody. Each link has several of those, and they tell nothing.
"""

from collections.abc import Iterator
from typing import Final

from topograph.facts import Neighbour, Netns
from topograph.graph.inventory import LinkKey
from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.address_order import address_order
from topograph.tables.macs import is_group
from topograph.tables.table import Column, Row, TableMaker

__all__ = ["NEIGHBOURS"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        for netns in host.namespaces():
            found = [
                (address_order(one.dst), one.link, _row(host, netns, one))
                for one in netns.neighbours
                if not _is_made_up(one)
            ]
            yield from (row for *_, row in sorted(found))


def _is_made_up(neighbour: Neighbour) -> bool:
    """Tell whether the kernel needed to ask nobody for it. What a person set is none of these."""
    if neighbour.state != ["NOARP"] or neighbour.is_proxy:
        return False
    mac = neighbour.mac or ""
    return not mac.strip("0:") or is_group(mac)


def _row(host: WiredHost, netns: Netns, neighbour: Neighbour) -> Row:
    key = LinkKey(netns.inode, neighbour.link)
    words = (("router", neighbour.is_router), ("proxy", neighbour.is_proxy))
    cells = (
        host.label(netns.inode),
        neighbour.dst,
        host.ifname(*key),
        neighbour.mac or "",
        " ".join(sorted(neighbour.state)),
        " ".join(word for word, is_so in words if is_so),
    )
    return Row(host.name, host.ids.links.get(key, host.ids.namespaces[netns.inode]), cells)


NEIGHBOURS: Final = TableMaker(
    name="neighbours",
    title="Neighbours",
    columns=(
        Column("namespace", "Namespace"),
        Column("address", "Address", names_row=True),
        Column("dev", "Dev"),
        Column("mac", "MAC"),
        Column("state", "State"),
        Column("flags", "Flags"),
    ),
    find_rows=_rows,
)
