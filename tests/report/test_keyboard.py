"""A tour of the report without a mouse."""

import pytest

from tests.report.opened import Opened, OpenReport

pytestmark = pytest.mark.browser

FOCUSED = """(() => { const found = document.activeElement;
    return found.id || found.getAttribute('href') || found.getAttribute('aria-label')
        || found.name || found.textContent.trim() })()"""


def _focused(opened: Opened) -> str:
    found: str = opened.run(FOCUSED)
    return found


def _press(opened: Opened, *keys: str) -> None:
    for key in keys:
        opened.page.keyboard.press(key)


def _tab_to(opened: Opened, goal: str, most: int = 60) -> list[str]:
    """Press Tab until something has the focus; return what had it on the way."""
    seen: list[str] = []
    while not seen or seen[-1] != goal:
        assert len(seen) < most, seen
        _press(opened, "Tab")
        seen.append(_focused(opened))
    return seen


def test_tab_leads_through_the_tools_to_the_picture(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    seen = _tab_to(opened, "stage")
    assert seen[-14:] == [
        *("#snapshot", "find", "previous", "next", "Network", "Kind", "State"),
        *("out", "in", "fit", "actual", "anew", "#containers", "stage"),
    ]


def test_the_link_that_skips_the_picture_shows_itself_and_does(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    skip = opened.one(".skip a")
    _tab_to(opened, "anew")
    hidden = skip.evaluate("(link) => getComputedStyle(link).clipPath")
    _press(opened, "Tab")
    assert _focused(opened) == "#containers"
    assert hidden != "none"
    assert skip.evaluate("(link) => getComputedStyle(link).clipPath") == "none"
    _press(opened, "Enter")
    assert opened.hash == "#containers"
    _press(opened, "Tab")
    assert opened.run("document.activeElement.closest('section').id") == "containers"


def test_each_thing_of_the_picture_is_reached_by_tab_in_turn(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.one("#stage").focus()
    seen = []
    for _ in range(8):
        _press(opened, "Tab")
        seen.append(_focused(opened).removeprefix("#").replace("/ip-10-0-0-5", ""))
    # What is only a link's address here stands behind its id, if it has one.
    assert seen == [
        *("link/eth0", "link/docker0", "r1", "r2"),
        *("p1", "r3", "p2", "r4"),
    ]


def test_the_focus_can_be_seen_everywhere(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    for selector in ("#find", "#in", "#stage", "svg a.row >> nth=0", "#links th button >> nth=0"):
        opened.one("#find").focus()
        opened.one(selector).focus()
        _press(opened, "Shift")
        style = opened.run(
            "(() => { const style = getComputedStyle(document.activeElement);"
            " return [style.outlineStyle, style.outlineWidth] })()"
        )
        assert style == ["solid", "3px"], selector


def test_what_has_the_focus_is_in_sight(open_report: OpenReport) -> None:
    opened = open_report("many")
    opened.one("#stage").focus()
    for _ in range(30):
        _press(opened, "Tab")
        top, bottom, here = opened.run(
            "(() => { const { top, bottom } = document.activeElement.getBoundingClientRect();"
            " const stage = document.querySelector('#stage').getBoundingClientRect();"
            " return [top - stage.top, bottom - stage.bottom, document.activeElement.id] })()"
        )
        assert top >= -1 or bottom <= 1, here


def test_a_tour_from_the_search_to_a_copied_cell(open_report: OpenReport) -> None:
    opened = open_report()
    # Search, and go to what was found.
    _press(opened, "/")
    opened.page.keyboard.type("redis")
    _press(opened, "Enter")
    assert opened.hash == "#netns/ip-10-0-0-5/@pensive_yonath", "the second match"
    # On to the picture, where the thing is opened.
    opened.shape("container/ip-10-0-0-5/pensive_yonath").focus()
    _press(opened, "Enter")
    assert opened.run("document.activeElement.localName") == "h3"
    # Through its details to a link, and along it.
    _tab_to(opened, "#link/ip-10-0-0-5/docker0")
    _press(opened, "Enter")
    assert opened.hash == "#link/ip-10-0-0-5/docker0"
    assert opened.run("document.activeElement.textContent") == "docker0"
    # Back to the picture.
    _press(opened, "Escape")
    assert _focused(opened) == "#link/ip-10-0-0-5/docker0"
    # To a table, sorted by its first column, and to a cell in it.
    opened.one("#networks .wide").focus()
    _press(opened, "Tab", "Enter")
    assert opened.count("#networks th[aria-sort=ascending]") == 1
    _press(opened, *["Tab"] * 7, "ArrowDown", "ArrowRight", "Tab", "Enter")
    assert opened.run("navigator.clipboard.readText()") in {"bridge", "host", "none"}


def test_the_details_are_left_by_tab_and_let_go_by_escape(open_report: OpenReport) -> None:
    opened = open_report()
    opened.shape("link/ip-10-0-0-5/eth0").press("Enter")
    _tab_to(opened, "Copy Ifindex")
    _press(opened, "Escape")
    assert opened.details.is_hidden()
    assert _focused(opened) == "#link/ip-10-0-0-5/eth0"


def test_escape_with_nothing_selected_does_nothing(open_report: OpenReport) -> None:
    opened = open_report()
    opened.one("#find").focus()
    _press(opened, "Escape")
    assert _focused(opened) == "find"
    assert opened.hash == ""


def test_a_filter_is_set_by_the_keyboard(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.one("#filters select[name=Kind]").focus()
    opened.page.keyboard.type("veth")
    _press(opened, "Enter")
    assert opened.count("svg.sifted") == 1
    assert opened.count("#links tbody tr:not([hidden])") == 6


def test_keys_typed_into_a_field_are_letters(open_report: OpenReport) -> None:
    opened = open_report()
    scale = opened.scale
    opened.one("#links .tools input").focus()
    opened.page.keyboard.type("a/+0-")
    assert opened.one("#links .tools input").input_value() == "a/+0-"
    assert opened.scale == scale
