"""The checker of pictures finds each kind of fault in a picture that was spoiled by hand."""

from dataclasses import replace
from typing import Any

import pytest

from tests.hosts import docker0
from tests.picture.geometry import doubled, faults, left_out
from topograph.graph import build_graph
from topograph.picture import Picture, View, lay_out, view
from topograph.picture.drawing import Sign, Text
from topograph.picture.style import Mark


@pytest.fixture
def shown() -> View:
    return view(build_graph(docker0()))


@pytest.fixture
def picture(shown: View) -> Picture:
    return lay_out(shown)


def with_box(picture: Picture, node: str, **fields: Any) -> Picture:
    assert node in [box.node for box in picture.boxes]
    boxes = [replace(box, **fields) if box.node == node else box for box in picture.boxes]
    return replace(picture, boxes=tuple(boxes))


REDIS = "netns/ip-10-0-0-5/@pensive_yonath"
MYSQL = "netns/ip-10-0-0-5/@mad_feynman"


def test_a_sound_picture_has_no_fault(picture: Picture, shown: View) -> None:
    assert faults(picture, shown) == []
    assert doubled(picture) == []
    assert left_out(build_graph(docker0()), shown) == []


def test_a_box_on_another_is_found(picture: Picture, shown: View) -> None:
    (top,) = (box.y for box in picture.boxes if box.node == MYSQL)
    found = faults(with_box(picture, REDIS, y=top + 20), shown)
    assert any(fault.startswith("boxes ") and "overlap" in fault for fault in found)


def test_a_box_outside_the_picture_is_found(picture: Picture, shown: View) -> None:
    found = faults(with_box(picture, REDIS, x=picture.width - 10), shown)
    assert any("leaves the picture" in fault for fault in found)


def test_a_panel_outside_its_frame_is_found(picture: Picture, shown: View) -> None:
    found = faults(with_box(picture, "link/ip-10-0-0-5/docker0", x=500), shown)
    assert any("leaves b1" in fault for fault in found)


def test_a_text_outside_its_box_is_found(picture: Picture, shown: View) -> None:
    (box,) = (box for box in picture.boxes if box.node == REDIS)
    long = Text(box.x + box.width - 10, box.y + 60, "too long", "mono")
    found = faults(with_box(picture, REDIS, texts=(long,)), shown)
    assert f"'too long' leaves {box.id}" in found


def test_texts_on_each_other_are_found(picture: Picture, shown: View) -> None:
    (box,) = (box for box in picture.boxes if box.node == REDIS)
    again = box.people[0].texts
    found = faults(with_box(picture, REDIS, texts=again), shown)
    assert any(fault.startswith("texts overlap") for fault in found)


def test_a_mark_on_a_text_is_found(picture: Picture, shown: View) -> None:
    (box,) = (box for box in picture.boxes if box.node == REDIS)
    name = box.people[0].texts[0]
    mark = Sign(Mark.RUNNING, name.x + 3, name.y - 4)
    found = faults(with_box(picture, REDIS, signs=(mark,)), shown)
    assert any("touches" in fault for fault in found)


def test_a_cable_that_misses_its_row_is_found(picture: Picture, shown: View) -> None:
    first = picture.cables[0]
    (x, y), end = first.ends
    missing = replace(first, ends=((x, y + 60), end), path=f"M{x} {y + 60}H{end[0]}")
    found = faults(replace(picture, cables=(missing, *picture.cables[1:])), shown)
    assert any("does not end on" in fault for fault in found)
    assert any("is not drawn from end to end" in fault for fault in found)


def test_a_cable_below_a_card_is_found(picture: Picture, shown: View) -> None:
    first = picture.cables[0]
    (_, y), _ = first.ends
    through = replace(first, path=f"{first.path}H{picture.width}M0 {y}H{picture.width}")
    found = faults(replace(picture, cables=(through, *picture.cables[1:])), shown)
    assert any("passes below" in fault for fault in found)


def test_a_cable_along_another_is_found(picture: Picture) -> None:
    one, other = picture.cables
    moved = replace(other, path=one.path)
    assert doubled(replace(picture, cables=(one, moved))) == ["c1 runs along c2"]


def test_what_is_missing_is_found(picture: Picture, shown: View) -> None:
    fewer = replace(picture, boxes=picture.boxes[:-1])
    assert f"{REDIS} is drawn 0 times" in faults(fewer, shown)
    assert "1 of 2 cables are drawn" in faults(replace(picture, cables=picture.cables[:1]), shown)
    (host,) = shown.hosts
    one_card = replace(shown, hosts=(replace(host, cards=host.cards[:1]),))
    assert sorted(left_out(build_graph(docker0()), one_card)) == [
        "container/ip-10-0-0-5/pensive_yonath is shown 0 times",
        "link/ip-10-0-0-5/@pensive_yonath/eth0 is shown 0 times",
        f"{REDIS} is shown 0 times",
    ]
