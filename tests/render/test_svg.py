"""The picture as an SVG file: sound, harmless, and readable without anything from elsewhere."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

import topograph
from tests.golden import PROJECT
from tests.hosts import docker0, many, snapshot
from tests.properties.strategies import HOSTILE, shuffled
from tests.render.mixed_host import hostile, mixed
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.picture.style import HUES, INKS, TEXTS
from topograph.render import Options, Subject, render

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "style", "rect", "g", "path", "circle", "text"}
NAMES = [
    *HOSTILE,
    "x",
    "x" * 253,
    "W" * 253,
    "שלום עולם",
    "مرحبا",
    "e" + "\u0301" * 40,
    "\u0301",
    "网络容器" * 20,
    "🐋" * 30,
    "👩\u200d👩\u200d👧",
    "--",
    "<!--",
    "&",
    "&#60;script&#62;",
    "' onload='alert(1)",
    "javascript:alert(1)",
    "\x00\x01\x08\x0b\x1f\x7f\x85",
    "\ufffe\uffff",
    "a\ud800b",
    "\U000e0041",
]


def svg(facts: Snapshot, theme: str = "auto") -> bytes:
    return render(Subject(facts, Options(theme=theme)), "svg")


def parsed(facts: Snapshot, theme: str = "auto") -> ElementTree.Element:
    return ElementTree.fromstring(svg(facts, theme))


def texts(root: ElementTree.Element) -> list[str]:
    """Return what can be read, without what those see who point at something."""
    return [(element[0].tail if len(element) else element.text) or "" for element in all_of(root)]


def all_of(root: ElementTree.Element, name: str = "text") -> Iterator[ElementTree.Element]:
    return root.iter(f"{SVG}{name}")


def titles(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in all_of(root, "title")]


def assert_harmless(data: bytes) -> ElementTree.Element:
    root = ElementTree.fromstring(data)
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on")
            assert "href" not in attribute
            assert attribute != "style"
            assert "url(" not in value or attribute.startswith("data-")
    for style in all_of(root, "style"):
        assert re.fullmatch(r"[-.#,:;@(){}\w\s/*]*", style.text or "")
        assert "url" not in (style.text or "")
    assert b"<!DOCTYPE" not in data
    return root


SMALL: dict[str, Callable[[], Snapshot]] = {
    "docker0": docker0,
    "mixed": mixed,
    "nothing": snapshot,
    "crowd": lambda: many(60, 3),
}


@pytest.mark.parametrize("name", NAMES)
def test_any_name_makes_sound_and_harmless_xml(name: str) -> None:
    root = assert_harmless(svg(hostile(name)))
    assert len(list(all_of(root, "path"))) >= 2


@pytest.mark.parametrize("name", ["a\x00b", "a\x1bb", "a\u202eb", "a\nb", "a\ufffeb"])
def test_what_nobody_sees_becomes_a_sign_that_everybody_sees(name: str) -> None:
    root = parsed(hostile(name))
    assert "a\ufffdb" in texts(root)
    readable = "".join([*texts(root), *titles(root)])
    assert not set(readable) & {"\x00", "\x1b", "\u202e", "\ufffe"}


def test_markup_in_a_name_is_read_as_text() -> None:
    assert '"><script>alert(1)</script>' in texts(parsed(hostile('"><script>alert(1)</script>')))


@pytest.mark.parametrize("name", ["W" * 253, "网络容器" * 60])
def test_a_name_without_room_is_cut_and_whole_in_its_title(name: str) -> None:
    root = parsed(hostile(name))
    cut = [element for element in all_of(root) if len(element)]
    assert cut
    assert any(element[0].text == name for element in cut)
    assert all("…" in (element[0].tail or "") for element in cut)
    assert name not in texts(root)


def test_a_text_of_unknown_letters_is_held_to_the_width_that_was_left_for_it() -> None:
    held = [element for element in all_of(parsed(hostile("网络"))) if element.get("textLength")]
    assert "网络" in [element.text for element in held]
    assert not [element for element in all_of(parsed(docker0())) if element.get("textLength")]


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_it_is_harmless_in_every_theme(name: str, theme: str) -> None:
    assert_harmless(svg(SMALL[name](), theme))


def test_nothing_is_asked_from_elsewhere() -> None:
    text = svg(mixed()).decode()
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("name", SMALL)
def test_it_has_a_role_a_title_and_a_description(name: str) -> None:
    root = parsed(SMALL[name]())
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert (root[0].text or "").startswith("Network of ")
    assert root[1].text


def test_the_description_says_what_the_host_is_and_what_was_not_observed() -> None:
    description = parsed(mixed())[1].text or ""
    assert "web1 · Debian GNU/Linux 12 (bookworm) · Linux 6.1.0 · 6 containers" in description
    assert "The namespace could not be entered: operation not permitted." in description


@pytest.mark.parametrize("name", SMALL)
def test_ids_are_unique_and_nodes_and_edges_are_those_of_the_graph(name: str) -> None:
    facts = SMALL[name]()
    graph = build_graph(facts)
    edges = {f"{a}|{relation}|{b}" for a, b, relation in graph.edges(keys=True)}
    ids, nodes, named = [], [], []
    for element in parsed(facts).iter():
        ids += [element.attrib["id"]] if "id" in element.attrib else []
        nodes += [element.attrib["data-node"]] if "data-node" in element.attrib else []
        named += [element.attrib["data-edge"]] if "data-edge" in element.attrib else []
    assert len(ids) == len(set(ids))
    assert set(nodes) <= set(graph)
    assert set(named) <= edges
    assert len(named) == len(set(named))


def test_a_cable_to_a_link_that_serves_several_networks_names_them_all() -> None:
    host = mixed().hosts[0]
    lan = next(network for network in host.networks if network.name == "lan")
    second = replace(lan, id="c3" * 32, name="lan2")
    root = parsed(snapshot(replace(host, networks=[*host.networks, second])))
    cables = [element for element in all_of(root, "path") if element.get("class") == "cable"]
    named = [edges.split() for cable in cables if (edges := cable.get("data-edges"))]
    link = "link/web1/eth0"
    assert named == [[f"network/web1/{name}|backed-by|{link}" for name in ("lan", "lan2")]]


def test_what_stands_for_several_names_the_nodes_and_edges_of_all() -> None:
    facts = many(400)
    graph = build_graph(facts)
    root = parsed(facts)
    shown = Counter(
        node
        for element in root.iter()
        if element.tag == f"{SVG}g"
        for node in (element.get("data-nodes") or element.get("data-node") or "").split()
    )
    wanted = [node for node in graph if graph.nodes[node]["type"] in ("netns", "container")]
    assert [node for node in wanted if shown[node] != 1] == []
    edges = [
        edge
        for element in root.iter()
        for edge in (element.get("data-edges") or element.get("data-edge") or "").split()
    ]
    peers = [f"{a}|peer|{b}" for a, b, relation in graph.edges(keys=True) if relation == "peer"]
    assert sorted(edges) == sorted(peers)


@pytest.mark.parametrize("name", SMALL)
def test_every_coordinate_is_a_whole_number(name: str) -> None:
    numbers = ("x", "y", "width", "height", "cx", "cy", "r", "rx", "textLength", "font-size")
    for element in parsed(SMALL[name]()).iter():
        for attribute in numbers:
            assert re.fullmatch(r"-?\d+", element.get(attribute, "0"))
        assert re.fullmatch(r"[MHVCahvlzm\d -]*", element.get("d", ""))
        assert re.fullmatch(r"[\d ]*", element.get("viewBox", ""))


def test_a_crowd_takes_little_room() -> None:
    assert len(svg(many(300, 5))) <= 1.5 * 1024 * 300


def test_shuffled_facts_give_the_same_bytes() -> None:
    for facts in (docker0(), mixed(), many(60, 3)):
        assert svg(shuffled(facts, Random(5))) == svg(facts)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_uses_its_own_colours_and_no_style_sheet(theme: str) -> None:
    root = parsed(mixed(), theme)
    assert not list(all_of(root, "style"))
    used = {e.get(name, "none") for e in root.iter() for name in ("fill", "stroke")}
    own = {getattr(tone, theme) for tone in (*INKS.values(), *HUES)}
    assert used <= own | {"none"}
    assert getattr(INKS["page"], theme) in used


def test_the_automatic_theme_is_light_and_has_a_style_sheet_for_the_dark() -> None:
    root = parsed(mixed())
    (style,) = all_of(root, "style")
    root.remove(style)
    light = parsed(mixed(), "light")
    assert ElementTree.tostring(root) == ElementTree.tostring(light)
    assert (style.text or "").startswith("@media(prefers-color-scheme:dark){")


def test_the_style_sheet_gives_each_class_the_colours_of_the_dark_theme() -> None:
    """What a class says and what the attributes of the dark theme say has to be the same."""
    (style,) = all_of(parsed(mixed()), "style")
    rules: dict[tuple[str, str], str] = {}
    for selectors, what, value in re.findall(
        r"([^{}]+)\{(\w+):(#\w+)\}", (style.text or "").partition("{")[2]
    ):
        for selector in selectors.split(","):
            rules[selector.removeprefix(".topograph ."), what] = value
    compared = 0
    for element in parsed(mixed(), "dark").iter():
        classes = element.get("class", "").split()
        for what in ("fill", "stroke"):
            by_class = [rules[name, what] for name in classes if (name, what) in rules]
            if by_class and element.get(what):
                assert by_class[-1] == element.get(what), (classes, what)
                compared += 1
    assert compared > 50


def test_every_text_has_its_face_and_size_without_a_style_sheet() -> None:
    root = parsed(docker0(), "light")
    base = int(root.attrib["font-size"]), root.attrib["font-family"]
    assert base[0] == TEXTS["mono"].size
    sizes = {element.text: int(element.get("font-size", base[0])) for element in all_of(root)}
    assert sizes["ip-10-0-0-5"] == TEXTS["title"].size
    assert sizes["mad_feynman"] == TEXTS["name"].size
    assert sizes["172.17.0.2/16"] == base[0]
    (name,) = (element for element in all_of(root) if element.text == "mad_feynman")
    assert name.get("font-weight") == "600"
    assert "sans-serif" in name.get("font-family", "")


def test_the_reason_of_an_inferred_cable_is_in_its_title() -> None:
    host = docker0().hosts[0]
    unsure = [replace(netns, nsids={}) for netns in host.namespaces]
    root = parsed(snapshot(replace(host, namespaces=unsure)))
    (group,) = (g for g in all_of(root, "g") if (g.get("class") or "").startswith("inferred"))
    assert group.get("stroke-dasharray")
    assert all((path[0].text or "").startswith("inferred: ") for path in group)


def test_the_reason_of_a_loose_end_is_in_its_title() -> None:
    assert any(
        "other end not seen: the other end is ifindex 14" in t for t in titles(parsed(mixed()))
    )


def test_each_kind_of_state_has_a_mark_of_its_own_shape() -> None:
    modes = topograph.load(PROJECT / "samples" / "modes" / "recording.zip")
    root = parsed(modes)
    shapes = {
        kind: {
            re.sub(r"^M\d+ \d+", "M", shape.get("d") or shape.get("r") or "")
            for group in all_of(root, "g")
            if (group.get("class") or "").split()[:1] == [kind]
            for shape in group
        }
        for kind in ("running", "waiting", "stopped")
    }
    assert all(len(found) == 1 for found in shapes.values())
    assert len({found.pop() for found in shapes.values()}) == 3
