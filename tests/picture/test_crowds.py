"""Pictures of many containers: exact in every size and density, with the shape of a page."""

from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.golden import PROJECT
from tests.hosts import (
    bridge,
    crowd,
    default_route,
    hardware,
    loopback,
    many,
    snapshot,
    veth,
)
from tests.picture.crossings import crossings, lines_of_dot, lines_of_picture
from tests.picture.geometry import doubled, faults, left_out
from tests.picture.shown import picture_of, sample
from topograph.facts import Host, Netns, Snapshot
from topograph.graph import build_graph
from topograph.picture import Density, lay_out, view
from topograph.render import Subject, render

if TYPE_CHECKING:
    import networkx as nx

NETWORKS = range(1, 11)
SAMPLES = sorted(path.parent.name for path in PROJECT.glob("samples/*/recording.zip"))
SIZES = [
    *((containers, networks) for containers in (3, 30, 300) for networks in NETWORKS),
    *((1000, networks) for networks in (1, 7, 10)),
    *((5000, networks) for networks in (1, 9)),
]
DENSITIES = [Density.AUTO, Density.FULL, Density.ROWS]


@lru_cache(maxsize=1)
def graph_of(containers: int, networks: int) -> "nx.MultiDiGraph[str]":
    return build_graph(many(containers, networks))


@pytest.mark.parametrize(("containers", "networks"), SIZES)
@pytest.mark.parametrize("density", DENSITIES)
def test_each_size_in_each_density_is_sound(
    containers: int, networks: int, density: Density
) -> None:
    graph = graph_of(containers, networks)
    shown = view(graph, density)
    picture = lay_out(shown)
    assert left_out(graph, shown) == []
    assert faults(picture, shown) == []
    assert doubled(picture) == []
    if containers >= 30:
        assert 1 / 2 <= picture.width / picture.height <= 2.5


def plugged_at_random(seed: int) -> Snapshot:
    """Return a host with up to 160 containers, each on up to five of up to 14 networks."""
    random = Random(seed)
    networks = random.randint(1, 14)
    has_hub = random.random() < 0.4
    plugged = []
    for _ in range(random.choice([1, 4, 12, 30, 45, 80, 160])):
        number = random.choice([1, 1, 1, 1, 2, 2, 3, 5])
        mine = random.sample(range(networks), min(number, networks))
        plugged.append(mine + ([0] if has_hub and random.random() < 0.5 and 0 not in mine else []))
    return crowd(plugged, networks)


@pytest.mark.parametrize("seed", range(24))
def test_whatever_is_plugged_into_what_the_picture_is_sound(seed: int) -> None:
    graph = build_graph(plugged_at_random(seed))
    for density in Density:
        shown = view(graph, density)
        picture = lay_out(shown)
        assert left_out(graph, shown) == []
        assert faults(picture, shown) == []
        assert doubled(picture) == []
        if len(shown.hosts[0].cards) >= 30:
            assert 1 / 2 <= picture.width / picture.height <= 2.5


def swarm(tasks: int, *, with_lb: bool) -> Snapshot:
    """Return a host with tasks on an overlay, whose bridge is in a namespace of its own.

    Args:
        tasks: how many.
        with_lb: whether there is a namespace for load balancing, joined to the overlay only.
    """
    hidden = [bridge(2, "br0", "02:03:00:00:00:01")]
    root = [hardware(2, "eth0", "02:03:00:00:00:02"), bridge(3, "gw", "02:03:00:00:00:03")]
    boxes = []
    for n in range(tasks + with_lb):
        end, own, peer = 100 + n, 5000 + n, f"02:04:00:00:{n >> 8:02x}:{n & 255:02x}"
        hidden.append(veth(end, f"veth{n}", peer, peer=10, nsid=n, master=2, port=n + 1))
        links = [
            loopback(),
            veth(10, "eth0", peer, f"10.0.{n >> 8}.{n & 255}/16", peer=end, nsid=1),
        ]
        if n < tasks:
            root.append(veth(end, f"vethg{n}", peer, peer=11, nsid=n, master=3, port=n + 1))
            links.append(veth(11, "eth1", peer, peer=end, nsid=0))
        boxes.append(Netns(inode=own, names=[f"task{n:03}"], nsids={0: 1, 1: 2}, links=links))
    nsids = {n: netns.inode for n, netns in enumerate(boxes)}
    inner = Netns(inode=2, names=["1-overlay"], nsids=nsids, links=hidden)
    first = Netns(
        inode=1, root=True, nsids=nsids, links=root, routes=[default_route(2, "10.9.9.9")]
    )
    return snapshot(Host(hostname="node1", namespaces=[first, *boxes, inner]))


@pytest.mark.parametrize("with_lb", [False, True])
@pytest.mark.parametrize("tasks", [60, 290])
def test_an_overlay_is_cut_into_bands_with_its_tasks(tasks: int, with_lb: bool) -> None:
    graph = build_graph(swarm(tasks, with_lb=with_lb))
    for density in (Density.AUTO, Density.FULL, Density.ROWS):
        shown = view(graph, density)
        picture = lay_out(shown)
        assert faults(picture, shown) == []
        assert left_out(graph, shown) == []
        assert 1 / 2 <= picture.width / picture.height <= 2.5


def crossings_of_both(facts: Snapshot) -> tuple[int, int]:
    """Return how many cables cross in our picture, and in that of dot if that are not more."""
    subject = Subject(facts)
    lines = lines_of_picture(lay_out(view(subject.graph, Density.ROWS)))
    dots = lines_of_dot(render(subject, "dot").decode())
    # The way from an uplink to the network on it is a cable of ours, and none of those of dot.
    assert len(dots) <= len(lines)
    ours = crossings(lines)
    return ours, crossings(dots, enough=ours + 1)


@pytest.mark.graphviz
@pytest.mark.parametrize("name", SAMPLES)
def test_no_more_cables_cross_than_where_dot_draws_a_sample(name: str) -> None:
    ours, dots = crossings_of_both(sample(name))
    assert ours <= dots


@pytest.mark.graphviz
@pytest.mark.parametrize(
    ("containers", "networks"), [size for size in SIZES if size[0] < 1000] + [(1000, 7)]
)
def test_no_more_cables_cross_than_where_dot_draws_a_crowd(containers: int, networks: int) -> None:
    ours, dots = crossings_of_both(many(containers, networks))
    assert ours <= dots


@pytest.mark.parametrize("networks", [1, 8, 9, 10])
def test_few_cables_cross_among_thousands(networks: int) -> None:
    """Here dot does not come to an end; with 1,000 on 7 networks 432,427 pairs cross in it."""
    picture = picture_of(many(3000, networks))
    assert crossings(lines_of_picture(picture)) <= 30


@pytest.mark.parametrize("networks", [1, 2, 5, 10])
@pytest.mark.parametrize("density", DENSITIES)
def test_no_cable_crosses_where_networks_share_containers_in_a_row(
    networks: int, density: Density
) -> None:
    picture = lay_out(view(graph_of(300, networks), density))
    assert crossings(lines_of_picture(picture)) == 0
