"""Show the bridges of a namespace as panels, and the other links of the host.

A link of the host is drawn as a box at the left edge if it leads out of the
host, stands on such a link or carries one; as a row of its bridge if it is a
port; else as a row among the links without a bridge. A port that is a box as
well has a row that says so, and a cable between both.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from topograph.graph.forwarding import is_forwarded
from topograph.picture.changes import Change
from topograph.picture.index import Attributes, Index, natural
from topograph.picture.marking import hushed
from topograph.picture.parts import NEUTRAL, Panel, Row
from topograph.picture.words import count, link_details, link_note, shown_addresses

__all__ = [
    "bridge_panel",
    "carrier_key",
    "link_change",
    "link_row",
    "lower_key",
    "panels_of",
    "port_key",
]

_PAIRS: Final = frozenset({"veth", "netkit", "vxcan"})


def port_key(link: str) -> str:
    """Return the key of the row of a port that is also a box."""
    return f"{link}:port"


def lower_key(link: str) -> str:
    """Return the key of the place where a link stands on one of another namespace."""
    return f"{link}:lower"


def carrier_key(link: str) -> str:
    """Return the key of the panel for what stands on a link from other namespaces."""
    return f"{link}:carrier"


def link_row(index: Index, link: str) -> Row:
    """Return the row of a link."""
    attributes = index.nodes[link]
    return Row(
        key=link,
        node=link,
        name=attributes["ifname"],
        addresses=shown_addresses(attributes),
        mac=attributes["mac"],
        note=link_note(index, link, with_kind=attributes["kind"] not in _PAIRS),
        hue=index.hue(link),
        gap=attributes.get("peer_gap", ""),
        is_cut="is_cut" in attributes,
        details=link_details(index, link),
        change=link_change(index, link),
    )


def link_change(index: Index, link: str) -> Change | None:
    """Return what a diff says of a link, and of the networks on it that have no panel."""
    # What stands on it from other namespaces has one, and so have their networks.
    networks = () if _foreign(index, link) else index.backed.get(link, ())
    return index.sides.with_networks(link, networks)


def panels_of(index: Index, root: str, stack: frozenset[str]) -> Iterator[Panel]:
    """Yield the panels of the host's own namespace.

    Args:
        index: the graph.
        root: id of the namespace.
        stack: the links that are drawn as boxes.
    """
    links = index.links[root]
    if not index.nodes[root]["readable"]:
        yield Panel(
            key=f"{root}:unread",
            node=root,
            name="could not be read",
            details=(index.nodes[root].get("gap", ""),),
        )
    elif not links:
        yield Panel(key=f"{root}:links", node=root, name=index.no_link)
    bridges = [link for link in links if index.is_bridge(link)]
    bridges.sort(key=lambda link: (not index.ports.get(link), natural(_served(index, link)), link))
    for link in bridges:
        yield bridge_panel(index, link, root, stack)
    carriers = [link for link in links if not index.is_bridge(link) and _foreign(index, link)]
    for link in carriers:
        yield _lower_panel(index, link)
    drawn = stack.union(bridges)
    loners = [link for link in links if link not in drawn and not index.bridge_of(link)]
    if loners:
        yield _links_panel(index, root, loners)


def bridge_panel(index: Index, link: str, root: str, stack: frozenset[str] = frozenset()) -> Panel:
    """Return a bridge with its ports.

    Args:
        index: the graph.
        link: the bridge.
        root: id of the host's own namespace if the bridge is in it, else empty.
        stack: the links of the host that are drawn as boxes.
    """
    attributes = index.nodes[link]
    hue = index.hue(link)
    ports = index.sorted_links(index.ports[link])
    rows = [_port_row(index, port, hue, port in stack) for port in ports]
    rows += [_lower_row(index, upper, link) for upper in _foreign(index, link)]
    rows += list(_cut_row(attributes, link))
    served = {n for n in attributes["networks"] if n in index.nodes}
    networks = [index.nodes[n] for n in served]
    change = index.sides.with_networks(link, served.union(index.backed.get(link, ())))
    note = link_note(index, link, with_kind=False)
    return Panel(
        key=link,
        node=link,
        name=attributes["ifname"],
        # Without a port no bridge has a carrier; that would be said of each unused network.
        label=", ".join(filter(None, (_label(index, link), note if rows else _quiet(note)))),
        serves=_served(index, link),
        is_bridge=True,
        addresses=shown_addresses(attributes),
        mac=attributes["mac"],
        gateways=tuple(attributes["gateways"]),
        hue=hue,
        rows=hushed(rows, change),
        is_routed=bool(
            root
            and _is_routed(index, root, attributes["addresses"])
            and not (networks and all(network["internal"] for network in networks))
        ),
        details=link_details(index, link),
        change=change,
    )


def _quiet(note: str) -> str:
    return ", ".join(word for word in note.split(", ") if word != "no carrier")


def _port_row(index: Index, port: str, hue: int, is_box: bool) -> Row:
    attributes = index.nodes[port]
    return Row(
        key=port_key(port) if is_box else port,
        node=port,
        name=attributes["ifname"],
        addresses=() if is_box else shown_addresses(attributes),
        mac=attributes["mac"],
        note=link_note(index, port, with_kind=not is_box),
        hue=hue,
        gap="" if is_box else attributes.get("peer_gap", ""),
        is_cut=not is_box and "is_cut" in attributes,
        details=link_details(index, port),
        change=index.sides.change(port) if is_box else link_change(index, port),
    )


def _cut_row(bridge: Attributes, link: str) -> Iterator[Row]:
    """Yield a row for the ports that are left out since only a part of all is shown."""
    if "ports_cut" in bridge:
        words = count(bridge["ports_cut"], "more port")
        yield Row(key=f"{link}:cut", node=link, name=words, note="not in this part")


def _lower_row(index: Index, upper: str, lower: str) -> Row:
    attributes = index.nodes[upper]
    hue = index.hue(upper)
    return Row(
        key=lower_key(upper),
        node=lower,
        name=attributes["kind"] or "link",
        note=attributes.get("mode", ""),
        hue=max(index.hue(lower), index.carried_hue(lower)) if hue == NEUTRAL else hue,
        details=(f"{attributes['ifname']} stands on this link",),
        change=index.sides.edge_change(f"{upper}|lower|{lower}"),
    )


def _lower_panel(index: Index, link: str) -> Panel:
    rows = tuple(_lower_row(index, upper, link) for upper in _foreign(index, link))
    hues = {row.hue for row in rows}
    return Panel(
        key=carrier_key(link),
        node=link,
        name=f"on {index.nodes[link]['ifname']}",
        label=_label(index, link) or "carries other links",
        serves=_served(index, link),
        hue=hues.pop() if len(hues) == 1 else NEUTRAL,
        rows=rows,
        change=index.sides.with_networks("", index.backed.get(link, ())),
    )


def _links_panel(index: Index, root: str, links: list[str]) -> Panel:
    rows = tuple(_loner_row(index, link) for link in links)
    return Panel(
        key=f"{root}:links",
        node=root,
        name="other links" if index.is_part else "links without a bridge",
        rows=rows,
        is_routed=any(
            _is_routed(index, root, index.nodes[row.node]["addresses"]) and row.node in index.peers
            for row in rows
        ),
    )


def _loner_row(index: Index, link: str) -> Row:
    row = link_row(index, link)
    ways = [f"default via {gateway}" for gateway in index.nodes[link]["gateways"]]
    return replace(row, note=", ".join(filter(None, (row.note, *ways))))


def _foreign(index: Index, link: str) -> list[str]:
    """Return the links of other namespaces that stand on a link."""
    netns = index.nodes[link].get("netns")
    uppers = index.uppers.get(link, ())
    return index.sorted_links([u for u in uppers if index.nodes[u].get("netns") != netns])


def _is_routed(index: Index, root: str, addresses: list[str]) -> bool:
    return is_forwarded(index.nodes[root], addresses)


def _served(index: Index, link: str) -> str:
    names = [index.nodes[n]["name"] for n in index.nodes[link]["networks"] if n in index.nodes]
    return min(names) if names else str(index.nodes[link]["ifname"])


def _label(index: Index, link: str) -> str:
    networks = [index.nodes[n] for n in index.nodes[link]["networks"] if n in index.nodes]
    if not networks:
        return "bridge" if index.is_bridge(link) else ""
    words = "network " if len(networks) == 1 else "networks "
    words += ", ".join(network["name"] for network in networks)
    return words + (", internal" if all(network["internal"] for network in networks) else "")
