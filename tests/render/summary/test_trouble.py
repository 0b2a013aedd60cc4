import pytest
from msgspec.structs import replace

from tests.hosts import ROOT_INODE, bridge, default_route, docker0, hardware, v4, veth
from tests.picture.shown import sample
from tests.render.summary.summarised import docker_host, host_of, links_on, only_host
from topograph.facts import Link, Netns, Snapshot
from topograph.render import Options
from topograph.render.summary.parts import ContainerTrouble, LinkName, LinkTrouble, Listed

MAC = "00:00:5e:00:53:01"
ADDRESS = "192.0.2.20/24"


def down(link: Link) -> Link:
    return replace(link, is_up=False, operstate="DOWN", carrier=None)


def unplugged(link: Link) -> Link:
    return replace(link, operstate="DOWN", carrier=False)


def link(ifindex: int, ifname: str, kind: str, *addresses: str, **fields: object) -> Link:
    made = replace(hardware(ifindex, ifname, MAC, *addresses), kind=kind, parent_dev=None)
    return replace(made, **fields)


def links_in(found: Snapshot, options: Options | None = None) -> list[str]:
    """Return the links in trouble, each with the word for it."""
    troubles = only_host(found, options).links_in_trouble.shown
    return [f"{one.link.ifname} {one.trouble}" for one in troubles]


def on_root(*links: Link) -> list[str]:
    return links_in(host_of(links_on(*links)))


@pytest.mark.parametrize("name", ["compose", "macvlan", "swarm", "two-networks", "unprivileged"])
def test_a_bridge_that_waits_for_its_first_port_is_in_no_trouble(name: str) -> None:
    assert not only_host(sample(name)).links_in_trouble


@pytest.mark.parametrize(
    ("troubled", "told"),
    [
        (down(hardware(2, "eth0", MAC, ADDRESS)), ["eth0 down"]),
        (unplugged(hardware(2, "eth0", MAC, ADDRESS)), ["eth0 no carrier"]),
        (unplugged(hardware(2, "eth0", MAC)), ["eth0 no carrier"]),
        (down(hardware(2, "eth0", MAC)), []),
        (replace(hardware(2, "eth0", MAC), operstate="DORMANT"), ["eth0 dormant"]),
        (down(link(2, "wg0", "wireguard", ADDRESS)), ["wg0 down"]),
        (down(link(2, "gre0", "gre")), []),
        (unplugged(link(2, "tap0", "tun")), []),
        (down(link(2, "kube-ipvs0", "dummy", ADDRESS)), []),
        (down(bridge(2, "br0", MAC, ADDRESS)), []),
        (hardware(2, "eth0", MAC, ADDRESS), []),
    ],
)
def test_only_what_somebody_uses_is_in_trouble(troubled: Link, told: list[str]) -> None:
    assert on_root(troubled) == told


def test_a_loopback_is_in_no_trouble() -> None:
    blue = Netns(inode=ROOT_INODE + 1, names=["blue"], links=[down(links_on().links[0])])
    assert links_in(host_of(links_on(), blue)) == []


def test_a_bridge_with_ports_is_in_use_and_so_are_its_ports() -> None:
    port = replace(link(3, "tap0", "tun"), master=2, port_kind="bridge")
    assert on_root(unplugged(bridge(2, "br0", MAC)), unplugged(port)) == [
        "br0 no carrier",
        "tap0 no carrier",
    ]


def test_a_bridge_with_the_default_route_is_in_use() -> None:
    found = links_on(down(bridge(2, "br0", MAC)), routes=(default_route(2, "192.0.2.1"),))
    assert links_in(host_of(found)) == ["br0 down"]


def test_a_bridge_whose_ports_are_not_in_a_part_is_in_use() -> None:
    host = docker0().hosts[0]
    root, *others = host.namespaces
    links = [down(one) if one.ifname == "docker0" else one for one in root.links]
    found = docker_host(namespaces=[replace(root, links=links), *others])
    assert links_in(found, Options(hide=("veth",))) == ["docker0 down"]


def test_a_port_is_told_with_its_bridge() -> None:
    port = replace(unplugged(hardware(3, "eth0", MAC)), master=2, port_kind="bridge")
    found = only_host(host_of(links_on(bridge(2, "br0", MAC), port)))
    assert found.links_in_trouble == Listed((LinkTrouble(LinkName("eth0"), "no carrier", "br0"),))


def pair(near: Link, far: Link) -> Snapshot:
    root = replace(links_on(bridge(9, "br0", MAC), near), nsids={0: ROOT_INODE + 1})
    blue = Netns(
        inode=ROOT_INODE + 1, names=["blue"], links=[*links_on().links, far], nsids={0: ROOT_INODE}
    )
    return host_of(root, blue)


def test_of_a_cable_with_one_end_down_only_that_end_is_told() -> None:
    near = veth(3, "veth3", MAC, peer=4, nsid=0, master=9, port=1)
    far = veth(4, "eth0", MAC, ADDRESS, peer=3, nsid=0)
    found = only_host(pair(unplugged(near), down(far))).links_in_trouble
    assert found == Listed((LinkTrouble(LinkName("eth0", "blue"), "down", ""),))
    other = only_host(pair(down(near), unplugged(far))).links_in_trouble
    assert other == Listed((LinkTrouble(LinkName("veth3"), "down", "br0"),))


def test_a_cable_with_both_ends_down_is_told_twice() -> None:
    near = veth(3, "veth3", MAC, peer=4, nsid=0, master=9, port=1)
    far = veth(4, "eth0", MAC, ADDRESS, peer=3, nsid=0)
    assert links_in(pair(down(near), down(far))) == ["veth3 down", "eth0 down"]


def test_an_end_is_told_where_nobody_minds_the_other() -> None:
    near = veth(3, "veth3", MAC, peer=4, nsid=0, master=9, port=1)
    far = veth(4, "eth0", MAC, peer=3, nsid=0)
    assert links_in(pair(unplugged(near), down(far))) == ["veth3 no carrier"]


def test_what_stands_on_a_link_in_trouble_is_not_told_beside_it() -> None:
    below = down(hardware(2, "eth1", MAC))
    above = replace(link(3, "eth1.7", "vlan", ADDRESS), iflink=2, operstate="LOWERLAYERDOWN")
    assert on_root(below, replace(above, carrier=False)) == ["eth1 down"]
    assert on_root(replace(below, is_up=True, operstate="UP"), down(above)) == ["eth1.7 down"]


def test_what_is_set_down_itself_is_told_even_above_a_link_in_trouble() -> None:
    below = unplugged(hardware(2, "eth1", MAC))
    above = replace(link(3, "eth1.7", "vlan", ADDRESS), iflink=2)
    assert on_root(below, down(above)) == ["eth1 no carrier", "eth1.7 down"]


def test_the_way_out_is_told_first_then_uplinks_bridges_and_the_rest() -> None:
    links = [
        down(link(2, "a", "wireguard", ADDRESS)),
        down(bridge(3, "b", MAC)),
        replace(hardware(4, "port", MAC), master=3, port_kind="bridge"),
        unplugged(hardware(5, "eth10", MAC)),
        unplugged(hardware(6, "eth9", MAC)),
        down(link(7, "z", "wireguard", ADDRESS)),
    ]
    found = links_on(*links, routes=(default_route(7, "192.0.2.1"),))
    assert links_in(host_of(found)) == [
        "z down",
        "eth9 no carrier",
        "eth10 no carrier",
        "b down",
        "a down",
    ]


def test_an_address_that_each_link_has_is_no_use_of_it() -> None:
    assert on_root(unplugged(link(2, "veth2", "veth", addresses=[v4("fe80::1/64")]))) == []


def containers(*told: tuple[str, str, str, str | None]) -> list[ContainerTrouble]:
    """Return those in trouble of containers with a name, state, status and health."""
    people = [
        replace(docker0().hosts[0].containers[0], id=f"{n:064}", names=[name], state=state)
        for n, (name, state, *_) in enumerate(told)
    ]
    people = [
        replace(one, status=status, health=health)
        for one, (_, _, status, health) in zip(people, told, strict=True)
    ]
    return list(only_host(docker_host(containers=people)).containers_in_trouble.shown)


def test_a_container_that_runs_and_is_well_is_in_no_trouble() -> None:
    well = ("a", "running", "Up 2 hours", None), ("b", "running", "Up (healthy)", "healthy")
    assert containers(*well) == []


def test_containers_are_told_with_the_sentence_of_the_engine() -> None:
    assert containers(
        ("a", "running", "Up 2 hours (unhealthy)", "unhealthy"),
        ("b", "exited", "Exited (137) 3 seconds ago", None),
    ) == [
        ContainerTrouble("a", "Up 2 hours (unhealthy)"),
        ContainerTrouble("b", "Exited (137) 3 seconds ago"),
    ]


def test_a_sentence_that_does_not_tell_the_state_has_it_before_it() -> None:
    assert containers(
        ("a", "exited", "", None), ("b", "running", "Up 2 hours", "unhealthy"), ("c", "", "", None)
    ) == [
        ContainerTrouble("b", "unhealthy, Up 2 hours"),
        ContainerTrouble("c", "state unknown"),
        ContainerTrouble("a", "exited"),
    ]


def test_the_most_urgent_container_is_told_first_and_what_ended_well_last() -> None:
    states = ["created", "exited", "paused", "odd", "removing", "dead", "restarting"]
    told: list[tuple[str, str, str, str | None]]
    told = [(f"{n}", state, state, None) for n, state in enumerate(states)]
    told += [
        ("z10", "exited", "Exited (1)", None),
        ("z9", "exited", "Exited (1)", None),
        ("well", "exited", "Exited (0)", None),
        ("new", "running", "Up", "starting"),
        ("ill", "running", "Up", "unhealthy"),
    ]
    assert [one.name for one in containers(*told)] == [
        "ill",
        *("6", "5", "4", "2"),
        "3",
        "new",
        *("1", "z9", "z10", "well"),
        "0",
    ]


def test_only_so_many_are_told() -> None:
    host = docker0().hosts[0]
    people = [replace(one, state="exited") for one in host.containers]
    found = only_host(docker_host(containers=people), most=1).containers_in_trouble
    assert (len(found.shown), found.more) == (1, 1)
