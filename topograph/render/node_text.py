"""What a node is called in pictures that are made of lines of text."""

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["Attributes", "is_plain_loopback", "node_lines"]

Attributes = Mapping[str, Any]

_OWN: Final = frozenset({"127.0.0.1/8", "::1/128"})


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


def _host(host: Attributes) -> list[str]:
    system = " ".join(filter(None, (host["os"], host["kernel"], host["arch"])))
    return [host["name"], system, ", ".join(host["engines"])]


def _netns(netns: Attributes) -> list[str]:
    if netns["root"]:
        return ["root namespace"]
    process = f"{netns['pid']} {netns['comm']}" if "pid" in netns else ""
    return [f"netns {netns['name']}", process, netns.get("gap", "")]


def _link(link: Attributes) -> list[str]:
    words = [link["kind"] or "hardware" if link["role"] != "loopback" else ""]
    words += [link["operstate"].lower() if link["operstate"] not in ("UP", "UNKNOWN") else ""]
    words += ["" if link["is_up"] else "not set up"]
    loose = f"other end not seen: {link['peer_gap']}" if "peer_gap" in link else ""
    return [link["ifname"], ", ".join(filter(None, words)), *link["addresses"], link["mac"], loose]


def _container(container: Attributes) -> list[str]:
    state = ", ".join(filter(None, (container["state"], container.get("health"))))
    return [container["name"], container["image"], state, *container["ports"]]


def _network(network: Attributes) -> list[str]:
    return [f"network {network['name']}", network["driver"], *network["subnets"]]


def _remote(remote: Attributes) -> list[str]:
    return [remote["address"]]
