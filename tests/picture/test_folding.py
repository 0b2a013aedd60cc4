"""What becomes of siblings that are alike: one of them with a number, and nothing is lost."""

from collections import Counter

from msgspec.structs import replace

from tests.hosts import docker0, many, snapshot
from tests.picture.geometry import faults, left_out
from tests.picture.shown import card, panel, picture_of, sample, words_in
from tests.render.mixed_host import mixed
from topograph.facts import Container, Snapshot
from topograph.graph import build_graph
from topograph.picture import Density, View, lay_out, view
from topograph.picture.parts import State


def folded(facts: Snapshot) -> View:
    return view(build_graph(facts), Density.FOLDED)


def changed(facts: Snapshot, number: int, **fields: object) -> Snapshot:
    """Return facts in which one of the containers is different."""
    host = facts.hosts[0]
    containers: list[Container] = list(host.containers)
    containers[number] = replace(containers[number], **fields)
    return snapshot(replace(host, containers=containers))


def names(shown: View) -> list[str]:
    return [p.name for host in shown.hosts for one in host.cards for p in one.people]


def test_siblings_become_two_examples_and_a_number() -> None:
    shown = folded(many(40))
    assert names(shown) == ["app0-web-1", "app0-web-2", "38 more on app0_default"]
    assert shown.folded == 38


def test_their_links_ports_and_cables_are_one_each() -> None:
    shown = folded(many(40))
    rest = card(shown, "38 more on app0_default")
    assert [(row.name, row.note) for row in rest.rows] == [("eth0", "38 addresses in 10.0.0.0/16")]
    assert rest.ports == ("80/tcp × 38",)
    assert rest.people[0].image == "shop/web:2.4"
    ports = panel(shown, "br-000000000000").rows
    assert sorted(row.name for row in ports) == ["38 more ports", "veth0000066", "veth0000068"]
    (bundle,) = (cable for cable in shown.cables if cable.folded)
    (more,) = (row for row in ports if row.folded)
    assert set(bundle.ends) == {more.key, rest.rows[0].key}
    assert len(bundle.folded) == 38


def test_each_node_is_still_named_by_what_stands_for_it() -> None:
    for facts in (many(40), many(400, 7), mixed(), sample("modes"), sample("swarm")):
        graph = build_graph(facts)
        shown = view(graph, Density.FOLDED)
        assert left_out(graph, shown) == []
        assert faults(lay_out(shown), shown) == []


def test_those_who_point_at_the_number_are_told_the_first_names() -> None:
    rest = card(folded(many(400)), "398 more on app0_default")
    details = rest.people[0].details
    assert details[:2] == ("app0-web-3", "app0-web-4")
    assert details[-1] == "and 358 more"


def test_few_siblings_stay_as_they_are() -> None:
    assert names(folded(many(4))) == [f"app0-web-{n}" for n in range(1, 5)]
    assert names(folded(many(5)))[-1] == "3 more on app0_default"
    assert folded(docker0()).folded == 0


def test_who_is_like_no_other_stays_among_thousands() -> None:
    facts = changed(many(1000), 700, state="exited", status="Exited (1) 2 hours ago")
    shown = view(build_graph(facts))
    assert names(shown)[2:] == ["997 more on app0_default", "app0-web-701"]
    assert card(shown, "app0-web-701").people[0].state is State.STOPPED


def test_another_image_or_service_makes_a_group_of_its_own() -> None:
    facts = many(12)
    for number in range(6):
        facts = changed(facts, number, image="shop/db:1")
    assert Counter(name.split(" on ")[0] for name in names(folded(facts)))["4 more"] == 2


def test_where_every_image_differs_it_makes_no_difference() -> None:
    facts = many(250)
    for number in range(250):
        facts = changed(facts, number, image=f"shop/web:{number}")
    shown = folded(facts)
    assert names(shown)[2] == "248 more on app0_default"
    assert card(shown, names(shown)[2]).people[0].image == "248 images"


def test_those_on_two_networks_are_folded_with_both_named() -> None:
    found = names(folded(many(60, 2)))
    assert "4 more on app0_default and app1_default" in found
    assert "22 more on app0_default" in found


def test_containers_in_host_mode_are_folded_in_their_list() -> None:
    host = mixed().hosts[0]
    (agent,) = (c for c in host.containers if c.names == ["agent"])
    crowd = [replace(agent, id=f"{n:064x}", names=[f"agent{n}"]) for n in range(9)]
    shown = folded(snapshot(replace(host, containers=crowd)))
    rows = panel(shown, "containers in host mode").rows
    assert [row.name for row in rows] == ["agent0", "agent1", "7 more containers"]
    assert len(rows[2].folded) == 7


def test_bridges_without_a_port_are_folded() -> None:
    shown = folded(many(1, 12))
    names = [found.name for found in shown.hosts[0].panels]
    assert names[-1] == "8 more bridges"
    assert len(panel(shown, "8 more bridges").folded) == 8


def test_folding_is_chosen_by_size_and_can_be_asked_for_or_refused() -> None:
    assert view(build_graph(many(300))).folded == 0
    assert view(build_graph(many(301))).folded == 299
    assert view(build_graph(many(301)), Density.ROWS).folded == 0
    assert view(build_graph(many(301)), Density.FULL).folded == 0
    assert view(build_graph(many(30)), Density.FOLDED).folded == 28


def test_the_picture_says_how_many_cards_are_folded_and_what_a_broad_cable_is() -> None:
    words = words_in(picture_of(many(400)))
    assert any(text.endswith("398 cards folded") for text in words)
    assert "several veth pairs" in words
    assert "several veth pairs" not in words_in(picture_of(many(4)))
