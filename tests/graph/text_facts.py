"""Facts as pasted text gives them: with little told."""

from tests.graph.build_facts import BOX, ROOT
from topograph.facts import Address, Container, Endpoint, Host, Link, Netns, Network

__all__ = ["BRIDGE", "container", "endpoint", "host", "inside", "link", "port", "root"]

BRIDGE = 3


def link(ifindex: int, ifname: str, *addresses: str, **fields: object) -> Link:
    """Return a link of which only what is given was told."""
    untold = {"ifindex", "iflink", "kind"} - fields.keys()
    if ifindex > 0:
        untold.discard("ifindex")
    return Link(
        ifindex=ifindex,
        ifname=ifname,
        addresses=[Address(family=6 if ":" in a else 4, address=a) for a in addresses],
        untold=sorted(untold),
        **fields,  # type: ignore[arg-type]
    )


def port(ifindex: int, ifname: str, master: int = BRIDGE, **fields: object) -> Link:
    return link(ifindex, ifname, master=master, **fields)


def root(*links: Link, **fields: object) -> Netns:
    return Netns(inode=ROOT, root=True, links=list(links), untold=["links"], **fields)  # type: ignore[arg-type]


def inside(*links: Link, inode: int = BOX, names: tuple[str, ...] = ("box",)) -> Netns:
    return Netns(inode=inode, names=list(names), links=list(links), untold=["links"])


def container(name: str, *endpoints: Endpoint, **fields: object) -> Container:
    told: dict[str, object] = {"id": f"{name:0<12}", "state": "running", "untold": ["netns"]}
    return Container(names=[name], endpoints=list(endpoints), **(told | fields))  # type: ignore[arg-type]


def endpoint(network: str, mac: str | None, *addresses: str) -> Endpoint:
    return Endpoint(network_id=network, network_name=network, mac=mac, addresses=list(addresses))


def host(
    *namespaces: Netns,
    containers: tuple[Container, ...] = (),
    networks: tuple[Network, ...] = (),
) -> Host:
    return Host(
        hostname="web1",
        namespaces=list(namespaces),
        containers=list(containers),
        networks=list(networks),
    )
