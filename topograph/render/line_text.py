"""One line of text for each thing in the tree."""

from collections.abc import Iterable
from typing import Final

from topograph.graph.addresses import worth_telling
from topograph.graph.states import trouble_of
from topograph.render.node_text import Attributes, kind_text, system_words

__all__ = ["container_line", "gap_line", "host_line", "link_line", "netns_line", "network_line"]

_PAIRED: Final = frozenset({"veth", "netkit", "vxcan"})


def host_line(host: Attributes) -> str:
    """Describe a host."""
    return _joined([host["name"], *system_words(host), *host["engines"]])


def netns_line(netns: Attributes, containers: Iterable[Attributes]) -> str:
    """Describe a namespace."""
    process = f"{netns['comm']}[{netns['pid']}]" if "pid" in netns else ""
    why = f"not read: {netns['gap']}" if "gap" in netns else ""
    return _joined([_place(netns, containers), process, why])


def container_line(container: Attributes, unsure: str = "") -> str:
    """Describe a container, with the reason why its namespace is inferred."""
    words = [_named(container), container["status"] or container["state"]]
    words += [*container["addresses"], *container["macs"], *container["ports"]]
    return _joined([*words, f"(inferred: {unsure})" if unsure else ""])


def network_line(network: Attributes) -> str:
    """Describe a network."""
    return _joined([network["name"], network["driver"], *network["subnets"]])


def link_line(
    link: Attributes,
    *,
    networks: Iterable[Attributes] = (),
    netns: Attributes | None = None,
    containers: Iterable[Attributes] = (),
    peer: str = "",
) -> str:
    """Describe a link.

    Args:
        link: its attributes.
        networks: those that stand on it.
        netns: its namespace, where the reader is not in that.
        containers: those in that namespace.
        peer: text about its other end.
    """
    containers = list(containers)
    kind = "" if link["kind"] == "veth" else kind_text(link)
    words = [link["ifname"], kind, _place(netns, containers) if netns is not None else ""]
    words += [*worth_telling(link), link["mac"]]
    words += [f"network {network['name']}" for network in networks]
    words += [f"to {link['remote']}" if "remote" in link else "", trouble_of(link)]
    if netns is None:
        words += [f"default via {gateway}" for gateway in link["gateways"]]
    elif not netns["root"]:
        words += [port for container in containers for port in container["ports"]]
    if not peer and "peer_gap" in link:
        peer = f"{'<->' if link['kind'] in _PAIRED else 'on'} ? ({link['peer_gap']})"
    return _joined(words) + (f" {peer}" if peer else "")


def gap_line(gap: Attributes) -> str:
    """Describe a gap."""
    where = ": ".join(filter(None, (gap["host"], gap["subject"], gap["what"])))
    return f"{where}; {gap['hint']}" if gap["hint"] else where


def _place(netns: Attributes, containers: Iterable[Attributes]) -> str:
    """Name a namespace by the containers in it, where there are some."""
    if netns["root"]:
        return "root namespace"
    return ", ".join(map(_named, containers)) or f"netns {netns['name']}"


def _named(container: Attributes) -> str:
    return (
        f"{container['name']} ({container['image']})" if container["image"] else container["name"]
    )


def _joined(words: Iterable[str]) -> str:
    return "  ".join(filter(None, words))
