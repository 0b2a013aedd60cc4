"""The picture as PDF: one page, whose text can be found and copied."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from tests.hosts import docker0, many, snapshot
from tests.properties.strategies import HOSTILE, shuffled
from tests.render.mixed_host import hostile, mixed
from topograph.errors import MissingProgram, RenderError
from topograph.facts import Snapshot
from topograph.render import Options, Subject, pdf, render
from topograph.render.page import page_of
from topograph.render.typst_page import paint

TYPST = [
    '#panic("no")',
    "$x^2$",
    "*bold* _thin_",
    "`raw`",
    "@label <label>",
    "#set page(width: 1pt)",
    '#image("/etc/passwd")',
    "// no comment",
    "]]>",
    '"); sys.inputs.svg',
    "\\N\\u{41}",
]


def read(facts: Snapshot, **options: Any) -> PdfReader:
    return PdfReader(BytesIO(render(Subject(facts, Options(**options)), "pdf")))


def squeezed(text: str) -> str:
    """Return text without its spaces, which a PDF has as distances."""
    return re.sub(r"\s", "", text)


def text_of(reader: PdfReader) -> str:
    (page,) = reader.pages
    return squeezed(page.extract_text())


def test_every_text_of_the_svg_can_be_found() -> None:
    root = ElementTree.fromstring(render(Subject(mixed()), "svg"))
    written = [
        (element[0].tail if len(element) else element.text) or ""
        for element in root.iter("{http://www.w3.org/2000/svg}text")
    ]
    found = text_of(read(mixed()))
    assert len(written) > 40
    for text in written:
        assert squeezed(text) in found


@pytest.mark.parametrize("name", TYPST)
def test_markup_of_typst_in_a_name_is_read_as_text(name: str) -> None:
    reader = read(hostile(name))
    assert text_of(reader).count(squeezed(name)) >= 4
    assert reader.metadata is not None
    assert reader.metadata.title == f"Network of {name}"


@pytest.mark.parametrize(
    "name", [*HOSTILE, "", "W" * 253, "e" + "\u0301" * 40, "\u0301", "网络" * 90, "\ufffe\uffff"]
)
def test_any_name_makes_one_page(name: str) -> None:
    assert len(read(hostile(name)).pages) == 1


def test_a_page_is_as_large_as_the_picture_on_a_screen() -> None:
    for facts in (docker0(), snapshot()):
        picture = Subject(facts).picture
        box = read(facts).pages[0].mediabox
        inches = float(box.width) / 72, float(box.height) / 72
        assert inches == pytest.approx((picture.width / 96, picture.height / 96), abs=0.001)


@pytest.mark.parametrize("density", ["full", "rows", "folded"])
def test_each_density_has_its_own_page(density: str) -> None:
    facts = many(12, 2)
    picture = Subject(facts, Options(density=density)).picture
    box = read(facts, density=density).pages[0].mediabox
    assert float(box.width) == pytest.approx(picture.width * 0.75, abs=0.01)
    assert float(box.height) == pytest.approx(picture.height * 0.75, abs=0.01)


@pytest.mark.parametrize("containers", [2, 41])
def test_what_no_page_could_hold_is_made_smaller(
    monkeypatch: pytest.MonkeyPatch, containers: int
) -> None:
    facts = many(containers)
    whole = read(facts)
    (before,) = whole.pages
    assert (before.mediabox.height > before.mediabox.width) == (containers > 2)
    monkeypatch.setattr(pdf, "MOST_POINTS", 300)
    small = read(facts)
    (before,), (after,) = whole.pages, small.pages
    assert max(after.mediabox.width, after.mediabox.height) == pytest.approx(300, abs=0.01)
    assert after.mediabox.width / after.mediabox.height == pytest.approx(
        before.mediabox.width / before.mediabox.height, rel=0.001
    )
    assert text_of(small) == text_of(whole)


def test_it_says_its_title_its_language_and_when_it_was_captured() -> None:
    reader = read(docker0())
    assert reader.metadata is not None
    assert reader.metadata.title == "Network of ip-10-0-0-5"
    assert str(reader.metadata.creation_date) == "2026-11-24 09:30:00+00:00"
    assert str(reader.root_object["/Lang"]) == "en"


def test_a_time_elsewhere_is_told_in_universal_time() -> None:
    reader = read(replace(docker0(), captured_at="2026-11-24T00:30:00+14:00"))
    assert reader.metadata is not None
    assert str(reader.metadata.creation_date) == "2026-11-23 10:30:00+00:00"


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-13-45T00:00:00Z", "none)#panic("])
def test_without_a_time_of_capture_it_has_no_date(moment: str) -> None:
    reader = read(replace(docker0(), captured_at=moment))
    assert reader.metadata is not None
    assert reader.metadata.creation_date is None


def test_those_who_cannot_see_it_are_told_what_is_on_it() -> None:
    reader = read(mixed())
    assert Subject(mixed()).picture.description in alternatives(reader.root_object)


def alternatives(node: Any, depth: int = 12) -> Iterator[str]:
    """Yield what stands for pictures in the structure of a document."""
    node = node.get_object()
    if isinstance(node, dict) and depth:
        if "/Alt" in node:
            yield str(node["/Alt"])
        for name in ("/StructTreeRoot", "/K"):
            if name in node:
                yield from alternatives(node[name], depth - 1)
    elif isinstance(node, list):
        for part in node:
            yield from alternatives(part, depth)


def test_themes_differ_and_the_automatic_one_is_the_light_one() -> None:
    auto, light, dark = (
        render(Subject(docker0(), Options(theme=name)), "pdf")
        for name in ("auto", "light", "dark")
    )
    assert auto == light != dark


def test_the_same_facts_give_the_same_bytes() -> None:
    for facts in (mixed(), hostile("网络")):
        again = Subject(shuffled(facts, Random(5)))
        assert render(Subject(facts), "pdf") == render(again, "pdf")


def test_what_typst_cannot_read_is_one_line() -> None:
    page = page_of(Subject(docker0()))
    broken = type(page)("<svg", page.width, page.height, "", "", "", True)
    with pytest.raises(RenderError, match=r"^pdf: Typst failed: "):
        paint(broken, "pdf", page.width)


@pytest.mark.graphviz
def test_a_layout_by_graphviz_has_text_as_well() -> None:
    found = text_of(read(docker0(), layout="dot"))
    for word in ("docker0", "pensive_yonath", "172.17.0.2/16", "02:42:ac:11:00:02"):
        assert word in found


def test_without_graphviz_its_layout_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgram, match=r"^dot: this layout needs Graphviz"):
        read(docker0(), layout="dot")
