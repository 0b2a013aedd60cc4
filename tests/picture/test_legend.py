"""What stands around the boxes: the legend explains what occurs and nothing else."""

from msgspec.structs import replace

from tests.hosts import docker0, many, snapshot
from tests.picture.geometry import faults
from tests.picture.shown import picture_of, sample, words_in
from tests.render.mixed_host import mixed
from topograph.facts import Snapshot
from topograph.graph import build_graph, cut
from topograph.picture import lay_out, view
from topograph.picture.style import Mark

ALL = (
    "running",
    "paused or restarting",
    "not running",
    "state unknown",
    "default route",
    "veth pair",
    "port of",
    "stands on",
    "inferred",
    "routed by the host",
    "other end not seen",
)


def legend(facts: Snapshot) -> list[str]:
    return [text.text for text in picture_of(facts).texts if text.text in ALL]


def test_it_explains_what_occurs_and_nothing_else() -> None:
    assert legend(docker0()) == ["running", "default route", "veth pair", "routed by the host"]
    assert legend(sample("modes")) == [
        "running",
        "paused or restarting",
        "not running",
        "default route",
        "veth pair",
        "routed by the host",
    ]
    assert "stands on" in legend(sample("macvlan"))
    assert "other end not seen" in legend(mixed())


def test_without_anything_to_explain_there_is_none() -> None:
    assert legend(snapshot()) == []


def test_the_state_of_a_container_in_host_mode_is_explained() -> None:
    host = mixed().hosts[0]
    alone = [c for c in host.containers if c.names == ["agent"]]
    paused = [replace(alone[0], state="paused")]
    one = snapshot(replace(host, namespaces=host.namespaces[:1], containers=paused))
    assert "paused or restarting" in legend(one)
    assert "running" not in legend(one)


def test_an_inferred_cable_is_explained() -> None:
    host = docker0().hosts[0]
    unsure = [replace(netns, nsids={}) for netns in host.namespaces]
    assert "inferred" in legend(snapshot(replace(host, namespaces=unsure)))


def test_a_mark_stands_at_each_container_of_every_kind() -> None:
    picture = picture_of(sample("modes"))
    signs = [s for box in picture.boxes for person in box.people for s in person.signs]
    signs += [sign for box in picture.boxes for row in box.rows for sign in row.signs]
    states = [s.mark for s in signs if s.mark in (Mark.RUNNING, Mark.WAITING, Mark.STOPPED)]
    assert sorted(states) == [*[Mark.RUNNING] * 4, *[Mark.STOPPED] * 2, Mark.WAITING]


def test_a_long_gap_is_wrapped_and_ends_with_what_to_do() -> None:
    words = [text.text for text in picture_of(sample("unprivileged")).texts]
    first = next(n for n, text in enumerate(words) if text.startswith("engine:"))
    assert words[first + 1] == "of the socket)"
    assert not [text for text in words if "…" in text]


def test_the_link_with_the_default_route_is_marked() -> None:
    picture = picture_of(docker0())
    (box,) = (box for box in picture.boxes if box.kind == "stack")
    assert [sign.mark for sign in box.signs] == [Mark.GATEWAY]
    assert "default via 10.0.0.1" in [text.text for text in box.texts]


def test_a_loose_end_has_a_mark_and_its_reason() -> None:
    picture = picture_of(mixed())
    (stub,) = (line for line in picture.lines if line.kind == "stub" and line.title)
    assert stub.title.startswith("veth15: other end not seen: the other end is ifindex 14")
    assert Mark.LOOSE in [sign.mark for sign in picture.signs]


def test_a_cable_that_leads_out_of_a_part_ends_open_and_is_explained() -> None:
    whole = build_graph(many(10, 2))
    shown = view(cut(whole, (), (), ("app0-web-1:0",)))
    picture = lay_out(shown)
    assert faults(picture, shown) == []
    stubs = [line.title for line in picture.lines if line.kind == "stub" and line.title]
    assert stubs == [f"eth{n}: other end not in this part" for n in (0, 1)]
    assert Mark.LOOSE not in [sign.mark for sign in picture.signs]
    assert "leads out of this part" in words_in(picture)
    assert any(text.endswith("a part: around app0-web-1:0") for text in words_in(picture))
    assert "A part of the whole: around app0-web-1:0" in picture.description.splitlines()


def test_the_host_has_a_way_from_its_default_route_to_what_it_routes() -> None:
    (trunk,) = (line for line in picture_of(docker0()).lines if line.title == "routed by the host")
    assert trunk.kind == "routed"
    host = docker0().hosts[0]
    root = replace(host.namespaces[0], routes=[])
    nowhere = picture_of(snapshot(replace(host, namespaces=[root, *host.namespaces[1:]])))
    assert not [line for line in nowhere.lines if line.title]


def test_published_ports_are_pills() -> None:
    picture = picture_of(mixed())
    assert [pill.text.text for box in picture.boxes for pill in box.pills] == [
        "0.0.0.0:8080→80/tcp"
    ]


def test_in_a_crowd_the_ports_and_images_are_told_to_those_who_point() -> None:
    picture = picture_of(many(60))
    assert "shop/web:2.4" not in words_in(picture)
    cards = [box for box in picture.boxes if box.kind == "card"]
    assert "0.0.0.0:8000→80/tcp" in [box.title for box in cards]
    titles = [person.title for box in cards for person in box.people]
    assert "app0-web-1\nshop/web:2.4\nUp 4 days" in titles
