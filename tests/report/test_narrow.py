"""The report on a small screen, and in large letters."""

import pytest

from tests.report.opened import Opened, OpenReport

pytestmark = pytest.mark.browser

PHONE = (320, 640)
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
OVERLAPS = """() => {
    const shown = [...document.querySelectorAll(
        '#tools :is(input, button, select, label), #stage, .table .tools :is(input, button)')]
        .filter((found) => found.checkVisibility() && !found.querySelector('select'));
    const boxes = shown.map((found) => [found, found.getBoundingClientRect()]);
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    return boxes.flatMap(([one, box], n) => boxes.slice(n + 1)
        .filter(([other, far]) => meet(box, far) && !one.contains(other))
        .map(([other]) => [one.id || one.textContent, other.id || other.textContent]));
}"""


def _enlarge(opened: Opened) -> None:
    opened.run("() => { document.documentElement.style.fontSize = '200%' }")


def _fits(opened: Opened) -> bool:
    needed, there = opened.run(WIDTHS)
    return bool(needed <= there)


def _show_all(opened: Opened) -> None:
    """Have each table laid out, which otherwise are once they come into sight."""
    opened.run(
        "document.querySelectorAll('section.table').forEach("
        "(table) => { table.style.contentVisibility = 'visible' })"
    )


@pytest.mark.parametrize("name", ["docker0", "compose", "long", "several", "harmful", "mixed"])
def test_a_phone_scrolls_pictures_and_tables_but_not_the_page(
    open_report: OpenReport, name: str
) -> None:
    opened = open_report(name, size=PHONE)
    _show_all(opened)
    assert _fits(opened)
    assert opened.run("document.querySelector('#links .wide').scrollWidth") > 320


@pytest.mark.parametrize("name", ["compose", "long", "harmful"])
def test_a_phone_has_room_for_details_and_words(open_report: OpenReport, name: str) -> None:
    opened = open_report(name, size=PHONE)
    opened.one("svg a.container >> nth=0").press("Enter")
    opened.page.click("details summary")
    opened.page.fill("#find", "nowhere in all of this report, however long the words may be")
    assert opened.details.is_visible()
    assert _fits(opened)
    box = opened.details.bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 320


@pytest.mark.parametrize("name", ["docker0", "compose", "long", "several"])
@pytest.mark.parametrize("width", [640, 1400])
def test_letters_twice_as_large_do_not_widen_the_page(
    open_report: OpenReport, name: str, width: int
) -> None:
    opened = open_report(name, size=(width, 900))
    _enlarge(opened)
    _show_all(opened)
    opened.one("svg a.container >> nth=0").press("Enter")
    assert _fits(opened)


@pytest.mark.parametrize("width", [320, 640, 1000, 1400])
@pytest.mark.parametrize("is_large", [False, True])
def test_no_tool_lies_over_another(open_report: OpenReport, width: int, is_large: bool) -> None:
    opened = open_report("long", size=(width, 900))
    if is_large:
        _enlarge(opened)
    _show_all(opened)
    assert opened.run(OVERLAPS) == []


def test_the_picture_is_where_a_phone_can_show_it(open_report: OpenReport) -> None:
    opened = open_report("docker0", size=PHONE)
    stage = opened.one("#stage").bounding_box()
    assert stage
    assert stage["width"] <= 320
    assert opened.one("#stage svg").bounding_box()


def test_a_row_can_be_reached_and_read_on_a_phone(open_report: OpenReport) -> None:
    opened = open_report("docker0", size=PHONE)
    opened.page.fill("#find", "vethc5d293a")
    opened.page.click("#details button:text-is('Row in the table')")
    box = opened.row("link/ip-10-0-0-5/vethc5d293a").bounding_box()
    assert box
    assert 0 <= box["y"] <= 640
