from msgspec.structs import replace

from tests.hosts import docker0, many, snapshot
from tests.picture.shown import sample
from tests.render.mixed_host import mixed
from topograph.graph import build_graph
from topograph.picture.index import Index, natural
from topograph.picture.parts import NEUTRAL


def test_names_are_sorted_as_people_count() -> None:
    names = ["eth10", "eth02", "eth1.20", "eth1.3", "a", "eth0", ""]
    assert sorted(names, key=natural) == ["", "a", "eth0", "eth1.3", "eth1.20", "eth02", "eth10"]


def test_digits_of_other_scripts_are_letters() -> None:
    assert sorted(["a²", "a٣", "a1"], key=natural) == ["a1", "a²", "a٣"]


def test_a_plain_loopback_is_left_out_and_others_are_not() -> None:
    graph = build_graph(docker0())
    index = Index(graph)
    assert "link/ip-10-0-0-5/lo" in graph
    assert "link/ip-10-0-0-5/lo" not in index.nodes
    assert "link/ip-10-0-0-5/eth0" in index.nodes


def test_a_pair_is_known_from_both_ends() -> None:
    index = Index(build_graph(mixed()))
    assert index.peers["link/web1/veth11"] == "link/web1/@web/eth0"
    assert index.peers["link/web1/@web/eth0"] == "link/web1/veth11"


def test_a_link_on_a_network_has_its_hue_and_an_uplink_none() -> None:
    index = Index(build_graph(mixed()))
    bridge = index.hue("link/web1/br-ffffffffffff")
    assert bridge != NEUTRAL
    assert index.hue("link/web1/veth11") == index.hue("link/web1/@web/eth0") == bridge
    assert index.hue("link/web1/eth0") == NEUTRAL
    assert index.carried_hue("link/web1/eth0") not in (bridge, NEUTRAL)


def test_what_stands_on_an_uplink_has_the_hue_of_its_network() -> None:
    index = Index(build_graph(sample("macvlan")))
    assert index.hue("link/edge1/@camera/eth0") == index.carried_hue("link/edge1/eth0") != NEUTRAL
    assert index.hue("link/edge1/shim") == NEUTRAL


def test_a_network_without_a_bridge_here_takes_no_hue_from_the_others() -> None:
    index = Index(build_graph(docker0()))
    assert index.hue("link/ip-10-0-0-5/docker0") != NEUTRAL
    assert index.hue("link/ip-10-0-0-5/eth0") == NEUTRAL


def test_a_new_network_changes_no_hue_of_the_others() -> None:
    before = many(0, 4)
    networks = [
        replace(network, created=f"2026-01-0{n + 1}T00:00:00Z")
        for n, network in enumerate(before.hosts[0].networks)
    ]

    def hues(count: int) -> list[int]:
        host = replace(before.hosts[0], networks=networks[:count])
        index = Index(build_graph(snapshot(host)))
        return [index.hue(f"link/web1/{network.bridge}") for network in networks[:count]]

    # In the alphabet each comes before those that are there already.
    networks = [replace(n, name=f"{9 - i}") for i, n in enumerate(networks)]
    assert all(hues(count) == hues(4)[:count] for count in range(1, 5))


def ages(*networks: tuple[str, str]) -> list[str]:
    """Return names and times of creation in the order in which hues are given out."""
    host = many(0, len(networks)).hosts[0]
    named = [
        replace(network, name=name, created=created)
        for network, (name, created) in zip(host.networks, networks, strict=True)
    ]
    index = Index(build_graph(snapshot(replace(host, networks=named))))
    return sorted({name for name, _ in networks}, key=index._age)


def test_the_older_of_two_networks_gets_its_hue_first() -> None:
    assert ages(("a", "2026-02"), ("b", "2026-01")) == ["b", "a"]


def test_of_two_networks_with_one_name_the_first_counts() -> None:
    assert ages(("a", "2026-03"), ("a", "2026-01"), ("b", "2026-02")) == ["a", "b"]
    assert ages(("a", "2026-01"), ("a", "2026-03"), ("b", "2026-02")) == ["a", "b"]


def test_a_network_that_the_engine_makes_anew_at_each_start_is_never_the_newest() -> None:
    assert ages(("a", "2026-01"), ("bridge", "2026-09")) == ["bridge", "a"]


def test_a_bridge_of_no_network_comes_before_those_of_networks() -> None:
    index = Index(build_graph(mixed()))
    assert sorted(["front", "br7"], key=index._age) == ["br7", "front"]
