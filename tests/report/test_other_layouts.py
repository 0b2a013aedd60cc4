"""A report whose picture Graphviz laid out, and reports about a part."""

import pytest

from tests.report.opened import Opened, OpenReport
from topograph.render import Options

pytestmark = pytest.mark.browser

DOT = Options(layout="dot")


def _scroll(opened: Opened) -> list[float]:
    found: list[float] = opened.run(
        "(() => { const { scrollLeft, scrollTop } = document.querySelector('#stage');"
        " return [scrollLeft, scrollTop] })()"
    )
    return found


@pytest.mark.graphviz
@pytest.mark.parametrize("name", ["docker0", "compose", "harmful"])
def test_a_picture_of_graphviz_opens_without_a_word(open_report: OpenReport, name: str) -> None:
    opened = open_report(name, options=DOT)
    assert opened.one("#stage svg").is_visible()
    assert opened.asked == [opened.address]
    sheet, svg = opened.one("#stage > div").bounding_box(), opened.one("#stage svg").bounding_box()
    assert sheet
    assert svg
    for side in ("x", "y", "width", "height"):
        assert sheet[side] == pytest.approx(svg[side], abs=0.1), "nothing of it is cut off"


@pytest.mark.graphviz
def test_a_picture_of_graphviz_can_be_moved_and_zoomed(open_report: OpenReport) -> None:
    opened = open_report("compose", options=DOT)
    opened.page.click("#actual")
    opened.page.click("#in")
    scale = opened.scale
    assert scale == pytest.approx(1.25)
    opened.page.click("#out")
    assert opened.scale == 1
    opened.run("() => { for (let n = 0; n < 5; n++) document.querySelector('#in').click() }")
    opened.run("document.querySelector('#stage').scrollIntoView()")
    opened.page.mouse.move(500, 400)
    opened.page.mouse.down()
    opened.page.mouse.move(490, 390)
    before = _scroll(opened)
    opened.page.mouse.move(460, 380)
    opened.page.mouse.up()
    assert _scroll(opened) == [before[0] + 30, before[1] + 10]
    opened.page.click("#fit")
    svg = opened.one("#stage svg").bounding_box()
    assert svg
    assert svg["height"] <= 800


@pytest.mark.graphviz
def test_what_has_no_place_in_a_picture_of_graphviz_is_found_and_told(
    open_report: OpenReport,
) -> None:
    opened = open_report("docker0", options=DOT)
    opened.page.fill("#find", "redis")
    assert opened.one("#details h3").first.inner_text() == "pensive_yonath"
    assert opened.one("#said").inner_text() == "1 of 2: container pensive_yonath"
    assert opened.hash == "#container/ip-10-0-0-5/pensive_yonath"
    opened.page.click("#details a:text-is('docker0')")
    assert opened.one("#details h3").first.inner_text() == "docker0"
    opened.page.keyboard.press("Escape")
    assert opened.details.is_hidden()


@pytest.mark.graphviz
def test_tables_beside_a_picture_of_graphviz_work(open_report: OpenReport) -> None:
    opened = open_report("docker0", options=DOT)
    opened.page.select_option("#filters select[name=Kind]", "bridge")
    assert opened.count("#containers tbody tr:not([hidden])") == 2
    assert opened.count("#links tbody tr:not([hidden])") < 9
    opened.page.click("#anew")
    opened.page.click("#links th[data-name=mac] button")
    assert opened.count("#links [aria-sort=ascending]") == 1


@pytest.mark.graphviz
def test_a_click_into_a_picture_of_graphviz_leaves_the_page_as_it_is(
    open_report: OpenReport,
) -> None:
    opened = open_report("docker0", options=DOT)
    opened.page.locator("#stage svg text", has_text="docker0").first.click()
    opened.page.locator("#stage svg text", has_text="docker0").first.hover()
    assert opened.hash == ""
    assert opened.count("svg.lit") == 0


PARTS = [
    (Options(only=("pensive_*",)), "pensive_yonath", "mad_feynman"),
    (Options(around=("pensive_yonath:1",)), "pensive_yonath", "mad_feynman"),
    (Options(hide=("container",)), "vethc5d293a", "pensive_yonath"),
]


@pytest.mark.parametrize(("options", "there", "gone"), PARTS)
def test_a_report_about_a_part_says_so(
    open_report: OpenReport, options: Options, there: str, gone: str
) -> None:
    opened = open_report("docker0", options=options)
    assert "This is a part of it: " in opened.one("header > p").first.inner_text()
    containers, links = (opened.one(f"#{name}").text_content() for name in ("containers", "links"))
    assert there in f"{containers}{links}"
    assert gone not in f"{containers}"


@pytest.mark.parametrize("options", [part[0] for part in PARTS])
def test_a_report_about_a_part_has_no_snapshot(open_report: OpenReport, options: Options) -> None:
    opened = open_report("docker0", options=options)
    assert opened.count("#snapshot a, a[download], [data-snapshot]") == 0
    assert "the snapshot is not in it" in opened.one("#snapshot").inner_text()


def test_a_report_about_a_part_works_like_any_other(open_report: OpenReport) -> None:
    opened = open_report("compose", options=Options(around=("shop-db-1",)))
    opened.page.fill("#find", "shop-db-1")
    assert opened.details.is_visible()
    opened.page.keyboard.press("Escape")
    opened.page.locator("svg a.row text").first.click()
    assert opened.details.is_visible()
    opened.page.locator("#filters select").first.select_option(index=1)
    opened.page.click("#anew")
    assert opened.count("tr[hidden]") == 0
