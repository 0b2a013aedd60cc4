"""What a node is called in pictures that are made of lines of text."""

from collections.abc import Mapping
from textwrap import wrap
from typing import Any, Final

from topograph.graph.states import trouble_of

__all__ = ["Attributes", "is_plain_loopback", "kind_text", "node_lines", "system_words"]

Attributes = Mapping[str, Any]

_OWN: Final = frozenset({"127.0.0.1/8", "::1/128"})
_WIDEST: Final = 48


def node_lines(attributes: Attributes) -> list[str]:
    """Return the lines that describe a node, its name first, none of them empty."""
    makers = {
        "host": _host,
        "netns": _netns,
        "link": _link,
        "container": _container,
        "network": _network,
        "remote": _remote,
    }
    return [line for line in makers[attributes["type"]](attributes) if line]


def is_plain_loopback(attributes: Attributes) -> bool:
    """Tell whether a node is a loopback with no address but its own, of which nobody asks."""
    return attributes.get("role") == "loopback" and _OWN.issuperset(attributes["addresses"])


def kind_text(link: Attributes) -> str:
    """Return the kind of a link with what tells it from others of that kind."""
    number = link.get("vni", link.get("vlan", ""))
    return " ".join(filter(None, (link["kind"], str(number), link.get("mode", ""))))


def system_words(host: Attributes) -> list[str]:
    """Return the operating system and the kernel of a host, as far as they are known."""
    kernel = " ".join(filter(None, ("Linux", host["kernel"], host["arch"])))
    return [word for word in (host["os"], kernel if host["kernel"] else "") if word]


def _host(host: Attributes) -> list[str]:
    return [host["name"], ", ".join(system_words(host)), ", ".join(host["engines"])]


def _netns(netns: Attributes) -> list[str]:
    if netns["root"]:
        return ["root namespace"]
    process = f"{netns['pid']} {netns['comm']}" if "pid" in netns else ""
    return [f"netns {netns['name']}", process, *wrap(netns.get("gap", ""), _WIDEST)]


def _link(link: Attributes) -> list[str]:
    words = [kind_text(link) or "hardware" if link["role"] != "loopback" else ""]
    words += [trouble_of(link)]
    lines = [link["ifname"], ", ".join(filter(None, words)), *link["addresses"], link["mac"]]
    loose = f"not seen: {link['peer_gap']}" if "peer_gap" in link else ""
    return [*lines, *wrap(loose, _WIDEST)]


def _container(container: Attributes) -> list[str]:
    state = ", ".join(filter(None, (container["state"], container.get("health"))))
    return [container["name"], container["image"], state, *container["ports"]]


def _network(network: Attributes) -> list[str]:
    return [f"network {network['name']}", network["driver"], *network["subnets"]]


def _remote(remote: Attributes) -> list[str]:
    return [remote["address"]]
