"""The network namespaces: `ip netns`, and those that it cannot see."""

from collections.abc import Iterator
from typing import Final

from topograph.facts import Netns
from topograph.graph.gaps import UNASSIGNED
from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.table import Column, Row, TableMaker

__all__ = ["NAMESPACES"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        numbers = _numbers(host)
        for netns in host.namespaces():
            inode, processes = netns.inode, netns.processes
            cells = (
                host.label(inode),
                str(inode) if inode > 0 else "",
                sorted(netns.names),
                numbers.get(inode, []),
                host.wiring.members.get(inode, []),
                f"{processes.pid} {processes.comm}" if processes else "",
                _process_count(netns),
                _link_count(netns, len(host.inventory.links_of[inode])),
                sorted(netns.held_by),
            )
            yield Row(host.name, host.ids.namespaces[inode], cells)


def _numbers(host: WiredHost) -> dict[int, list[str]]:
    """Return the numbers that the root namespace calls others by."""
    root = host.inventory.root
    numbers: dict[int, list[str]] = {}
    if root is not None:
        for nsid, inode in sorted(host.inventory.namespaces[root].nsids.items()):
            # Of those below 0 only the name of the namespace was told.
            if nsid >= 0 and nsid not in UNASSIGNED:
                numbers.setdefault(inode, []).append(str(nsid))
    return numbers


def _process_count(netns: Netns) -> str:
    if netns.processes is not None:
        return str(netns.processes.count)
    return "" if "processes" in netns.untold else "0"


def _link_count(netns: Netns, count: int) -> str:
    # Each namespace has a loopback from its birth: one without links was not read.
    return str(count) if netns.links else "not read"


NAMESPACES: Final = TableMaker(
    name="namespaces",
    title="Network namespaces",
    columns=(
        Column("namespace", "Namespace", names_row=True),
        Column("inode", "Inode", align="right"),
        Column("names", "Names"),
        Column("nsid", "Nsid", align="right"),
        Column("containers", "Containers"),
        Column("process", "First process"),
        Column("processes", "Processes", align="right"),
        Column("links", "Links", align="right"),
        Column("held_by", "Held by"),
    ),
    find_rows=_rows,
)
