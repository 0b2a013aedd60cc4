from msgspec.structs import replace

from tests.hosts import ROOT_INODE, SOCKET, bridge, docker0, loopback, snapshot, v4, veth
from tests.render.mixed_host import mixed
from topograph.facts import Container, Gap, Host, Link, Netns, Snapshot
from topograph.graph import build_graph
from topograph.render.outline import Entry, outline


def entries(found: Snapshot) -> list[Entry]:
    return list(outline(build_graph(found)))


def below(found: Snapshot, start: str) -> list[str]:
    """Return the lines right below the first line that begins so."""
    lines = entries(found)
    place = next(n for n, (_, text) in enumerate(lines) if text.startswith(start))
    depth = lines[place][0]
    children = []
    for level, text in lines[place + 1 :]:
        if level <= depth:
            break
        if level == depth + 1:
            children.append(text)
    return children


def test_what_stands_on_a_link_is_below_it_even_from_another_namespace() -> None:
    assert below(mixed(), "eth0 ") == [
        "eth1  macvlan bridge  web (web:1), sidecar (sidecar:1)  192.0.2.77/24"
        "  00:00:5e:00:53:11  0.0.0.0:8080->80/tcp",
        "eth0.7  vlan  00:00:5e:00:53:01",
    ]


def test_a_port_that_stands_on_another_link_says_what_it_is_a_port_of() -> None:
    host = docker0().hosts[0]
    root = host.namespaces[0]
    vxlan = replace(bridge(50, "vx0", "00:00:5e:00:53:50"), kind="vxlan", bridge=None)
    vxlan = replace(vxlan, iflink=2, master=3, port_kind="bridge")
    facts = snapshot(
        replace(
            host,
            namespaces=[replace(root, links=[*root.links, vxlan]), *host.namespaces[1:]],
        )
    )
    (line,) = (text for _, text in entries(facts) if text.startswith("vx0"))
    assert line.endswith("  port of docker0")


def test_a_port_shows_the_far_end_or_why_that_is_not_known() -> None:
    shared, loose = below(mixed(), "br-ffffffffffff ")
    assert shared == (
        "veth11  00:00:5e:00:53:03 <-> eth0  web (web:1), sidecar (sidecar:1)  198.51.100.2/24"
        "  00:00:5e:00:53:10  0.0.0.0:8080->80/tcp"
    )
    assert loose.startswith("veth15  00:00:5e:00:53:05 <-> ? (the other end is ifindex 14 in ")


def test_a_namespace_whose_links_all_stand_at_far_ends_is_not_told_again() -> None:
    assert below(mixed(), "other namespaces") == [
        "netns 1-0123456789",
        "batch (batch:1)  sleep[90]",
        "netns shut  not read: The namespace could not be entered: operation not permitted.",
    ]


def test_a_namespace_with_a_bridge_of_its_own_is_told_with_its_ports() -> None:
    assert below(mixed(), "netns 1-0123456789") == ["br0  bridge  00:00:5e:00:53:21"]
    port = "vxlan0  vxlan 4097  00:00:5e:00:53:22  to 192.0.2.9  no carrier"
    assert below(mixed(), "br0 ") == [port]


def test_containers_without_a_namespace_of_their_own_have_their_places() -> None:
    assert below(mixed(), "containers in the root namespace") == ["agent (agent:1)  Running"]
    assert below(mixed(), "containers whose namespace was not seen") == ["far (far:1)  Running"]
    assert below(mixed(), "containers that do not run") == ["old (old:1)  Exited"]
    assert below(mixed(), "networks without a link here") == ["spare  overlay"]


def test_the_gaps_are_the_end() -> None:
    assert entries(mixed())[-2:] == [
        (0, "not observed (1)"),
        (
            1,
            f"web1: netns:{ROOT_INODE + 704}: The namespace could not be entered: operation not "
            "permitted.; run as root",
        ),
    ]
    assert not [text for _, text in entries(docker0()) if "not observed" in text]


def test_an_inferred_cable_has_another_sign_and_its_reason() -> None:
    ends = [
        Netns(inode=1, root=True, links=[veth(5, "a5", "00:00:5e:00:53:01", peer=6, nsid=8)]),
        Netns(inode=2, names=["b"], links=[veth(6, "b6", "00:00:5e:00:53:02", peer=5, nsid=9)]),
    ]
    lines = [text for _, text in entries(snapshot(Host(hostname="h", namespaces=ends)))]
    assert lines[1] == (
        "a5  00:00:5e:00:53:01 <~> b6  netns b  00:00:5e:00:53:02"
        "  (inferred: the only veth ends that name each other's ifindex)"
    )


def test_an_inferred_sandbox_has_its_reason() -> None:
    host = docker0().hosts[0]
    unsure = [replace(c, netns=None) for c in host.containers]
    found = replace(host, containers=unsure)
    text = "\n".join(text for _, text in entries(snapshot(found)))
    assert "mad_feynman (mysql)  172.17.0.3/16" in text


def test_a_ring_of_links_is_told_and_ends() -> None:
    ring = [Link(ifindex=n, ifname=f"v{n}", kind="vlan", iflink=5 - n) for n in (2, 3)]
    found = snapshot(Host(hostname="h", namespaces=[Netns(inode=1, root=True, links=ring)]))
    assert [text.split()[0] for _, text in entries(found)] == ["h", "v2", "v3"]


def test_a_stack_deeper_than_pythons_own_is_told() -> None:
    links = [Link(ifindex=n, ifname=f"v{n}", kind="vlan", iflink=n - 1) for n in range(2, 3000)]
    found = snapshot(
        Host(hostname="h", namespaces=[Netns(inode=1, root=True, links=[loopback(), *links])])
    )
    assert max(depth for depth, _ in entries(found)) > 2900


def test_a_loopback_is_told_only_with_an_address_that_is_not_its_own() -> None:
    netns = Netns(inode=1, root=True, links=[loopback(), bridge(2, "br0", "00:00:5e:00:53:01")])
    assert len(entries(snapshot(Host(hostname="h", namespaces=[netns])))) == 2
    odd = replace(loopback(), addresses=[v4("192.0.2.1/32")])
    with_odd = replace(netns, links=[odd])
    assert below(snapshot(Host(hostname="h", namespaces=[with_odd])), "h") == [
        "lo  192.0.2.1/32  00:00:00:00:00:00"
    ]


def test_each_of_several_hosts_has_its_own_tree() -> None:
    hosts = [
        Host(
            hostname=name,
            containers=[
                Container(id=name * 32, names=[f"c-{name}"], engine=SOCKET, state="exited")
            ],
        )
        for name in ("h2", "h1")
    ]
    gap = Gap(source="engine", subject="engine:x", what="It is away.", host="h1")
    lines = entries(snapshot(*hosts, gaps=[gap]))
    assert [text for depth, text in lines if depth == 0] == ["h1", "h2", "not observed (1)"]
    assert below(snapshot(*hosts), "h2") == ["containers that do not run"]
