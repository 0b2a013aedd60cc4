"""What holds for the picture of any snapshot, however odd its facts."""

from random import Random
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.picture.abouts import about_faults
from tests.picture.geometry import faults, left_out
from tests.properties.strategies import patterns_in, shuffled, snapshots
from topograph.facts import Snapshot
from topograph.graph import build_graph, cut
from topograph.picture import Density, lay_out, view
from topograph.render.svg import svg_text

odd_snapshots = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@odd_snapshots
@given(snapshots(max_hosts=3), st.sampled_from(Density))
def test_nothing_overlaps_and_nothing_is_left_out(snapshot: Snapshot, density: Density) -> None:
    graph = build_graph(snapshot)
    shown = view(graph, density)
    assert left_out(graph, shown) == []
    picture = lay_out(shown)
    assert faults(picture, shown) == []
    assert about_faults(picture) == []


@odd_snapshots
@given(
    snapshots(),
    st.data(),
    st.sampled_from(["", "veth", "netns", "host", "container", "bridge", "link"]),
)
def test_what_is_left_of_a_graph_is_drawn_soundly(
    snapshot: Snapshot, data: st.DataObject, hide: str
) -> None:
    graph = build_graph(snapshot)
    only = data.draw(patterns_in(graph))
    part = cut(graph, tuple(only), (hide,) if hide else ())
    shown = view(part)
    picture = lay_out(shown)
    assert faults(picture, shown) == []
    assert about_faults(picture) == []


@odd_snapshots
@given(snapshots(), st.integers(0, 99))
def test_the_order_of_the_facts_does_not_count(snapshot: Snapshot, seed: int) -> None:
    again = lay_out(view(build_graph(shuffled(snapshot, Random(seed)))))
    assert svg_text(again) == svg_text(lay_out(view(build_graph(snapshot))))


@odd_snapshots
@given(snapshots(), st.sampled_from(["auto", "light", "dark"]))
def test_the_svg_is_sound_and_names_what_the_graph_holds(snapshot: Snapshot, theme: str) -> None:
    graph = build_graph(snapshot)
    root = ElementTree.fromstring(svg_text(lay_out(view(graph)), theme))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    edges = {f"{a}|{relation}|{b}" for a, b, relation in graph.edges(keys=True)} | {""}
    for element in root.iter():
        assert element.get("data-node", next(iter(graph), None)) in [*graph, None]
        assert element.get("data-edge", "") in edges
