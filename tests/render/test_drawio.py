"""The file for draw.io: the same picture, of parts that hang together."""

import re
from collections.abc import Callable, Iterator
from random import Random
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

import topograph
from tests.golden import PROJECT
from tests.hosts import docker0, many, snapshot
from tests.picture.geometry import texts_of
from tests.properties.strategies import shuffled, snapshots
from tests.render.mixed_host import hostile, mixed
from tests.render.test_svg import NAMES
from topograph.errors import RenderError
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.picture import lay_out, view
from topograph.picture.drawing import Picture, Sign, Text
from topograph.picture.style import HUES, INKS, PAINTS, Mark
from topograph.render import Options, Subject, render
from topograph.render import drawio as module
from topograph.render.drawio_paths import ways
from topograph.render.drawio_style import Styles

HOSTS: dict[str, Callable[[], Snapshot]] = {
    "docker0": docker0,
    "mixed": mixed,
    "nothing": snapshot,
    "crowd": lambda: many(60, 3),
    "folded": lambda: many(400, 3),
    **{
        path.parent.name: lambda path=path: topograph.load(path)  # type: ignore[misc]
        for path in PROJECT.glob("samples/*/recording.zip")
    },
}


class Cell:
    """One shape or line, with what draw.io knows of it."""

    def __init__(self, element: ElementTree.Element) -> None:
        self.told = dict(element.attrib)
        cell = element if element.tag == "mxCell" else element[0]
        self.told |= cell.attrib
        self.id, self.parent = self.told["id"], self.told.get("parent", "")
        self.label = self.told.get("label", self.told.get("value", ""))
        words = [word.partition("=") for word in self.told.get("style", "").split(";") if word]
        self.style = {name: value for name, _, value in words}
        self.geometry = cell.find("mxGeometry")

    def number(self, name: str) -> int:
        assert self.geometry is not None
        return int(self.geometry.attrib[name])


class Drawing:
    """A file, read back."""

    def __init__(self, data: bytes) -> None:
        self.file = ElementTree.fromstring(data)
        assert [element.tag for element in self.file.iter()][:4] == [
            "mxfile",
            "diagram",
            "mxGraphModel",
            "root",
        ]
        self.model = self.file[0][0]
        read = [Cell(element) for element in self.model[0]]
        self.cells = {cell.id: cell for cell in read}
        assert len(self.cells) == len(read)
        self.order = [cell.id for cell in read]

    def of(self, kind: str) -> Iterator[Cell]:
        return (cell for cell in self.cells.values() if cell.told.get(kind) == "1")

    def corner(self, cell: str) -> tuple[int, int]:
        """Return the upper left corner of a shape on the sheet."""
        found = self.cells[cell]
        if found.geometry is None:
            return 0, 0
        x, y = self.corner(found.parent)
        return x + found.number("x"), y + found.number("y")

    def place(self, cell: str) -> tuple[int, int, int, int]:
        found = self.cells[cell]
        return (*self.corner(cell), found.number("width"), found.number("height"))

    def points(self, cell: str) -> list[tuple[int, int]]:
        """Return by which points an edge goes on the sheet."""
        x, y = self.corner(self.cells[cell].parent)
        geometry = self.cells[cell].geometry
        assert geometry is not None
        found = {point.get("as"): point for point in geometry.findall("mxPoint")}
        between = geometry.findall("Array/mxPoint")
        ordered = [found["sourcePoint"], *between, found["targetPoint"]]
        return [(x + int(p.attrib["x"]), y + int(p.attrib["y"])) for p in ordered]


def drawing(facts: Snapshot, theme: str = "auto") -> Drawing:
    return Drawing(render(Subject(facts, Options(theme=theme)), "drawio"))


def picture(facts: Snapshot) -> Picture:
    return lay_out(view(build_graph(facts)))


def texts(drawn: Picture) -> Iterator[Text]:
    yield from drawn.texts
    for box in drawn.boxes:
        yield from texts_of(box)


@pytest.mark.parametrize("name", HOSTS)
def test_everything_is_inside_of_something_that_comes_before_it(name: str) -> None:
    found = drawing(HOSTS[name]())
    assert found.order[:2] == ["0", "1"]
    for n, cell in enumerate(found.order[1:], 1):
        assert found.cells[cell].parent in found.order[:n]


@pytest.mark.parametrize("name", HOSTS)
def test_boxes_and_rows_are_where_the_picture_has_them(name: str) -> None:
    facts = HOSTS[name]()
    found = drawing(facts)
    for box in picture(facts).boxes:
        assert found.place(box.id) == (box.x, box.y, box.width, box.height)
        assert found.cells[box.id].parent == (box.inside or "1")
        for row in box.rows:
            assert found.place(row.id) == (row.x, row.y, row.width, row.height)
            assert found.cells[row.id].parent == box.id


@pytest.mark.parametrize("name", HOSTS)
def test_each_text_of_the_picture_is_a_label_where_the_picture_has_it(name: str) -> None:
    facts = HOSTS[name]()
    found = drawing(facts)
    labels = [cell for cell in found.of("vertex") if cell.label]
    assert sorted(cell.label for cell in labels) == sorted(t.text for t in texts(picture(facts)))
    spots = {(cell.label, *found.place(cell.id)) for cell in labels}
    for text in picture(facts).texts:
        x = text.x - text.width if text.is_end else text.x
        (spot,) = (s for s in spots if s[:2] == (text.text, x) and s[2] < text.y < s[2] + s[4])
        assert spot[3] == text.width


@pytest.mark.parametrize("name", HOSTS)
def test_each_cable_is_tied_to_its_parts_and_goes_as_in_the_picture(name: str) -> None:
    facts = HOSTS[name]()
    found = drawing(facts)
    for cable in picture(facts).cables:
        cell = found.cells[cable.id]
        assert (cell.told["source"], cell.told["target"]) == cable.parts
        (points,) = ways(cable.path)
        assert found.points(cable.id) == points
        for side, part, end in zip(("exit", "entry"), cable.parts, cable.ends, strict=True):
            x, y, width, height = found.place(part)
            assert x + float(cell.style[f"{side}X"]) * width == pytest.approx(end[0], abs=0.01)
            assert y + float(cell.style[f"{side}Y"]) * height == pytest.approx(end[1], abs=0.01)
            assert cell.style[f"{side}Perimeter"] == "0"


@pytest.mark.parametrize("name", HOSTS)
def test_each_mark_of_the_picture_is_a_shape_around_its_point(name: str) -> None:
    facts = HOSTS[name]()
    found, drawn = drawing(facts), picture(facts)
    signs = [*drawn.signs, *(sign for box in drawn.boxes for sign in box.signs)]
    for box in drawn.boxes:
        signs += [sign for person in box.people for sign in person.signs]
        signs += [sign for row in box.rows for sign in row.signs]
    labelled = {cell.id for cell in found.of("vertex") if cell.label or "node" in cell.told}
    marks = [found.place(cell.id) for cell in found.of("vertex") if cell.id not in labelled]
    middles = sorted((x + width // 2, y + height // 2) for x, y, width, height in marks)
    assert middles == sorted((sign.x, sign.y) for sign in signs)


def test_the_end_of_a_cable_moves_with_the_row_that_it_is_on() -> None:
    found, drawn = drawing(docker0()), picture(docker0())
    cable = drawn.cables[-1]
    for part, (x, y) in zip(cable.parts, cable.ends, strict=True):
        (mark,) = (c for c in found.of("vertex") if c.parent == part and not c.label)
        assert found.corner(mark.id) == (x - 4, y - 4)


def test_cables_are_above_their_frame_and_below_what_would_hide_them() -> None:
    facts = mixed()
    found, drawn = drawing(facts), picture(facts)
    for cable in drawn.cables:
        around = found.cells[cable.id].parent
        place = found.order.index(cable.id)
        frames = [b.id for b in drawn.boxes if b.is_frame and (b.inside or "1") == around]
        blocks = [b.id for b in drawn.boxes if not b.is_frame and (b.inside or "1") == around]
        assert all(found.order.index(frame) < place for frame in frames)
        assert all(found.order.index(block) > place for block in blocks)


def test_a_cable_within_a_box_moves_with_it() -> None:
    facts = topograph.load(PROJECT / "samples/two-networks/recording.zip")
    found, drawn = drawing(facts), picture(facts)
    (host,) = (box.id for box in drawn.boxes if box.kind == "host")
    inside = {box.id for box in drawn.boxes if box.inside == host}
    rows = {row.id for box in drawn.boxes if box.id in inside for row in box.rows}
    around = {
        found.cells[cable.id].parent: set(cable.parts) <= inside | rows for cable in drawn.cables
    }
    assert around == {host: True, "1": False}


@pytest.mark.parametrize("name", HOSTS)
def test_the_cells_are_counted_before_they_are_made(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    cells = len(drawing(HOSTS[name]()).cells)
    monkeypatch.setattr(module, "MOST_CELLS", 1)
    with pytest.raises(RenderError, match=f"^drawio: {cells:,} shapes"):
        drawing(HOSTS[name]())


def test_lines_without_an_edge_are_drawn_too() -> None:
    found = drawing(mixed())
    free = [found.points(cell.id) for cell in found.of("edge") if "source" not in cell.told]
    assert sorted(free) == sorted(
        way for line in picture(mixed()).lines for way in ways(line.path)
    )


@pytest.mark.parametrize("name", HOSTS)
def test_nodes_and_edges_are_those_of_the_graph(name: str) -> None:
    facts = HOSTS[name]()
    graph = build_graph(facts)
    edges = {f"{a}|{relation}|{b}" for a, b, relation in graph.edges(keys=True)}
    found = drawing(facts)
    objects = [cell for cell in found.cells.values() if "label" in cell.told]
    for cell in objects:
        assert set(cell.told.get("nodes", "").split()) <= set(graph)
        assert set(cell.told.get("edges", "").split()) <= edges
    named = [element.attrib for element in found.file.iter("object")]
    assert {told["node"] for told in named if "node" in told} <= set(graph)
    assert {told["edge"] for told in named if "edge" in told} <= edges
    drawn = picture(facts)
    assert len([told for told in named if "edge" in told]) == len(
        [cable for cable in drawn.cables if cable.edge]
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_name_from_outside_is_text_wherever_it_stands(name: str) -> None:
    found = drawing(hostile(name))
    assert {element.tag for element in found.file.iter()} <= {
        *("mxfile", "diagram", "mxGraphModel", "root", "object", "mxCell", "mxGeometry"),
        *("mxPoint", "Array"),
    }
    labels = sorted(cell.label for cell in found.cells.values() if cell.label)
    assert labels == sorted(text.text for text in texts(picture(hostile(name))))
    for cell in [*found.of("vertex"), *found.of("edge")]:
        assert cell.style["html"] == "0"
        assert re.fullmatch(r"(?:\w+(?:=[\w#., -]+)?;)+", cell.told["style"])
    assert not re.search("[\x00-\x08\x0b-\x1f]", "".join(labels))
    assert found.model.attrib["math"] == "0"


def test_the_editor_reads_what_is_said_to_those_who_point_as_html_so_it_is_quoted() -> None:
    name = '<img src=x onerror="alert(1)">' + "W" * 250
    tips = [cell.told.get("tooltip", "") for cell in drawing(hostile(name)).cells.values()]
    told = [tip for tip in tips if "alert" in tip]
    assert told
    assert not [tip for tip in told if "<" in tip]
    assert any(tip.startswith('&lt;img src=x onerror="alert(1)"&gt;') for tip in told)


def test_what_a_part_says_to_those_who_point_at_it_is_there() -> None:
    found = drawing(mixed())
    titles = {box.id: box.title for box in picture(mixed()).boxes if box.title}
    titles |= {c.id: c.title for c in picture(mixed()).cables if c.title}
    titles |= {r.id: r.title for b in picture(mixed()).boxes for r in b.rows if r.title}
    assert titles
    for part, title in titles.items():
        assert found.cells[part].told["tooltip"] == title.replace(">", "&gt;")


def test_a_text_without_room_is_whole_for_those_who_point_at_it() -> None:
    found = drawing(hostile("W" * 253))
    cut = [cell for cell in found.cells.values() if cell.label.endswith("…")]
    assert cut
    assert all("W" * 253 in cell.told["tooltip"] for cell in cut)


def test_an_inferred_cable_is_dashed_and_no_other_is() -> None:
    host = docker0().hosts[0]
    unsure = snapshot(replace(host, namespaces=[replace(n, nsids={}) for n in host.namespaces]))
    found = drawing(unsure)
    inferred = [cable for cable in picture(unsure).cables if cable.kind == "inferred"]
    assert inferred
    for cable in inferred:
        cell = found.cells[cable.id]
        assert cell.style["dashed"] == "1"
        assert cell.style["dashPattern"] == PAINTS["inferred"].dash
        assert cell.told["tooltip"].startswith("inferred: ")
    sure = drawing(docker0())
    assert not [c for c in sure.of("edge") if "source" in c.told and "dashed" in c.style]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_uses_its_own_colours(theme: str) -> None:
    found = drawing(mixed(), theme)
    own = {getattr(tone, theme) for tone in (*INKS.values(), *HUES)} | {"none"}
    names = ("strokeColor", "fontColor", "swimlaneFillColor")
    used = {c.style[name] for c in found.cells.values() for name in names if name in c.style}
    assert used <= own
    assert len(used) > 5
    assert found.model.attrib["background"] == getattr(INKS["page"], theme)
    assert found.model.attrib["adaptiveColors"] == "none"


def test_without_a_theme_the_light_one_is_left_to_the_editor_to_make_dark() -> None:
    found, light = drawing(mixed()), drawing(mixed(), "light")
    assert found.model.attrib["adaptiveColors"] == "auto"
    assert {c.id: c.style for c in found.cells.values()} == {
        c.id: c.style for c in light.cells.values()
    }


def test_the_head_of_a_panel_is_tinted_as_in_the_picture() -> None:
    found = drawing(docker0(), "light")
    (panel,) = (box for box in picture(docker0()).boxes if box.kind == "panel")
    style = found.cells[panel.id].style
    assert style["shape"] == "swimlane"
    assert style["startSize"] == str(panel.head)
    hue, paper = HUES[panel.hue].light, INKS["paper"].light
    assert style["strokeColor"] == hue
    tint = [int(style["fillColor"][n : n + 2], 16) for n in (1, 3, 5)]
    for n, part in zip((1, 3, 5), tint, strict=True):
        assert part == round(0.1 * int(hue[n : n + 2], 16) + 0.9 * int(paper[n : n + 2], 16))


def test_each_state_has_a_mark_of_its_own_shape() -> None:
    styles = Styles(is_dark=False)
    marks = (Mark.RUNNING, Mark.WAITING, Mark.STOPPED, Mark.UNKNOWN, Mark.LOOSE)
    looks = [styles.sign(Sign(mark, 0, 0)) for mark in marks]
    assert len({(look["shape"], look["fillColor"] == "none") for look in looks}) == len(marks)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots())
def test_any_snapshot_makes_a_file_whose_parts_hang_together(facts: Snapshot) -> None:
    found = drawing(facts)
    for cell in found.of("edge"):
        assert {cell.told.get("source", "1"), cell.told.get("target", "1")} <= set(found.cells)
    assert all(cell.parent in found.cells for cell in found.cells.values() if cell.id != "0")


def test_shuffled_facts_give_the_same_bytes() -> None:
    for facts in (docker0(), mixed(), many(60, 3)):
        expected = render(Subject(facts), "drawio")
        assert render(Subject(shuffled(facts, Random(5))), "drawio") == expected


def test_more_than_can_be_edited_is_refused_with_the_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cells = len(drawing(docker0()).cells)
    monkeypatch.setattr(module, "MOST_CELLS", cells)
    assert len(drawing(docker0()).cells) == cells
    monkeypatch.setattr(module, "MOST_CELLS", cells - 1)
    with pytest.raises(RenderError) as failure:
        drawing(docker0())
    assert str(failure.value) == (
        f"drawio: {cells} shapes are more than the {cells - 1} that can be edited well; draw less "
        "with --around or --only, or siblings as one with --density folded"
    )


def test_a_thousand_containers_are_folded_and_fit() -> None:
    assert len(drawing(many(1000, 10)).cells) < module.MOST_CELLS / 4
