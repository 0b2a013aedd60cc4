from random import Random

from tests.hosts import docker0
from tests.properties.strategies import shuffled
from tests.render.mixed_host import mixed
from topograph.graph import build_graph
from topograph.render.wires import Wires


def test_ports_come_by_number_and_links_by_what_they_are() -> None:
    wires = Wires(build_graph(docker0()))
    host = "ip-10-0-0-5"
    ports = [f"link/{host}/vethc5d293a", f"link/{host}/veth7f6daae"]
    assert wires.above[f"link/{host}/docker0"] == ports
    assert wires.links[f"netns/{host}"] == [f"link/{host}/eth0", f"link/{host}/docker0", *ports]


def test_a_pair_is_known_from_both_ends() -> None:
    wires = Wires(build_graph(mixed()))
    ends = "link/web1/veth11", "link/web1/@web/eth0"
    assert wires.peers[ends[0]] == (ends[1], "")
    assert wires.peers[ends[1]] == (ends[0], "")


def test_what_stands_on_a_link_is_known_from_both_sides() -> None:
    wires = Wires(build_graph(mixed()))
    assert wires.below["link/web1/@web/eth1"] == {"link/web1/eth0"}
    assert wires.above["link/web1/eth0"] == ["link/web1/@web/eth1", "link/web1/eth0.7"]
    assert wires.networks["link/web1/eth0"] == ["network/web1/lan"]


def test_the_order_does_not_come_from_the_facts() -> None:
    one = Wires(build_graph(mixed()))
    other = Wires(build_graph(shuffled(mixed(), Random(3))))
    assert (one.links, one.above, one.peers) == (other.links, other.above, other.peers)
    assert list(one.nodes) == list(other.nodes) == sorted(one.nodes)
