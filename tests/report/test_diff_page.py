"""The report of a diff in a browser: by itself, with and without its script, for everybody."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import pytest
from pypdf import PdfReader

import topograph
from tests.golden import PROJECT
from tests.hosts import many
from tests.report.axe import violations
from tests.report.conftest import ROOM
from tests.report.opened import Opened
from topograph.diff import Comparison, compare
from topograph.render.diff import Options, Subject, render
from topograph.render.diff.md import diff_markdown

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PHONE = (320, 640)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SAMPLES = sorted(path.parent.name for path in PROJECT.glob("samples/diff/*/before.json"))
OpenDiff = Callable[..., Opened]

COLOUR_OF = "(found) => getComputedStyle(document.querySelector(found)).backgroundColor"
STROKES = """() => [...document.querySelectorAll("svg rect")]
    .filter((rect) => getComputedStyle(rect).strokeWidth === "6px")
    .map((rect) => (rect.closest("a, .box").id))"""
IN_SIGHT = """(found) => {
    const box = document.querySelector(found).getBoundingClientRect();
    const stage = document.querySelector("#stage").getBoundingClientRect();
    const inside = document.querySelector("#stage " + found) ? stage : { top: 0, bottom: 1e9 };
    return box.top < Math.min(innerHeight, inside.bottom) && box.bottom > Math.max(0, inside.top)
        && box.width > 0;
}"""


def compared(name: str) -> Comparison:
    if name == "large":
        return compare(many(60, 3), many(30, 3), names=("before.json", "after.json"))
    folder = PROJECT / "samples/diff" / name
    before, after = (topograph.load(folder / f"{side}.json") for side in ("before", "after"))
    return compare(before, after, names=("before.json", "after.json"))


@pytest.fixture(scope="session")
def diff_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return what writes the report of a diff into a file, once."""
    folder = tmp_path_factory.mktemp("diffs")

    def write(name: str, theme: str) -> Path:
        path = folder / f"{name}-{theme}.html"
        if not path.exists():
            path.write_bytes(render(Subject(compared(name), Options(theme=theme)), "html"))
        return path

    return write


@pytest.fixture
def open_diff(
    tab_for: "Callable[..., Page]", diff_file: Callable[..., Path], numbers: Iterator[int]
) -> Iterator[OpenDiff]:
    """Return what opens the report of a diff; at the end none may have said anything."""
    opened: list[Opened] = []

    def open_it(
        name: str = "container-moved",
        at: str = "",
        size: tuple[int, int] = ROOM,
        scheme: Literal["light", "dark"] = "light",
        theme: str = "auto",
        **settings: Any,
    ) -> Opened:
        page = tab_for(False, settings)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)
        address = f"{diff_file(name, theme).as_uri()}?{next(numbers)}"
        found = Opened(page, address, cast(Any, None))
        opened.append(found)
        page.goto(address + at)
        return found

    yield open_it
    for one in opened:
        one.leave()
        assert one.said == []
        assert set(one.asked) <= {other.address for other in opened}


@pytest.mark.parametrize("name", [*SAMPLES, "large"])
def test_a_page_opens_without_a_word_and_asks_for_nothing_but_itself(
    open_diff: OpenDiff, name: str
) -> None:
    opened = open_diff(name)
    assert opened.count(".live #tools:not([hidden])") == 1, "its script ran"


@pytest.mark.parametrize("name", ["container-moved", "scale", "gap", "sysctl", "large"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_on_a_phone_the_picture_scrolls_and_the_page_does_not(
    open_diff: OpenDiff, name: str, scheme: Literal["light", "dark"]
) -> None:
    opened = open_diff(name, size=PHONE, scheme=scheme)
    needed, there = opened.run(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert needed <= there


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("container-moved", ""),
        ("container-moved", "#change-1"),
        ("scale", "#change-1"),
        ("gap", ""),
        ("bridge-deleted", "#change-1"),
    ],
)
def test_nothing_is_in_anybodys_way(
    open_diff: OpenDiff, name: str, at: str, scheme: Literal["light", "dark"]
) -> None:
    opened = open_diff(name, at, scheme=scheme, bypass_csp=True)
    opened.page.click("summary")
    assert violations(opened) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_is_in_anybodys_way_on_a_phone(
    open_diff: OpenDiff, scheme: Literal["light", "dark"]
) -> None:
    assert violations(open_diff(size=PHONE, scheme=scheme, bypass_csp=True)) == []


@pytest.mark.parametrize(
    ("theme", "scheme", "is_dark"),
    [("auto", "light", False), ("auto", "dark", True), ("dark", "light", True),
     ("light", "dark", False)],
)  # fmt: skip
def test_the_page_and_its_picture_are_as_dark_as_they_were_asked_to_be(
    open_diff: OpenDiff, theme: str, scheme: Literal["light", "dark"], is_dark: bool
) -> None:
    opened = open_diff(theme=theme, scheme=scheme)
    paper = opened.run("getComputedStyle(document.querySelector('#stage svg > rect')).fill")
    for colour in (opened.run(COLOUR_OF, "body"), paper):
        assert (int(re.findall(r"\d+", colour)[0]) < 60) == is_dark


# From a change to its place, and back


@pytest.mark.parametrize("name", ["container-moved", "large", "sysctl", "bridge-deleted"])
@pytest.mark.parametrize("with_script", [True, False])
def test_a_change_leads_to_its_place_in_the_picture(
    open_diff: OpenDiff, name: str, with_script: bool
) -> None:
    opened = open_diff(name, size=(1000, 700), java_script_enabled=with_script)
    link = opened.page.locator("a.place").last
    place = link.get_attribute("href") or ""
    link.click()
    assert opened.count(f"svg {place}:target") == 1
    if with_script:
        assert opened.run(IN_SIGHT, place)
        assert opened.scale >= 0.79
        assert len(opened.run(STROKES)) == 1, "and it can be told from all else"


@pytest.mark.parametrize("name", ["container-moved", "mtu", "large"])
@pytest.mark.parametrize("with_script", [True, False])
def test_a_changed_shape_leads_to_its_change(
    open_diff: OpenDiff, name: str, with_script: bool
) -> None:
    opened = open_diff(name, size=(1000, 700), java_script_enabled=with_script)
    shape = opened.page.locator("svg a[data-entry], svg .change > a").last
    change = shape.get_attribute("href") or ""
    shape.focus()
    opened.page.keyboard.press("Enter")
    opened.page.locator(f"{change}:target").wait_for(state="attached")
    if with_script:
        row = f".events > li:is({change}, :has({change}))"
        assert opened.run(IN_SIGHT, row)
        assert opened.run(COLOUR_OF, row) == "rgb(254, 240, 138)"


def test_a_click_on_a_changed_shape_leads_to_its_change(open_diff: OpenDiff) -> None:
    opened = open_diff()
    opened.page.locator("svg a.row text").first.click()
    assert opened.hash == "#change-1"
    assert opened.run("scrollY") > 0


def test_what_is_the_same_on_both_sides_leads_nowhere(open_diff: OpenDiff) -> None:
    opened = open_diff()
    opened.page.locator("svg .own text", has_text="br-553735ab7cb8").first.click()
    assert opened.hash == ""


def test_a_page_that_is_opened_at_a_place_shows_it(open_diff: OpenDiff) -> None:
    opened = open_diff("large", at="#p20", size=(1000, 700))
    assert opened.run(IN_SIGHT, "#p20")
    assert opened.run("scrollY") > 500


# The tools


def test_the_picture_is_zoomed_by_buttons_and_keys(open_diff: OpenDiff) -> None:
    opened = open_diff()
    assert opened.scale == 1
    opened.page.click("#in")
    assert opened.scale == pytest.approx(1.25)
    opened.page.click("#actual")
    assert opened.scale == 1
    opened.page.click("#out")
    assert opened.scale == pytest.approx(0.8)
    opened.page.click("#fit")
    assert opened.scale == pytest.approx(1)
    stage = opened.one("#stage")
    stage.focus()
    for key, scale in (("+", 1.25), ("-", 1), ("-", 0.8), ("0", 1)):
        opened.page.keyboard.press(key)
        assert opened.scale == pytest.approx(scale)


def test_the_mouse_drags_the_picture_and_the_end_of_a_drag_is_no_click(
    open_diff: OpenDiff,
) -> None:
    opened = open_diff()
    for _ in range(4):
        opened.page.click("#in")
    opened.one("#stage").scroll_into_view_if_needed()
    box = opened.page.locator("svg a.row").first.bounding_box()
    assert box
    scrolled = "[document.querySelector('#stage').scrollLeft, scrollX, location.hash]"
    before = opened.run(scrolled)
    mouse = opened.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2 - 20, box["y"] + box["height"] / 2)
    mouse.move(box["x"] + box["width"] / 2 - 40, box["y"] + box["height"] / 2)
    mouse.up()
    assert opened.run(scrolled) == [before[0] + 40, 0, ""]


def test_the_changes_are_copied_as_markdown(open_diff: OpenDiff) -> None:
    opened = open_diff("scale")
    opened.page.click("summary")
    opened.page.click("#copy")
    opened.until("document.querySelector('#said').textContent === 'Copied.'")
    copied = opened.run("navigator.clipboard.readText()")
    assert copied == diff_markdown(compared("scale").diff).strip()


# Without its script, and on paper


def test_without_scripts_all_can_be_read_and_no_tool_is_there(open_diff: OpenDiff) -> None:
    page = open_diff("gap", java_script_enabled=False).page
    for selector in ("#unseen li", "h1", "#data a", "svg text.title"):
        assert page.locator(selector).first.is_visible(), selector
    for selector in ("#tools", ".hint", "#copy"):
        assert not page.locator(selector).first.is_visible(), selector
    page.click("summary")
    assert page.locator("#markdown").is_visible()
    assert not page.locator("#copy").is_visible()


@pytest.mark.parametrize("name", ["container-moved", "scale", "gap", "large"])
def test_on_paper_are_all_changes_and_the_picture(open_diff: OpenDiff, name: str) -> None:
    opened = open_diff(name)
    opened.page.click("#in")
    lines = opened.run(
        "[...document.querySelectorAll('.events strong, .events ul li, #unseen li')]"
        ".map((line) => line.firstChild === line.lastChild ? line.textContent : '')"
    )
    lines += opened.run("[...document.querySelectorAll('strong')].map((line) => line.textContent)")
    words = printed(opened)
    assert [line for line in lines if re.sub(r"\s+", "", line) not in words] == []
    assert "hostnamespace" in words
    assert [tool for tool in ("inthepicture", "Save", "Dragtomove", "Copy") if tool in words] == []


def printed(opened: Opened) -> str:
    sheets = PdfReader(io.BytesIO(opened.page.pdf(prefer_css_page_size=True))).pages
    return re.sub(r"\s+", "", "".join(sheet.extract_text() for sheet in sheets))


@pytest.mark.parametrize("name", ["container-moved", "gap"])
def test_marks_of_a_dark_page_are_printed_as_those_of_a_light_one(
    open_diff: OpenDiff, name: str
) -> None:
    script = "[...document.querySelectorAll('.mark')].map((mark) => getComputedStyle(mark).color)"
    colours = []
    for theme in ("light", "dark"):
        opened = open_diff(name, theme=theme)
        opened.page.emulate_media(media="print")
        colours.append(opened.run(script))
        # The tab is for the next one, which may be printed.
        opened.page.emulate_media(media="null")
        assert (opened.run(script) == colours[0]) == (theme == "light")
    assert colours[0] == colours[1]
