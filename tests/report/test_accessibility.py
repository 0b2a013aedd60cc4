"""The report is for everybody: checked by axe, and for those whom movement disturbs."""

from collections.abc import Callable
from typing import Literal

import pytest

from tests.report.axe import violations
from tests.report.opened import Opened, OpenReport

pytestmark = pytest.mark.browser

NARROW = (320, 640)


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
    opened.page.locator("#containers tbody tr:not([hidden]) td").nth(1).hover()


@pytest.mark.parametrize(("act", "theme"), [(_as_it_opens, "light"), (_all_done, "dark")])
def test_nothing_is_in_anybodys_way(
    open_report: OpenReport, act: Callable[[Opened], None], theme: Literal["light", "dark"]
) -> None:
    opened = open_report("mixed", theme=theme, bypass_csp=True)
    act(opened)
    assert violations(opened) == []


@pytest.mark.parametrize(("act", "theme"), [(_all_done, "light"), (_as_it_opens, "dark")])
def test_nothing_is_in_anybodys_way_on_a_narrow_screen(
    open_report: OpenReport, act: Callable[[Opened], None], theme: Literal["light", "dark"]
) -> None:
    opened = open_report("docker0", theme=theme, size=NARROW, bypass_csp=True)
    act(opened)
    assert violations(opened) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("act", "where"), [(_with_details, "#picture"), (_filtered, "#picture"), (_sorted, "#links")]
)
def test_nothing_is_in_anybodys_way_whatever_is_done(
    open_report: OpenReport,
    act: Callable[[Opened], None],
    where: str,
    theme: Literal["light", "dark"],
) -> None:
    opened = open_report("docker0", theme=theme, bypass_csp=True)
    act(opened)
    assert violations(opened, where) == []


def test_nothing_is_in_anybodys_way_on_a_host_of_long_tables(open_report: OpenReport) -> None:
    opened = open_report("compose", bypass_csp=True)
    assert violations(opened, sees_colours=False) == []


def test_nothing_is_in_anybodys_way_in_a_large_picture(open_report: OpenReport) -> None:
    opened = open_report("many", theme="dark", bypass_csp=True)
    _all_done(opened)
    # Its tables are like those of any other, and a hundred times as long.
    assert violations(opened, "#picture") == []


def test_axe_finds_what_is_in_the_way(open_report: OpenReport) -> None:
    opened = open_report("nothing", bypass_csp=True)
    opened.run(
        "() => { document.documentElement.removeAttribute('lang');"
        " document.querySelector('h1').style.color = '#eeeeee' }"
    )
    assert {found[0] for found in violations(opened)} == {"color-contrast", "html-has-lang"}


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
    assert opened.page.get_by_role("columnheader", name="Ifindex", exact=True).count() == 1
    row = opened.one("#containers").get_by_role("rowheader", name="mad_feynman")
    assert row.count() == 1
    link = opened.one("#stage").get_by_role("link", name="mad_feynman")
    assert link.get_attribute("href") == "#container/ip-10-0-0-5/mad_feynman"
