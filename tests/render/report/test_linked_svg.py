"""The picture inside a page: links to the rows, and what a script needs to light some of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.hosts import docker0, many, snapshot
from tests.properties.strategies import HOSTILE
from tests.render.mixed_host import hostile, mixed
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.picture.drawing import (
    Box,
    DrawnCable,
    DrawnPerson,
    DrawnRow,
    Line,
    Picture,
    Sign,
    Text,
)
from topograph.picture.style import Mark
from topograph.render import Options, Subject
from topograph.render.report.linked_svg import linked_svg, to_rows
from topograph.render.svg import svg_text

SVG = "{http://www.w3.org/2000/svg}"
WORD = Text(1, 2, "word", "name")
ROW = DrawnRow("r1", "k", "link/h/eth0", 3, 4, 50, 20, (WORD,))
PERSON = DrawnPerson("p1", "container/h/web", (WORD,), ())
CARD = Box(
    "b2", "card", "netns/h/@web", 1, 2, 90, 60, texts=(WORD,), people=(PERSON,), rows=(ROW,)
)
FRAME = Box("b1", "host", "netns/h", 0, 0, 200, 100, is_frame=True, texts=(WORD,))
CABLE = DrawnCable("c1", "a|peer|b", "peer", "M0 0H9", ((0, 0), (9, 0)), ("r1", "r2"))
PLACES = {"link/h/eth0", "container/h/web", "netns/h/@web", "netns/h"}


def drawn(*boxes: Box, places: set[str] | None = None, **parts: object) -> str:
    picture = Picture(300, 200, "t", "d", boxes=boxes, **parts)  # type: ignore[arg-type]
    return linked_svg(picture, "light", to_rows(PLACES if places is None else places))


def linked(facts: Snapshot, places: set[str] | None = None, **options: str) -> str:
    subject = Subject(facts, Options(density=options.get("density", "auto")))
    nodes = set(subject.graph) if places is None else places
    return linked_svg(subject.picture, options.get("theme", "auto"), to_rows(nodes))


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def elements(root: ElementTree.Element, *names: str) -> Iterator[ElementTree.Element]:
    return (e for e in root.iter() if e.tag.removeprefix(SVG) in names)


def test_a_row_is_a_link_with_a_ground_to_point_at() -> None:
    text = drawn(CARD)
    ground = '<rect fill="none" x="3" y="4" width="50" height="20"/>'
    assert f'<a id="r1" class="row" href="#link/h/eth0">{ground}<text' in text


def test_the_ground_of_a_row_leaves_a_container_in_the_same_line_alone() -> None:
    text = linked(many(60, 4))
    card = text[text.index('id="p1"') :]
    x = int(re.findall(r'<rect fill="none" x="(\d+)"', card)[0])
    name, ifname = (int(found) for found in re.findall(r'<text[^>]* x="(\d+)"', card)[:3:2])
    assert name < x < ifname


def test_a_container_is_a_link() -> None:
    assert '<a id="p1" class="container" href="#container/h/web"><text' in drawn(CARD)


def test_a_link_is_called_by_its_texts_unless_its_tooltip_says_them() -> None:
    cut = Text(1, 2, "redi…", "label", full='redis"1')
    person = replace(PERSON, texts=(WORD, cut), title="Up\nword")
    assert '<a id="p1" class="container" href="#container/h/web" aria-label="' + (
        'word, redis&quot;1"><title>Up\nword</title>'
    ) in drawn(replace(CARD, people=(person,)))
    told = replace(person, title='word\nredis"1\nUp')
    assert "aria-label" not in drawn(replace(CARD, people=(told,))).partition('id="p1"')[2]


def test_a_link_to_many_is_not_called_by_the_list_of_them() -> None:
    folded = ("container/h/web", "container/h/db")
    person = replace(PERSON, title="web\ndb", folded=folded)
    assert 'aria-label="word"' in drawn(replace(CARD, people=(person,)))


def test_the_shapes_of_a_box_are_one_link_beside_those_of_its_rows() -> None:
    card = next(elements(parsed(drawn(CARD)), "g"))[0]
    assert card.attrib == {"id": "b2", "class": "box"}
    own, person, row = card
    assert own.attrib == {"class": "own", "href": "#netns/h/@web"}
    assert [child.tag for child in own] == [f"{SVG}rect", f"{SVG}text"]
    assert (person.get("id"), row.get("id")) == ("p1", "r1")


def test_a_frame_is_no_link_and_nothing_to_be_lit() -> None:
    text = drawn(FRAME)
    assert '<g id="b1" class="box"><g class="frame" data-node="netns/h">' in text
    assert "<a" not in text
    assert "own" not in text


def test_a_box_without_words_is_no_link() -> None:
    box = Box("b3", "card", "netns/h/@web", 1, 2, 90, 60, rows=(ROW,), folded=("x", "y"))
    text = drawn(box)
    assert '<g class="own" data-node="netns/h/@web" data-nodes="x y">' in text
    assert '<a id="r1"' in text


def test_what_has_no_place_in_the_page_names_its_node_and_is_no_link() -> None:
    text = drawn(CARD, places=set())
    assert "<a" not in text
    assert '<g class="own" data-node="netns/h/@web">' in text
    assert '<g id="p1" class="container" data-node="container/h/web"><text' in text
    assert '<g id="r1" class="row" data-node="link/h/eth0"><rect fill="none"' in text


def test_what_stands_for_several_names_all_of_them() -> None:
    row = DrawnRow("r1", "k", "link/h/eth0", 3, 4, 50, 20, (WORD,), folded=("l/1", 'l/"2'))
    for places in (PLACES, set()):
        assert ' data-nodes="l/1 l/&quot;2">' in drawn(
            Box("b2", "card", "n", 1, 2, 9, 9, texts=(WORD,), rows=(row,)), places=places
        )


def test_a_cable_names_its_ends_and_no_edges() -> None:
    text = drawn(cables=(CABLE,))
    assert '<path id="c1" data-parts="r1 r2" d="M0 0H9"/>' in text
    assert "data-edge" not in text


def test_lines_and_signs_name_what_they_are_about_if_anything() -> None:
    lines = Line("routed", "M0 0H9", parts=("b2", "b3")), Line("peer", "M1 1H2")
    signs = (
        Sign(Mark.PLUG, 5, 6, part="c1"),
        Sign(Mark.LOOSE, 7, 8, part="r1"),
        Sign(Mark.PLUG, 9, 9),
    )
    text = drawn(lines=lines, signs=signs)
    assert re.search(r'<path class="routed"[^>]* data-parts="b2 b3" d="M0 0H9"/>', text)
    assert re.search(r'<path class="peer"[^>]* d="M1 1H2"/>', text)
    assert '<circle data-parts="c1" cx="5" cy="6" r="4"/>' in text
    assert '<circle cx="9" cy="9" r="4"/>' in text
    assert '<path data-parts="r1" d="M3 4l8 8m0 -8l-8 8"/>' in text
    assert text.count("data-parts") == 3


def test_its_links_are_heard_one_by_one() -> None:
    root = parsed(drawn(CARD))
    assert (root.get("role"), root.get("aria-label")) == ("group", "Picture")


def test_fonts_are_named_in_short_since_the_page_names_finer_ones() -> None:
    for facts in (docker0(), mixed(), many(60, 3)):
        root = parsed(linked(facts))
        families = {e.get("font-family") for e in root.iter()} - {None}
        assert families == {"sans-serif", "monospace"}
        assert {e.get("font-weight") for e in root.iter()} <= {None, "600"}


@pytest.mark.parametrize("density", ["full", "rows", "folded"])
@pytest.mark.parametrize("facts", [docker0(), mixed(), many(50, 3), snapshot()])
def test_all_that_is_named_is_in_the_picture(facts: Snapshot, density: str) -> None:
    root, graph = parsed(linked(facts, density=density)), build_graph(facts)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        assert set(element.get("data-parts", "").split()) <= set(ids)
        named = element.get("data-nodes", element.get("data-node", "")).split()
        assert set(named) <= set(graph)
    for link in elements(root, "a"):
        assert unquote(link.attrib["href"][1:]) in graph
        assert [text for text in elements(link, "text") if text.text or len(text)], "words"
        assert not [inner for child in link for inner in elements(child, "a")], "no link in it"


@pytest.mark.parametrize("facts", [docker0(), mixed(), many(50, 3)])
def test_all_that_can_be_read_stands_where_it_does_in_the_file(facts: Snapshot) -> None:
    subject = Subject(facts)
    inside, file = (
        parsed(text) for text in (linked(facts), svg_text(subject.picture, subject.options.theme))
    )
    for name, attributes in (
        ("text", ("x", "y", "text-anchor")),
        ("path", ("d",)),
        ("circle", ("cx", "cy", "r")),
    ):
        of_both = [
            [(*map(e.get, attributes), "".join(e.itertext())) for e in elements(root, name)]
            for root in (inside, file)
        ]
        assert of_both[0] == of_both[1]
    assert [e.get("class") for e in elements(file, "text")] == [
        e.get("class") for e in elements(inside, "text")
    ]


def test_the_file_itself_has_no_links_and_names_no_parts() -> None:
    text = svg_text(Subject(mixed()).picture)
    assert not re.search(r"<a\b|href|data-parts|\"own\"|\"frame\"", text)
    assert "data-edge" in text


@pytest.mark.parametrize("text", [*HOSTILE, "a\u034fb"])
def test_no_name_breaks_out_of_its_link(text: str) -> None:
    data = linked(hostile(text))
    tags = {e.tag.removeprefix(SVG) for e in parsed(data).iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "g", "a", "path", "circle", "text"}
    graph = build_graph(hostile(text))
    for href in re.findall(r'href="([^"]*)"', data):
        assert unquote(unescape(href))[1:] in graph


@pytest.mark.parametrize(
    ("theme", "media"),
    [("auto", ["@media screen and (prefers-color-scheme:dark)"]), ("dark", ["@media screen"])],
)
def test_it_is_dark_by_a_style_sheet_and_only_on_a_screen(theme: str, media: list[str]) -> None:
    root = parsed(linked(docker0(), theme=theme))
    styles = [style.text or "" for style in elements(root, "style")]
    assert [style.partition("{")[0] for style in styles] == media
    light = parsed(linked(docker0(), theme="light"))
    assert not list(elements(light, "style"))
    for one, other in zip(elements(root, "rect"), elements(light, "rect"), strict=True):
        assert one.attrib == other.attrib
