"""What the summary in Markdown says of one thing: a line of a list, or the cells of a row."""

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from topograph.picture.words import count
from topograph.render.md_text import Quoted, code
from topograph.render.summary.about import GapGroup
from topograph.render.summary.parts import (
    Attached,
    Bridge,
    ContainerTrouble,
    LinkName,
    LinkTrouble,
    Listed,
    Network,
    Published,
    Uplink,
)

__all__ = [
    "FEW",
    "bridge_line",
    "container_line",
    "gap_line",
    "link_line",
    "loose_line",
    "names",
    "network_cells",
    "published_cells",
    "uplink_line",
]

Thing = TypeVar("Thing")

FEW: Final = 8
"""Names in one line, and lines in one list."""


def names(texts: Listed[str]) -> Quoted:
    """Return a few names in a row."""
    return _listed(texts.at_most(FEW), code)


def gap_line(gap: GapGroup) -> Quoted:
    """Say what could not be seen, what would help, and what it is about."""
    hint = f" ({code(gap.hint)})" if gap.hint else ""
    about = names(Listed.of((s for s in gap.subjects if not _is_said(s, gap.what)), FEW))
    return Quoted(f"{code(gap.what)}{hint}{': ' if about else ''}{about}")


def uplink_line(uplink: Uplink) -> Quoted:
    """Describe a way out."""
    kind = f" ({code(uplink.kind)})" if uplink.kind else ""
    via = _joined(map(code, uplink.gateways))
    way = f"default via {via}" if via else "default route"
    return _told(
        f"Uplink {code(uplink.ifname)}{kind}",
        names(uplink.addresses),
        way if uplink.is_default else "",
        _port_of(uplink.master),
        code(uplink.trouble) if uplink.trouble else "",
    )


def bridge_line(bridge: Bridge) -> Quoted:
    """Describe a bridge that no known network stands on."""
    return _told(
        f"Bridge {_link(bridge.link)}",
        names(bridge.addresses),
        count(bridge.ports, "port") if bridge.ports else "no ports",
        f"to {names(bridge.leads_to)}" if bridge.leads_to else "",
    )


def loose_line(links: Listed[LinkName]) -> Quoted:
    """Say which links have an end that nobody saw."""
    few = _listed(links.at_most(FEW), _link)
    return Quoted(f"Other end not seen of {count(links.total, 'link')}: {few}")


def link_line(found: LinkTrouble) -> Quoted:
    """Say what is wrong with a link."""
    port_of = f", {_port_of(found.master)}" if found.master else ""
    return _told(f"Link {_link(found.link)}{port_of}", code(found.trouble))


def container_line(found: ContainerTrouble) -> Quoted:
    """Say what is wrong with a container."""
    return _told(f"Container {code(found.name)}", code(found.status))


def network_cells(network: Network) -> tuple[Quoted, ...]:
    """Return the cells of a network: name, driver, subnets, link and containers."""
    return (
        code(network.name),
        code(network.driver),
        names(network.subnets),
        _link(network.link) if network.link else Quoted(""),
        _people(network),
    )


def published_cells(found: Published) -> tuple[Quoted, ...]:
    """Return the cells of published ports: where, of whom, and which."""
    others = f" and {found.alike:,} alike on other ports" if found.alike else ""
    container = Quoted(f"{code(found.container)}{others}")
    return _joined(map(code, found.at)), container, code(found.port)


def _is_said(subject: str, what: str) -> bool:
    """Tell whether a sentence names its subject, or is about the whole of the only host."""
    detail = subject.partition(":")[2] or subject
    return subject in ("", "host") or detail in what


def _people(network: Network) -> Quoted:
    few = network.containers.at_most(FEW)
    size = f"{network.size:,}: " if network.size > len(few.shown) else ""
    return Quoted(f"{size}{_listed(few, _attached)}")


def _attached(found: Attached) -> Quoted:
    address = f" {code(found.address)}" if found.address else ""
    alike = f" and {found.alike:,} alike" if found.alike else ""
    return Quoted(f"{code(found.name)}{address}{alike}")


def _told(head: str, *words: str) -> Quoted:
    told = ", ".join(filter(None, words))
    return Quoted(f"{head}: {told}" if told else head)


def _link(link: LinkName) -> Quoted:
    return Quoted(
        f"{code(link.ifname)} in {code(link.netns)}" if link.netns else code(link.ifname)
    )


def _port_of(master: str) -> str:
    return f"port of {code(master)}" if master else ""


def _listed(things: Listed[Thing], write: Callable[[Thing], Quoted]) -> Quoted:
    more = f" and {things.more:,} more" if things.more else ""
    return Quoted(f"{_joined(map(write, things.shown))}{more}")


def _joined(texts: Iterable[Quoted]) -> Quoted:
    return Quoted(", ".join(texts))
