"""Show each namespace but the host's own as a card, and each container without one."""

from collections.abc import Iterator
from typing import Final

from topograph.picture.index import Attributes, Index, natural
from topograph.picture.marking import hushed, hushed_panel, whole_of
from topograph.picture.panels import bridge_panel, link_row
from topograph.picture.parts import Card, Person, Row, State
from topograph.picture.words import state_of, state_word

__all__ = ["cards_of", "person"]

_UNREAD: Final = "could not be read"


def cards_of(index: Index, host: str) -> Iterator[Card]:
    """Yield the cards of a host: namespaces by name, then containers that have none."""
    for netns in sorted(index.namespaces[host], key=lambda n: natural(index.nodes[n]["name"])):
        yield _namespace(index, netns)
    homeless = [c for c in index.containers[host] if index.nodes[c].get("netns") is None]
    for container in sorted(homeless, key=lambda c: natural(index.nodes[c]["name"])):
        yield _homeless(index, container)


def person(index: Index, container: str) -> Person:
    """Return a container as it stands on a card."""
    attributes = index.nodes[container]
    details = [attributes["status"]]
    reason = index.reasons.get(f"{container}|sandbox|{attributes.get('netns')}")
    if reason:
        details.append(f"its namespace is inferred: {reason}")
    return Person(
        node=container,
        name=attributes["name"],
        image=attributes["image"],
        state=state_of(attributes),
        word=state_word(attributes),
        kin=(attributes.get("project", ""), attributes.get("service", ""), attributes["image"]),
        details=tuple(filter(None, details)),
        change=index.sides.change(container),
    )


def _namespace(index: Index, netns: str) -> Card:
    attributes = index.nodes[netns]
    # The namespace is named after the container whose sandbox it is: that one goes first.
    people = sorted(
        index.people[netns],
        key=lambda c: (index.nodes[c]["name"] != attributes["name"], natural(c)),
    )
    links = index.links[netns]
    inner = {link for link in links if index.is_bridge(link) or index.bridge_of(link)}
    panels = tuple(bridge_panel(index, link, "") for link in links if index.is_bridge(link))
    rows = tuple(link_row(index, link) for link in links if link not in inner)
    label = "" if people else _inhabitant(attributes)
    kin = f"namespaces of {attributes['comm']}" if label and "comm" in attributes else label
    note = ""
    if not attributes["readable"]:
        rows = tuple(_told_rows(index, people))
        note = _UNREAD if people else ""
    elif not links:
        note = index.no_link
    shown = tuple(person(index, container) for container in people)
    change = index.sides.change(netns)
    around = whole_of(change, shown)
    return Card(
        key=netns,
        node=netns,
        name="" if people else attributes["name"],
        label=label,
        people=shown,
        rows=hushed(rows, around),
        ports=_ports(index, people),
        note=note,
        kin=kin,
        panels=tuple(hushed_panel(panel, around) for panel in panels),
        details=tuple(filter(None, (attributes.get("gap", ""),))),
        change=change,
    )


def _homeless(index: Index, container: str) -> Card:
    shown = person(index, container)
    # In a part it may have been left out.
    is_unseen = shown.state is not State.STOPPED and not index.is_part
    return Card(
        key=container,
        node=container,
        people=(shown,),
        rows=tuple(_told_rows(index, [container])) if is_unseen else (),
        ports=_ports(index, [container]),
        note="its namespace was not seen" if is_unseen else "",
    )


def _inhabitant(netns: Attributes) -> str:
    if "pid" in netns:
        return f"namespace of {netns['comm']} ({netns['pid']})"
    # Nothing is known of the processes in a namespace that was not read.
    if not netns["readable"]:
        return _UNREAD
    return "namespace" if netns["processes"] is None else "namespace without a process"


def _ports(index: Index, people: list[str]) -> tuple[str, ...]:
    ports = dict.fromkeys(port for c in people for port in index.nodes[c]["ports"])
    return tuple(port.replace("->", "→") for port in ports)


def _told_rows(index: Index, people: list[str]) -> Iterator[Row]:
    """Yield a row for what the engine says of links that were not seen themselves."""
    for container in people:
        attributes = index.nodes[container]
        addresses, macs = attributes["addresses"], attributes["macs"]
        if addresses or macs:
            yield Row(
                key=f"{container}:told",
                node=container,
                name="?",
                addresses=tuple(addresses),
                mac=macs[0] if len(macs) == 1 else "",
                details=("as the engine tells; the link itself was not seen", *macs[1:]),
            )
