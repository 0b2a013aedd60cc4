"""What holds for the picture of any snapshot, however odd its facts."""

from random import Random
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.picture.abouts import about_faults
from tests.picture.geometry import faults, left_out
from tests.properties.strategies import patterns_in, shuffled, snapshots
from topograph.facts import Snapshot
from topograph.graph import build_graph, cut
from topograph.picture import Density, lay_out, view
from topograph.picture.changes import VERBS
from topograph.render.svg import svg_text

if TYPE_CHECKING:
    import networkx as nx

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


@st.composite
def diffs(draw: st.DrawFn) -> "nx.MultiDiGraph[str]":
    """Return a graph of which any nodes and edges have changed in any way."""
    graph = build_graph(draw(snapshots(max_hosts=2)))
    graph.graph["changes"] = draw(st.sampled_from([{}, {"before": "then", "after": "now"}]))
    words = st.sampled_from(["", "mtu 1500 → 1450", "was " + "x" * 200]) | st.text(max_size=20)
    for node in sorted(graph):
        if draw(st.booleans()):
            graph.nodes[node]["change"] = {
                "verb": draw(st.sampled_from(sorted(VERBS))),
                "words": draw(words),
                "title": draw(words),
                "entry": draw(st.sampled_from(["", "change-1", "change-2"])),
            }
    for source, target, relation in sorted(graph.edges(keys=True)):
        verb = draw(st.sampled_from(["", "", "added", "removed"]))
        if verb:
            graph.edges[source, target, relation]["change"] = verb
    return graph


@odd_snapshots
@given(diffs(), st.sampled_from(Density))
def test_a_diff_is_drawn_soundly_whatever_has_changed(
    graph: "nx.MultiDiGraph[str]", density: Density
) -> None:
    shown = view(graph, density)
    picture = lay_out(shown)
    assert faults(picture, shown) == []
    assert about_faults(picture) == []
    root = ElementTree.fromstring(svg_text(picture))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {e.get("data-change", "added") for e in root.iter()} <= set(VERBS)


@odd_snapshots
@given(diffs(), st.integers(0, 99))
def test_the_order_of_the_nodes_and_edges_of_a_diff_does_not_count(
    graph: "nx.MultiDiGraph[str]", seed: int
) -> None:
    random = Random(seed)
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    random.shuffle(nodes)
    random.shuffle(edges)
    again = type(graph)(**graph.graph)
    again.add_nodes_from(nodes)
    for source, target, relation, attributes in edges:
        again.add_edge(source, target, key=relation, **attributes)
    assert svg_text(lay_out(view(again))) == svg_text(lay_out(view(graph)))
