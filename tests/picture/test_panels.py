from msgspec.structs import replace

from tests.hosts import default_route, docker0, snapshot, v4
from tests.picture.shown import panel, sample, view_of
from tests.render.mixed_host import mixed
from topograph.facts import BridgePort, Snapshot
from topograph.picture.parts import NEUTRAL


def with_link(facts: Snapshot, ifname: str, **fields: object) -> Snapshot:
    """Return facts in which one link of the first host's own namespace is different."""
    host = facts.hosts[0]
    root = host.namespaces[0]
    links = [replace(link, **fields) if link.ifname == ifname else link for link in root.links]
    namespaces = [replace(root, links=links), *host.namespaces[1:]]
    return replace(facts, hosts=[replace(host, namespaces=namespaces), *facts.hosts[1:]])


def test_a_bridge_says_what_it_serves_and_has_a_row_for_each_port() -> None:
    shown = panel(view_of(docker0()), "docker0")
    assert shown.label == "network bridge"
    assert shown.addresses == ("172.17.0.1/16",)
    assert shown.mac == "02:42:74:3c:0b:8f"
    assert [(row.name, row.mac) for row in shown.rows] == [
        ("veth7f6daae", "36:48:bf:1a:81:e3"),
        ("vethc5d293a", "6e:58:97:8c:39:5b"),
    ]


def test_ports_have_the_hue_of_their_bridge() -> None:
    shown = panel(view_of(docker0()), "docker0")
    assert shown.hue != NEUTRAL
    assert {row.hue for row in shown.rows} == {shown.hue}


def test_the_far_end_of_a_port_has_its_hue_as_well() -> None:
    view = view_of(docker0())
    hues = {row.hue for card in view.hosts[0].cards for row in card.rows}
    assert hues == {panel(view, "docker0").hue} == {cable.hue for cable in view.cables}


def test_a_bridge_that_serves_no_network_is_called_a_bridge() -> None:
    host = docker0().hosts[0]
    shown = view_of(snapshot(replace(host, networks=[], containers=[])))
    assert panel(shown, "docker0").label == "bridge"


def test_a_network_that_leads_nowhere_is_called_internal_and_is_not_routed() -> None:
    host = docker0().hosts[0]
    networks = [replace(network, internal=True) for network in host.networks]
    shown = panel(view_of(snapshot(replace(host, networks=networks))), "docker0")
    assert shown.label == "network bridge, internal"
    assert not shown.is_routed
    assert panel(view_of(docker0()), "docker0").is_routed


def test_a_bridge_that_is_down_says_so_but_not_that_an_unused_one_has_no_carrier() -> None:
    down = view_of(with_link(docker0(), "docker0", is_up=False, flags=[]))
    assert panel(down, "docker0").label == "network bridge, down"
    dead = view_of(with_link(docker0(), "docker0", carrier=False))
    assert panel(dead, "docker0").label == "network bridge, no carrier"
    assert panel(view_of(sample("two-networks")), "docker0").label == "network bridge"


def test_a_port_without_its_other_end_has_the_reason() -> None:
    (row,) = (row for row in panel(view_of(mixed()), "br-ffffffffffff").rows if row.gap)
    assert row.name == "veth15"
    assert "ifindex 14" in row.gap


def forwarding(**sysctls: int) -> bool:
    """Tell whether docker0 is routed on a host with such settings."""
    host = docker0().hosts[0]
    root = replace(
        host.namespaces[0], sysctls={n.replace("__", "."): v for n, v in sysctls.items()}
    )
    shown = view_of(snapshot(replace(host, namespaces=[root, *host.namespaces[1:]])))
    return panel(shown, "docker0").is_routed


def test_a_bridge_is_routed_if_the_host_forwards_for_one_of_its_addresses() -> None:
    assert forwarding(ipv4__ip_forward=1)
    assert forwarding()  # nobody told that it does not
    assert not forwarding(ipv4__ip_forward=0)
    assert not forwarding(ipv4__ip_forward=0, ipv6__conf__all__forwarding=1)


def test_nothing_is_routed_from_an_address_of_the_link_alone() -> None:
    local = with_link(docker0(), "docker0", addresses=[v4("169.254.9.9/16"), v4("fe80::1/64")])
    assert not panel(view_of(local), "docker0").is_routed


def test_links_without_a_bridge_are_a_list_of_their_own() -> None:
    shown = panel(view_of(mixed()), "links without a bridge")
    assert [(row.name, row.addresses) for row in shown.rows] == [("veth13", ("203.0.113.1/30",))]
    assert {row.hue for row in shown.rows} == {NEUTRAL}


def test_a_link_that_carries_links_of_namespaces_has_a_place_for_each() -> None:
    view = view_of(sample("macvlan"))
    (carrier,) = (p for p in view.hosts[0].panels if p.key == "link/edge1/eth0:carrier")
    assert (carrier.name, carrier.label) == ("on eth0", "network lan")
    assert [(row.key, row.name, row.note) for row in carrier.rows] == [
        ("link/edge1/@camera/eth0:lower", "macvlan", "bridge"),
        ("link/edge1/@printer/eth0:lower", "macvlan", "bridge"),
    ]


def test_a_default_route_by_a_bridge_is_told_in_its_head() -> None:
    host = docker0().hosts[0]
    root = replace(host.namespaces[0], routes=[default_route(3, "172.17.0.254")])
    shown = view_of(snapshot(replace(host, namespaces=[root, *host.namespaces[1:]])))
    assert panel(shown, "docker0").gateways == ("172.17.0.254",)


def test_a_default_route_by_a_link_without_a_bridge_is_told_in_its_row() -> None:
    host = mixed().hosts[0]
    root = replace(host.namespaces[0], routes=[default_route(13, "203.0.113.2")])
    shown = view_of(snapshot(replace(host, namespaces=[root, *host.namespaces[1:]])))
    (row,) = panel(shown, "links without a bridge").rows
    assert row.note == "default via 203.0.113.2"


def test_a_link_with_hundreds_of_addresses_shows_a_few_and_counts_the_others() -> None:
    many = [v4(f"198.51.100.{n}/32") for n in range(1, 101)]
    view = view_of(with_link(mixed(), "veth13", addresses=many))
    (row,) = panel(view, "links without a bridge").rows
    assert len(row.addresses) == 6
    assert row.note == "94 more addresses"
    assert "198.51.100.7/32" in row.details
    assert len(row.details) < 50


def test_a_port_that_does_not_forward_says_so() -> None:
    blocked = BridgePort(number=1, state="blocking")
    shown = panel(view_of(with_link(docker0(), "veth7f6daae", port=blocked)), "docker0")
    assert {row.name: row.note for row in shown.rows} == {
        "veth7f6daae": "blocking",
        "vethc5d293a": "",
    }


def test_bridges_in_use_come_before_the_others() -> None:
    names = [shown.name for shown in view_of(sample("swarm")).hosts[0].panels]
    assert names == ["docker_gwbridge", "docker0", "links without a bridge"]


def test_a_namespace_of_the_host_that_was_not_read_says_so() -> None:
    host = docker0().hosts[0]
    root = replace(host.namespaces[0], links=[], routes=[], fdb=[])
    names = [p.name for p in view_of(snapshot(replace(host, namespaces=[root]))).hosts[0].panels]
    assert names == ["could not be read"]
