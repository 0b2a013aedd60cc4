"""Hosts made by hand, as facts: small ones to test with, and large ones to measure with."""

from collections.abc import Iterable, Sequence

from topograph.facts import (
    FORMAT,
    VERSION,
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
    Netns,
    Network,
    Processes,
    PublishedPort,
    Route,
    Snapshot,
    Subnet,
    Veth,
)

ROOT_INODE = 4026531840
FIRST_BRIDGE = 1_000_000
"""Ifindex of the first of many bridges; so many veths are in no test."""
SOCKET = "unix:///run/docker.sock"
UP = ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"]


def v4(address: str, **fields: object) -> Address:
    return Address(family=4, address=address, **fields)  # type: ignore[arg-type]


def loopback() -> Link:
    return Link(
        ifindex=1,
        ifname="lo",
        link_type="loopback",
        mac="00:00:00:00:00:00",
        mtu=65536,
        flags=["LOOPBACK", "UP", "LOWER_UP"],
        is_up=True,
        addresses=[v4("127.0.0.1/8", scope="host")],
    )


def hardware(ifindex: int, ifname: str, mac: str, *addresses: str) -> Link:
    return Link(
        ifindex=ifindex,
        ifname=ifname,
        mac=mac,
        permanent_mac=mac,
        mtu=1500,
        flags=UP,
        is_up=True,
        operstate="UP",
        carrier=True,
        parent_bus="virtio",
        parent_dev=f"virtio{ifindex}",
        addresses=[v4(a) for a in addresses],
    )


def bridge(ifindex: int, ifname: str, mac: str, *addresses: str) -> Link:
    bridge_id = f"8000.{mac.replace(':', '')}"
    return Link(
        ifindex=ifindex,
        ifname=ifname,
        kind="bridge",
        mac=mac,
        mtu=1500,
        flags=UP,
        is_up=True,
        operstate="UP",
        carrier=True,
        qdisc="noqueue",
        addresses=[v4(a) for a in addresses],
        bridge=Bridge(id=bridge_id, root_id=bridge_id),
    )


def veth(
    ifindex: int,
    ifname: str,
    mac: str,
    *addresses: str,
    peer: int,
    nsid: int | None = None,
    master: int | None = None,
    port: int | None = None,
) -> Link:
    """One end of a veth pair; `peer` is the ifindex of the other, `nsid` where that is."""
    return Link(
        ifindex=ifindex,
        ifname=ifname,
        kind="veth",
        mac=mac,
        mtu=1500,
        flags=UP,
        is_up=True,
        operstate="UP",
        carrier=True,
        qdisc="noqueue",
        iflink=peer,
        link_nsid=nsid,
        master=master,
        port_kind="bridge" if master else None,
        addresses=[v4(a) for a in addresses],
        veth=Veth(peer_ifindex=peer, peer_nsid=nsid),
        port=BridgePort(number=port, state="forwarding") if port else None,
    )


def default_route(link: int, gateway: str) -> Route:
    return Route(family=4, dst="default", gateway=gateway, link=link)


def snapshot(*hosts: Host, gaps: Iterable[Gap] = ()) -> Snapshot:
    return Snapshot(
        format=FORMAT,
        version=VERSION,
        captured_at="2026-11-24T09:30:00Z",
        tool="topograph 0",
        hosts=list(hosts),
        gaps=list(gaps),
    )


def docker0() -> Snapshot:
    """The classic picture: docker0 with a redis and a mysql container."""
    net = "4e120ad68df2" + "0" * 52
    people = [
        ("mad_feynman", "mysql", 3306, 23, "vethc5d293a", "6e:58:97:8c:39:5b", 3),
        ("pensive_yonath", "redis", 6379, 11, "veth7f6daae", "36:48:bf:1a:81:e3", 2),
    ]
    ports, fdb, sandboxes, containers = [], [], [], []
    for nsid, (name, image, port, ifindex, ifname, mac, last) in enumerate(people):
        inode = ROOT_INODE + 300 + nsid
        address, inner = f"172.17.0.{last}/16", f"02:42:ac:11:00:0{last}"
        ports.append(
            veth(ifindex, ifname, mac, peer=ifindex - 1, nsid=nsid, master=3, port=nsid + 1)
        )
        fdb.append(FdbEntry(link=ifindex, mac=mac, master=3, is_local=True, state="permanent"))
        sandboxes.append(
            Netns(
                inode=inode,
                names=[f"{nsid}f6bd27d5f4e"],
                nsids={0: ROOT_INODE},
                processes=Processes(count=1, pid=2483 + nsid, comm=image),
                links=[
                    loopback(),
                    veth(ifindex - 1, "eth0", inner, address, peer=ifindex, nsid=0),
                ],
                routes=[default_route(ifindex - 1, "172.17.0.1")],
            )
        )
        containers.append(
            Container(
                id=f"{nsid}" * 64,
                names=[name],
                image=image,
                program="/entrypoint.sh",
                created="2016-10-03T14:00:00Z",
                state="running",
                status="Up 2 minutes",
                engine=SOCKET,
                netns=inode,
                pid=2483 + nsid,
                network_mode="default",
                endpoints=[
                    Endpoint(
                        network_id=net,
                        network_name="bridge",
                        endpoint_id=f"{nsid}e" * 32,
                        mac=inner,
                        addresses=[address],
                        gateways=["172.17.0.1"],
                    )
                ],
                ports=[PublishedPort(container_port=port)],
            )
        )
    root = Netns(
        inode=ROOT_INODE,
        root=True,
        nsids={n: ROOT_INODE + 300 + n for n in range(len(people))},
        processes=Processes(count=90, pid=1, comm="systemd"),
        links=[
            loopback(),
            hardware(2, "eth0", "06:5f:13:aa:01:77", "10.0.0.5/24"),
            bridge(3, "docker0", "02:42:74:3c:0b:8f", "172.17.0.1/16"),
            *ports,
        ],
        routes=[
            default_route(2, "10.0.0.1"),
            Route(
                family=4,
                dst="172.17.0.0/16",
                link=3,
                prefsrc="172.17.0.1",
                protocol="kernel",
                scope="link",
            ),
        ],
        fdb=fdb,
        sysctls={"ipv4.ip_forward": 1},
    )
    return snapshot(
        Host(
            hostname="ip-10-0-0-5",
            machine_id="5f" * 16,
            boot_id="00000000-0000-4000-8000-000000000001",
            os="Ubuntu 16.04 LTS",
            kernel="4.4.0-38-generic",
            arch="x86_64",
            namespaces=[root, *sandboxes],
            engines=[Engine(name="docker", socket=SOCKET, version="1.12.1", api_version="1.24")],
            containers=containers,
            networks=[
                Network(
                    id=net,
                    name="bridge",
                    driver="bridge",
                    engine=SOCKET,
                    bridge="docker0",
                    subnets=[Subnet(subnet="172.17.0.0/16", gateway="172.17.0.1")],
                ),
                Network(id="bf802e48489f" + "0" * 52, name="host", driver="host", engine=SOCKET),
                Network(id="1ef0200050db" + "0" * 52, name="none", driver="null", engine=SOCKET),
            ],
        )
    )


def many(containers: int, networks: int = 1) -> Snapshot:
    """A host with so many containers on so many bridges, every fifth on two networks."""
    plugged = [
        [c % networks] + ([(c + 1) % networks] if c % 5 == 0 and networks > 1 else [])
        for c in range(containers)
    ]
    return crowd(plugged, networks)


def crowd(plugged: Sequence[Sequence[int]], networks: int) -> Snapshot:
    """A host with so many bridges, and a container for each list of those it is plugged into."""
    links = [loopback(), hardware(2, "eth0", "00:00:5e:00:53:01", "192.0.2.20/24")]
    nets, boxes, people, nsids = [], [], [], {}
    for n in range(networks):
        net_id = f"{n:064x}"
        links.append(bridge(FIRST_BRIDGE + n, f"br-{net_id[-12:]}", _mac(1, n), f"10.{n}.0.1/16"))
        nets.append(
            Network(
                id=net_id,
                name=f"app{n}_default",
                driver="bridge",
                engine=SOCKET,
                bridge=f"br-{net_id[-12:]}",
                subnets=[Subnet(subnet=f"10.{n}.0.0/16", gateway=f"10.{n}.0.1")],
            )
        )
    ifindex, ports = 100, dict.fromkeys(range(networks), 0)
    for c, mine in enumerate(plugged):
        inode = ROOT_INODE + 500 + c
        nsids[c] = inode
        inner, endpoints = [loopback()], []
        for position, n in enumerate(mine):
            ifindex += 2
            ports[n] += 1
            address, mac = f"10.{n}.{c // 250}.{c % 250 + 2}/16", _mac(2, ifindex)
            links.append(
                veth(
                    ifindex + 1,
                    f"veth{ifindex:07x}",
                    _mac(3, ifindex),
                    peer=ifindex,
                    nsid=c,
                    master=FIRST_BRIDGE + n,
                    port=ports[n],
                )
            )
            inner.append(veth(ifindex, f"eth{position}", mac, address, peer=ifindex + 1, nsid=0))
            endpoints.append(
                Endpoint(
                    network_id=f"{n:064x}",
                    network_name=f"app{n}_default",
                    endpoint_id=f"{ifindex:064x}",
                    mac=mac,
                    addresses=[address],
                    gateways=[f"10.{n}.0.1"],
                )
            )
        boxes.append(
            Netns(
                inode=inode,
                nsids={0: ROOT_INODE},
                links=inner,
                processes=Processes(count=1, pid=5000 + c, comm="app"),
                routes=[default_route(inner[1].ifindex, f"10.{mine[0]}.0.1")],
            )
        )
        people.append(
            Container(
                id=f"{c + 1:064x}",
                names=[f"app{mine[0]}-web-{c + 1}"],
                image="shop/web:2.4",
                program="/web",
                created="2026-11-20T08:00:00Z",
                state="running",
                status="Up 4 days",
                engine=SOCKET,
                netns=inode,
                pid=5000 + c,
                network_mode=f"app{mine[0]}_default",
                endpoints=endpoints,
                labels={
                    "com.docker.compose.project": f"app{mine[0]}",
                    "com.docker.compose.service": "web",
                    "com.docker.compose.container-number": f"{c + 1}",
                },
                ports=[PublishedPort(container_port=80, host_ip="0.0.0.0", host_port=8000 + c)],
            )
        )
    root = Netns(
        inode=ROOT_INODE,
        root=True,
        nsids=nsids,
        links=links,
        routes=[default_route(2, "192.0.2.1")],
    )
    return snapshot(
        Host(
            hostname="web1",
            machine_id="ab" * 16,
            os="Debian GNU/Linux 12 (bookworm)",
            kernel="6.1.0",
            arch="x86_64",
            namespaces=[root, *boxes],
            containers=people,
            networks=nets,
            engines=[Engine(name="docker", socket=SOCKET, version="28.2.2", api_version="1.50")],
        )
    )


def _mac(kind: int, number: int) -> str:
    """A locally administered address; large hosts need more than the documentation range holds."""
    return f"02:{kind:02x}:" + (number & 0xFFFFFFFF).to_bytes(4).hex(":")
