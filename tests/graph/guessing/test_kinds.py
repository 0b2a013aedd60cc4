import pytest

from tests.graph.build_facts import ROOT
from tests.graph.text_facts import host, inside, link, port, root
from topograph.facts import Link, Network
from topograph.graph.guessing.kinds import guess_kinds


def kinds(*links: Link, networks: tuple[Network, ...] = ()) -> dict[str, str]:
    found = guess_kinds(host(root(*links), networks=networks))
    names = {(ROOT, one.ifindex): one.ifname for one in links}
    return {names[key]: kind for key, (kind, _) in found.items() if key in names}


def test_a_link_that_others_have_as_their_master_is_a_bridge() -> None:
    assert kinds(link(3, "lan"), port(4, "x4")) == {"lan": "bridge"}


def test_a_master_with_the_flag_of_one_is_a_bond_or_a_vrf() -> None:
    assert kinds(link(3, "up0", flags=["MASTER"]), port(4, "x4")) == {"up0": "bond"}
    assert kinds(link(3, "red", flags=["MASTER", "NOARP"]), port(4, "x4")) == {"red": "vrf"}


@pytest.mark.parametrize(
    ("ifname", "kind"),
    [
        ("docker0", "bridge"),
        ("br-0123456789ab", "bridge"),
        ("docker_gwbridge", "bridge"),
        ("podman1", "bridge"),
        ("cni-podman0", "bridge"),
        ("cni0", "bridge"),
        ("virbr0", "bridge"),
        ("veth7f6daae", "veth"),
        ("tun0", "tun"),
        ("tap0", "tun"),
        ("vxlan.calico", "vxlan"),
        ("vx-004096-x", "vxlan"),
        ("vnet12", "tun"),
        ("wg0", "wireguard"),
        ("dummy0", "dummy"),
        ("bond1", "bond"),
    ],
)
def test_programs_give_their_links_names_that_tell_the_kind(ifname: str, kind: str) -> None:
    assert kinds(link(3, ifname)) == {ifname: kind}


@pytest.mark.parametrize("ifname", ["eth0", "enp3s0", "br-0123456789", "docker1", "myveth", "lo"])
def test_other_names_tell_nothing(ifname: str) -> None:
    assert kinds(link(3, ifname)) == {}


def test_a_name_with_a_number_is_that_of_a_vlan_if_the_link_stands_on_another() -> None:
    assert kinds(link(3, "eth0.100", iflink=2), link(4, "eth1.5")) == {"eth0.100": "vlan"}


def test_a_network_of_the_engine_names_its_bridge() -> None:
    network = Network(id="1", name="front", driver="bridge", bridge="lan")
    assert kinds(link(3, "lan"), networks=(network,)) == {"lan": "bridge"}


def test_links_that_name_each_other_across_namespaces_are_veths() -> None:
    found = guess_kinds(host(root(link(7, "a", iflink=2)), inside(link(2, "eth0", iflink=7))))
    assert {kind for kind, _ in found.values()} == {"veth"}
    assert len(found) == 2


def test_links_that_name_each_other_in_one_namespace_are_no_news() -> None:
    # One of both may stand on the other, which gives its own number.
    assert kinds(link(7, "a", iflink=2), link(2, "b", iflink=9)) == {}


def test_a_port_with_its_other_end_elsewhere_is_a_veth() -> None:
    assert kinds(port(7, "lxc7", iflink=2, link_nsid=0))["lxc7"] == "veth"
    assert kinds(link(7, "lxc7", iflink=2, link_nsid=0)) == {}


def test_a_kind_that_was_told_is_not_guessed() -> None:
    assert kinds(link(3, "docker0", kind="dummy"), link(4, "veth1", kind="")) == {}


def test_each_guess_says_why() -> None:
    found = guess_kinds(host(root(link(3, "docker0"))))
    assert found == {(ROOT, 3): ("bridge", "Docker gives it such a name")}


def test_a_link_of_another_kind_or_with_a_number_made_up_names_no_end() -> None:
    above = inside(link(10, "mac0", iflink=11, kind="macvlan"))
    assert guess_kinds(host(root(link(11, "x", iflink=10)), above)) == {}
    made_up = root(link(-1, "a", iflink=-2)), inside(link(-2, "b", iflink=-1))
    assert guess_kinds(host(*made_up)) == {}
