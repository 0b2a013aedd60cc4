"""What holds for the report of any snapshot, however odd its facts."""

import io
import json
from random import Random
from urllib.parse import unquote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.strategies import patterns_in, shuffled, snapshots
from tests.render.page_reading import Page
from topograph.facts import Snapshot
from topograph.graph import build_graph, ways_out
from topograph.render import Options, Subject, render
from topograph.render.visible import visible_lines
from topograph.snapshot.in_page import snapshot_link
from topograph.sources import open_source
from topograph.tables import make_tables

odd_snapshots = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
DENSITIES = st.sampled_from(["auto", "full", "rows", "folded"])


def report(facts: Snapshot, **options: str) -> str:
    return render(Subject(facts, Options(density=options.get("density", "auto"))), "html").decode()


def leads_true(page: Page) -> bool:
    """Tell whether every link within the page leads to something in it."""
    links = [link for link in page.values("href") if link.startswith("#")]
    return {unquote(link[1:]) for link in links} <= set(page.by_id)


@odd_snapshots
@given(snapshots(max_hosts=3))
def test_a_report_gives_back_the_facts_that_it_was_made_of(facts: Snapshot) -> None:
    assert open_source("-", stdin=io.BytesIO(report(facts).encode())) == facts


@odd_snapshots
@given(snapshots(), DENSITIES)
def test_a_report_is_sound_and_all_in_it_leads_somewhere(facts: Snapshot, density: str) -> None:
    page = Page(report(facts, density=density))
    assert page.faults == []
    assert len(page.values("id")) == len(page.by_id)
    assert leads_true(page)
    for parts in page.values("data-parts"):
        assert set(parts.split()) <= set(page.by_id)


@odd_snapshots
@given(snapshots())
def test_a_report_holds_what_the_tables_say(facts: Snapshot) -> None:
    page = Page(report(facts))
    for name, table in make_tables(facts).items():
        rows = [[visible_lines(cell).strip() for cell in row] for row in table.rows]
        assert not rows or page.cells(name)[1:] == rows


@odd_snapshots
@given(snapshots())
def test_the_ways_in_a_report_are_those_of_the_graph(facts: Snapshot) -> None:
    page, ways = Page(report(facts)), ways_out(build_graph(facts))
    ids = [row.attributes["id"] for row in page.all("tr") if "id" in row.attributes]
    out = json.loads(page.by_id["index"].text)["out"]
    assert len(out) == len(ids)
    for node, ends in zip(ids, out, strict=True):
        assert [ids[n] for n in ends] == [far for far in ways[node] if far in set(ids)]
    assert {node for node in ways if node.partition("/")[0] != "remote"} == set(ids)


@odd_snapshots
@given(snapshots(), st.data(), st.sampled_from(["", "veth", "netns", "host", "bridge", "link"]))
def test_a_report_about_a_part_is_sound_and_holds_no_snapshot(
    facts: Snapshot, data: st.DataObject, hide: str
) -> None:
    only = tuple(data.draw(patterns_in(build_graph(facts))))
    options = Options(only=only, hide=(hide,) if hide else ())
    subject = Subject(facts, options)
    page = Page(render(subject, "html").decode())
    assert page.faults == []
    assert leads_true(page)
    assert bool(page.values("data-snapshot")) != subject.is_cut
    ids = [row.attributes["id"] for row in page.all("tr") if "id" in row.attributes]
    assert set(ids) <= set(subject.graph)


@odd_snapshots
@given(snapshots(), st.integers(0, 99))
def test_the_order_of_the_facts_does_not_count(facts: Snapshot, seed: int) -> None:
    again = shuffled(facts, Random(seed))
    # The snapshot is in it as it came.
    assert report(again).replace(snapshot_link(again), snapshot_link(facts)) == report(facts)
