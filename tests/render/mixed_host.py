"""A host with one of each shape, to see that every format tells of it."""

from msgspec.structs import replace

from tests.hosts import (
    ROOT_INODE,
    SOCKET,
    bridge,
    default_route,
    docker0,
    hardware,
    loopback,
    snapshot,
    v4,
    veth,
)
from topograph.facts import (
    Container,
    Endpoint,
    Gap,
    Host,
    Link,
    Macvlan,
    Netns,
    Network,
    Processes,
    PublishedPort,
    Snapshot,
    Subnet,
    Vxlan,
)

__all__ = ["BLUE", "HIDDEN", "PAIR", "hostile", "mixed"]

PAIR, BLUE, HIDDEN, ALONE = (ROOT_INODE + n for n in (700, 701, 702, 703))
FRONT, LAN = "f" * 64, "a1" * 32


def mixed() -> Snapshot:
    """Return it: shared, host, none and stopped containers, macvlan, vxlan, netns by name."""
    root = Netns(
        inode=ROOT_INODE,
        root=True,
        nsids={0: PAIR, 1: BLUE, 2: HIDDEN, 3: ALONE},
        processes=Processes(count=120, pid=1, comm="systemd"),
        links=[
            loopback(),
            hardware(2, "eth0", "00:00:5e:00:53:01", "192.0.2.20/24"),
            bridge(3, "br-ffffffffffff", "00:00:5e:00:53:02", "198.51.100.1/24"),
            veth(11, "veth11", "00:00:5e:00:53:03", peer=10, nsid=0, master=3, port=1),
            veth(13, "veth13", "00:00:5e:00:53:04", "203.0.113.1/30", peer=12, nsid=1),
            veth(15, "veth15", "00:00:5e:00:53:05", peer=14, nsid=9, master=3, port=2),
            _vlan(16, "eth0.7", 2),
        ],
        routes=[default_route(2, "192.0.2.1")],
    )
    namespaces = [
        root,
        _pair(),
        Netns(
            inode=BLUE,
            names=["blue"],
            links=[
                loopback(),
                veth(12, "up0", "00:00:5e:00:53:13", "203.0.113.2/30", peer=13, nsid=0),
            ],
            nsids={0: ROOT_INODE},
        ),
        Netns(
            inode=HIDDEN,
            names=["1-0123456789"],
            links=[loopback(), bridge(2, "br0", "00:00:5e:00:53:21"), _vxlan()],
        ),
        Netns(inode=ALONE, links=[loopback()], processes=Processes(count=1, pid=90, comm="sleep")),
        Netns(inode=ROOT_INODE + 704, names=["shut"]),
    ]
    return snapshot(
        Host(
            hostname="web1",
            machine_id="ab" * 16,
            os="Debian GNU/Linux 12 (bookworm)",
            kernel="6.1.0",
            arch="x86_64",
            namespaces=namespaces,
            containers=_containers(),
            networks=[
                Network(
                    id=FRONT,
                    name="front",
                    driver="bridge",
                    engine=SOCKET,
                    bridge="br-ffffffffffff",
                    subnets=[Subnet(subnet="198.51.100.0/24", gateway="198.51.100.1")],
                ),
                Network(
                    id=LAN, name="lan", driver="macvlan", engine=SOCKET, options={"parent": "eth0"}
                ),
                Network(id="b2" * 32, name="spare", driver="overlay", engine=SOCKET),
            ],
        ),
        gaps=[
            Gap(
                source="namespaces",
                subject=f"netns:{ROOT_INODE + 704}",
                what="The namespace could not be entered: operation not permitted.",
                hint="run as root",
                host="web1",
            )
        ],
    )


def hostile(text: str) -> Snapshot:
    """Return the classic host with a text from outside wherever one can stand."""
    before = docker0().hosts[0]
    root, *others = before.namespaces
    links = [replace(link, alias=text, qdisc=text) for link in root.links]
    links[3] = replace(links[3], ifname=text)
    containers = [
        replace(c, names=[f"{text}{n}"], image=text, program=text, status=text, network_mode=text)
        for n, c in enumerate(before.containers)
    ]
    networks = [replace(n, name=text, driver=text) for n in before.networks]
    netns = replace(others[0], names=[text], held_by=[text])
    host = replace(
        before,
        hostname=text,
        os=text,
        kernel=text,
        namespaces=[replace(root, links=links), netns, *others[1:]],
        containers=containers,
        networks=networks,
    )
    gap = Gap(source=text, subject=text, what=text, hint=text, host=text)
    return replace(snapshot(host, gaps=[gap]), captured_at=text, tool=text)


def _vlan(ifindex: int, ifname: str, lower: int) -> Link:
    return replace(
        hardware(ifindex, ifname, "00:00:5e:00:53:01"), kind="vlan", iflink=lower, parent_dev=None
    )


def _vxlan() -> Link:
    return Link(
        ifindex=5,
        ifname="vxlan0",
        kind="vxlan",
        mac="00:00:5e:00:53:22",
        mtu=1450,
        is_up=True,
        operstate="DOWN",
        master=2,
        port_kind="bridge",
        vxlan=Vxlan(id=4097, remote="192.0.2.9"),
    )


def _pair() -> Netns:
    """Return the namespace that two containers share, with a macvlan on eth0 in it."""
    return Netns(
        inode=PAIR,
        nsids={0: ROOT_INODE},
        processes=Processes(count=2, pid=500, comm="web"),
        links=[
            loopback(),
            veth(10, "eth0", "00:00:5e:00:53:10", "198.51.100.2/24", peer=11, nsid=0),
            Link(
                ifindex=17,
                ifname="eth1",
                kind="macvlan",
                mac="00:00:5e:00:53:11",
                mtu=1500,
                is_up=True,
                operstate="UP",
                iflink=2,
                link_nsid=0,
                addresses=[v4("192.0.2.77/24")],
                macvlan=Macvlan(mode="bridge"),
            ),
        ],
    )


def _containers() -> list[Container]:
    def container(digit: str, name: str, state: str, **fields: object) -> Container:
        return Container(
            id=digit * 64,
            names=[name],
            image=f"{name}:1",
            state=state,
            status=state.capitalize(),
            created="2026-11-23T09:30:00Z",
            engine=SOCKET,
            **fields,  # type: ignore[arg-type]
        )

    return [
        container(
            "1",
            "web",
            "running",
            netns=PAIR,
            network_mode="front",
            endpoints=[
                Endpoint(
                    network_id=FRONT,
                    network_name="front",
                    mac="00:00:5e:00:53:10",
                    addresses=["198.51.100.2/24"],
                )
            ],
            ports=[PublishedPort(container_port=80, host_ip="0.0.0.0", host_port=8080)],
        ),
        container("2", "sidecar", "running", netns=PAIR, network_mode=f"container:{'1' * 64}"),
        container("3", "agent", "running", netns=ROOT_INODE, network_mode="host"),
        container("4", "batch", "running", netns=ALONE, network_mode="none"),
        container("5", "old", "exited", network_mode="front"),
        container("6", "far", "running", network_mode="front"),
    ]
