from random import Random

from msgspec.structs import replace

from tests.hosts import docker0, many, snapshot
from tests.picture.shown import card, panel, sample, view_of
from tests.properties.strategies import shuffled
from tests.render.mixed_host import mixed
from topograph.facts import Gap, Host
from topograph.graph import build_graph, cut
from topograph.picture import Density, view
from topograph.picture.parts import State


def test_a_host_has_its_bridges_as_panels_and_its_namespaces_as_cards() -> None:
    (host,) = view_of(docker0()).hosts
    assert [link.name for link in host.stack] == ["eth0"]
    assert [found.name for found in host.panels] == ["docker0"]
    assert [found.people[0].name for found in host.cards] == ["mad_feynman", "pensive_yonath"]


def test_the_caption_says_what_the_host_is_and_how_much_is_on_it() -> None:
    (host,) = view_of(docker0()).hosts
    assert host.caption == (
        "Ubuntu 16.04 LTS",
        "Linux 4.4.0-38-generic",
        "Docker 1.12.1",
        "2 containers",
        "1 bridge",
        "3 namespaces",
    )
    (other,) = view_of(mixed()).hosts
    assert "6 containers (1 stopped)" in other.caption


def test_without_an_engine_to_ask_the_containers_are_not_counted() -> None:
    (host,) = view_of(sample("unprivileged")).hosts
    assert "containers not seen" in host.caption
    part = view(cut(build_graph(docker0()), (), ("container",)))
    assert not [words for words in part.hosts[0].caption if "container" in words]
    (bare,) = view_of(sample("empty")).hosts
    assert "0 containers" in bare.caption


def test_in_a_part_nobody_is_said_not_to_have_been_seen() -> None:
    shown = view(cut(build_graph(docker0()), (), ("netns",)))
    assert {one.note for one in shown.hosts[0].cards} == {""}
    links = view(cut(build_graph(docker0()), (), ("bridge",)))
    assert [found.name for found in links.hosts[0].panels] == ["other links"]


def test_containers_in_host_mode_are_a_list_with_their_states() -> None:
    shown = panel(view_of(sample("modes")), "containers in host mode")
    assert [(row.name, row.note, row.state) for row in shown.rows] == [
        ("agent", "busybox:local", State.RUNNING)
    ]
    assert shown.rows[0].node == "container/web2/agent"


def test_a_host_without_containers_in_host_mode_has_no_such_list() -> None:
    names = [found.name for found in view_of(docker0()).hosts[0].panels]
    assert "containers in host mode" not in names


def test_a_paused_container_in_host_mode_says_so_in_a_word() -> None:
    host = mixed().hosts[0]
    people = [replace(c, state="paused") if c.names == ["agent"] else c for c in host.containers]
    shown = view_of(snapshot(replace(host, containers=people)))
    (row,) = panel(shown, "containers in host mode").rows
    assert (row.note, row.state) == ("agent:1, paused", State.WAITING)


def test_gaps_are_told_with_their_hint_and_the_host_only_among_several() -> None:
    line = "netns:4026532544: The namespace could not be entered: operation not permitted."
    assert view_of(mixed()).gaps == (f"{line} (run as root)",)
    two = snapshot(mixed().hosts[0], Host(hostname="other"), gaps=mixed().gaps)
    assert view_of(two).gaps == (f"web1 {line} (run as root)",)


def test_the_same_gap_is_told_once() -> None:
    gap = Gap(source="engine", subject="engine:docker", what="Away.")
    assert view_of(snapshot(Host(hostname="h"), gaps=[gap, gap])).gaps == ("engine:docker: Away.",)


def test_the_time_is_told_as_people_write_it() -> None:
    assert view_of(docker0()).captured == "captured 2026-11-24 09:30 UTC"
    assert view_of(replace(docker0(), captured_at="")).captured == ""
    assert view_of(replace(docker0(), captured_at="now")).captured == "captured now"


def test_the_order_of_the_facts_makes_no_difference() -> None:
    assert view_of(shuffled(mixed(), Random(1))) == view_of(mixed())


def test_what_was_cut_from_the_graph_is_not_shown() -> None:
    graph = cut(build_graph(docker0()), ("pensive_*",), ())
    shown = view(graph)
    assert card(shown, "pensive_yonath").rows
    assert len(shown.hosts[0].cards) == 1
    rows = panel(shown, "docker0").rows
    assert [(row.name, row.note) for row in rows] == [
        ("veth7f6daae", ""),
        ("1 more port", "not in this part"),
    ]


def test_a_part_says_what_of_the_whole_it_is() -> None:
    whole = build_graph(docker0())
    assert view(whole).part == ""
    part = cut(cut(whole, (), ("loopback", "host")), ("pensive_*",), (), ("mad_feynman:1",))
    words = "without host, without loopback, only pensive_*, around mad_feynman:1"
    assert view(part).part == words


def test_a_link_whose_peer_is_left_out_is_not_taken_for_a_loose_end() -> None:
    graph = build_graph(many(10, 2))
    shown = view(cut(graph, (), (), ("app0-web-1:0",)))
    rows = card(shown, "app0-web-1").rows
    assert [(row.name, row.gap, row.is_cut) for row in rows] == [
        ("eth0", "", True),
        ("eth1", "", True),
    ]
    whole = card(view(graph), "app0-web-1").rows
    assert not any(row.is_cut for row in whole)


def test_without_its_links_a_container_is_not_said_to_have_none() -> None:
    shown = view(cut(build_graph(docker0()), (), ("veth",)))
    assert card(shown, "mad_feynman").note == "no link in this part"


def test_a_host_whose_node_was_hidden_still_has_its_name() -> None:
    (host,) = view(cut(build_graph(docker0()), (), ("host",))).hosts
    assert host.name == "ip-10-0-0-5"
    assert host.node == ""


def test_full_cards_are_full_however_many_they_are() -> None:
    graph = build_graph(many(60))
    assert view(graph).is_compact
    assert not view(graph, Density.FULL).is_compact
    assert view(build_graph(many(3)), Density.ROWS).is_compact
