"""The report is for everybody: checked by axe, and for those whom movement disturbs."""

from collections.abc import Callable

import pytest

from tests.report.axe import violations
from tests.report.opened import Opened, OpenReport

pytestmark = pytest.mark.browser

ROOMS = {1400: {"width": 1400, "height": 1000}, 320: {"width": 320, "height": 640}}


def _as_it_opens(opened: Opened) -> None:
    """Do nothing."""


def _with_details(opened: Opened) -> None:
    opened.page.locator("svg a.container text").first.click()
    assert opened.details.is_visible()


def _filtered(opened: Opened) -> None:
    opened.page.select_option("#filters select[name=State]", "running")


def _sorted(opened: Opened) -> None:
    opened.page.click("#links th[data-name=mac] button")


def _all_done(opened: Opened) -> None:
    """Do all of it at once, and offer to copy a cell."""
    for act in (_with_details, _filtered, _sorted):
        act(opened)
    opened.page.fill("#find", "eth0")
    opened.page.fill("#links .tools input", "eth")
    opened.page.click("details summary")
    opened.page.locator("#containers tbody td").nth(1).hover()


def _found(
    open_report: OpenReport, name: str, theme: str, width: int, act: Callable[[Opened], None]
) -> list[object]:
    opened = open_report(name, color_scheme=theme, viewport=ROOMS[width], bypass_csp=True)
    act(opened)
    return violations(opened)


@pytest.mark.parametrize("act", [_as_it_opens, _with_details, _filtered, _sorted, _all_done])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_in_anybodys_way(
    open_report: OpenReport, theme: str, act: Callable[[Opened], None]
) -> None:
    assert _found(open_report, "mixed", theme, 1400, act) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("act", [_as_it_opens, _all_done])
def test_nothing_is_in_anybodys_way_on_a_narrow_screen(
    open_report: OpenReport, theme: str, act: Callable[[Opened], None]
) -> None:
    assert _found(open_report, "mixed", theme, 320, act) == []


@pytest.mark.parametrize(
    ("name", "theme", "width"),
    [("compose", "light", 1400), ("compose", "dark", 320), ("many", "dark", 1400)],
)
def test_nothing_is_in_anybodys_way_on_a_large_host(
    open_report: OpenReport, name: str, theme: str, width: int
) -> None:
    assert _found(open_report, name, theme, width, _all_done) == []


def test_axe_would_find_what_is_in_the_way(open_report: OpenReport) -> None:
    opened = open_report("docker0", bypass_csp=True)
    opened.run(
        "() => { document.querySelector('#find').labels[0].remove();"
        " document.querySelector('h1').style.color = '#eeeeee' }"
    )
    assert {"label", "color-contrast"} & {found[0] for found in violations(opened)} == {
        "color-contrast",
        "label",
    }


def test_nothing_moves_by_itself(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    _with_details(opened)
    moving = opened.run(
        "[...document.querySelectorAll('*')].filter((found) => {"
        " const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(found);"
        " return transitionDuration !== '0s' || animationName !== 'none'"
        " || scrollBehavior !== 'auto' }).map((found) => found.localName)"
    )
    assert moving == []
    assert opened.run("document.getAnimations().length") == 0


def test_the_head_of_the_page_names_its_host_and_its_language(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    assert opened.page.title() == "ip-10-0-0-5 · topograph"
    assert opened.run("document.documentElement.lang") == "en"
    assert opened.count("h1") == 1


def test_whoever_hears_the_page_is_told_what_was_found(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    assert opened.page.get_by_role("status").first.inner_text() == ""
    opened.page.get_by_role("searchbox", name="Search", exact=True).fill("mysql")
    assert "mad_feynman" in opened.page.get_by_role("status").first.inner_text()


def test_each_table_and_the_picture_has_a_name(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    assert opened.page.get_by_role("region", name="Picture of the topology").count() == 1
    assert opened.page.get_by_role("grid", name="Containers").count() == 1
    assert opened.page.get_by_role("columnheader", name="MAC", exact=True).count() == 1
    assert opened.page.get_by_role("rowheader", name="mad_feynman").count() == 1
    link = opened.page.get_by_role("link", name="mad_feynman mysql")
    assert link.get_attribute("href") == "#container/ip-10-0-0-5/mad_feynman"
