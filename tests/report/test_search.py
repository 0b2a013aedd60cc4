"""The search finds things by whatever their rows say, one after the other."""

import pytest

from tests.report.opened import Opened, OpenReport
from topograph.render import Options

pytestmark = pytest.mark.browser

FOUND = "[...document.querySelectorAll('tr.chosen')].map((row) => row.id)"


def _search(opened: Opened, words: str) -> None:
    opened.page.fill("#find", words)


def _said(opened: Opened) -> str:
    return opened.one("#said").inner_text()


def _walked(opened: Opened) -> list[str]:
    """Return the ids of all matches in their order."""
    found: list[str] = opened.run(FOUND)
    while found:
        opened.page.keyboard.press("Enter")
        (node,) = opened.run(FOUND)
        if node == found[0]:
            break
        found.append(node)
    return found


BY = [
    ("by its name", "pensive_yonath", "container/ip-10-0-0-5/pensive_yonath"),
    ("by a part of its name", "yonat", "container/ip-10-0-0-5/pensive_yonath"),
    ("in capitals", "PENSIVE_Yonath", "container/ip-10-0-0-5/pensive_yonath"),
    ("by its address", "10.0.0.5", "link/ip-10-0-0-5/eth0"),
    ("by the gateway of a network", "172.17.0.1", "network/ip-10-0-0-5/bridge"),
    ("by its MAC", "36:48:bf:1a:81:e3", "link/ip-10-0-0-5/veth7f6daae"),
    ("by its image", "mysql", "container/ip-10-0-0-5/mad_feynman"),
    ("by its id", "1111111111", "container/ip-10-0-0-5/pensive_yonath"),
    ("by its exposed port", "6379", "container/ip-10-0-0-5/pensive_yonath"),
    ("by several words in any order", "redis running", "container/ip-10-0-0-5/pensive_yonath"),
    ("by its ifname", "vethc5d293a", "link/ip-10-0-0-5/vethc5d293a"),
]


@pytest.mark.parametrize(("words", "node"), [pytest.param(*b[1:], id=b[0]) for b in BY])
def test_a_thing_is_found(open_report: OpenReport, words: str, node: str) -> None:
    opened = open_report()
    _search(opened, words)
    assert opened.run(FOUND) == [node]
    assert opened.details.is_visible()
    assert opened.hash == f"#{node}"


def test_a_container_is_found_by_its_published_port(open_report: OpenReport) -> None:
    opened = open_report("mixed")
    _search(opened, "8080")
    assert opened.run(FOUND) == ["container/web1/web"]


def test_what_is_on_a_network_is_found_by_its_name(open_report: OpenReport) -> None:
    opened = open_report("two-networks")
    _search(opened, "frontend")
    found = _walked(opened)
    assert {"network/web1/frontend", "container/web1/traefik", "container/web1/web"} <= set(found)
    assert "container/web1/postgres" not in found


def test_matches_are_counted_and_named(open_report: OpenReport) -> None:
    opened = open_report()
    _search(opened, "pensive")
    assert _said(opened) == "1 of 5: container pensive_yonath"
    opened.page.keyboard.press("Enter")
    assert _said(opened) == "2 of 5: link veth7f6daae@if10", "whose far end is in it"


def test_what_is_called_just_so_comes_before_what_is_only_alike(open_report: OpenReport) -> None:
    opened = open_report("compose")
    _search(opened, "shop-web-1")
    assert opened.run(FOUND) == ["container/web3/shop-web-1"]
    _search(opened, "198.51.100.3")
    exact = _walked(opened)
    texts = [opened.row(node).inner_text() for node in exact]
    is_exact = ["198.51.100.3/" in text or "198.51.100.3\t" in text for text in texts]
    assert is_exact == sorted(is_exact, reverse=True)


def test_next_and_previous_go_round(open_report: OpenReport) -> None:
    opened = open_report()
    _search(opened, "docker0")
    found = _walked(opened)
    assert len(found) > 2
    for button, places in (("#next", (1, 2)), ("#previous", (1, 0, -1, -2))):
        for place in places:
            opened.page.click(button)
            assert opened.run(FOUND) == [found[place]]


def test_enter_and_shift_enter_go_on_and_back(open_report: OpenReport) -> None:
    opened = open_report()
    _search(opened, "docker0")
    first = opened.run(FOUND)
    opened.one("#find").press("Enter")
    assert opened.run(FOUND) != first
    opened.one("#find").press("Shift+Enter")
    assert opened.run(FOUND) == first


def test_the_field_keeps_the_focus(open_report: OpenReport) -> None:
    opened = open_report()
    opened.one("#find").press_sequentially("mysql")
    opened.page.keyboard.press("Enter")
    assert opened.run("document.activeElement.id") == "find"
    assert opened.one("#find").input_value() == "mysql"


def test_a_slash_brings_the_focus_to_the_field(open_report: OpenReport) -> None:
    opened = open_report()
    opened.page.keyboard.press("/")
    assert opened.run("document.activeElement.id") == "find"
    assert opened.one("#find").input_value() == ""
    opened.page.keyboard.type("10.0.0.5/24")
    assert opened.one("#find").input_value() == "10.0.0.5/24"
    assert opened.run(FOUND) == ["link/ip-10-0-0-5/eth0"]


def test_nothing_found_is_said(open_report: OpenReport) -> None:
    opened = open_report()
    _search(opened, "mysql")
    _search(opened, "mysql nowhere")
    assert _said(opened) == "Nothing found."
    assert opened.count("svg .hit") == 0
    opened.page.click("#next")
    assert _said(opened) == "Nothing found."


def test_matches_are_marked_in_the_picture(open_report: OpenReport) -> None:
    opened = open_report()
    _search(opened, "172.17.0.")
    hits = opened.run(
        "[...document.querySelectorAll('svg .hit')].map((hit) => hit.getAttribute('href'))"
    )
    assert set(hits) >= {
        "#container/ip-10-0-0-5/mad_feynman",
        "#link/ip-10-0-0-5/@pensive_yonath/eth0",
        "#link/ip-10-0-0-5/docker0",
    }
    assert "#link/ip-10-0-0-5/eth0" not in hits
    _search(opened, "")
    assert opened.count("svg .hit") == 0


def test_a_match_is_brought_into_sight(open_report: OpenReport) -> None:
    opened = open_report("many")
    _search(opened, "app3-web-60")
    shape = opened.shape("container/web1/app3-web-60").bounding_box()
    stage = opened.one("#stage").bounding_box()
    assert shape
    assert stage
    assert stage["y"] <= shape["y"] <= stage["y"] + stage["height"] - shape["height"]
    assert 0 <= shape["y"] <= 1000 - shape["height"]


@pytest.mark.parametrize(
    "words", ["(", "[", "\\", "a|b", ".*", "$", "^", "é", "🐋", "'", '"', "%"]
)
def test_signs_mean_nothing_but_themselves(open_report: OpenReport, words: str) -> None:
    opened = open_report()
    _search(opened, words)
    assert (_said(opened) == "Nothing found.") == (opened.run(FOUND) == [])


def test_what_stands_for_a_folded_thing_is_found_for_it(open_report: OpenReport) -> None:
    opened = open_report("many", options=Options(density="folded"))
    _search(opened, "app0-web-57")
    assert opened.run(FOUND) == ["container/web1/app0-web-57"]
    marked = opened.page.locator("svg .container.chosen")
    assert "container/web1/app0-web-57" in (marked.get_attribute("data-nodes") or "").split()
