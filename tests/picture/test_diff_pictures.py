"""Pictures of both sides of a diff: what is said, where, and in which colour."""

from collections.abc import Callable
from itertools import cycle

import pytest
from msgspec.structs import replace

from tests.golden import PROJECT
from tests.hosts import docker0, many, snapshot
from tests.picture.abouts import about_faults
from tests.picture.changed import (
    VERB_NAMES,
    diff_of,
    diff_picture,
    diff_view,
    joined_nodes,
)
from tests.picture.geometry import doubled, faults, left_out, texts_of
from tests.picture.shown import card, panel, sample, stacked, words_in
from tests.render.mixed_host import mixed
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.picture import Density, Picture, lay_out, view
from topograph.picture.changes import ADDED, CHANGED, DIM, REMOVED, Change
from topograph.picture.drawing import Box, DrawnRow
from topograph.picture.parts import NEUTRAL
from topograph.picture.style import Mark

SAMPLES = sorted(path.parent.name for path in PROJECT.glob("samples/*/recording.zip"))
WORDS = ("", "", "mtu 1500 → 1450", "", "was " + "a-very-long-name-" * 12)
SOUND: dict[str, Callable[[], Snapshot]] = {
    "docker0": docker0,
    "mixed": mixed,
    "nothing": snapshot,
    **{f"sample {name}": lambda name=name: sample(name) for name in SAMPLES},  # type: ignore[misc]
    "many 1": lambda: many(1),
    "many 30 3": lambda: many(30, 3),
    "many 41 4": lambda: many(41, 4),
}
REDIS = "container/ip-10-0-0-5/pensive_yonath"
HOST = "ip-10-0-0-5"


def changes(facts: Snapshot, step: int) -> dict[str, str]:
    """Return a change for every so many nodes, of all verbs in turn."""
    verbs, words = cycle(VERB_NAMES), cycle(WORDS)
    said = (": ".join(filter(None, (next(verbs), next(words)))) for _ in cycle((1,)))
    return {node: next(said) for node in sorted(build_graph(facts))[::step]}


@pytest.mark.parametrize("step", [1, 2, 7])
@pytest.mark.parametrize("density", Density)
@pytest.mark.parametrize("name", SOUND)
def test_nothing_overlaps_whatever_has_changed(name: str, density: Density, step: int) -> None:
    facts = SOUND[name]()
    graph = diff_of(facts, changes(facts, step))
    shown = view(graph, density)
    picture = lay_out(shown)
    assert left_out(graph, shown) == []
    assert faults(picture, shown) == []
    assert about_faults(picture) == []
    assert doubled(picture) == []


def whole(facts: Snapshot, container: str, verb: str) -> dict[str, str]:
    """Return the changes of a container that came or went with all that is its own."""
    return dict.fromkeys(joined_nodes(build_graph(facts), container), verb)


def box_of(picture: Picture, name: str) -> Box:
    """Return the one box in whose head a name stands."""
    (found,) = (
        box
        for box in picture.boxes
        if name in [t.text for t in (*box.texts, *(t for p in box.people for t in p.texts))]
    )
    return found


def row_of(picture: Picture, node: str) -> DrawnRow:
    (found,) = (row for box in picture.boxes for row in box.rows if row.node == node)
    return found


def test_a_removed_container_stays_where_it_was_and_says_so() -> None:
    before = lay_out(view(build_graph(docker0())))
    picture = diff_picture(docker0(), whole(docker0(), REDIS, "removed"))
    box = box_of(picture, "pensive_yonath")
    assert box.change
    assert box.change.verb == "removed"
    words = [text for text in texts_of(box) if text.text == "removed"]
    assert [(text.style, text.hue) for text in words] == [("word", REMOVED)]
    signs = [sign for person in box.people for sign in person.signs]
    assert [(sign.mark, sign.hue) for sign in signs] == [
        (Mark.RUNNING, NEUTRAL),
        (Mark.REMOVED, REMOVED),
    ]
    assert [b.node for b in before.boxes] == [b.node for b in picture.boxes]


def test_what_came_with_its_card_says_so_once() -> None:
    picture = diff_picture(docker0(), whole(docker0(), REDIS, "added"))
    box = box_of(picture, "pensive_yonath")
    assert [text.text for text in texts_of(box)].count("added") == 1
    (row,) = box.rows
    assert row.change
    assert row.change.is_quiet
    assert {text.hue for text in texts_of(box)} == {NEUTRAL, ADDED}
    port = row_of(picture, f"link/{HOST}/veth7f6daae")
    assert [text.text for text in port.texts] == ["36:48:bf:1a:81:e3", "veth7f6daae", "added"]
    assert port.height == 22


def test_a_changed_link_says_what_below_its_name() -> None:
    node = f"link/{HOST}/@pensive_yonath/eth0"
    picture = diff_picture(docker0(), {node: "changed: mtu 1500 → 1450"})
    row = row_of(picture, node)
    assert row.height == 38
    assert row.texts[-1].text == "changed: mtu 1500 → 1450"
    assert (row.texts[-1].style, row.texts[-1].hue) == ("word", CHANGED)
    assert row.texts[-1].y > row.texts[0].y
    assert [(sign.mark, sign.hue) for sign in row.signs] == [(Mark.CHANGED, CHANGED)]
    assert row.title.startswith("changed: mtu 1500 → 1450")


def test_what_has_no_room_can_be_read_by_those_who_point_at_it() -> None:
    node = f"link/{HOST}/@pensive_yonath/eth0"
    long = "was " + "a-long-name-" * 9
    row = row_of(diff_picture(docker0(), {node: f"renamed: {long}"}), node)
    assert row.texts[-1].text.endswith("…")
    assert row.texts[-1].full == f"renamed: {long}"


def test_what_has_not_changed_is_dim() -> None:
    node = f"link/{HOST}/@pensive_yonath/eth0"
    picture = diff_picture(docker0(), {node: "changed: mtu 1500 → 1450"})
    changed = set(row_of(picture, node).texts)
    others = [text for box in picture.boxes for text in texts_of(box) if text not in changed]
    assert {text.hue for text in others} == {DIM}
    assert {text.hue for text in changed} == {NEUTRAL, CHANGED}
    assert {cable.hue for cable in picture.cables} == {DIM}
    assert {line.hue for line in picture.lines} == {DIM}
    assert {sign.hue for box in picture.boxes for p in box.people for sign in p.signs} == {DIM}


def test_no_network_has_a_colour() -> None:
    picture = diff_picture(many(30, 3), {"host/web1": "rebooted"})
    assert {box.hue for box in picture.boxes} == {NEUTRAL}
    hues = {text.hue for box in picture.boxes for text in texts_of(box)}
    assert hues == {DIM}


def test_the_change_of_a_network_is_on_its_bridge() -> None:
    shown = diff_view(docker0(), {f"network/{HOST}/bridge": "recreated: id 1 → 2"})
    found = panel(shown, "docker0").change
    assert found
    assert found.text == "network bridge recreated: id 1 → 2"
    words = words_in(lay_out(shown))
    assert "network bridge recreated: id 1 → 2" in words


def test_a_network_that_is_drawn_nowhere_is_named_below() -> None:
    nodes = {f"network/{HOST}/none": "added"}
    picture = diff_picture(docker0(), nodes)
    words = [text.text for text in picture.texts]
    assert words[-2:] == ["Changed, not drawn (1)", "network none added"]
    assert diff_view(docker0(), {REDIS: "added"}).unplaced == ()


def test_the_change_of_a_namespace_is_on_its_card_unless_its_container_has_one() -> None:
    netns = f"netns/{HOST}/@pensive_yonath"
    alone = diff_picture(docker0(), {netns: "changed: ip_forward 0 → 1"})
    assert "changed: ip_forward 0 → 1" in words_in(alone)
    both = diff_picture(docker0(), {netns: "changed: ip_forward 0 → 1", REDIS: "renamed: was x"})
    assert "changed: ip_forward 0 → 1" not in words_in(both)
    box = box_of(both, "pensive_yonath")
    assert "changed: ip_forward 0 → 1" in box.title
    assert "renamed: was x" in words_in(both)


def test_host_and_uplink_say_what_has_changed_of_them() -> None:
    nodes = {
        f"host/{HOST}": "rebooted",
        f"netns/{HOST}": "changed: ipv4.ip_forward 0 → 1",
        f"link/{HOST}/eth0": "changed: mtu 1500 → 9000",
    }
    picture = diff_picture(docker0(), nodes)
    assert "rebooted" in [text.text for text in picture.texts]
    (frame,) = (box for box in picture.boxes if box.kind == "host")
    assert [text.text for text in frame.texts] == [
        "host namespace",
        "changed: ipv4.ip_forward 0 → 1",
    ]
    assert box_of(picture, "eth0").texts[-1].text == "changed: mtu 1500 → 9000"
    assert stacked(diff_view(docker0(), nodes), "eth0").change == Change(
        "changed", "mtu 1500 → 9000", "", "change-3"
    )


def test_a_cable_that_came_or_went_has_a_colour_a_mark_and_a_word() -> None:
    for verb, tone, mark in (("added", ADDED, Mark.ADDED), ("removed", REMOVED, Mark.REMOVED)):
        picture = diff_picture(docker0(), whole(docker0(), REDIS, verb))
        (cable,) = (c for c in picture.cables if c.change)
        assert (cable.hue, cable.title) == (tone, verb)
        ends = [sign for sign in picture.signs if sign.part == cable.id]
        assert sorted(sign.mark for sign in ends) == sorted([Mark.SOCKET, mark])
        assert {sign.hue for sign in ends} == {tone}


def test_what_was_not_observed_neither_came_nor_went() -> None:
    picture = diff_picture(docker0(), {REDIS: "unknown: not observed after"})
    words = words_in(picture)
    assert "not observed after" in words
    assert not {"added", "removed"} & set(words)
    signs = [sign.mark for box in picture.boxes for p in box.people for sign in p.signs]
    assert Mark.UNSEEN in signs


def test_in_a_card_of_one_line_the_change_is_below_that() -> None:
    facts = many(41)
    name = "container/web1/app0-web-1"
    picture = diff_picture(facts, {name: "changed: image a → b"})
    (box,) = (b for b in picture.boxes if b.change)
    assert box.height == 24 + 16 + 2
    assert box.texts[-1].text == "changed: image a → b"
    assert {b.height for b in picture.boxes if b.kind == "card" and not b.change} == {24}


def test_one_of_several_containers_on_a_card_is_named_where_they_have_one_line() -> None:
    host = docker0().hosts[0]
    first, second = host.containers
    host = replace(host, containers=[first, replace(second, netns=first.netns)])
    shown = diff_view(snapshot(host), {REDIS: "added"}, Density.ROWS)
    assert "pensive_yonath added" in words_in(lay_out(shown))
    assert [p.change for p in card(shown, "mad_feynman").people if p.change] == [
        Change("added", entry="change-1")
    ]


def test_a_container_in_host_mode_says_what_has_changed_of_it() -> None:
    node = next(n for n in build_graph(mixed()) if n.endswith("/agent"))
    row = row_of(diff_picture(mixed(), {node: "upgraded: image 1 → 2"}), node)
    assert row.texts[-1].text == "upgraded: image 1 → 2"
    assert [sign.mark for sign in row.signs][1:] == [Mark.CHANGED]


def test_a_link_of_which_only_the_name_is_drawn_has_the_mark_of_its_change() -> None:
    picture = diff_picture(many(300), {"link/web1/eth0": "added"})
    first, *tags = [box for box in picture.boxes if box.kind == "stack"]
    assert len(tags) > 0
    assert "added" in [text.text for text in first.texts]
    for tag in tags:
        assert [(sign.mark, sign.hue) for sign in tag.signs] == [(Mark.ADDED, ADDED)]


def test_the_heading_says_when_both_sides_were() -> None:
    graph = diff_of(docker0(), {REDIS: "added"})
    picture = lay_out(view(graph))
    captured = "before 2026-11-24 09:30 UTC · after 2026-11-25 10:00 UTC"
    # The containers and bridges of a part are not worth counting.
    caption = f"Ubuntu 16.04 LTS · Linux 4.4.0-38-generic · Docker 1.12.1 · {captured}"
    assert picture.texts[1].text == caption
    assert picture.title == "Changes in the network of ip-10-0-0-5"
    graph.graph["changes"] = {"before": "", "after": "2026-11-25T10:00:00Z"}
    assert view(graph).captured == "after 2026-11-25 10:00 UTC"
    graph.graph["changes"] = {}
    assert view(graph).captured == ""


def test_the_description_begins_with_what_has_changed() -> None:
    nodes = {REDIS: "removed", f"link/{HOST}/eth0": "changed: mtu 1500 → 9000"}
    lines = diff_picture(docker0(), nodes).description.splitlines()
    assert lines[:3] == [
        "Changed (2):",
        "container pensive_yonath: removed",
        "link eth0: changed: mtu 1500 → 9000",
    ]
    assert lines[-1] == "before 2026-11-24 09:30 UTC · after 2026-11-25 10:00 UTC"
    assert diff_picture(docker0(), {}).description.startswith("Nothing has changed.\n")


def test_what_came_with_another_thing_is_not_described_by_itself() -> None:
    graph = diff_of(docker0(), whole(docker0(), REDIS, "added"))
    for node in joined_nodes(graph, REDIS):
        graph.nodes[node]["change"]["entry"] = "change-1"
    assert view(graph).changes == ("container pensive_yonath: added",)
    eth0 = f"link/{HOST}/@pensive_yonath/eth0"
    graph.nodes[eth0]["change"]["words"] = "on another bridge"
    assert view(graph).changes == (
        "container pensive_yonath: added",
        "link eth0 in pensive_yonath: added: on another bridge",
    )


def test_many_changes_are_counted_in_the_description() -> None:
    facts = many(60)
    links = [n for n, a in build_graph(facts).nodes(data=True) if a.get("kind") == "veth"]
    lines = diff_picture(facts, dict.fromkeys(links, "added")).description.splitlines()
    assert lines[0] == "Changed (120):"
    assert lines[51] == "and 70 more"


def test_the_legend_explains_the_marks_that_occur_with_their_words() -> None:
    nodes = {
        REDIS: "removed",
        f"host/{HOST}": "rebooted",
        f"link/{HOST}/docker0": "changed: mtu 1 → 2",
    }
    words = [text.text for text in diff_picture(docker0(), nodes).texts]
    start = words.index("removed")
    assert words[start : start + 3] == ["removed", "changed, rebooted", "running"]
    assert not {"added", "moved", "not observed"} & set(words)


def test_two_hosts_have_their_own_changes() -> None:
    facts = snapshot(*docker0().hosts, *many(2).hosts)
    nodes = {"host/web1": "upgraded: Docker 27 → 28", REDIS: "added"}
    shown = diff_view(facts, nodes)
    assert [bool(host.change) for host in shown.hosts] == [False, True]
    assert shown.changes == (
        "container pensive_yonath on ip-10-0-0-5: added",
        "host web1 on web1: upgraded: Docker 27 → 28",
    )
    picture = lay_out(shown)
    assert faults(picture, shown) == []
    assert picture.title == "Changes in the network of ip-10-0-0-5, web1"


def test_what_came_with_its_card_says_what_else_there_is_to_say() -> None:
    eth0 = f"link/{HOST}/@pensive_yonath/eth0"
    nodes = whole(docker0(), REDIS, "added") | {eth0: "added: with a fixed address"}
    row = row_of(diff_picture(docker0(), nodes), eth0)
    assert row.texts[-1].text == "added: with a fixed address"
    assert row.change
    assert not row.change.is_quiet


def test_what_is_in_a_card_that_came_is_not_dim() -> None:
    picture = diff_picture(docker0(), {f"netns/{HOST}/@pensive_yonath": "added"})
    box = box_of(picture, "pensive_yonath")
    assert {text.hue for text in texts_of(box)} == {NEUTRAL, ADDED}
    assert DIM in {text.hue for text in texts_of(box_of(picture, "mad_feynman"))}


def test_a_port_of_which_much_is_to_be_said_has_a_further_line() -> None:
    node = f"link/{HOST}/veth7f6daae"
    row = row_of(diff_picture(docker0(), {node: "changed: mtu 1500 → 1450"}), node)
    assert row.height == 38
    assert [text.text for text in row.texts][-1] == "changed: mtu 1500 → 1450"


def test_the_change_of_a_network_that_has_a_bridge_is_not_told_below() -> None:
    shown = diff_view(docker0(), {f"network/{HOST}/bridge": "added"})
    assert shown.unplaced == ()


def test_a_long_name_of_a_link_leaves_room_for_its_mark() -> None:
    facts = many(300)
    root = facts.hosts[0].namespaces[0]
    links = [
        replace(link, ifname="enp129s0f0np0") if link.ifname == "eth0" else link
        for link in root.links
    ]
    host = facts.hosts[0]
    others = host.namespaces[1:]
    facts = snapshot(replace(host, namespaces=[replace(root, links=links), *others]))
    shown = diff_view(facts, {"link/web1/enp129s0f0np0": "added"})
    picture = lay_out(shown)
    assert faults(picture, shown) == []
    tag = [box for box in picture.boxes if box.kind == "stack"][1]
    assert tag.texts[0].full in ("", "enp129s0f0np0")


def test_the_change_of_a_network_on_an_uplink_is_on_the_panel_of_those_that_use_it() -> None:
    nodes = {"network/edge1/lan": "recreated: id 1 → 2"}
    shown = diff_view(sample("macvlan"), nodes)
    assert shown.unplaced == ()
    assert stacked(shown, "eth0").change is None
    found = panel(shown, "on eth0").change
    assert found
    assert found.text == "network lan recreated: id 1 → 2"


def test_a_network_on_an_uplink_that_nobody_uses_is_told_of_there() -> None:
    graph = diff_of(sample("macvlan"), {"network/edge1/lan": "added"})
    users = [a for a, b, r in graph.edges(keys=True) if r == "lower" and "@" in a]
    graph.remove_nodes_from(users)
    shown = view(graph)
    found = stacked(shown, "eth0").change
    assert found
    assert found.text == "network lan added"
    assert shown.unplaced == ()


def test_the_line_between_a_link_and_what_uses_it_came_with_its_network() -> None:
    shown = diff_view(sample("macvlan"), {"network/edge1/lan": "added"})
    (cable,) = (c for c in shown.cables if c.edge == "network/edge1/lan|backed-by|link/edge1/eth0")
    assert cable.change == Change("added")
