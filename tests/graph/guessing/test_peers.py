import pytest

from tests.graph.build_facts import BOX, OTHER, ROOT, resolve
from tests.graph.text_facts import (
    BRIDGE,
    container,
    endpoint,
    host,
    inside,
    link,
    port,
    root,
)
from topograph.facts import FdbEntry, Link, Netns, Network
from topograph.graph.inventory import LinkKey
from topograph.graph.peers import Pairs
from topograph.graph.schema import Evidence

MAC, MAC2 = "00:00:5e:00:53:01", "00:00:5e:00:53:02"


def bridge(*addresses: str, ifindex: int = BRIDGE, ifname: str = "docker0") -> Link:
    return link(ifindex, ifname, *addresses, kind="bridge")


def pairs(*namespaces: Netns) -> Pairs:
    return resolve(host(*namespaces)).pairs


def joined(found: Pairs) -> dict[int, tuple[int, int]]:
    """The other end, by the ifindex of the one in the root namespace."""
    return {one.ifindex: other for one, (other, _) in found.peers.items() if one.inode == ROOT}


def reason(found: Pairs, ifindex: int) -> str:
    _, basis = found.peers[LinkKey(ROOT, ifindex)]
    assert basis.evidence == Evidence.INFERRED
    return basis.reason


def test_a_number_that_one_end_tells_leads_to_the_other() -> None:
    outer = port(11, "veth1", iflink=10, link_nsid=0), port(12, "veth2", iflink=9, link_nsid=1)
    found = pairs(
        root(bridge(), *outer), inside(link(10, "eth0")), inside(link(9, "eth0"), inode=OTHER)
    )
    assert joined(found) == {11: (BOX, 10), 12: (OTHER, 9)}
    why = "veth1 names ifindex 10 as its other end, and only these fit"
    assert reason(found, 11) == why


def test_the_end_inside_may_be_the_one_that_tells_it() -> None:
    inner = inside(link(10, "eth0", iflink=11, kind="veth"))
    found = pairs(root(bridge(), port(11, "veth1"), port(12, "veth2")), inner)
    assert joined(found) == {11: (BOX, 10)}
    assert reason(found, 11).startswith("eth0 names ifindex 11 as its other end")


def test_a_number_that_fits_twice_proves_nothing() -> None:
    outer = port(11, "veth1", iflink=10, link_nsid=0), port(12, "veth2", iflink=10, link_nsid=1)
    boxes = inside(link(10, "eth0")), inside(link(10, "eth0"), inode=OTHER)
    found = pairs(root(bridge(), *outer), *boxes)
    assert joined(found) == {}
    assert found.loose[LinkKey(BOX, 10)] == ("its other end was not told, and may be veth1, veth2")


def test_a_mac_that_the_bridge_learned_leads_to_the_port() -> None:
    fdb = [
        FdbEntry(link=21, mac=MAC, master=BRIDGE),
        FdbEntry(link=23, mac=MAC2, master=BRIDGE),
        FdbEntry(link=23, mac=MAC, master=BRIDGE, is_local=True),
    ]
    found = pairs(
        root(bridge(), port(21, "veth1"), port(23, "veth2"), fdb=fdb),
        inside(link(-1, "eth0", mac=MAC)),
        inside(link(-1, "eth0", mac=MAC2), inode=OTHER),
    )
    assert joined(found) == {21: (BOX, -1), 23: (OTHER, -1)}
    assert reason(found, 21) == f"the bridge learned the MAC {MAC} behind veth1"


def test_a_port_with_two_of_the_macs_behind_it_is_no_ones_other_end() -> None:
    fdb = [FdbEntry(link=21, mac=mac, master=BRIDGE) for mac in (MAC, MAC2)]
    found = pairs(
        root(bridge(), port(21, "veth1"), fdb=fdb),
        inside(link(-1, "eth0", mac=MAC)),
        inside(link(-1, "eth0", mac=MAC2), inode=OTHER),
    )
    assert joined(found) == {}


def test_consecutive_numbers_are_those_of_a_pair() -> None:
    found = pairs(
        root(bridge(), port(11, "veth1"), port(23, "veth2"), port(31, "veth3")),
        inside(link(22, "eth0")),
    )
    assert joined(found) == {23: (BOX, 22)}
    assert reason(found, 23) == "their ifindexes 22 and 23 are consecutive, as those of a pair are"


def test_the_direction_that_joins_more_of_a_run_is_the_right_one() -> None:
    boxes = (
        inside(link(21, "eth0", "192.0.2.2/24")),
        inside(link(23, "eth0", "192.0.2.3/24"), inode=OTHER),
    )
    gateway = bridge("192.0.2.1/24")
    found = pairs(root(gateway, port(20, "a"), port(22, "b"), kind_port(30)), *boxes)
    assert joined(found) == {}
    found = pairs(root(gateway, port(20, "vethA"), port(22, "vethB")), *boxes)
    assert joined(found) == {20: (BOX, 21), 22: (OTHER, 23)}
    why = "their ifindexes 21 and 20 are consecutive, as those of a pair are"
    assert reason(found, 20) == why


def test_an_end_without_an_address_between_two_others_is_not_guessed() -> None:
    boxes = inside(link(21, "eth0")), inside(link(23, "eth0"), inode=OTHER)
    assert joined(pairs(root(bridge(), port(20, "vethA"), port(22, "vethB")), *boxes)) == {
        22: (OTHER, 23)
    }


def test_docker_gives_the_end_of_the_host_the_higher_number() -> None:
    found = pairs(root(bridge(), port(20, "veth7f6daae")), inside(link(21, "eth0")))
    assert joined(found) == {}


def test_a_number_that_a_namespace_gave_by_itself_is_no_sign() -> None:
    found = pairs(
        root(bridge("192.0.2.1/24"), port(3, "vethA"), port(9, "vethB")),
        inside(link(1, "lo"), link(2, "eth0", "192.0.2.2/24")),
    )
    assert joined(found) == {}


def test_numbers_that_follow_each_other_in_two_other_namespaces_are_no_sign() -> None:
    docker = port(23, "veth7f6daae"), port(41, "vethc5d293a")
    boxes = inside(link(22, "to-b")), inside(link(21, "to-a"), inode=OTHER)
    assert joined(pairs(root(bridge(), *docker), *boxes)) == {}


def test_what_was_heard_through_a_bridge_in_another_namespace_is_no_ones_other_end() -> None:
    fdb = [FdbEntry(link=21, mac=MAC, master=BRIDGE)]
    deep = inside(link(-1, "eth0", mac=MAC), inode=OTHER)
    switch = link(7, "br0", kind="bridge"), port(8, "vethn", master=7)
    outer = root(bridge(), port(21, "veth1"), fdb=fdb)
    assert joined(pairs(outer, inside(link(9, "eth1")), deep)) == {21: (OTHER, -1)}
    assert joined(pairs(outer, inside(*switch), deep)) == {}


def test_an_endpoint_of_a_network_is_at_home_on_its_bridge() -> None:
    networks = Network(id="1" * 64, name="app"), Network(id="2" * 64, name="lan", driver="macvlan")
    bridges = (
        link(3, "br-" + "1" * 12, kind="bridge"),
        link(4, "br0", kind="bridge"),
    )
    ports = port(11, "vetha"), port(12, "vethb", master=4)
    people = (
        container("web", endpoint("1" * 64, MAC, "192.0.2.2/24")),
        container("db", endpoint("2" * 64, MAC2, "198.51.100.2/24")),
    )
    found = resolve(host(root(*bridges, *ports), containers=people, networks=networks))
    inner, _ = found.pairs.peers[LinkKey(ROOT, 11)]
    assert found.inventory.links[inner].mac == MAC
    assert LinkKey(ROOT, 12) not in found.pairs.peers


def test_while_a_container_is_unseen_nothing_is_told_by_elimination() -> None:
    namespaces = (
        root(bridge("192.0.2.1/24"), port(11, "veth1")),
        inside(link(-1, "eth0", "192.0.2.2/24")),
    )
    assert joined(pairs(*namespaces)) == {11: (BOX, -1)}
    assert joined(resolve(host(*namespaces, containers=(container("web"),))).pairs) == {}


def kind_port(ifindex: int) -> Link:
    return port(ifindex, f"eth{ifindex}", kind="")


def test_an_end_between_two_others_is_not_guessed_unless_docker_made_them() -> None:
    found = pairs(root(bridge(), port(20, "vethA"), port(22, "vethB")), inside(link(21, "eth0")))
    assert joined(found) == {}
    docker = port(20, "veth7f6daae"), port(22, "vethc5d293a")
    assert joined(pairs(root(bridge(), *docker), inside(link(21, "eth0")))) == {22: (BOX, 21)}


def test_numbers_beside_each_other_do_not_join_ends_of_different_subnets() -> None:
    found = pairs(
        root(
            bridge("192.0.2.1/24"),
            bridge("198.51.100.1/24", ifindex=4, ifname="br1"),
            port(11, "veth1"),
            port(13, "veth2", master=4),
        ),
        inside(link(12, "eth0", "192.0.2.2/24")),
    )
    assert joined(found) == {11: (BOX, 12)}


def test_the_last_ends_on_a_bridge_belong_together() -> None:
    found = pairs(
        root(bridge("192.0.2.1/24"), port(11, "veth1"), port(23, "veth2")),
        inside(link(-1, "eth0", "192.0.2.2/24")),
        inside(link(22, "eth0", "192.0.2.3/24"), inode=OTHER),
    )
    assert joined(found) == {23: (OTHER, 22), 11: (BOX, -1)}
    why = "by elimination: no other ends on docker0 are left without their pair"
    assert reason(found, 11) == why


def test_each_bridge_has_its_own_last_ends() -> None:
    found = pairs(
        root(
            bridge("192.0.2.1/24"),
            bridge("198.51.100.1/24", ifindex=4, ifname="br1"),
            port(11, "veth1"),
            port(21, "veth2", master=4),
        ),
        inside(link(-1, "eth0", "198.51.100.7/24")),
        inside(link(-1, "eth0", "192.0.2.7/24"), inode=OTHER),
    )
    assert joined(found) == {11: (OTHER, -1), 21: (BOX, -1)}


def test_where_several_ends_are_left_each_says_what_it_may_be() -> None:
    found = pairs(
        root(bridge(), port(11, "veth1"), port(21, "veth2")),
        inside(link(-1, "eth0", mac=MAC)),
        inside(link(-1, "eth0"), inode=OTHER),
    )
    assert joined(found) == {}
    maybe = "its other end was not told, and may be "
    assert found.loose[LinkKey(ROOT, 11)] == f"{maybe}eth0, eth0 with {MAC}"


def test_an_end_that_nothing_fits_says_that_it_was_not_told() -> None:
    elsewhere = inside(link(-1, "eth0", "203.0.113.7/24"))
    found = pairs(root(bridge("192.0.2.1/24"), port(11, "veth1")), elsewhere)
    assert joined(found) == {}
    assert found.loose == {LinkKey(ROOT, 11): "its other end was not told"}


def test_an_end_that_is_routed_has_no_bridge() -> None:
    routed = link(11, "veth1", kind="veth")
    found = pairs(
        root(bridge("192.0.2.1/24"), port(12, "veth2"), routed),
        inside(link(-1, "eth0", "203.0.113.7/24")),
    )
    assert joined(found) == {}
    assert found.loose[LinkKey(BOX, -1)] == "its other end was not told, and may be veth1"


def test_hosts_that_were_told_in_full_are_left_alone() -> None:
    outer = Link(ifindex=11, ifname="veth1", kind="veth")
    inner = Link(ifindex=10, ifname="eth0", kind="veth")
    found = pairs(root(outer), inside(inner))
    assert joined(found) == {}
    assert found.loose[LinkKey(ROOT, 11)] == "the kernel did not tell its other end"


@pytest.mark.parametrize("count", [1, 3])
def test_links_that_the_engine_told_are_joined_by_their_mac(count: int) -> None:
    macs = [f"00:00:5e:00:53:{n:02x}" for n in range(1, count + 1)]
    ports = [port(10 + n, f"veth{n}", iflink=2, link_nsid=n, kind="veth") for n in range(count)]
    fdb = [FdbEntry(link=10 + n, mac=mac, master=BRIDGE) for n, mac in enumerate(macs)]
    found = resolve(
        host(
            root(bridge(), *ports, fdb=fdb),
            containers=tuple(
                container(f"c{n}", endpoint("net", mac)) for n, mac in enumerate(macs)
            ),
        )
    )
    labels = {
        one.ifindex: found.labels[other.inode]
        for one, (other, _) in found.pairs.peers.items()
        if one.inode == ROOT
    }
    assert labels == {10 + n: f"c{n}" for n in range(count)}


def test_an_end_that_says_in_which_namespace_the_other_is_fits_no_other() -> None:
    outer = (
        port(11, "veth1", iflink=2, link_nsid=0),
        port(12, "veth2", iflink=2, link_nsid=1),
    )
    numbers = {0: BOX, 1: OTHER}
    boxes = inside(link(-1, "eth0")), inside(link(-1, "eth0"), inode=OTHER)
    found = pairs(root(bridge(), *outer, nsids=numbers), *boxes)
    assert joined(found) == {11: (BOX, -1), 12: (OTHER, -1)}


def test_an_end_may_lead_to_no_port_that_was_joined_before() -> None:
    found = pairs(
        root(
            bridge("192.0.2.1/24"),
            port(11, "veth1"),
            *(port(n, f"veth{n}", kind="veth") for n in (31, 33)),
        ),
        inside(link(10, "eth0", "192.0.2.2/24", iflink=11)),
        inside(link(-1, "eth0", "192.0.2.3/24"), inode=OTHER),
    )
    assert joined(found) == {11: (BOX, 10)}
    maybe = "its other end was not told, and may be "
    assert found.loose[LinkKey(OTHER, -1)] == f"{maybe}veth31, veth33"


def test_an_end_is_at_home_on_the_bridge_of_the_network_that_gave_its_mac() -> None:
    eth0 = inside(link(-1, "eth0", mac=MAC.upper()))
    web = container("web", endpoint("net", MAC), netns=BOX, untold=[])
    found = resolve(
        host(
            root(
                *(bridge(), bridge(ifindex=4, ifname="lan")),
                *(port(11, "veth1"), port(21, "veth2", master=4)),
            ),
            eth0,
            containers=(web,),
            networks=(Network(id="net", name="net", driver="bridge", bridge="lan"),),
        )
    ).pairs
    assert joined(found) == {21: (BOX, -1)}
    assert reason(found, 21) == "by elimination: no other ends on lan are left without their pair"


@pytest.mark.parametrize(("inode", "expected"), [(OTHER, {}), (BOX, {11: (BOX, -1)})])
def test_an_end_may_be_plugged_into_a_bridge_of_another_namespace(
    inode: int, expected: dict[int, tuple[int, int]]
) -> None:
    nested = [link(5, "lan", kind="bridge"), port(6, "x", master=5, iflink=99, kind="veth")]
    eth0 = link(-1, "eth0", "192.0.2.2/24")
    boxes = (
        [inside(eth0, *nested)] if inode == BOX else [inside(eth0), inside(*nested, inode=OTHER)]
    )
    found = pairs(root(bridge("192.0.2.1/24"), port(11, "veth1")), *boxes)
    assert joined(found) == expected


def test_macs_are_the_same_in_capital_letters() -> None:
    found = pairs(
        root(bridge(), port(21, "veth1"), fdb=[FdbEntry(link=21, mac=MAC, master=BRIDGE)]),
        inside(link(-1, "eth0", mac=MAC.upper())),
    )
    assert reason(found, 21) == f"the bridge learned the MAC {MAC.upper()} behind veth1"


def test_what_an_end_may_be_is_told_by_name() -> None:
    found = pairs(root(bridge(), port(11, "veth2"), port(21, "veth1")), inside(link(-1, "eth0")))
    why = "its other end was not told, and may be veth1, veth2"
    assert found.loose[LinkKey(BOX, -1)] == why


@pytest.mark.parametrize(("number", "is_joined"), [(3, False), (4, True)])
def test_a_namespace_may_have_had_two_more_links_with_numbers_of_its_own(
    number: int, is_joined: bool
) -> None:
    others = port(number + 1, "vetha"), port(50, "vethb")
    found = pairs(root(bridge(ifindex=90), *others), inside(link(number, "eth0")))
    assert bool(joined(found)) == is_joined


def test_what_is_no_address_leads_nowhere() -> None:
    found = pairs(root(bridge(), port(11, "veth1")), inside(link(-1, "eth0", "nonsense")))
    assert joined(found) == {}
