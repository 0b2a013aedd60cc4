"""The picture is moved and zoomed: by mouse, by keys, by fingers, by buttons."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from tests.report.opened import Opened, OpenReport

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

pytestmark = pytest.mark.browser

SCROLLED = (
    "[document.querySelector('#stage').scrollLeft, document.querySelector('#stage').scrollTop]"
)


def _zoomed(opened: Opened, times: int = 5) -> Opened:
    """Zoom in until the picture is larger than its stage either way, and show its middle."""
    opened.run(
        "(times) => { while (times--) document.querySelector('#in').click();"
        " document.querySelector('#stage').scrollIntoView() }",
        times,
    )
    return opened


def _scrolled(opened: Opened) -> tuple[float, float]:
    x, y = opened.run(SCROLLED)
    return x, y


def _middle(opened: Opened) -> tuple[float, float]:
    box = opened.one("#stage").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _spot(opened: Opened, node: str) -> tuple[float, float]:
    """Return where the middle of a thing is in the window."""
    box = opened.shape(node).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _drag(opened: Opened, x: float, y: float, by: tuple[int, int]) -> None:
    mouse = opened.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + by[0] / 2, y + by[1] / 2)
    mouse.move(x + by[0], y + by[1])
    mouse.up()


def _wheel(opened: Opened, x: float, y: float, turned: int, key: str = "") -> None:
    opened.page.mouse.move(x, y)
    if key:
        opened.page.keyboard.down(key)
    opened.page.mouse.wheel(0, turned)
    # Wheels come to the page when it next draws itself.
    opened.run("() => new Promise((go) => requestAnimationFrame(() => setTimeout(go, 50)))")
    if key:
        opened.page.keyboard.up(key)


def test_a_picture_opens_as_wide_as_its_stage_or_in_its_own_size(open_report: OpenReport) -> None:
    small = open_report("docker0")
    assert small.scale == 1
    large = open_report("compose")
    assert large.scale < 1
    assert large.run("document.querySelector('#stage').scrollWidth") == pytest.approx(
        large.run("document.querySelector('#stage').clientWidth"), abs=1
    )


def test_the_mouse_drags_the_picture(open_report: OpenReport) -> None:
    opened = _zoomed(open_report("docker0"))
    before = _scrolled(opened)
    _drag(opened, *_middle(opened), (-70, -30))
    assert _scrolled(opened) == (before[0] + 70, before[1] + 30)


def test_the_end_of_a_drag_is_no_click(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    x, y = _spot(opened, "link/ip-10-0-0-5/veth7f6daae")
    _drag(opened, x, y, (-6, 0))
    assert opened.details.is_hidden()
    opened.page.mouse.click(x, y)
    assert opened.details.is_visible()


def test_a_hand_that_is_not_quite_still_clicks(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    x, y = _spot(opened, "link/ip-10-0-0-5/veth7f6daae")
    _drag(opened, x, y, (2, 1))
    assert opened.details.is_visible()


def test_a_drag_that_ended_outside_takes_no_later_click(open_report: OpenReport) -> None:
    opened = _zoomed(open_report("docker0"))
    x, y = _middle(opened)
    _drag(opened, x, y, (0, -600))
    opened.shape("link/ip-10-0-0-5/docker0").press("Enter")
    assert opened.details.is_visible()


def test_a_released_mouse_drags_no_more(open_report: OpenReport) -> None:
    opened = _zoomed(open_report("docker0"))
    x, y = _middle(opened)
    _drag(opened, x, y, (0, -40))
    before = _scrolled(opened)
    opened.page.mouse.move(x + 50, y)
    assert _scrolled(opened) == before


def test_the_right_button_drags_nothing(open_report: OpenReport) -> None:
    opened = _zoomed(open_report("docker0"))
    before = _scrolled(opened)
    opened.page.mouse.move(*_middle(opened))
    opened.page.mouse.down(button="right")
    opened.page.mouse.move(100, 100)
    opened.page.mouse.up(button="right")
    assert _scrolled(opened) == before


@pytest.mark.parametrize(
    ("key", "way"),
    [
        ("ArrowRight", (1, 0)),
        ("ArrowLeft", (-1, 0)),
        ("ArrowDown", (0, 1)),
        ("ArrowUp", (0, -1)),
    ],
)
def test_arrows_move_the_picture(open_report: OpenReport, key: str, way: tuple[int, int]) -> None:
    opened = _zoomed(open_report("docker0"))
    opened.one("#stage").focus()
    before = _scrolled(opened)
    opened.page.keyboard.press(key)
    stage = "document.querySelector('#stage')"
    opened.until(f"([x, y]) => {stage}.scrollLeft !== x || {stage}.scrollTop !== y", before)
    after = _scrolled(opened)
    moved = [(a > b) - (a < b) for a, b in zip(after, before, strict=True)]
    assert tuple(moved) == way


@pytest.mark.parametrize("key", ["Control", "Meta"])
def test_the_wheel_zooms_with_a_key_held(open_report: OpenReport, key: str) -> None:
    opened = open_report("docker0")
    _wheel(opened, *_middle(opened), -100, key)
    assert opened.scale == pytest.approx(1.3956, abs=0.001)
    _wheel(opened, *_middle(opened), 100, key)
    assert opened.scale == pytest.approx(1, abs=0.001)


def test_the_wheel_alone_zooms_nothing(open_report: OpenReport) -> None:
    opened = _zoomed(open_report("docker0"))
    scale, before = opened.scale, _scrolled(opened)
    _wheel(opened, *_middle(opened), 60)
    opened.until("(y) => document.querySelector('#stage').scrollTop > y", before[1])
    assert opened.scale == scale


@pytest.mark.parametrize("turned", [-100, -30, 30])
def test_zooming_keeps_what_is_under_the_mouse(open_report: OpenReport, turned: int) -> None:
    opened = _zoomed(open_report("docker0"), 8)
    node = "link/ip-10-0-0-5/docker0"
    opened.shape(node).scroll_into_view_if_needed()
    x, y = _middle(opened)
    before = _place_in(opened, node, x, y)
    _wheel(opened, x, y, turned, "Control")
    assert _place_in(opened, node, x, y) == pytest.approx(before, abs=0.005)


def test_a_picture_smaller_than_its_stage_is_zoomed_where_the_mouse_is(
    open_report: OpenReport,
) -> None:
    opened = open_report("docker0")
    node = "link/ip-10-0-0-5/docker0"
    x, y = _spot(opened, node)
    before = _place_in(opened, node, x, y)
    _wheel(opened, x, y, -100, "Control")
    assert _place_in(opened, node, x, y)[0] == pytest.approx(before[0], abs=0.005)


def _place_in(opened: Opened, node: str, x: float, y: float) -> tuple[float, float]:
    """Return where in a thing a point of the window is, in parts of its size."""
    box = opened.shape(node).bounding_box()
    assert box
    return (x - box["x"]) / box["width"], (y - box["y"]) / box["height"]


def test_buttons_zoom(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.page.click("#in")
    assert opened.scale == pytest.approx(1.25)
    opened.page.click("#out")
    opened.page.click("#out")
    assert opened.scale == pytest.approx(0.8)
    opened.page.click("#actual")
    assert opened.scale == 1


def test_keys_zoom(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.one("#stage").focus()
    for key, scale in (("+", 1.25), ("=", 1.5625), ("-", 1.25), ("0", 1)):
        opened.page.keyboard.press(key)
        assert opened.scale == pytest.approx(scale), key


def test_keys_of_the_browser_stay_the_browsers(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    scale = opened.scale
    opened.one("#stage").focus()
    opened.page.keyboard.press("Control+0")
    opened.page.keyboard.press("Control+-")
    assert opened.scale == scale


def test_zooming_ends_somewhere(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    for button, least, most in (("#in", 8, 8), ("#out", 0.19, 0.21)):
        opened.run(
            "(id) => { for (let n = 0; n < 40; n++) document.querySelector(id).click() }", button
        )
        assert least <= round(opened.scale, 3) <= most


def test_the_page_below_stays_when_the_picture_shrinks(open_report: OpenReport) -> None:
    below = "document.querySelector('#containers').offsetTop"
    opened = open_report("docker0")
    first = opened.run(below)
    opened.page.click("#in")
    larger = opened.run(below)
    assert larger > first
    for _ in range(3):
        opened.page.click("#out")
        assert opened.run(below) == larger
    opened.page.click("#fit")
    assert opened.run(below) == first


@pytest.mark.parametrize("how", ["#fit", "0"])
def test_fit_shows_all_of_it(open_report: OpenReport, how: str) -> None:
    opened = _zoomed(open_report("many"))
    if how == "0":
        opened.one("#stage").press("0")
    else:
        opened.page.click(how)
    stage, svg = opened.one("#stage").bounding_box(), opened.one("#stage svg").bounding_box()
    assert stage
    assert svg
    assert svg["width"] <= stage["width"]
    assert svg["height"] <= stage["height"] + 1
    assert svg["height"] <= 1000


def test_all_of_it_stays_in_sight_when_a_thing_is_chosen(open_report: OpenReport) -> None:
    opened = open_report("many")
    opened.page.click("#fit")
    opened.page.locator("svg .container text").first.click()
    svg = opened.one("#stage svg").bounding_box()
    assert svg
    assert svg["height"] <= 1000


def test_the_picture_is_not_laid_out_anew_for_details_beside_it(open_report: OpenReport) -> None:
    # A parent that shows its children in another way makes the boxes of all of them again.
    display = "getComputedStyle(document.querySelector('#stage').parentNode).display"
    opened = open_report("docker0")
    before = opened.run(display)
    opened.page.locator("svg .container text").first.click()
    assert opened.details.is_visible()
    assert opened.run(display) == before


def test_reset_brings_back_what_was_there_at_first(open_report: OpenReport) -> None:
    opened = open_report("compose")
    scale = opened.scale
    opened.page.fill("#find", "shop-db-1")
    opened.page.locator("#filters select").nth(0).select_option("proxy")
    opened.page.click("#actual")
    opened.page.click("#anew")
    assert opened.scale == scale
    assert opened.one("#find").input_value() == ""
    assert {c.input_value() for c in opened.page.locator("#filters select").all()} == {""}
    assert opened.details.is_hidden()
    assert opened.count("svg :is(.on, .hit, .chosen, .left), svg:is(.lit, .sifted)") == 0
    assert opened.count("tr[hidden], tr.chosen") == 0
    assert opened.one("#said").inner_text() == ""


def test_a_window_of_another_size_fits_the_picture_anew(open_report: OpenReport) -> None:
    opened = open_report("compose", size=(1000, 700))
    before = opened.scale
    opened.page.set_viewport_size({"width": 700, "height": 700})
    opened.until(
        "new DOMMatrix(getComputedStyle(document.querySelector('#stage svg')).transform).a"
        f" < {before}"
    )
    # A window may reach its size in steps.
    opened.until("innerWidth === 700 && document.querySelector('#stage').scrollWidth <= 700")


def test_a_window_of_another_size_leaves_the_readers_own_zoom(open_report: OpenReport) -> None:
    opened = open_report("compose", size=(1000, 700))
    opened.page.click("#actual")
    opened.page.set_viewport_size({"width": 700, "height": 700})
    opened.until("innerWidth === 700")
    assert opened.scale == 1


@pytest.fixture
def touched(open_report: OpenReport) -> "tuple[Opened, CDPSession]":
    opened = open_report("docker0", has_touch=True, size=(800, 900))
    return opened, opened.page.context.new_cdp_session(opened.page)


def _touch(cdp: "CDPSession", kind: str, points: Sequence[tuple[float, float]]) -> None:
    touches = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
    cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


def test_one_finger_moves_the_picture(touched: "tuple[Opened, CDPSession]") -> None:
    opened, cdp = touched
    _zoomed(opened)
    x, y = _middle(opened)
    before = _scrolled(opened)
    _touch(cdp, "touchStart", [(x, y)])
    for step in range(1, 9):
        _touch(cdp, "touchMove", [(x - 10 * step, y)])
    _touch(cdp, "touchEnd", [])
    after = _scrolled(opened)
    assert 40 <= after[0] - before[0] <= 90
    assert opened.details.is_hidden()


@pytest.mark.parametrize(("first", "last"), [(40, 60), (100, 60)])
def test_two_fingers_zoom_what_is_between_them(
    touched: "tuple[Opened, CDPSession]", first: int, last: int
) -> None:
    opened, cdp = touched
    _zoomed(opened, 8)
    x, y = _middle(opened)
    scale, node = opened.scale, "link/ip-10-0-0-5/docker0"
    opened.shape(node).scroll_into_view_if_needed()
    before = _place_in(opened, node, x, y)
    _touch(cdp, "touchStart", [(x - first, y)])
    _touch(cdp, "touchStart", [(x - first, y), (x + first, y)])
    for step in range(5):
        apart = first + (last - first) * step / 4
        _touch(cdp, "touchMove", [(x - apart, y), (x + apart, y)])
    _touch(cdp, "touchEnd", [])
    assert opened.scale == pytest.approx(scale * last / first, rel=0.02)
    assert _place_in(opened, node, x, y) == pytest.approx(before, abs=0.02)
    assert opened.run("visualViewport.scale") == 1, "the page itself is not zoomed"


def test_a_pinch_does_not_go_on_from_the_one_before(
    touched: "tuple[Opened, CDPSession]",
) -> None:
    opened, cdp = touched
    x, y = _middle(opened)
    for _ in range(2):
        _touch(cdp, "touchStart", [(x - 50, y), (x + 50, y)])
        for apart in (50, 60, 70):
            _touch(cdp, "touchMove", [(x - apart, y), (x + apart, y)])
        _touch(cdp, "touchEnd", [])
    assert opened.scale == pytest.approx(_fitting(opened) * 1.4 * 1.4, rel=0.05)


def _fitting(opened: Opened) -> float:
    found: float = opened.run(
        "document.querySelector('#stage').clientWidth"
        " / document.querySelector('#stage svg').viewBox.baseVal.width"
    )
    return found


def test_a_tap_chooses_what_is_under_it(touched: "tuple[Opened, CDPSession]") -> None:
    opened, _ = touched
    opened.page.touchscreen.tap(*_spot(opened, "link/ip-10-0-0-5/veth7f6daae"))
    assert opened.one("#details h3").first.inner_text() == "veth7f6daae@if10"


def test_a_tap_after_a_drag_chooses_all_the_same(touched: "tuple[Opened, CDPSession]") -> None:
    opened, _ = touched
    _zoomed(opened)
    _drag(opened, *_middle(opened), (0, -600))
    opened.shape("link/ip-10-0-0-5/docker0").scroll_into_view_if_needed()
    opened.shape("link/ip-10-0-0-5/docker0").tap()
    assert opened.details.is_visible()
