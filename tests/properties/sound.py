"""Sound hosts, on which each thing can be told from the others, and the same after a reboot."""

from itertools import count
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.hosts import ROOT_INODE, bridge, crowd, loopback, veth
from topograph.facts import (
    Container,
    FdbEntry,
    Host,
    Link,
    Neighbour,
    Netns,
    NextHop,
    Processes,
    Route,
    Snapshot,
    Veth,
)

__all__ = ["rebooted", "sound_snapshots"]

Thing = TypeVar("Thing")

LAN = 50
"""Ifindex of the bridge to which all namespaces made by hand are plugged."""
BOOTS = [f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2)]


def sound_snapshots() -> st.SearchStrategy[Snapshot]:
    """Hosts with containers on some of three networks, and up to three named namespaces."""
    plugged = st.lists(
        st.lists(st.integers(0, 2), min_size=1, max_size=2, unique=True), max_size=5
    )
    return st.builds(_build, plugged, st.integers(0, 3))


def _build(plugged: list[list[int]], rooms: int) -> Snapshot:
    snapshot = crowd(plugged, 3)
    [host] = snapshot.hosts
    root, *others = host.namespaces
    links, fdb = [bridge(LAN, "lan0", "00:00:5e:00:53:50", "198.51.100.1/24")], []
    boxes = []
    for n in range(rooms):
        inode, nsid, port = ROOT_INODE + 50 + n, 500 + n, LAN + 1 + n
        links.append(
            veth(
                port, f"to-room{n}", f"00:00:5e:00:53:6{n}", peer=2, nsid=nsid, master=LAN, port=n
            )
        )
        inner = veth(2, "eth0", f"00:00:5e:00:53:7{n}", f"198.51.100.1{n}/24", peer=port, nsid=0)
        fdb.append(FdbEntry(link=port, mac=f"00:00:5e:00:53:8{n}", master=LAN, is_static=True))
        fdb.append(FdbEntry(link=port, mac=f"00:00:5e:00:53:7{n}", master=LAN))
        boxes.append(
            Netns(
                inode=inode, names=[f"room{n}"], nsids={0: ROOT_INODE}, links=[loopback(), inner]
            )
        )
        root.nsids[nsid] = inode
    ways = [NextHop(gateway="192.0.2.2", link=2), NextHop(gateway="198.51.100.2", link=LAN)]
    neighbour = Neighbour(
        family=4, dst="192.0.2.9", link=2, mac="00:00:5e:00:53:09", state=["PERMANENT"]
    )
    root = replace(
        root,
        links=[*root.links, *links],
        fdb=fdb,
        neighbours=[neighbour],
        routes=[*root.routes, Route(family=4, dst="203.0.113.0/24", nexthops=ways)],
    )
    host = replace(host, boot_id=BOOTS[0], namespaces=[root, *others, *boxes])
    return replace(snapshot, hosts=[host])


def rebooted(snapshot: Snapshot, seed: int, above: int = 0) -> Snapshot:
    """Return the same host with every number and random name drawn anew.

    Args:
        snapshot: of one host.
        seed: of the numbers.
        above: lowest of the new inodes and ifindexes, counted from where they begin. In one
            boot no link gets the number of another.
    """
    [host] = snapshot.hosts
    return replace(snapshot, hosts=[_Reboot(host, Random(seed), above).all()])


class _Reboot:
    def __init__(self, host: Host, random: Random, above: int) -> None:
        self._host = host
        self._random = random
        self._above = above
        inodes = [netns.inode for netns in host.namespaces]
        fresh = random.sample(
            range(ROOT_INODE + above, ROOT_INODE + above + 10 * len(inodes)), len(inodes)
        )
        self._inodes = dict(zip(inodes, fresh, strict=True))
        self._nsids = {
            netns.inode: dict(
                zip(netns.nsids, random.sample(range(1000), len(netns.nsids)), strict=True)
            )
            for netns in host.namespaces
        }
        self._ifindexes = {netns.inode: self._drawn(netns) for netns in host.namespaces}
        self._macs: dict[str | None, str | None] = {None: None}
        self._count = count(1)

    def all(self) -> Host:
        host = self._host
        return replace(
            host,
            boot_id=BOOTS[1],
            containers=[self._container(container) for container in host.containers],
            namespaces=self._mixed([self._netns(netns) for netns in host.namespaces]),
        )

    def _drawn(self, netns: Netns) -> dict[int | None, Any]:
        known = [link.ifindex for link in netns.links if link.ifindex != 1]
        fresh = self._random.sample(
            range(2 + self._above, 2 + self._above + 10 * len(known)), len(known)
        )
        return {None: None, 1: 1, **dict(zip(known, fresh, strict=True))}

    def _mixed(self, things: list[Thing]) -> list[Thing]:
        return self._random.sample(things, len(things))

    def _mac(self, mac: str | None) -> str | None:
        """Return another MAC for that of a veth or of a bridge, the same each time."""
        if mac not in self._macs:
            self._macs[mac] = "06:" + next(self._count).to_bytes(5).hex(":")
        return self._macs[mac]

    def _container(self, container: Container) -> Container:
        assert container.netns is not None
        endpoints = [
            replace(e, endpoint_id=f"{next(self._count):064x}", mac=self._mac(e.mac))
            for e in container.endpoints
        ]
        return replace(
            container,
            netns=self._inodes[container.netns],
            pid=next(self._count),
            status="Up 2 seconds",
            endpoints=self._mixed(endpoints),
        )

    def _netns(self, netns: Netns) -> Netns:
        numbers = self._ifindexes[netns.inode]
        return replace(
            netns,
            inode=self._inodes[netns.inode],
            nsids={
                self._nsids[netns.inode][nsid]: self._inodes[inode]
                for nsid, inode in netns.nsids.items()
            },
            processes=Processes(count=3, pid=next(self._count), comm="other"),
            links=self._mixed([self._link(netns, link) for link in netns.links]),
            routes=self._mixed([self._route(netns, route) for route in netns.routes]),
            neighbours=[replace(x, link=numbers[x.link]) for x in netns.neighbours],
            # What was learned is forgotten.
            fdb=[
                replace(x, link=numbers[x.link], master=numbers[x.master])
                for x in netns.fdb
                if x.is_static
            ],
        )

    def _route(self, netns: Netns, route: Route) -> Route:
        numbers = self._ifindexes[netns.inode]
        hops = [replace(hop, link=numbers[hop.link]) for hop in route.nexthops]
        return replace(route, link=numbers[route.link], nexthops=self._mixed(hops))

    def _link(self, netns: Netns, link: Link) -> Link:
        link = self._own_numbers(netns, link)
        return link if link.veth is None else self._end(netns, link, link.veth)

    def _own_numbers(self, netns: Netns, link: Link) -> Link:
        numbers = self._ifindexes[netns.inode]
        link = replace(link, ifindex=numbers[link.ifindex], master=numbers[link.master])
        if link.port is not None:
            link = replace(link, port=replace(link.port, number=next(self._count)))
        if link.kind:
            link = replace(link, mac=self._mac(link.mac))
        if link.bridge is not None:
            bridge_id = f"8000.{next(self._count):012x}"
            link = replace(link, bridge=replace(link.bridge, id=bridge_id, root_id=bridge_id))
        return link

    def _end(self, netns: Netns, link: Link, end: Veth) -> Link:
        nsid = end.peer_nsid
        there = netns.inode if nsid is None else netns.nsids[nsid]
        peer = self._ifindexes[there][end.peer_ifindex]
        fresh = None if nsid is None else self._nsids[netns.inode][nsid]
        if netns.root and link.master is not None and link.ifname.startswith("veth"):
            link = replace(link, ifname=f"veth{next(self._count):07x}")
        return replace(
            link,
            iflink=peer,
            link_nsid=fresh,
            veth=replace(end, peer_ifindex=peer, peer_nsid=fresh),
        )
