"""What holds for the graph, the picture and the page of the diff of any two snapshots."""

from typing import TYPE_CHECKING
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.test_diff_properties import entries_of, moments, odd_snapshots, options
from tests.render.page_reading import Page
from topograph.diff import Options, compare
from topograph.diff.marking import entry_id
from topograph.diff.model import Entry, Thing, Verb
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.picture import Density, lay_out, view
from topograph.picture.changes import VERBS
from topograph.render.diff import Subject, render

if TYPE_CHECKING:
    import networkx as nx

OWN = {Thing.HOST, Thing.CONTAINER, Thing.NETWORK, Thing.NETNS, Thing.LINK}
Pair = tuple[Snapshot, Snapshot]


def is_about_a_node(entry: Entry) -> bool:
    """Tell whether an event, or a part of it, names a node of either side."""
    left = [entry]
    while left:
        one = left.pop()
        if any(place and place.node for place in (one.before, one.after)):
            return True
        left += one.parts
    return False


@odd_snapshots
@given(moments(), options())
def test_each_event_is_marked_where_it_was(pair: Pair, how: Options) -> None:
    found = compare(*pair, how)
    changes = [change for _, change in found.graph.nodes(data="change") if change]
    marked = {one for change in changes for one in change["entry"].split()}
    events = enumerate(found.diff.entries, 1)
    assert marked == {entry_id(n) for n, entry in events if is_about_a_node(entry)}
    assert {change["verb"] for change in changes} <= set(VERBS)


@odd_snapshots
@given(moments(), options())
def test_what_came_is_marked_so(pair: Pair, how: Options) -> None:
    found = compare(*pair, how)
    for event in found.diff.entries:
        if event.thing in OWN and event.verb is Verb.ADDED and event.after:
            assert found.graph.nodes[event.after.node]["change"]["verb"] == "added"


@odd_snapshots
@given(moments(), options())
def test_nothing_names_a_node_that_is_not_there(pair: Pair, how: Options) -> None:
    graph = compare(*pair, how).graph
    for _, attributes in graph.nodes(data=True):
        named = [attributes[name] for name in ("netns", "master") if name in attributes]
        named += [*attributes.get("containers", ()), *attributes.get("networks", ())]
        assert set(named) <= set(graph)
        assert attributes["type"]
    sides = (build_graph(side) for side in pair)
    assert bool(_hosts(graph)) == any(_hosts(side) for side in sides)


def _hosts(graph: "nx.MultiDiGraph[str]") -> list[str]:
    return [node for node, attributes in graph.nodes(data=True) if attributes["type"] == "host"]


@odd_snapshots
@given(moments(), options())
def test_no_thing_of_either_side_is_lost(pair: Pair, how: Options) -> None:
    found = compare(*pair, how)
    names = [place.node for entry in entries_of(found.diff) if (place := entry.after)]
    assert {node for node in names if node} <= set(found.graph)


@odd_snapshots
@given(moments(), st.sampled_from(Density))
def test_any_two_sides_can_be_drawn_and_told_in_a_sound_page(pair: Pair, how: Density) -> None:
    found = compare(*pair)
    assert lay_out(view(found.graph, how)).is_diff
    data = render(Subject(found), "html")
    page = Page(data.decode())
    assert page.faults == []
    assert len(page.values("id")) == len(page.by_id)
    links = [link[1:] for link in page.values("href") if link.startswith("#")]
    assert {unquote(link) for link in links} <= set(page.by_id)
    assert {entry_id(n) for n, _ in enumerate(found.diff.entries, 1)} <= set(page.by_id)
    assert render(Subject(compare(*pair)), "html") == data
