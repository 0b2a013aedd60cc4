import pytest

from tests.graph.build_facts import (
    BOX,
    ROOT,
    box,
    container,
    end,
    endpoint,
    host,
    network,
    root,
    stock,
)
from tests.hosts import bridge, default_route, docker0, hardware, veth
from topograph.facts import Container, Link, Netns
from topograph.graph.inventory import LinkKey
from topograph.graph.roles import find_roles
from topograph.graph.schema import Role
from topograph.graph.wiring import wire

MAC, MAC2 = "00:00:5e:00:53:01", "00:00:5e:00:53:02"
BR0 = bridge(3, "br0", MAC)


def role(
    namespace: Netns, *others: Netns, ifindex: int = 2, person: Container | None = None
) -> Role:
    people = [person] if person else []
    inventory = stock(host(namespace, *others, containers=people, networks=[network()]))
    return find_roles(inventory, wire(inventory))[LinkKey(namespace.inode, ifindex)]


def test_the_links_of_the_classic_picture_have_their_roles() -> None:
    inventory = stock(docker0().hosts[0])
    roles = find_roles(inventory, wire(inventory))
    named = {inventory.links[key].ifname: role for key, role in roles.items() if key.inode == ROOT}
    assert named == {
        "lo": Role.LOOPBACK,
        "eth0": Role.UPLINK,
        "docker0": Role.BRIDGE,
        "vethc5d293a": Role.PORT,
        "veth7f6daae": Role.PORT,
    }
    inner = {inventory.links[key].ifname: role for key, role in roles.items() if key.inode != ROOT}
    assert inner == {"lo": Role.LOOPBACK, "eth0": Role.ENDPOINT}


@pytest.mark.parametrize("kind", ["dummy", "vlan", "bond", "tun", "macvlan", "made-up"])
def test_a_link_of_the_host_that_does_nothing_special_is_other(kind: str) -> None:
    assert role(root(end(2, "x0", kind=kind))) is Role.OTHER


@pytest.mark.parametrize("kind", ["bond", "vlan", "tun", "veth", "wireguard"])
def test_what_carries_the_default_route_of_the_host_is_an_uplink(kind: str) -> None:
    routes = [default_route(2, "192.0.2.1")]
    assert role(root(end(2, "x0", kind=kind), routes=routes)) is Role.UPLINK


def test_a_bridge_stays_a_bridge_whatever_it_carries() -> None:
    routes = [default_route(3, "192.0.2.1")]
    assert role(root(BR0, routes=routes), ifindex=3) is Role.BRIDGE


def test_hardware_is_an_uplink_even_as_a_port() -> None:
    nic = end(2, "eth0", mac=MAC2, master=3)
    assert role(root(BR0, nic)) is Role.UPLINK
    assert role(root(hardware(2, "eth0", MAC))) is Role.UPLINK


@pytest.mark.parametrize("kind", ["tun", "vlan", "bond", "dummy", "veth"])
def test_a_link_in_a_bridge_is_a_port_in_any_namespace(kind: str) -> None:
    port = end(2, "x0", kind=kind, master=3)
    assert role(root(BR0, port)) is Role.PORT
    assert role(box(BR0, port), root()) is Role.PORT


def test_a_link_in_a_bond_is_no_port() -> None:
    bond = end(3, "bond0", kind="bond")
    assert role(root(bond, end(2, "x0", kind="dummy", master=3))) is Role.OTHER


@pytest.mark.parametrize("kind", ["vxlan", "gre", "wireguard", "geneve", "sit"])
def test_a_tunnel_stays_a_tunnel_in_a_bridge(kind: str) -> None:
    assert role(box(BR0, end(2, "vxlan0", kind=kind, master=3)), root()) is Role.TUNNEL


def test_the_host_end_of_a_veth_without_bridge_is_a_port_even_if_its_peer_is_unseen() -> None:
    host_end = veth(2, "cali0", MAC, peer=5, nsid=0)
    inner = veth(5, "eth0", MAC2, peer=2, nsid=0)
    assert role(root(host_end), box(inner)) is Role.PORT
    assert role(root(host_end)) is Role.PORT
    assert role(box(inner), root(host_end), ifindex=5) is Role.ENDPOINT


def test_a_veth_pair_inside_one_namespace_leads_nowhere() -> None:
    ends = [veth(2, "a", MAC, peer=4), veth(4, "b", MAC2, peer=2)]
    assert role(root(*ends)) is Role.OTHER
    assert role(box(*ends), root()) is Role.OTHER


@pytest.mark.parametrize("kind", ["macvlan", "ipvlan", "macvtap", "ipvtap", ""])
def test_a_container_may_get_out_by_other_links_than_a_veth(kind: str) -> None:
    assert role(box(end(2, "eth0", kind=kind)), root()) is Role.ENDPOINT


def test_whatever_carries_the_default_route_of_a_container_is_its_endpoint() -> None:
    tap = end(2, "tap0", kind="tun")
    assert role(box(tap, routes=[default_route(2, "192.0.2.1")]), root()) is Role.ENDPOINT
    assert role(box(tap), root()) is Role.OTHER


def test_what_the_engine_calls_an_endpoint_is_one_even_in_a_bridge() -> None:
    person = container(netns=BOX, endpoints=[endpoint(MAC2)])
    odd = end(2, "x0", kind="made-up", mac=MAC2, master=3)
    assert role(box(BR0, odd), root(), person=person) is Role.ENDPOINT


def test_a_loopback_is_known_by_its_flag_too() -> None:
    assert role(root(Link(ifindex=2, ifname="lo2", flags=["LOOPBACK"]))) is Role.LOOPBACK
