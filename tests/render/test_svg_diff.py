"""Both sides of a diff as SVG: what a program or a style sheet can tell of each change."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest

from tests.hosts import docker0, many
from tests.picture.changed import VERB_NAMES, diff_of, diff_picture, joined_nodes
from tests.render.mixed_host import mixed
from tests.render.test_svg import SVG, all_of, assert_harmless
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.picture import lay_out, view
from topograph.picture.changes import TONES, VERBS
from topograph.picture.style import HUES, INKS, PAINTS, Mark
from topograph.render.report.linked_svg import linked_svg, to_rows
from topograph.render.svg import svg_text
from topograph.render.svg_marks import shape_of

HOST = "ip-10-0-0-5"
REDIS = f"container/{HOST}/pensive_yonath"
PORT = f"link/{HOST}/veth7f6daae"


def parsed(facts: Snapshot, nodes: Mapping[str, str], theme: str = "light") -> ElementTree.Element:
    return ElementTree.fromstring(svg_text(diff_picture(facts, nodes), theme))


def everything(facts: Snapshot) -> dict[str, str]:
    """Return a change for every node, of all verbs in turn."""
    nodes = sorted(build_graph(facts))
    return {node: f"{VERB_NAMES[n % len(VERB_NAMES)]}: x → y" for n, node in enumerate(nodes)}


def about(root: ElementTree.Element, node: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get("data-node") == node]


def rects(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    found = element.findall(f"{SVG}rect")
    return [rect for rect in found if rect.get("class", "").split()[:1] == [name]]


def test_what_has_changed_has_a_class_its_verb_and_its_entry() -> None:
    root = parsed(docker0(), {REDIS: "removed", PORT: "renamed: was veth0"})
    (person,) = about(root, REDIS)
    assert person.get("class") == "container change removed"
    assert (person.get("data-change"), person.get("data-entry")) == ("removed", "change-1")
    (row,) = about(root, PORT)
    assert row.get("class") == "row change changed"
    assert (row.get("data-change"), row.get("data-entry")) == ("renamed", "change-2")


def test_a_change_without_an_entry_names_none() -> None:
    graph = diff_of(docker0(), {PORT: "added"})
    graph.nodes[PORT]["change"]["entry"] = ""
    root = ElementTree.fromstring(svg_text(lay_out(view(graph)), "light"))
    (row,) = about(root, PORT)
    assert row.get("data-change") == "added"
    assert "data-entry" not in row.attrib
    (cable,) = (e for e in root.iter() if PORT in e.get("data-edge", "") and e.get("data-change"))
    assert cable.get("class") == "cable change added"


def test_what_is_not_observed_has_no_class_that_a_mark_has_as_well() -> None:
    (person,) = about(parsed(docker0(), {REDIS: "unknown"}), REDIS)
    assert person.get("class") == "container change unobserved"
    assert person.get("data-change") == "unknown"
    assert not set(TONES.values()) & {*PAINTS, *Mark}


def test_what_has_not_changed_says_nothing_of_changes() -> None:
    root = parsed(docker0(), {REDIS: "removed"})
    (other,) = about(root, f"container/{HOST}/mad_feynman")
    assert other.get("class") == "container"
    assert "data-change" not in other.attrib
    plain = svg_text(lay_out(view(build_graph(docker0()))))
    assert "change" not in plain
    assert not [name for name in TONES.values() if f"-{name}" in plain]


@pytest.mark.parametrize(
    ("verb", "outline", "tints"),
    [("added", "outline", 1), ("removed", "outline-gone", 1), ("recreated", "outline", 0)],
)
def test_a_changed_card_has_an_outline_and_a_tint_if_it_came_or_went(
    verb: str, outline: str, tints: int
) -> None:
    root = parsed(docker0(), dict.fromkeys(joined_nodes(build_graph(docker0()), REDIS), verb))
    (box,) = (
        e for e in about(root, f"netns/{HOST}/@pensive_yonath") if "change" in e.attrib["class"]
    )
    itself = rects(box, "card")[0].attrib
    (line,) = rects(box, outline)
    places = ("x", "y", "width", "height", "rx")
    assert [line.attrib[place] for place in places] == [itself[place] for place in places]
    assert line.get("stroke") == INKS[TONES[VERBS[verb]]].light
    assert ("stroke-dasharray" in line.attrib) == (verb == "removed")
    assert len(rects(box, "tint")) == tints


def test_a_changed_row_has_a_tinted_ground_inside_of_its_box() -> None:
    (row,) = about(parsed(docker0(), {PORT: "changed: mtu 1500 → 1450"}), PORT)
    (ground,) = rects(row, "tint")
    drawn = next(
        row
        for box in diff_picture(docker0(), {PORT: "changed: mtu 1500 → 1450"}).boxes
        for row in box.rows
        if row.node == PORT
    )
    x, y, width, height = (int(ground.attrib[n]) for n in ("x", "y", "width", "height"))
    assert (x, y) == (drawn.x + 1, drawn.y + 1)
    assert (x + width, y + height) == (drawn.x + drawn.width - 1, drawn.y + drawn.height - 1)
    assert ground.get("fill-opacity") == PAINTS["tint"].opacity


def test_the_ground_of_a_row_leaves_the_container_in_its_line_alone() -> None:
    node = "link/web1/@app0-web-1/eth0"
    picture = diff_picture(many(41), {node: "renamed: was eth7"})
    (row,) = (row for box in picture.boxes for row in box.rows if row.node == node)
    root = ElementTree.fromstring(svg_text(picture, "light"))
    (ground,) = rects(about(root, node)[0], "tint")
    names = [
        t
        for b in picture.boxes
        for p in b.people
        if p.node.endswith("app0-web-1")
        for t in p.texts
    ]
    first = min(text.x for text in row.texts)
    assert max(text.x + text.width for text in names) < int(ground.attrib["x"]) < first


def test_what_the_box_around_says_is_not_tinted_again() -> None:
    root = parsed(docker0(), dict.fromkeys(joined_nodes(build_graph(docker0()), REDIS), "added"))
    (row,) = about(root, f"link/{HOST}/@pensive_yonath/eth0")
    assert row.get("class") == "row change added"
    assert rects(row, "tint") == []


def test_a_removed_cable_has_gaps_and_one_that_stays_is_thin() -> None:
    root = parsed(docker0(), {PORT: "removed"})
    groups = {
        group.attrib["class"]: group
        for group in all_of(root, "g")
        if group.get("class", "").startswith("peer")
    }
    assert set(groups) == {"peer s-removed", "peer s-dim"}
    assert groups["peer s-removed"].get("stroke") == INKS["removed"].light
    assert "stroke-dasharray" in groups["peer s-removed"].attrib
    assert "stroke-dasharray" not in groups["peer s-dim"].attrib
    widths = [float(groups[f"peer s-{n}"].attrib["stroke-width"]) for n in ("dim", "removed")]
    assert widths[0] < 1.8 < widths[1]


def test_a_mark_is_a_disc_with_a_sign_on_it() -> None:
    signs = {mark: shape_of(mark, 50, 60, ' a="b"', 'class="sign"') for mark in Mark}
    discs = {mark for mark, shape in signs.items() if 'r="7"' in shape}
    assert discs == {Mark.ADDED, Mark.REMOVED, Mark.CHANGED, Mark.MOVED, Mark.UNSEEN}
    for mark in discs:
        assert signs[mark].startswith(
            '<circle a="b" cx="50" cy="60" r="7"/><path class="sign" d="'
        )
    assert len(set(signs.values())) == len(signs) - 2  # an uplink is a dot, as is what runs


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_uses_its_own_colours_and_none_of_a_network(theme: str) -> None:
    root = parsed(many(8, 2), {"container/web1/app0-web-1": "added"}, theme)
    used = {e.get(name, "none") for e in root.iter() for name in ("fill", "stroke")}
    assert used <= {getattr(tone, theme) for tone in INKS.values()} | {"none"}
    assert not used & {getattr(hue, theme) for hue in HUES}
    assert {getattr(INKS[name], theme) for name in ("dim", "added")} <= used


def test_the_style_sheet_gives_each_class_the_colours_of_the_dark_theme() -> None:
    nodes = everything(mixed())
    (style,) = all_of(parsed(mixed(), nodes, "auto"), "style")
    rules: dict[tuple[str, str], str] = {}
    for selectors, what, value in re.findall(
        r"([^{}]+)\{(\w+):(#\w+)\}", (style.text or "").partition("{")[2]
    ):
        for selector in selectors.split(","):
            name = selector.removeprefix(".topograph .")
            # What comes last wins, and keeps its place among those of other classes.
            rules.pop((name, what), None)
            rules[name, what] = value
    order = list(rules)
    compared = set()
    for element in parsed(mixed(), nodes, "dark").iter():
        classes = element.get("class", "").split()
        for what in ("fill", "stroke"):
            hits = sorted(order.index((n, what)) for n in classes if (n, what) in rules)
            if hits and element.get(what):
                assert rules[order[hits[-1]]] == element.get(what), (classes, what)
                compared.add(order[hits[-1]][0])
    assert {"f-added", "s-added", "f-removed", "f-changed", "f-unobserved", "sign"} <= compared


def test_no_class_of_a_part_has_a_colour_that_its_texts_would_inherit() -> None:
    (style,) = all_of(parsed(mixed(), {}, "auto"), "style")
    coloured = set(re.findall(r"\.topograph \.([-\w]+)", style.text or ""))
    root = parsed(mixed(), everything(mixed()))
    parts = [e for e in root.iter() if "change" in e.get("class", "").split()]
    assert len(parts) > 10
    for part in parts:
        if part.tag == f"{SVG}g":
            assert not coloured & set(part.attrib["class"].split())


def test_hostile_words_stay_words() -> None:
    graph = diff_of(docker0(), {})
    said = {
        "verb": '"><script>alert(1)</script>',
        "words": "]]><script>\x00\u202e'\"",
        "title": "<b>\n&\ud800",
        "entry": '"><x y="',
    }
    for node in graph:
        graph.nodes[node]["change"] = said
    picture = lay_out(view(graph))
    root = assert_harmless(svg_text(picture).encode())
    changed = [e for e in root.iter() if e.get("data-change")]
    assert {e.get("data-change") for e in changed} == {"changed"}
    assert {e.get("data-entry") for e in changed} <= {'"><x y="', None}


def test_the_picture_in_a_page_tells_the_same() -> None:
    nodes = dict.fromkeys(joined_nodes(build_graph(docker0()), REDIS), "removed")
    picture = diff_picture(docker0(), nodes)
    places = set(build_graph(docker0()))
    root = ElementTree.fromstring(linked_svg(picture, "auto", to_rows(places)))
    file = ElementTree.fromstring(svg_text(picture))

    def told(of: ElementTree.Element) -> dict[str, tuple[str | None, ...]]:
        return {
            e.attrib["id"]: (e.get("class"), e.get("data-change"), e.get("data-entry"))
            for e in of.iter()
            if e.get("data-change") and e.attrib["id"][0] != "c"
        }

    assert told(root) == told(file)
    assert len(told(root)) == 4
    (cable,) = (e for e in root.iter() if e.get("data-change") and e.attrib["id"][0] == "c")
    assert cable.get("class") == "change removed"
    assert len(cable.attrib["data-parts"].split()) == 2
    (style,) = all_of(root, "style")
    assert ".f-removed" in (style.text or "")


def test_in_a_page_a_changed_row_of_a_crowd_leaves_its_container_alone() -> None:
    node = "link/web1/@app0-web-1/eth0"
    places = set(build_graph(many(41)))
    plain = lay_out(view(build_graph(many(41))))
    grounds = []
    for picture in (plain, diff_picture(many(41), {node: "renamed: was eth7"})):
        (row,) = (row for box in picture.boxes for row in box.rows if row.node == node)
        root = ElementTree.fromstring(linked_svg(picture, "light", to_rows(places)))
        (link,) = (e for e in root.iter() if e.get("id") == row.id)
        ground = link.findall(f"{SVG}rect")[0]
        grounds.append(int(ground.attrib["x"]) - row.x)
    assert grounds[0] == grounds[1] > 0
