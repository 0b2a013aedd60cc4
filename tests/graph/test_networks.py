from typing import Any

import pytest

from tests.graph.build_facts import (
    BOX,
    NET_ID,
    OTHER,
    ROOT,
    box,
    container,
    end,
    endpoint,
    host,
    network,
    resolve,
    root,
    stock,
)
from tests.hosts import SOCKET, bridge, veth
from topograph.facts import Endpoint, Host, Link, Network
from topograph.graph.networks import Backing, NetworkIndex
from topograph.graph.schema import OBSERVED, Evidence

MAC, MAC2, MAC3 = (f"00:00:5e:00:53:0{n}" for n in range(1, 4))
USER_SOCKET = "unix:///run/user/1000/podman/podman.sock"


def backing(facts: Host) -> Backing | None:
    return resolve(facts).backings.get("app")


def plugged(net: Network, bridge_link: Link) -> Host:
    """A container in BOX whose eth0 is plugged into a bridge of OTHER."""
    port = veth(11, "veth11", MAC2, peer=10, nsid=0, master=bridge_link.ifindex, port=1)
    person = container(
        netns=BOX, engine=net.engine, endpoints=[endpoint(MAC, network=net.id or "gone")]
    )
    return host(
        root(),
        box(veth(10, "eth0", MAC, peer=11, nsid=5), nsids={5: OTHER}),
        box(bridge_link, port, inode=OTHER, nsids={0: BOX}),
        containers=[person],
        networks=[net],
    )


@pytest.mark.parametrize(
    "stated", [{"bridge": "br7"}, {"options": {"com.docker.network.bridge.name": "br7"}}]
)
def test_a_stated_bridge_is_that_of_the_root(stated: dict[str, Any]) -> None:
    br7 = bridge(7, "br7", MAC)
    facts = host(root(br7), box(br7), networks=[network(**stated)])
    assert backing(facts) == ((ROOT, 7), OBSERVED)


def test_a_stated_bridge_that_is_not_there_backs_nothing() -> None:
    assert backing(host(root(), networks=[network(bridge="br7")])) is None


def test_the_name_and_the_address_together_are_as_good_as_a_statement() -> None:
    named = bridge(7, f"br-{NET_ID[:12]}", MAC, "192.0.2.1/24")
    assert backing(host(root(named), networks=[network(gateway="192.0.2.1")])) == (
        (ROOT, 7),
        OBSERVED,
    )
    internal = bridge(7, f"br-{NET_ID[:12]}", MAC)
    assert backing(host(root(internal), networks=[network()])) == ((ROOT, 7), OBSERVED)


def test_the_name_without_the_address_is_an_inference() -> None:
    named = bridge(7, f"br-{NET_ID[:12]}", MAC)
    found = backing(host(root(named), networks=[network(gateway="192.0.2.1")]))
    assert found is not None
    assert found[0] == (ROOT, 7)
    assert found[1].reason == "it has the name that Docker makes of the network's id"


def test_the_address_of_the_gateway_alone_is_an_inference() -> None:
    facts = host(
        root(bridge(7, "lan", MAC, "192.0.2.1/24")),
        box(bridge(7, "lan", MAC, "192.0.2.1/24")),
        networks=[network(gateway="192.0.2.1")],
    )
    found = backing(facts)
    assert found is not None
    assert found[0] == (ROOT, 7)
    assert found[1].reason == "it holds the address of the network's gateway"


def test_two_bridges_with_the_gateways_address_tell_nothing() -> None:
    twins = [bridge(n, f"lan{n}", MAC, "192.0.2.1/24") for n in (7, 8)]
    assert backing(host(root(*twins), networks=[network(gateway="192.0.2.1")])) is None


def test_a_network_that_tells_nothing_stands_where_its_endpoints_are_plugged_in() -> None:
    found = backing(plugged(network(), bridge(7, "lan", MAC3)))
    assert found is not None
    assert found[0] == (OTHER, 7)
    assert found[1].reason == "the peers of its endpoints are ports of it"


def test_where_endpoints_are_plugged_in_decides_between_bridges_of_one_name() -> None:
    facts = plugged(network(bridge="br7"), bridge(7, "br7", MAC3))
    with_root = host(
        root(bridge(7, "br7", MAC)),
        *facts.namespaces[1:],
        containers=facts.containers,
        networks=facts.networks,
    )
    assert backing(with_root) == ((OTHER, 7), OBSERVED)


def test_the_engine_of_a_user_does_not_own_the_bridge_of_the_root() -> None:
    podman0 = bridge(7, "podman0", MAC, "192.0.2.1/24")
    net = network(bridge="podman0", gateway="192.0.2.1", engine=USER_SOCKET)
    assert backing(host(root(podman0), networks=[net])) is None
    found = backing(host(root(podman0), box(podman0), networks=[net]))
    assert found is not None
    assert found[0] == (BOX, 7)
    assert found[1].evidence == Evidence.INFERRED
    assert backing(host(box(podman0), box(podman0, inode=OTHER), networks=[net])) is None


@pytest.mark.parametrize("driver", ["macvlan", "ipvlan"])
def test_a_macvlan_network_stands_on_its_parent(driver: str) -> None:
    net = network(driver=driver, options={"parent": "eth0.7"})
    facts = host(root(end(2, "eth0"), end(3, "eth0.7")), networks=[net])
    assert backing(facts) == ((ROOT, 3), OBSERVED)
    assert backing(host(root(end(2, "eth0")), networks=[net])) is None


@pytest.mark.parametrize(("driver", "start"), [("macvlan", "dm-"), ("ipvlan", "di-")])
def test_a_macvlan_network_without_parent_has_a_dummy(driver: str, start: str) -> None:
    dummy = end(5, start + NET_ID[:12], kind="dummy")
    found = backing(host(root(dummy), networks=[network(driver=driver)]))
    assert found is not None
    assert found[0] == (ROOT, 5)
    assert found[1].evidence == Evidence.INFERRED


def test_a_macvlan_network_that_tells_nothing_stands_below_its_endpoints() -> None:
    eth0 = end(3, "eth0", kind="macvlan", mac=MAC, iflink=2, link_nsid=0)
    person = container(netns=BOX, endpoints=[endpoint(MAC)])
    net = network(driver="macvlan")
    found = backing(host(root(end(2, "nic")), box(eth0), containers=[person], networks=[net]))
    assert found is not None
    assert found[0] == (ROOT, 2)
    assert found[1].reason == "the links of its endpoints stand on it"
    assert backing(host(root(end(2, "nic")), networks=[net])) is None


def test_an_overlay_stands_on_the_bridge_of_its_hidden_namespace() -> None:
    net = network(driver="overlay", id="lbw6cnmwq5abcdefghijklmno")
    br0 = bridge(2, "br0", MAC)
    hidden = box(bridge(9, "a", MAC), br0, names=["1-lbw6cnmwq5"], inode=OTHER)
    balancer = box(names=["lb_lbw6cnmwq"])
    found = backing(host(root(br0), balancer, hidden, networks=[net]))
    assert found is not None
    assert found[0] == (OTHER, 2)
    reason = "the netns 1-lbw6cnmwq5 is named after the network and holds this bridge"
    assert found[1] == (Evidence.INFERRED, reason)


@pytest.mark.parametrize("id_", ["lbw6cnmwq5abcdefghijklmno", ""])
def test_an_overlay_whose_namespace_was_not_read_stands_on_nothing(id_: str) -> None:
    net = network(driver="overlay", id=id_)
    hidden = [box(names=["1-lbw6cnmwq5"]), box(bridge(2, "br0", MAC), names=["1-"], inode=OTHER)]
    assert backing(host(root(), *hidden, networks=[net])) is None


@pytest.mark.parametrize("driver", ["host", "null", "plug-in"])
def test_other_networks_stand_on_a_bridge_only_if_they_say_so(driver: str) -> None:
    lan = bridge(7, "lan", MAC, "192.0.2.1/24")
    facts = host(root(lan), networks=[network(driver=driver, gateway="192.0.2.1")])
    assert backing(facts) is None
    stated = host(root(lan), networks=[network(driver=driver, bridge="lan")])
    assert backing(stated) == ((ROOT, 7), OBSERVED)


def test_a_network_is_looked_up_by_id_and_then_by_name() -> None:
    nets = [network(), network(engine="other"), network("solo", id="b" * 64, engine="other")]
    index = NetworkIndex(stock(host(networks=nets)))

    def find(engine: str, id_: str, name: str) -> str | None:
        return index.find(engine, Endpoint(network_id=id_, network_name=name))

    assert find("other", NET_ID, "x") == "app"
    assert find(SOCKET, NET_ID, "x") == f"app~{NET_ID[:12]}"
    assert find("third", NET_ID, "x") is None
    assert find(SOCKET, "b" * 64, "x") == "solo"
    assert find(SOCKET, "remade", "app") == f"app~{NET_ID[:12]}"
    assert find(SOCKET, "", "gone") is None
