"""Small hosts, one joint at a time: what `tests.hosts` has not."""

from collections.abc import Iterable

from tests.hosts import ROOT_INODE, SOCKET, loopback
from topograph.facts import Container, Endpoint, Gap, Host, Link, Netns, Network, Subnet
from topograph.graph.inventory import Inventory, take_stock
from topograph.graph.wiring import Wiring, wire

__all__ = [
    "BOX",
    "NET_ID",
    "OTHER",
    "ROOT",
    "box",
    "container",
    "end",
    "endpoint",
    "host",
    "network",
    "resolve",
    "root",
    "stock",
]

ROOT = ROOT_INODE
BOX = ROOT_INODE + 1
OTHER = ROOT_INODE + 2
NET_ID = "4e120ad68df2" + "0" * 52


def root(*links: Link, **fields: object) -> Netns:
    """The root namespace, which knows BOX as 0 and OTHER as 1."""
    fields = {"nsids": {0: BOX, 1: OTHER}} | fields
    return Netns(inode=ROOT, root=True, links=[loopback(), *links], **fields)  # type: ignore[arg-type]


def box(*links: Link, inode: int = BOX, **fields: object) -> Netns:
    """Another namespace, which knows the root as 0."""
    fields = {"nsids": {0: ROOT}} | fields
    return Netns(inode=inode, links=[loopback(), *links], **fields)  # type: ignore[arg-type]


def end(ifindex: int, ifname: str, **fields: object) -> Link:
    """A link of which only the numbers matter."""
    return Link(ifindex=ifindex, ifname=ifname, **fields)  # type: ignore[arg-type]


def container(name: str = "redis", **fields: object) -> Container:
    """A running container without endpoints."""
    fields = {
        "id": name.encode().hex().ljust(64, "0"),
        "names": [name],
        "state": "running",
        "engine": SOCKET,
    } | fields
    return Container(**fields)  # type: ignore[arg-type]


def endpoint(mac: str | None = None, *addresses: str, network: str = NET_ID) -> Endpoint:
    return Endpoint(network_id=network, network_name="app", mac=mac, addresses=list(addresses))


def network(name: str = "app", gateway: str | None = None, **fields: object) -> Network:
    """A bridge network that does not tell its bridge."""
    subnets = [Subnet(subnet="192.0.2.0/24", gateway=gateway)] if gateway else []
    fields = {"id": NET_ID, "driver": "bridge", "engine": SOCKET, "subnets": subnets} | fields
    return Network(name=name, **fields)  # type: ignore[arg-type]


def host(
    *namespaces: Netns,
    containers: Iterable[Container] = (),
    networks: Iterable[Network] = (),
    hostname: str = "web1",
) -> Host:
    return Host(
        hostname=hostname,
        namespaces=list(namespaces),
        containers=list(containers),
        networks=list(networks),
    )


def stock(facts: Host, *gaps: Gap) -> Inventory:
    """The facts in order, the host under its own name."""
    return take_stock(facts, facts.hostname, gaps)


def resolve(facts: Host, *gaps: Gap) -> Wiring:
    """What all joins find together."""
    return wire(stock(facts, *gaps))
