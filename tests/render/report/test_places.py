from html import unescape
from urllib.parse import unquote

import pytest

from tests.hosts import docker0, many, snapshot
from tests.properties.strategies import HOSTILE
from tests.render.mixed_host import hostile, mixed
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.picture.drawing import Box, DrawnPerson, DrawnRow, Picture
from topograph.render import Options, Subject
from topograph.render.report.places import address, anchor, elements_of


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("link/web1/eth0", "#link/web1/eth0"),
        ("link/web1/@db/eth0.7", "#link/web1/@db/eth0.7"),
        ("container/h/100%25", "#container/h/100%2525"),
        ("container/h/a%20b", "#container/h/a%2520b"),
        ('container/h/a"b', "#container/h/a&quot;b"),
        ("container/h/a'b", "#container/h/a'b"),
        ("container/h/a&amp;b", "#container/h/a&amp;amp;b"),
        ("container/h/<b>", "#container/h/&lt;b&gt;"),
        ("container/h/#top", "#container/h/#top"),
        ("container/h/é中🐋", "#container/h/é中🐋"),
        ("container/h/a\u034fb", "#container/h/a\u034fb"),
    ],
)
def test_an_address_is_decoded_once_on_its_way_to_the_row(node: str, expected: str) -> None:
    assert address(node) == expected
    assert unquote(unescape(expected)) == f"#{node}"


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("link/web1/eth0", "link/web1/eth0"),
        ("container/h/100%25", "container/h/100%25"),
        ('container/h/a"><b>', "container/h/a&quot;&gt;&lt;b&gt;"),
        ("container/h/a&lt;", "container/h/a&amp;lt;"),
        ("container/h/a\u034fb\u3164", "container/h/a\u034fb\u3164"),
    ],
)
def test_the_id_of_a_row_is_that_of_its_node_to_the_character(node: str, expected: str) -> None:
    assert anchor(node) == expected
    assert anchor(node).__html__() == expected, "it is not quoted twice"
    assert unescape(expected) == node


@pytest.mark.parametrize("text", ["plain", *HOSTILE, "a\u034fb", "\u3164", "%25%2525"])
def test_the_address_of_every_node_leads_to_its_id(text: str) -> None:
    for node in build_graph(hostile(text)):
        assert unquote(unescape(address(node))[1:]) == unescape(anchor(node)) == node
        assert not set(address(node)) & set('"<> \n')


def shapes(picture: Picture) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return node and folded nodes of each shape by its id."""
    found = {}
    for box in picture.boxes:
        several: list[Box | DrawnPerson | DrawnRow] = [box, *box.people, *box.rows]
        for shape in several:
            found[shape.id] = shape.node, shape.folded
    return found


@pytest.mark.parametrize("density", ["full", "rows", "folded"])
@pytest.mark.parametrize("facts", [docker0(), mixed(), many(50, 3), snapshot()])
def test_each_node_of_the_picture_has_an_element_that_shows_it(
    facts: Snapshot, density: str
) -> None:
    picture = Subject(facts, Options(density=density)).picture
    found, drawn = elements_of(picture), shapes(picture)
    for node, element in found.items():
        own, folded = drawn[element]
        assert node in folded if folded else node == own
    frames = {box.node for box in picture.boxes if box.is_frame}
    shown = {node for own, folded in drawn.values() for node in (folded or (own,))}
    assert shown - frames <= set(found) <= shown


def test_a_container_is_shown_by_itself_rather_than_by_its_card() -> None:
    picture = Subject(docker0()).picture
    people = {person.id for box in picture.boxes for person in box.people}
    found = elements_of(picture)
    assert found["container/ip-10-0-0-5/mad_feynman"] in people
    card = found["netns/ip-10-0-0-5/@mad_feynman"]
    assert card in {box.id for box in picture.boxes}
    row = found["link/ip-10-0-0-5/@mad_feynman/eth0"]
    assert row in {row.id for box in picture.boxes for row in box.rows}


def test_a_bridge_is_shown_by_its_box_and_not_by_a_row_that_stands_for_it() -> None:
    picture = Subject(mixed()).picture
    found = elements_of(picture)
    (eth0,) = [box for box in picture.boxes if box.node == "link/web1/eth0" and box.texts][:1]
    assert found["link/web1/eth0"] == eth0.id


def test_what_stands_alone_comes_before_what_is_folded_into_several() -> None:
    picture = Subject(many(400), Options(density="folded")).picture
    found, drawn = elements_of(picture), shapes(picture)
    alone = {own for own, folded in drawn.values() if not folded}
    for node in alone & set(found):
        assert drawn[found[node]][1] == ()
    many_in_one = [node for node, element in found.items() if len(drawn[element][1]) > 1]
    assert len(many_in_one) > 700, "the namespaces, links and containers of most"


def test_the_frame_of_the_host_is_no_place_to_go_to() -> None:
    assert "netns/ip-10-0-0-5" not in elements_of(Subject(docker0()).picture)
    assert elements_of(Picture(1, 1, "", "")) == {}
