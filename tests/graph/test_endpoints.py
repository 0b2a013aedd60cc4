from tests.graph.build_facts import (
    BOX,
    NET_ID,
    OTHER,
    box,
    container,
    end,
    endpoint,
    host,
    network,
    resolve,
    root,
)
from tests.hosts import bridge, v4, veth
from topograph.facts import Container, Endpoint, Link, Netns
from topograph.graph.endpoints import Attachment
from topograph.graph.schema import OBSERVED, Basis, Evidence

MAC, MAC2, MAC3 = (f"00:00:5e:00:53:0{n}" for n in range(1, 4))


def attached(*namespaces: Netns, person: Container | None = None) -> dict[Attachment, Basis]:
    nets = [network(), network("back", id="b" * 64)]
    people = [person] if person else []
    return resolve(host(*namespaces, containers=people, networks=nets)).attached


def eth(ifindex: int, mac: str, *addresses: str, **fields: object) -> Link:
    return end(ifindex, f"eth{ifindex}", mac=mac, addresses=[v4(a) for a in addresses], **fields)


def test_the_mac_joins_a_link_to_its_network_whatever_its_name() -> None:
    person = container(netns=BOX, endpoints=[endpoint(MAC2, network="b" * 64), endpoint(MAC)])
    found = attached(root(), box(eth(2, MAC.upper()), eth(3, MAC2)), person=person)
    assert found == {((BOX, 2), "app"): OBSERVED, ((BOX, 3), "back"): OBSERVED}


def test_a_macvlan_is_an_endpoint_like_any_other() -> None:
    person = container(netns=BOX, endpoints=[endpoint(MAC)])
    found = attached(root(), box(eth(2, MAC, kind="macvlan")), person=person)
    assert found == {((BOX, 2), "app"): OBSERVED}


def test_the_address_decides_between_links_of_one_mac() -> None:
    links = (eth(2, MAC, "192.0.2.2/24"), eth(3, MAC, "192.0.2.3/24"))
    person = container(netns=BOX, endpoints=[endpoint(MAC, "192.0.2.3/24")])
    assert attached(root(), box(*links), person=person) == {((BOX, 3), "app"): OBSERVED}
    unsure = container(netns=BOX, endpoints=[endpoint(MAC)])
    assert attached(root(), box(*links), person=unsure) == {}


def test_an_address_alone_is_an_inference() -> None:
    for told, why in ((None, "is not told"), (MAC2, "differs")):
        person = container(netns=BOX, endpoints=[endpoint(told, "192.0.2.2/24")])
        found = attached(root(), box(eth(2, MAC, "192.0.2.2/24")), person=person)
        reason = f"it has the address 192.0.2.2 of the endpoint, whose MAC {why}"
        assert found == {((BOX, 2), "app"): Basis(Evidence.INFERRED, reason)}


def test_an_address_does_not_take_the_link_of_another_endpoint() -> None:
    person = container(
        netns=BOX,
        endpoints=[endpoint(None, "192.0.2.2/24"), endpoint(MAC, network="b" * 64)],
    )
    found = attached(root(), box(eth(2, MAC, "192.0.2.2/24")), person=person)
    assert found == {((BOX, 2), "back"): OBSERVED}


def test_the_links_of_the_host_are_no_endpoints() -> None:
    person = container(network_mode="host", endpoints=[endpoint(MAC)])
    assert attached(root(eth(2, MAC)), person=person) == {}


def test_an_endpoint_in_a_network_we_do_not_know_joins_nothing() -> None:
    lost = Endpoint(network_id="gone", network_name="gone", mac=MAC)
    person = container(netns=BOX, endpoints=[lost])
    assert attached(root(), box(eth(2, MAC)), person=person) == {}


def test_a_link_no_endpoint_tells_of_follows_its_peer_to_the_bridge_of_a_network() -> None:
    nets = [network("docker_gwbridge", bridge="docker_gwbridge")]
    port = veth(11, "veth11", MAC2, peer=10, nsid=0, master=3, port=1)
    inner = veth(10, "eth1", MAC, peer=11, nsid=0)
    facts = host(
        root(bridge(3, "docker_gwbridge", MAC3), port),
        box(inner),
        containers=[container(netns=BOX)],
        networks=nets,
    )
    reason = "its peer veth11 is a port of docker_gwbridge"
    found = resolve(facts)
    assert found.attached == {((BOX, 10), "docker_gwbridge"): Basis(Evidence.INFERRED, reason)}
    assert found.networks == {(BOX, 10): ["docker_gwbridge"]}


def test_a_cable_between_two_bridges_is_no_endpoint() -> None:
    port = veth(11, "veth11", MAC2, peer=10, nsid=0, master=3, port=1)
    inner = veth(10, "up", MAC, peer=11, nsid=0, master=4)
    facts = host(
        root(bridge(3, "br0", MAC3), port),
        box(bridge(4, "br0", MAC3), inner),
        networks=[network(bridge="br0")],
    )
    assert resolve(facts).attached == {}


def test_a_bridge_of_two_networks_tells_neither() -> None:
    port = veth(11, "veth11", MAC2, peer=10, nsid=0, master=3, port=1)
    facts = host(
        root(bridge(3, "br0", MAC3), port),
        box(veth(10, "eth0", MAC, peer=11, nsid=0)),
        networks=[network(bridge="br0"), network("back", id="b" * 64, bridge="br0")],
    )
    assert resolve(facts).attached == {}


def test_endpoints_of_a_shared_namespace_are_those_of_its_owner() -> None:
    people = [
        container("owner", netns=BOX, endpoints=[endpoint(MAC)]),
        container("guest", network_mode="container:owner"),
    ]
    facts = host(root(), box(eth(2, MAC)), box(eth(2, MAC), inode=OTHER), containers=people)
    nets = [network(id=NET_ID)]
    found = resolve(host(*facts.namespaces, containers=people, networks=nets))
    assert found.attached == {((BOX, 2), "app"): OBSERVED}
