import re
from html import unescape

import pytest
import typst

from tests.hosts import docker0, many
from tests.render.mixed_host import hostile
from topograph.errors import RenderError
from topograph.picture.style import INKS
from topograph.render import Options, Subject, graphviz_layout, svg
from topograph.render.page import page_of
from topograph.render.typst_page import FONTS


@pytest.mark.parametrize(
    ("theme", "ground"), [("auto", "light"), ("light", "light"), ("dark", "dark")]
)
def test_a_page_has_one_theme_and_needs_no_style_sheet(theme: str, ground: str) -> None:
    page = page_of(Subject(docker0(), Options(theme=theme)))
    assert f'<rect class="page" fill="{getattr(INKS["page"], ground)}"' in page.svg
    assert "<style" not in page.svg


def test_nothing_but_the_names_of_the_faces_differs_from_the_svg() -> None:
    subject = Subject(docker0(), Options(theme="dark"))

    def nameless(text: str) -> str:
        return re.sub(r'font-family="[^"]*"', "", text)

    assert nameless(page_of(subject).svg) == nameless(svg.svg_text(subject.picture, "dark"))


def test_the_faces_are_here_whatever_the_machine_has() -> None:
    named = re.findall(r'font-family="([^"]*)"', page_of(Subject(docker0())).svg)
    here = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    assert set(map(unescape, named)) == {"DejaVu Sans", "DejaVu Sans Mono"} <= set(here.families())
    assert {font.weight for font in here.fonts() if font.family == "DejaVu Sans"} == {400, 700}


@pytest.mark.parametrize("name", ["web", "café", "Ελλάδα", "Привет", "a→b …", "e\u0301", "a\x1bb"])
def test_letters_of_europe_need_no_fonts_of_the_machine(name: str) -> None:
    assert page_of(Subject(hostile(name))).has_all_letters


@pytest.mark.parametrize("name", ["网络", "שלום", "مرحبا", "🐋", "กขค"])
def test_other_letters_need_them(name: str) -> None:
    assert not page_of(Subject(hostile(name))).has_all_letters


def test_a_host_of_usual_names_needs_none_of_them() -> None:
    assert page_of(Subject(many(30, 3))).has_all_letters


@pytest.mark.graphviz
def test_a_layout_by_graphviz_is_a_page_of_its_own_size() -> None:
    page = page_of(Subject(docker0(), Options(layout="dot")))
    assert f'width="{page.width:.0f}pt" height="{page.height:.0f}pt"' in page.svg
    assert not page.has_all_letters


def test_an_svg_of_graphviz_without_a_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz_layout, "svg_text", lambda _: '<svg width="1cm"></svg>')
    with pytest.raises(RenderError, match="Graphviz wrote an SVG without a size"):
        page_of(Subject(docker0(), Options(layout="dot")))
