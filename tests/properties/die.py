"""Hosts thrown with a die: facts that could be, and facts that do not fit together."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NamedTuple, TypeVar

from topograph.facts import (
    Address,
    Bridge,
    BridgePort,
    Container,
    Endpoint,
    Engine,
    FdbEntry,
    Gap,
    Host,
    Link,
    Macvlan,
    Neighbour,
    Netns,
    Network,
    NextHop,
    Processes,
    PublishedPort,
    Route,
    Rule,
    Subnet,
    Tun,
    Veth,
    VlanRange,
    Vxlan,
)

__all__ = ["HOSTILE", "Die", "Sizes"]

Thing = TypeVar("Thing")

HOSTILE = [
    "",
    "@redis",
    "a/b",
    "02:42:ac:11:00:02",
    "100%",
    "%2F",
    "..",
    " ",
    "two words",
    '"><script>alert(1)</script>',
    "</svg>",
    "]]>",
    "&amp;",
    "\\N",
    "<b>bold</b>",
    "line\nbreak",
    "tab\there",
    "nul\x00",
    "\x1b[31mred",
    "\u202egnp.exe",
    "\u2028",
    "\ufeff",
    "\u00e9\u4e2d\U0001f40b",
    "e~1",
    "{x}",
    "'; DROP TABLE",
]
SOCKETS = ["unix:///run/docker.sock"] * 3 + ["unix:///run/user/1000/podman/podman.sock"]
KINDS = ["", "vlan", "macvlan", "macvtap", "ipvlan", "vxlan", "tun", "dummy", "gre", "made-up"]
# Few numbers and addresses, so that things meet by chance.
MACS = [f"00:00:5e:00:53:{n:02x}" for n in range(6)]
HOSTS = [f"192.0.2.{n}" for n in range(1, 6)]
IFINDEXES = range(2, 8)
INODES = range(4026531840, 4026531845)
NETWORK_IDS = ["0123456789ab" + "c" * 52, "1" * 64, "2" * 64, ""]
CONTAINER_IDS = ["", *(f"{n}" * 64 for n in range(4))]
LABELS = [f"com.docker.compose.{n}" for n in ("project", "service", "container-number")]
FILE_NAMES = ["1-0123456789", "lb_012345678", "0123456789ab", "blue", "/run/netns/red"]


class Sizes(NamedTuple):
    """How many of each thing a host has."""

    namespaces: int
    links: int
    """Of each namespace, beside its loopback and its veths."""
    pairs: int
    containers: int
    networks: int


class Die(Random):
    """Throws facts."""

    def __init__(self, seed: int, text: str) -> None:
        super().__init__(seed)
        self.names = ["web", "db", "eth0", "br0", "docker0", text]

    def name(self) -> str:
        return self.choice(HOSTILE if self.random() < 0.3 else self.names)

    def maybe(self, values: Sequence[Thing], chance: float = 0.5) -> Thing | None:
        return self.choice(values) if self.random() < chance else None

    def some(self, make: Callable[[], Thing], most: int) -> list[Thing]:
        return [make() for _ in range(self.randint(0, most))]

    def address(self) -> Address:
        return Address(
            family=4,
            address=f"{self.choice(HOSTS)}/24",
            scope=self.choice(["global", "link"]),
            label=self.maybe(self.names),
        )

    def link(self) -> Link:
        kind = self.choice(KINDS)
        extra: dict[str, Any] = {}
        if kind == "vxlan":
            remote = self.maybe(["192.0.2.9", "2001:db8::9", "0.0.0.0", "nonsense"])
            extra["vxlan"] = Vxlan(id=42, remote=remote, link=self.maybe(IFINDEXES))
        elif kind == "macvlan":
            extra["macvlan"] = Macvlan(mode="bridge")
        elif kind == "tun":
            extra["tun"] = Tun(type="tap", owner=1000)
        elif kind:
            extra["broadcast"] = self.maybe(HOSTS)
        return Link(
            ifindex=self.choice(IFINDEXES),
            ifname=self.name(),
            altnames=self.some(self.name, 2),
            kind=kind,
            mac=self.maybe(MACS),
            permanent_mac=self.maybe(MACS),
            iflink=self.maybe(IFINDEXES) if kind else None,
            link_nsid=self.maybe([0, 1, 2, -1]) if kind else None,
            master=self.maybe(IFINDEXES),
            addresses=self.some(self.address, 2),
            alias=self.maybe(HOSTILE),
            **extra,
        )

    def bridge(self) -> Link:
        return Link(
            ifindex=self.choice(IFINDEXES),
            ifname=self.choice(["br0", "docker0", "br-0123456789ab"]),
            kind="bridge",
            mac=self.maybe(MACS),
            addresses=self.some(self.address, 1),
            bridge=Bridge(id="8000.00005e005301", root_id="8000.00005e005301"),
        )

    def veth(self, ifindex: int, peer: int, nsid: int | None) -> Link:
        """One end of a pair, as a new kernel tells it or an old one."""
        return Link(
            ifindex=ifindex,
            ifname=self.name(),
            kind="veth",
            mac=self.maybe(MACS, 0.8),
            addresses=self.some(self.address, 1),
            master=self.maybe(IFINDEXES),
            iflink=None if peer == ifindex else peer,
            link_nsid=nsid,
            veth=self.maybe([Veth(peer_ifindex=peer, peer_nsid=nsid)]),
            port=self.maybe([BridgePort(number=1, state="forwarding")]),
            vlans=self.some(lambda: VlanRange(vid=self.choice([1, 7]), pvid=True), 2),
        )

    def route(self) -> Route:
        return Route(
            family=self.choice([4, 4, 6]),
            dst=self.choice(["default", "192.0.2.0/24", "2001:db8::/64", "nonsense", ""]),
            table=self.choice([254, 100]),
            gateway=self.maybe(HOSTS),
            link=self.maybe(IFINDEXES),
            metric=self.maybe([0, 100]),
            protocol=self.choice(["kernel", "static"]),
            nexthops=self.some(
                lambda: NextHop(
                    gateway=self.maybe(HOSTS),
                    link=self.maybe(IFINDEXES),
                    weight=self.choice([1, 2]),
                ),
                3,
            ),
        )

    def rule(self) -> Rule:
        return Rule(
            family=self.choice([4, 6]),
            priority=self.choice([0, 32766]),
            table=self.choice([254, 100]),
            src=self.maybe(["192.0.2.0/24"]),
            iif=self.maybe(HOSTILE, 0.2),
        )

    def neighbour(self) -> Neighbour:
        return Neighbour(
            family=4,
            dst=self.choice([*HOSTS, "2001:db8::9", "nonsense"]),
            link=self.choice(IFINDEXES),
            mac=self.maybe([*MACS, "33:33:00:00:00:01"]),
            state=self.some(lambda: self.choice(["NOARP", "STALE"]), 2),
            is_proxy=self.random() < 0.2,
        )

    def fdb_entry(self) -> FdbEntry:
        return FdbEntry(
            link=self.choice(IFINDEXES),
            mac=self.choice(MACS),
            master=self.maybe(IFINDEXES),
            is_local=self.random() < 0.5,
            dst=self.maybe([*HOSTS, "239.1.1.1"]),
        )

    def namespaces(self, sizes: Sizes) -> list[Netns]:
        inodes = INODES[: sizes.namespaces]
        nsids = [{n: i for n, i in enumerate(inodes) if self.random() < 0.6} for _ in inodes]
        links = [
            [self.choice([self.link, self.bridge])() for _ in range(sizes.links)] for _ in inodes
        ]
        for _ in range(sizes.pairs if inodes else 0):
            ends = [(self.choice(range(len(inodes))), self.choice(IFINDEXES)) for _ in range(2)]
            for (here, ifindex), (there, peer) in (ends, ends[::-1]):
                known = [n for n, inode in nsids[here].items() if inode == inodes[there]]
                nsid = None if here == there else next(iter(known), self.choice([-1, 9]))
                # Some peers have gone, and their number may be another's by now.
                told = peer if self.random() < 0.9 else self.choice(IFINDEXES)
                links[here].append(self.veth(ifindex, told, nsid))
        return [self.netns(inode, nsids[n], links[n]) for n, inode in enumerate(inodes)]

    def netns(self, inode: int, nsids: dict[int, int], links: list[Link]) -> Netns:
        loopback = Link(ifindex=1, ifname="lo", link_type="loopback", flags=["LOOPBACK"])
        return Netns(
            inode=inode if self.random() < 0.9 else INODES[0],
            root=inode == INODES[0] or self.random() < 0.1,
            names=self.some(lambda: self.choice([*FILE_NAMES, self.name()]), 2),
            nsids=nsids,
            processes=self.maybe([Processes(count=1, pid=7, comm=self.name())]),
            links=[loopback, *links] if self.random() < 0.9 else [],
            routes=self.some(self.route, 3),
            rules=self.some(self.rule, 3),
            neighbours=self.some(self.neighbour, 2),
            fdb=self.some(self.fdb_entry, 2),
        )

    def network(self) -> Network:
        return Network(
            id=self.choice(NETWORK_IDS),
            name=self.name(),
            driver=self.choice(["bridge", "bridge", "host", "macvlan", "overlay", "plug-in"]),
            engine=self.choice(SOCKETS),
            bridge=self.maybe(["br0", "docker0"]),
            options={"parent": self.name()} if self.random() < 0.3 else {},
            subnets=self.some(lambda: Subnet(subnet="192.0.2.0/24", gateway=self.maybe(HOSTS)), 1),
        )

    def endpoint(self) -> Endpoint:
        return Endpoint(
            network_id=self.choice(NETWORK_IDS),
            network_name=self.name(),
            mac=self.maybe(MACS, 0.8),
            addresses=self.some(lambda: f"{self.choice(HOSTS)}/24", 1),
        )

    def port(self) -> PublishedPort:
        return PublishedPort(
            container_port=self.choice([80, 443]),
            host_ip=self.maybe(["0.0.0.0", "::"]),
            host_port=self.maybe([8080]),
        )

    def container(self) -> Container:
        modes = [
            "default",
            "host",
            "none",
            "container:web",
            "container:0",
            "container:" + "1" * 64,
        ]
        return Container(
            id=self.choice(CONTAINER_IDS),
            names=self.some(self.name, 2),
            image=self.name(),
            state=self.choice(["running", "running", "exited", "created", "paused", ""]),
            engine=self.choice(SOCKETS),
            netns=self.maybe(INODES[1:3], 0.7),
            network_mode=self.choice(modes),
            labels={label: self.name() for label in LABELS} if self.random() < 0.5 else {},
            endpoints=self.some(self.endpoint, 2),
            ports=self.some(self.port, 2),
        )

    def host(self, sizes: Sizes) -> Host:
        return Host(
            hostname=self.choice(["web", self.name()]),
            machine_id=self.maybe(["ab" * 16, "cd" * 16]),
            os=self.name(),
            kernel="6.1.0",
            namespaces=self.namespaces(sizes),
            engines=self.some(lambda: Engine(name="docker", socket=self.choice(SOCKETS)), 2),
            containers=[self.container() for _ in range(sizes.containers)],
            networks=[self.network() for _ in range(sizes.networks)],
        )

    def gap(self) -> Gap:
        return Gap(
            source=self.choice(["namespaces", "rtnetlink", "engine"]),
            subject=self.choice(["host", "process:7", *(f"netns:{inode}" for inode in INODES)]),
            what=self.name(),
            hint=self.name(),
            host=self.choice(["", "web"]),
        )
