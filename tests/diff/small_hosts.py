"""Small hosts at two moments, and their diff in a few words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from tests.graph.build_facts import NET_ID, ROOT
from tests.hosts import SOCKET, bridge, default_route, hardware, loopback, snapshot, veth
from topograph.diff import Options, compare
from topograph.diff.model import Entry
from topograph.facts import (
    Container,
    Endpoint,
    Engine,
    Gap,
    Host,
    Link,
    Netns,
    Network,
    Snapshot,
    Subnet,
)

__all__ = [
    "BOOT",
    "BRIDGE",
    "ENGINE",
    "NEXT_BOOT",
    "UPLINK",
    "Person",
    "app",
    "docker_host",
    "machine",
    "room",
    "root_of",
    "shop",
    "told",
    "unknown",
    "with_root",
]

BOOT = "00000000-0000-4000-8000-000000000001"
NEXT_BOOT = "00000000-0000-4000-8000-000000000002"
BRIDGE = 9
"""Ifindex of the bridge of the network app."""
COMPOSE = "com.docker.compose."
UPLINK = hardware(2, "eth0", "00:00:5e:00:53:02", "192.0.2.20/24")
ENGINE = Engine(name="docker", socket=SOCKET, version="28.2.2", api_version="1.50")


@dataclass(frozen=True, kw_only=True)
class Person:
    """A container on the network app, with its namespace and both ends of its veth pair."""

    name: str
    number: int = 1
    """Of its address and of its id."""
    made: int = 1
    """What the kernel and the engine number it by, other after each start."""
    fields: dict[str, Any] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    """More links inside."""
    network: str = "app"
    mtu: int = 1500
    inode_of: int = 0
    """Whose inode its namespace got, by what `made` was; its own if 0."""

    @property
    def inode(self) -> int:
        return ROOT + 100 + (self.inode_of or self.made)

    @property
    def address(self) -> str:
        return f"198.51.100.{self.number + 1}/24"

    def container(self) -> Container:
        endpoint = Endpoint(
            network_id=NET_ID,
            network_name=self.network,
            endpoint_id=f"{self.made:064x}",
            mac=self.mac,
            addresses=[self.address],
            gateways=["198.51.100.1"],
        )
        fields: dict[str, Any] = {
            "id": f"{self.number:064x}",
            "names": [self.name],
            "image": "web:1",
            "state": "running",
            "status": f"Up {self.made} seconds",
            "engine": SOCKET,
            "netns": self.inode,
            "pid": 1000 + self.made,
            "network_mode": self.network,
            "endpoints": [endpoint],
        } | self.fields
        return Container(**fields)

    @property
    def mac(self) -> str:
        return f"02:42:c6:33:64:{self.made:02x}"

    def sandbox(self) -> Netns:
        inner = veth(
            100 + 2 * self.made, "eth0", self.mac, self.address, peer=101 + 2 * self.made, nsid=0
        )
        return Netns(
            inode=self.inode,
            nsids={0: ROOT},
            links=[loopback(), replace(inner, mtu=self.mtu), *self.links],
            routes=[default_route(inner.ifindex, "198.51.100.1")],
        )

    def port(self) -> Link:
        """The end on the host."""
        ifindex = 101 + 2 * self.made
        mac = f"02:11:00:00:00:{self.made:02x}"
        name = f"veth{ifindex:07x}"
        return veth(
            ifindex, name, mac, peer=ifindex - 1, nsid=self.made, master=BRIDGE, port=self.made
        )


def app(network_id: str = NET_ID, **fields: Any) -> Network:
    """The network app with its bridge."""
    fields = {
        "id": network_id,
        "name": "app",
        "driver": "bridge",
        "engine": SOCKET,
        "bridge": f"br-{network_id[:12]}",
        "subnets": [Subnet(subnet="198.51.100.0/24", gateway="198.51.100.1")],
    } | fields
    return Network(**fields)


def shop(service: str, number: int, *, born: int = 0) -> Person:
    """A container of the project shop; `born` tells one from another that took over."""
    labels = {
        f"{COMPOSE}project": "shop",
        f"{COMPOSE}service": service,
        f"{COMPOSE}container-number": str(number),
    }
    fields = {"labels": labels, "id": f"{service}{number}{born}".encode().hex().ljust(64, "0")}
    made = number + 10 * (service == "db") + 100 * born
    return Person(name=f"shop-{service}-{number}", number=made % 100, made=made, fields=fields)


def docker_host(
    *people: Person,
    links: Iterable[Link] = (),
    namespaces: Iterable[Netns] = (),
    networks: Sequence[Network] | None = None,
    gaps: Iterable[Gap] = (),
    bridge_ifindex: int = BRIDGE,
    **fields: Any,
) -> Snapshot:
    """A host with these containers on the network app."""
    networks = [app()] if networks is None else networks
    bridges = [
        bridge(bridge_ifindex, network.bridge, "02:42:00:00:00:09", "198.51.100.1/24")
        for network in networks
        if network.bridge
    ]
    ports = [replace(person.port(), master=bridge_ifindex) for person in people]
    root = Netns(
        inode=ROOT,
        root=True,
        nsids={person.made: person.inode for person in people},
        links=[loopback(), UPLINK, *bridges, *ports, *links],
        routes=[default_route(2, "192.0.2.1")],
    )
    fields = {
        "engines": [ENGINE],
        "containers": [person.container() for person in people],
        "networks": list(networks),
    } | fields
    boxes = [person.sandbox() for person in people]
    return machine(root, *boxes, *namespaces, gaps=gaps, **fields)


def machine(*namespaces: Netns, gaps: Iterable[Gap] = (), **fields: Any) -> Snapshot:
    """One host with an identity."""
    fields = {"hostname": "web1", "machine_id": "ab" * 16, "boot_id": BOOT} | fields
    return snapshot(Host(namespaces=list(namespaces), **fields), gaps=gaps)


def root_of(*links: Link, **fields: Any) -> Netns:
    """A root namespace with a loopback."""
    return Netns(inode=ROOT, root=True, links=[loopback(), *links], **fields)


def room(name: str, *links: Link, inode: int = ROOT + 1, **fields: Any) -> Netns:
    """A namespace that a person made."""
    fields = {"names": [name], "nsids": {0: ROOT}} | fields
    return Netns(inode=inode, links=[loopback(), *links], **fields)


def with_root(facts: Snapshot, **fields: Any) -> Snapshot:
    """The same with other fields of the root namespace."""
    [host] = facts.hosts
    namespaces = [replace(n, **fields) if n.root else n for n in host.namespaces]
    return replace(facts, hosts=[replace(host, namespaces=namespaces)])


def told(
    before: Snapshot, after: Snapshot, *, ignore: tuple[str, ...] = (), **options: bool
) -> list[str]:
    """Return the entries in words, parts indented by two blanks."""
    diff = compare(before, after, Options(ignore=ignore, **options)).diff
    return [line for entry in diff.entries for line in _lines(entry)]


def unknown(before: Snapshot, after: Snapshot) -> list[str]:
    """Return what cannot be told in words: side and reason, and what is hidden below it."""
    return [
        line
        for one in compare(before, after).diff.unknown
        for line in (f"{one.side}: {one.what}", *(f"  {x}" for e in one.hidden for x in _lines(e)))
    ]


def _lines(entry: Entry) -> Iterator[str]:
    places = [place for place in (entry.before, entry.after) if place is not None]
    names = " -> ".join(dict.fromkeys(place.name for place in places))
    insides = " -> ".join(dict.fromkeys(place.inside or "host" for place in places))
    where = "" if insides == "host" else f" in {insides}"
    changes = [f"{c.field} {_value(c.before)} -> {_value(c.after)}" for c in entry.changes]
    yield f"{entry.verb} {entry.thing} {names}{where}" + "".join(f"; {c}" for c in changes)
    for part in entry.parts:
        yield from (f"  {line}" for line in _lines(part))


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value)) or "[]"
    return str(value)
