"""The links with their addresses: `ip addr` in every namespace.

What a reader looks for comes first: the lines are longer than most screens.
"""

from collections.abc import Iterator
from typing import Final

from topograph.facts import Address, Link
from topograph.graph.inventory import LinkKey
from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.table import Column, Row, TableMaker

__all__ = ["LINKS"]


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        for key, link in host.links():
            cells = (
                host.label(key.inode),
                str(link.ifindex) if link.ifindex > 0 else "",
                _name(host, key, link),
                "" if "operstate" in link.untold else link.operstate,
                link.mac or "",
                _addresses(link, 4),
                _addresses(link, 6),
                "" if link.master is None else host.ifname(key.inode, link.master),
                host.far_end(key),
                host.wiring.served(key),
                link.kind,
                link.link_type,
                "" if "mtu" in link.untold else str(link.mtu),
                link.qdisc or "",
                "" if link.group == "default" else link.group,
                _unusual_broadcast(link),
                ",".join(link.flags),
            )
            yield Row(host.name, host.ids.links[key], cells)


def _name(host: WiredHost, key: LinkKey, link: Link) -> str:
    """Return the name as `ip` prints it, with the other end in its own numbers."""
    if link.iflink is None or link.iflink == link.ifindex:
        return link.ifname
    if link.iflink == 0:
        return f"{link.ifname}@NONE"
    if link.link_nsid is not None:
        return f"{link.ifname}@if{link.iflink}"
    return f"{link.ifname}@{host.ifname(key.inode, link.iflink)}"


def _unusual_broadcast(link: Link) -> str:
    """Return the address for all on the wire, unless it is all ones as almost everywhere."""
    address = link.broadcast or ""
    return "" if set(address) <= {"f", ":"} else address


def _addresses(link: Link, family: int) -> list[str]:
    return [_address(a, link.ifname) for a in link.addresses if a.family == family]


def _address(address: Address, ifname: str) -> str:
    """Return an address with what `ip` prints after it, as far as that is out of the ordinary."""
    words = [address.address]
    if address.peer is not None:
        words += ["peer", address.peer]
    if address.broadcast is not None:
        words += ["brd", address.broadcast]
    if address.scope != "global":
        words += ["scope", address.scope]
    words += [flag for flag in address.flags if flag != "permanent"]
    if address.valid_lft is not None:
        words.append("dynamic")
    if address.label not in (None, ifname):
        words += ["label", str(address.label)]
    return " ".join(words)


LINKS: Final = TableMaker(
    name="links",
    title="Links",
    columns=(
        Column("namespace", "Namespace"),
        Column("ifindex", "Ifindex", align="right"),
        Column("ifname", "Ifname", names_row=True),
        Column("state", "State"),
        Column("mac", "MAC"),
        Column("inet", "Inet"),
        Column("inet6", "Inet6"),
        Column("master", "Master"),
        Column("far_end", "Peer or lower"),
        Column("networks", "Network"),
        Column("kind", "Kind"),
        Column("link_type", "Link"),
        Column("mtu", "MTU", align="right"),
        Column("qdisc", "Qdisc"),
        Column("group", "Group"),
        Column("broadcast", "Brd"),
        Column("flags", "Flags"),
    ),
    find_rows=_rows,
)
