"""Hosts that could be, with facts that fit together: what is really wired, to compare with.

Bridges with and without addresses, containers on one network or two, in host mode, in another's
namespace and stopped, namespaces made by hand, pairs within one and between two of them, bridges
inside them, links on links, MACs and ifindexes that occur twice.
"""

from random import Random
from typing import Any

from tests.hosts import ROOT_INODE
from topograph.facts import (
    Address,
    Bridge,
    BridgePort,
    Container,
    Endpoint,
    FdbEntry,
    Host,
    Link,
    Macvlan,
    Netns,
    Network,
    Subnet,
    Veth,
    Vxlan,
)

__all__ = ["Maker"]

UP = ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"]
IMAGES = ("redis", "mysql", "shop/web:2.4")


class _Place:
    """A namespace while it is made."""

    def __init__(self, inode: int, name: str = "") -> None:
        self.inode, self.name = inode, name
        self.links: list[dict[str, Any]] = [
            {
                "ifindex": 1,
                "ifname": "lo",
                "link_type": "loopback",
                "mac": "00:00:00:00:00:00",
                "mtu": 65536,
                "flags": ["LOOPBACK", "UP", "LOWER_UP"],
                "operstate": "UNKNOWN",
                "addresses": [Address(family=4, address="127.0.0.1/8", scope="host")],
                "place": self,
            }
        ]
        self.nsids: dict[int, int] = {}
        self.last = 1

    def number(self, wanted: int = 0) -> int:
        taken = {link["ifindex"] for link in self.links}
        if wanted and wanted not in taken:
            return wanted
        self.last += 1
        while self.last in taken:
            self.last += 1
        return self.last

    def nsid(self, other: "_Place") -> int | None:
        if other is self:
            return None
        for nsid, inode in self.nsids.items():
            if inode == other.inode:
                return nsid
        self.nsids[len(self.nsids)] = other.inode
        return len(self.nsids) - 1


class Maker(Random):
    """Makes hosts with a seed."""

    def host(self) -> Host:
        """Return a host."""
        self.root = _Place(ROOT_INODE)
        self.places = [self.root]
        self.containers: list[Container] = []
        self.networks: list[Network] = []
        self.bridges: list[tuple[dict[str, Any], Network | None, str]] = []
        self.macs, self.subnets = 0, 0
        self.family = self.choice([4, 4, 4, 6])
        self.hardware = self.link(self.root, "eth0", addresses=self.addresses("192.0.2.20/24"))
        for _ in range(self.randint(1, 3)):
            self.add_bridge()
        acts = [
            *[self.add_container] * 5,
            *[self.add_named_netns] * 2,
            self.add_inner_pair,
            self.add_between,
            self.add_nested,
            self.add_stacked,
            self.add_loose_veth,
        ]
        for _ in range(self.randint(1, 7)):
            self.root.last += self.choice([0, 0, 0, 1, 2, 7])
            self.choice(acts)()
        return self.finished()

    def mac(self, is_docker: bool = False, last: int = 0) -> str:
        self.macs += 1
        if is_docker and last:
            return f"02:42:ac:11:00:{last:02x}"
        return f"00:00:5e:00:53:{self.macs:02x}"

    def addresses(self, *told: str) -> list[Address]:
        found = [Address(family=6 if ":" in one else 4, address=one) for one in told]
        if self.random() < 0.5:
            self.macs += 1
            local = Address(family=6, address=f"fe80::{self.macs:x}/64", scope="link")
            found.append(local)
        return found

    def link(self, place: _Place, ifname: str, kind: str = "", **fields: Any) -> dict[str, Any]:
        names = {link["ifname"] for link in place.links}
        while ifname in names:
            ifname += "x"
        found = {
            "ifindex": place.number(fields.pop("number", 0)),
            "ifname": ifname,
            "kind": kind,
            "mac": self.mac(),
            "mtu": 1500,
            "flags": UP,
            "operstate": "UP",
            "addresses": [],
            "place": place,
        } | fields
        place.links.append(found)
        return found

    def subnet(self) -> tuple[str, int]:
        self.subnets += 1
        start = f"10.{self.subnets}.0" if self.family == 4 else f"2001:db8:{self.subnets}:"
        return start, 24 if self.family == 4 else 64

    def at(self, start: str, last: int) -> str:
        return f"{start}.{last}/24" if "." in start else f"{start}:{last:x}/64"

    def add_bridge(self) -> None:
        start, _ = self.subnet()
        gateway = self.at(start, 1)
        net_id = f"{self.getrandbits(48):012x}" + "0" * 52
        how = self.choice(["docker0", "network", "network", "hand"])
        if how == "docker0" and any(one[0]["ifname"] == "docker0" for one in self.bridges):
            how = "network"
        name = {"docker0": "docker0", "network": f"br-{net_id[:12]}", "hand": "br0"}[how]
        has_address = how != "hand" or self.random() < 0.4
        bridge = self.link(
            self.root, name, "bridge", addresses=self.addresses(*[gateway] * has_address)
        )
        network = None
        if how != "hand":
            subnet = f"{start}.0/24" if "." in start else f"{start}:/64"
            network = Network(
                id=net_id,
                name="bridge" if how == "docker0" else f"app{len(self.networks)}",
                driver="bridge",
                subnets=[Subnet(subnet=subnet, gateway=gateway.partition("/")[0])],
                bridge=name if how == "docker0" else None,
                options={"com.docker.network.bridge.name": name} if how == "docker0" else {},
            )
            self.networks.append(network)
        self.bridges.append((bridge, network, start))

    def pair(
        self, inner: _Place, outer: _Place, names: tuple[str, str], how: str, **fields: Any
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Make a pair; `fields` are those of the inner end.

        How: docker makes both in the root and moves the first, hand moves either, cni makes
        each in its own namespace.
        """
        first, second = self.root.number(), 0
        if how == "cni":
            self.root.last = first - 1
        else:
            second = self.root.number()
            while second == first:
                second = self.root.number()
        if how == "hand" and self.random() < 0.5:
            first, second = second, first
        mine = self.link(inner, names[0], "veth", number=first if how != "cni" else 0, **fields)
        other = self.link(outer, names[1], "veth", number=second)
        for one, two in ((mine, other), (other, mine)):
            nsid = one["place"].nsid(two["place"])
            one["iflink"] = two["ifindex"]
            one["link_nsid"] = nsid
            one["veth"] = Veth(peer_ifindex=two["ifindex"], peer_nsid=nsid)
            one["peer"] = two
        return mine, other

    def plug(self, port: dict[str, Any], bridge: dict[str, Any]) -> None:
        ports = [one for one in port["place"].links if one.get("master") == bridge["ifindex"]]
        port["master"], port["port_kind"] = bridge["ifindex"], "bridge"
        port["port"] = BridgePort(number=len(ports) + 1, state="forwarding")

    def place(self, name: str = "") -> _Place:
        place = _Place(ROOT_INODE + 100 + len(self.places), name)
        place.last += self.choice([0, 0, 0, 0, 2])
        self.places.append(place)
        return place

    def add_container(self) -> None:
        n = len(self.containers)
        kind = self.choice(["one"] * 5 + ["two"] * 2 + ["host", "joins", "stopped", "macvlan"])
        id_ = f"{self.getrandbits(256):064x}"
        fields: dict[str, Any] = {
            "id": id_,
            "names": [f"web{n}"],
            "image": self.choice(IMAGES),
            "program": "/web",
            "created": "2026-11-20T08:00:00Z",
            "state": "exited" if kind == "stopped" else "running",
        }
        networks = [one for one in self.bridges if one[1] is not None]
        if kind == "host":
            self.containers.append(Container(**fields, netns=ROOT_INODE, network_mode="host"))
            return
        if kind == "joins":
            running = [c for c in self.containers if c.state == "running" and c.endpoints]
            if running:
                other = self.choice(running)
                mode = f"container:{other.id}"
                self.containers.append(Container(**fields, netns=other.netns, network_mode=mode))
            return
        if kind == "stopped" or not (networks or kind == "macvlan"):
            mode = networks[0][1].name if networks and networks[0][1] else "none"
            self.containers.append(Container(**fields, network_mode=mode))
            return
        named = self.random()
        place = self.place(
            f"web{n}"
            if named < 0.15
            else fields["image"].partition(":")[0].rpartition("/")[2]
            if named < 0.25
            else ""
        )
        if place.name in {one.name for one in self.places if one is not place}:
            place.name = ""
        endpoints = []
        if kind == "macvlan":
            endpoints.append(self.on_macvlan(place))
        else:
            how = self.choice(["docker", "docker", "docker", "cni"])
            count = 2 if kind == "two" and len(networks) > 1 else 1
            for position, chosen in enumerate(self.sample(networks, count)):
                endpoints.append(self.on_bridge(place, position, chosen, how))
        mode = endpoints[0].network_name
        self.containers.append(
            Container(
                **fields,
                netns=place.inode,
                pid=2000 + n,
                network_mode="default" if mode == "bridge" else mode,
                endpoints=endpoints,
            )
        )

    def on_bridge(
        self, place: _Place, position: int, chosen: tuple[Any, Network | None, str], how: str
    ) -> Endpoint:
        bridge, network, start = chosen
        last = 2 + sum(len(c.endpoints) for c in self.containers) + position
        address = self.at(start, last)
        random = f"{self.getrandbits(32):08x}"
        name = f"veth{random[:7]}" if how == "docker" else f"veth{random}"
        mac = self.mac(self.random() < 0.3, last)
        _, outer = self.pair(
            place,
            self.root,
            (f"eth{position}", name),
            how,
            mac=mac,
            addresses=self.addresses(address),
        )
        self.plug(outer, bridge)
        assert network is not None
        return Endpoint(
            network_id=network.id,
            network_name=network.name,
            endpoint_id=f"{self.getrandbits(256):064x}",
            mac=mac,
            addresses=[address],
        )

    def on_macvlan(self, place: _Place) -> Endpoint:
        network = next((one for one in self.networks if one.driver == "macvlan"), None)
        if network is None:
            network = Network(
                id=f"{self.getrandbits(48):012x}" + "1" * 52,
                name="lan",
                driver="macvlan",
                subnets=[Subnet(subnet="192.0.2.0/24", gateway="192.0.2.1")],
                options={"parent": "eth0"},
            )
            self.networks.append(network)
        address = f"192.0.2.{100 + len(self.places)}/24"
        link = self.link(
            place,
            "eth0",
            "macvlan",
            number=self.root.number(),
            addresses=self.addresses(address),
            iflink=self.hardware["ifindex"],
            link_nsid=place.nsid(self.root),
            macvlan=Macvlan(mode="bridge"),
        )
        return Endpoint(
            network_id=network.id,
            network_name=network.name,
            endpoint_id=f"{self.getrandbits(256):064x}",
            mac=link["mac"],
            addresses=[address],
        )

    def add_named_netns(self) -> None:
        """As made by hand, on a bridge, routed, or without any address."""
        taken = {place.name for place in self.places}
        name = self.choice([n for n in ("blue", "red", "green", "x", "y", "z") if n not in taken])
        place = self.place(name)
        bridge, _, start = self.choice(self.bridges)
        how = self.choice(["bridge", "bridge", "bare", "routed"])
        told: list[str] = []
        if how == "bridge":
            told = [self.at(start, 50 + len(self.places))]
        elif how == "routed":
            told = ["198.51.100.2/32" if self.family == 4 else "2001:db8:99::2/128"]
        _, outer = self.pair(
            place,
            self.root,
            (self.choice(["eth0", f"p{len(self.places)}"]), f"veth{self.choice('abcdef')}"),
            self.choice(["hand", "cni"]),
            addresses=self.addresses(*told),
        )
        if how in ("bridge", "bare"):
            self.plug(outer, bridge)

    def add_inner_pair(self) -> None:
        """Both ends in one namespace."""
        place = self.choice(self.places)
        self.pair(place, place, ("left", "right"), self.choice(["hand", "cni"]))

    def add_between(self) -> None:
        """Between two namespaces of which none is the root."""
        others = self.places[1:]
        if len(others) > 1:
            one, two = self.sample(others, 2)
            address = ["198.51.100.9/30", "198.51.100.10/30"]
            mine, other = self.pair(one, two, ("to-b", "to-a"), self.choice(["hand", "cni"]))
            if self.random() < 0.5:
                mine["addresses"], other["addresses"] = map(self.addresses, address)

    def add_nested(self) -> None:
        """A bridge inside a namespace, with another namespace on it."""
        others = self.places[1:]
        if not others:
            return
        place = self.choice(others)
        start, _ = self.subnet()
        bridge = self.link(place, "br0", "bridge", addresses=self.addresses(self.at(start, 1)))
        free = (one for one in place.links if "peer" in one and not one.get("master"))
        outlet = next(free, None)
        is_one_segment = outlet is not None and self.random() < 0.5
        if outlet is not None and is_one_segment:
            self.plug(outlet, bridge)
            bridge["addresses"], outlet["addresses"] = outlet["addresses"], []
        deep = self.place(f"deep{len(self.places)}")
        address = self.at(start, 2)
        if is_one_segment and bridge["addresses"] and self.random() < 0.5:
            told = bridge["addresses"][0].address
            cut = max(told.rfind("."), told.rfind(":"))
            address = self.at(told[:cut], 150 + len(self.places))
        _, outer = self.pair(
            deep,
            place,
            ("eth0", "vethn"),
            self.choice(["hand", "cni"]),
            addresses=self.addresses(address),
        )
        self.plug(outer, bridge)

    def add_stacked(self) -> None:
        how = self.choice(["vlan", "vxlan", "macvlan", "dummy", "hardware"])
        place = self.choice(self.places)
        if how == "vlan":
            self.link(self.root, "eth0.7", "vlan", iflink=self.hardware["ifindex"])
        elif how == "vxlan":
            below = self.hardware["ifindex"]
            self.link(
                self.root,
                "vxlan42",
                "vxlan",
                vxlan=Vxlan(id=42, remote="203.0.113.9", link=below),
            )
        elif how == "macvlan" and place is not self.root:
            self.link(
                place,
                "mv0",
                "macvlan",
                iflink=self.hardware["ifindex"],
                link_nsid=place.nsid(self.root),
                macvlan=Macvlan(mode="bridge"),
                addresses=self.addresses(*["192.0.2.77/24"] * self.randint(0, 1)),
            )
        elif how == "dummy":
            self.link(place, "dummy0", "dummy")
        elif how == "hardware" and place is not self.root:
            self.link(place, "eth9", addresses=self.addresses("203.0.113.7/24"))

    def add_loose_veth(self) -> None:
        """A pair whose other end is in a namespace without a name and without a container."""
        place = self.place()
        bridge, _, _ = self.choice(self.bridges)
        _, outer = self.pair(
            place, self.root, ("eth0", f"veth{self.getrandbits(28):07x}"), "docker"
        )
        if self.random() < 0.7:
            self.plug(outer, bridge)

    def finished(self) -> Host:
        endpoints = {e.mac for c in self.containers for e in c.endpoints}
        macs = [one["mac"] for place in self.places for one in place.links[1:]]
        for one in self.places:
            for link in one.links:
                is_inner = link["ifname"] != "lo" and one is not self.root
                if self.random() < 0.04 and is_inner and link["mac"] not in endpoints:
                    link["mac"] = self.choice(macs)
                if link["kind" if "kind" in link else "ifname"] == "bridge":
                    bridge_id = f"8000.{link['mac'].replace(':', '')}"
                    link["bridge"] = Bridge(id=bridge_id, root_id=bridge_id)
        return Host(
            hostname="web1",
            namespaces=[self.netns(place) for place in self.places],
            containers=self.containers,
            networks=self.networks,
        )

    def netns(self, place: _Place) -> Netns:
        links = [
            Link(
                **{k: v for k, v in link.items() if k not in ("place", "peer")},
                is_up=True,
                carrier=True,
                qdisc="noqueue",
                txqlen=1000,
                permanent_mac=None if link.get("kind", "x") else link["mac"],
            )
            for link in sorted(place.links, key=lambda one: one["ifindex"])
        ]
        fdb = []
        for port in place.links:
            if port.get("master"):
                local = {"master": port["master"], "link": port["ifindex"]}
                fdb.append(FdbEntry(**local, mac=port["mac"], is_local=True, state="permanent"))
                for mac in sorted(_behind(port, set())):
                    fdb.append(FdbEntry(**local, mac=mac))
        return Netns(
            inode=place.inode,
            root=place is self.root,
            names=[place.name] if place.name else [],
            nsids=place.nsids,
            links=links,
            fdb=fdb,
        )


def _behind(port: dict[str, Any], seen: set[int]) -> set[str]:
    """Return the MACs that a bridge hears through a port."""
    peer = port.get("peer")
    if peer is None or id(port) in seen:
        return set()
    seen.add(id(port))
    found = {peer["mac"]}
    if not peer.get("master"):
        return found
    # What is plugged into a bridge speaks for others only.
    found = set()
    for link in peer["place"].links:
        if link.get("master") == peer["master"] and link is not peer:
            found |= _behind(link, seen)
        if link["ifindex"] == peer["master"] and link["addresses"]:
            found.add(link["mac"])
    return found
