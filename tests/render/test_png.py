"""The picture as PNG: as large as it says, and with in it what the SVG has."""

import sys
from random import Random

import pytest
from msgspec.structs import replace

from tests.hosts import docker0, snapshot
from tests.properties.strategies import shuffled
from tests.render.mixed_host import hostile, mixed
from tests.render.pixels import Pixels, size_of
from topograph.errors import MissingProgram, RenderError
from topograph.picture.drawing import Text
from topograph.picture.style import HUES, INKS
from topograph.render import DENSITIES, Options, Subject, png, render
from topograph.render.page import Page


def drawn(theme: str = "auto") -> bytes:
    return render(Subject(docker0(), Options(theme=theme)), "png")


@pytest.fixture(scope="module", params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pixels(theme: str) -> Pixels:
    return Pixels.of(drawn(theme))


def test_the_ground_reaches_every_corner(pixels: Pixels, theme: str) -> None:
    corners = {pixels.at(x, y) for x in (0, -1) for y in (0, -1)}
    assert corners == {getattr(INKS["page"], theme)}


def test_cables_have_the_colours_of_their_networks(pixels: Pixels, theme: str) -> None:
    hues = {cable.hue for cable in Subject(docker0()).picture.cables}
    assert hues
    assert {getattr(HUES[hue], theme) for hue in hues} <= pixels.colours()


def test_a_text_is_as_wide_as_the_layout_took_it_for(pixels: Pixels) -> None:
    for word in ("ip-10-0-0-5", "pensive_yonath", "172.17.0.2/16", "host namespace"):
        text = the_text(word)
        # Beside the marks of the row, and above the next one.
        columns = range(2 * text.x, 2 * (text.x + text.width) + 20)
        rows = range(2 * text.y - 16, 2 * text.y)
        ground = pixels.at(columns[-1], rows[0])
        inked = [x for x in columns for y in rows if pixels.at(x, y) != ground]
        assert inked
        assert abs(max(inked) - 2 * (text.x + text.width)) <= 6, word


def the_text(word: str) -> Text:
    picture = Subject(docker0()).picture
    texts = [*picture.texts]
    for box in picture.boxes:
        texts += box.texts
        texts += [text for row in box.rows for text in row.texts]
        texts += [text for person in box.people for text in person.texts]
    return next(text for text in texts if text.text == word)


def test_the_automatic_theme_is_the_light_one() -> None:
    assert drawn("auto") == drawn("light") != drawn("dark")


@pytest.mark.parametrize("density", DENSITIES)
def test_there_are_two_pixels_for_one_of_the_svg(density: str) -> None:
    subject = Subject(docker0(), Options(density=density))
    picture = subject.picture
    assert size_of(render(subject, "png")) == (2 * picture.width, 2 * picture.height)


def test_a_host_with_nothing_on_it_is_a_picture() -> None:
    subject = Subject(snapshot())
    pixels = Pixels.of(render(subject, "png"))
    assert len(pixels.rows) == 2 * subject.picture.height
    assert INKS["ink"].light in pixels.colours()


@pytest.mark.parametrize(
    "name",
    ["网络 🐋 שלום مرحبا", "a\x00\x1b\u202e\ud800", '#panic("x") $y$ ]]> \\N', "W" * 253, ""],
)
def test_any_name_can_be_drawn(name: str) -> None:
    subject = Subject(hostile(name))
    assert size_of(render(subject, "png")) == (
        2 * subject.picture.width,
        2 * subject.picture.height,
    )


def test_the_same_facts_give_the_same_bytes() -> None:
    facts = mixed()
    again = Subject(shuffled(facts, Random(5)))
    assert render(Subject(facts), "png") == render(again, "png")


def test_the_time_of_capture_is_seen_and_no_other() -> None:
    later = replace(docker0(), captured_at="2026-11-25T10:00:00Z")
    assert render(Subject(later), "png") != drawn()


def page(width: float, height: float) -> Page:
    return Page("<svg/>", width * 0.75, height * 0.75, "", "", "", True)


@pytest.mark.parametrize(
    "size",
    [(1, 1), (3000, 2500), (5000, 5000), (8192, 100), (9000, 7000), (16_000, 20), (20, 16_000)],
)
def test_pixels_stay_within_their_bounds(size: tuple[float, float]) -> None:
    scale = png.scale_of(page(*size))
    width, height = (round(scale * side) for side in size)
    assert width * height <= png.MOST_PIXELS
    assert max(width, height) <= png.MOST_PIXELS_A_SIDE
    # No pixel is given away.
    assert scale == 2 or width * height > 0.99 * png.MOST_PIXELS or max(width, height) > 16_000


def test_a_picture_that_is_too_large_for_two_pixels_gets_fewer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(png, "MOST_PIXELS", 600_000)
    width, height = size_of(drawn())
    assert 590_000 < width * height <= 600_000


def test_a_picture_that_would_not_be_legible_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "MOST_PIXELS", 100_000)
    picture = Subject(docker0()).picture
    with pytest.raises(RenderError) as failure:
        drawn()
    assert str(failure.value) == (
        f"png: a picture of {picture.width:,} × {picture.height:,} is too large to be legible in "
        "pixels; write svg or pdf, or draw less with --density, --around or --only"
    )


@pytest.mark.parametrize("size", [(20_000, 20_000), (30_000, 10), (10, 30_000)])
def test_what_is_larger_than_any_file_of_pixels_is_refused(size: tuple[float, float]) -> None:
    with pytest.raises(RenderError, match="too large to be legible"):
        png.scale_of(page(*size))


@pytest.mark.parametrize("format", ["png", "pdf"])
def test_without_typst_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingProgram) as failure:
        render(Subject(docker0()), format)
    assert str(failure.value) == (
        f"{format}: this format needs the Python package typst, which is not installed; "
        "pip install 'topograph[image]'"
    )


@pytest.mark.graphviz
def test_a_layout_by_graphviz_is_drawn() -> None:
    pixels = Pixels.of(render(Subject(docker0(), Options(layout="dot")), "png"))
    # The colours of bridges and of containers in the language of Graphviz.
    assert {"#dbeafe", "#dcfce7"} <= pixels.colours()
