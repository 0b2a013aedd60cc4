from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from tests.hosts import docker0, snapshot
from tests.properties.strategies import HOSTILE
from tests.render.mixed_host import hostile
from topograph.errors import MissingProgram, RenderError
from topograph.render import GRAPHVIZ_LAYOUTS, Options, Subject
from topograph.render.graphviz_layout import render, safe_svg, svg_text

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.graphviz
@pytest.mark.parametrize("layout", GRAPHVIZ_LAYOUTS)
def test_each_program_draws_each_thing(layout: str) -> None:
    root = ElementTree.fromstring(render(Subject(docker0(), Options(layout=layout))))
    ids = {element.get("id") for element in root.iter()}
    assert {"link/ip-10-0-0-5/docker0", "container/ip-10-0-0-5/pensive_yonath"} <= ids


@pytest.mark.graphviz
@pytest.mark.parametrize("text", [*HOSTILE, "&nbsp;", "a\ud800", "--><script>x</script>"])
def test_any_name_gives_sound_xml_with_nothing_in_it_but_shapes(text: str) -> None:
    data = render(Subject(hostile(text), Options(layout="dot")))
    tags = {element.tag for element in ElementTree.fromstring(data).iter()}
    shapes = ("svg", "g", "title", "polygon", "path", "polyline", "ellipse", "text")
    assert tags <= {SVG + name for name in shapes}
    assert b"<!" not in data


@pytest.mark.graphviz
def test_an_element_for_a_page_has_no_prolog_and_a_name() -> None:
    text = svg_text(Subject(docker0(), Options(layout="dot")))
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" role="img" ')
    assert text.endswith("</svg>")


@pytest.mark.graphviz
def test_the_reason_of_an_inferred_edge_is_a_title_and_no_link() -> None:
    host = docker0().hosts[0]
    unsure = replace(host, namespaces=[replace(n, nsids={}) for n in host.namespaces])
    text = svg_text(Subject(snapshot(unsure), Options(layout="dot")))
    assert "<title>inferred: " in text
    assert "<a" not in text


def test_without_graphviz_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgram) as failure:
        svg_text(Subject(docker0(), Options(layout="neato")))
    assert str(failure.value) == (
        "neato: this layout needs Graphviz, which is not installed; "
        "install the package graphviz, or use --layout panel"
    )


def test_a_program_that_fails_is_told_with_its_first_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho first >&2\necho second >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(RenderError) as failure:
        svg_text(Subject(docker0(), Options(layout="dot")))
    assert str(failure.value) == "dot: Graphviz failed with status 3: first"


@pytest.mark.parametrize("data", [b"", b"<svg", b"<html/>", b"<svg>&nbsp;</svg>"])
def test_what_is_no_svg_is_refused(data: bytes) -> None:
    with pytest.raises(RenderError, match="Graphviz wrote no"):
        safe_svg(data)
