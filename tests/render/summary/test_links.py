from msgspec.structs import replace

from tests.hosts import ROOT_INODE, bridge, default_route, docker0, hardware, v4, veth
from tests.picture.shown import sample
from tests.render.mixed_host import mixed
from tests.render.summary.summarised import docker_host, host_of, links_on, only_host
from topograph.facts import Netns
from topograph.render import Options
from topograph.render.summary.parts import Bridge, LinkName, Listed, Uplink

ETH0 = hardware(2, "eth0", "00:00:5e:00:53:01", "192.0.2.20/24")
ETH1 = hardware(3, "eth1", "00:00:5e:00:53:02")
BR0 = bridge(9, "br0", "00:00:5e:00:53:09", "192.0.2.9/24")


def uplink(ifname: str, *addresses: str, **fields: object) -> Uplink:
    told: dict[str, object] = {
        "kind": "",
        "is_default": False,
        "gateways": (),
        "master": "",
        "trouble": "",
    }
    return Uplink(ifname, addresses=Listed(addresses), **(told | fields))  # type: ignore[arg-type]


def test_an_uplink_has_its_addresses_and_its_default_gateways() -> None:
    found = only_host(host_of(links_on(ETH0, routes=(default_route(2, "192.0.2.1"),))))
    assert found.uplinks.shown == (
        uplink("eth0", "192.0.2.20/24", is_default=True, gateways=("192.0.2.1",)),
    )


def test_a_default_route_without_a_gateway_is_one() -> None:
    route = replace(default_route(2, ""), gateway=None)
    found = only_host(host_of(links_on(ETH0, routes=(route,)))).uplinks.shown
    assert found == (uplink("eth0", "192.0.2.20/24", is_default=True),)


def test_a_bridge_with_the_default_route_is_an_uplink_and_so_is_its_hardware() -> None:
    port = replace(ETH1, master=9, port_kind="bridge")
    found = only_host(host_of(links_on(port, BR0, routes=(default_route(9, "192.0.2.1"),))))
    assert found.uplinks.shown == (
        uplink("br0", "192.0.2.9/24", kind="bridge", is_default=True, gateways=("192.0.2.1",)),
        uplink("eth1", master="br0"),
    )


def test_other_uplinks_come_after_that_of_the_default_route_those_with_addresses_first() -> None:
    links = [
        hardware(n, name, "00:00:5e:00:53:01", *addresses)
        for n, (name, *addresses) in enumerate(
            [("a",), ("eth10", "192.0.2.10/24"), ("eth9", "192.0.2.9/24"), ("z",)],
            start=2,
        )
    ]
    found = only_host(host_of(links_on(*links, routes=(default_route(5, "192.0.2.1"),))))
    assert [one.ifname for one in found.uplinks.shown] == ["z", "eth9", "eth10", "a"]


def test_hardware_that_nobody_has_set_up_is_no_uplink_unless_it_has_an_address() -> None:
    shut = [replace(link, is_up=False, operstate="DOWN") for link in (ETH0, ETH1)]
    found = only_host(host_of(links_on(*shut))).uplinks.shown
    assert found == (uplink("eth0", "192.0.2.20/24", trouble="down"),)


def test_hardware_in_another_namespace_is_no_uplink_of_the_host() -> None:
    other = Netns(inode=ROOT_INODE + 1, names=["blue"], links=[ETH0])
    assert not only_host(host_of(links_on(), other)).uplinks


def test_a_bridge_of_no_network_says_what_is_behind_its_ports() -> None:
    assert only_host(sample("equal-ifindexes")).bridges.shown == (
        Bridge(LinkName("br0"), Listed(("192.0.2.1/24",)), 3, Listed(("room1", "room2", "room3"))),
    )


def test_behind_a_port_are_the_containers_there_and_hardware_is_behind_itself() -> None:
    host = docker0().hosts[0]
    root, *others = host.namespaces
    eth1 = replace(ETH1, ifindex=30, master=3, port_kind="bridge")
    spaces = [replace(root, links=[*root.links, eth1]), *others]
    (found,) = only_host(docker_host(networks=[], namespaces=spaces)).bridges.shown
    assert (found.link.ifname, found.ports) == ("docker0", 3)
    assert found.leads_to == Listed(("eth1", "mad_feynman", "pensive_yonath"))


def test_a_bridge_of_a_network_is_told_with_that_and_not_again() -> None:
    assert not only_host(docker0()).bridges
    hidden = only_host(docker0(), Options(hide=("network",)))
    assert [one.link.ifname for one in hidden.bridges.shown] == ["docker0"]


def test_a_port_whose_other_end_was_not_seen_leads_nowhere() -> None:
    cable = veth(10, "veth10", "00:00:5e:00:53:10", peer=11, nsid=5, master=9, port=1)
    found = only_host(host_of(links_on(BR0, cable)))
    assert [(one.ports, one.leads_to) for one in found.bridges.shown] == [(1, Listed())]
    assert found.loose == Listed((LinkName("veth10"),))


def test_in_a_part_a_bridge_counts_the_ports_that_are_not_in_it_and_names_nobody_there() -> None:
    only = Options(only=("room1",), hide=("netns",))
    (found,) = only_host(sample("equal-ifindexes"), only).bridges.shown
    assert (found.ports, found.leads_to) == (3, Listed())


def test_bridges_in_other_namespaces_come_last_and_only_with_ports() -> None:
    inside = Netns(
        inode=ROOT_INODE + 1,
        names=["blue"],
        links=[BR0, bridge(8, "br8", "00:00:5e:00:53:08"), replace(ETH0, master=8)],
    )
    found = only_host(host_of(links_on(replace(BR0, ifname="z")), inside)).bridges.shown
    assert [(one.link, one.ports) for one in found] == [
        (LinkName("z"), 0),
        (LinkName("br8", "blue"), 1),
    ]


def test_addresses_that_each_link_has_are_not_told() -> None:
    addresses = [v4("fe80::1/64"), *BR0.addresses]
    (found,) = only_host(host_of(links_on(replace(BR0, addresses=addresses)))).bridges.shown
    assert found.addresses == Listed(("192.0.2.9/24",))


def test_only_ends_that_were_not_seen_are_loose() -> None:
    assert [one.ifname for one in only_host(mixed()).loose.shown] == ["veth15"]
    assert not only_host(docker0()).loose
