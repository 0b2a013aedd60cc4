"""The report opened from a file, as whoever gets it does: without a word, and on its own."""

from collections import Counter
from html.parser import HTMLParser
from typing import Literal

import pytest

from tests.report.opened import Opened, OpenReport
from tests.report.subjects import HARMFUL, SUBJECTS, page_of

pytestmark = pytest.mark.browser

KINDS = "[...document.querySelectorAll('*')].map((found) => found.localName)"
ATTRIBUTES = "[...document.querySelectorAll('*')].flatMap((found) => found.getAttributeNames())"


class Tags(HTMLParser):
    """Counts the elements that a page was written with."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] += 1


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_report_opens_without_a_word_and_asks_for_nothing_but_itself(
    open_report: OpenReport, name: str
) -> None:
    opened = open_report(name)
    assert opened.count(".live #tools:not([hidden])") == 1, "its script ran"
    assert opened.said == []
    assert opened.asked == [opened.address]


def test_harmful_text_makes_no_element(open_report: OpenReport) -> None:
    found = Counter(open_report("harmful", java_script_enabled=True).run(KINDS))
    written = Tags(page_of("harmful")).found
    assert (found["script"], found["style"], found["svg"], found["main"]) == (2, 2, 1, 1)
    assert {kind for kind in found if kind not in written} == {"option", "select"}
    assert not {"img", "iframe", "object", "embed", "link", "base"} & set(found)


def test_harmful_text_stays_text_whatever_is_done_with_it(open_report: OpenReport) -> None:
    opened = open_report("harmful")
    kinds, attributes = set(opened.run(KINDS)), set(opened.run(ATTRIBUTES))
    _use_everything(opened)
    assert set(opened.run(KINDS)) - kinds <= {"dt", "dd", "h3", "ul", "li", "span", "dl"}
    assert not {name for name in opened.run(ATTRIBUTES) if name.startswith("on")}
    assert set(opened.run(ATTRIBUTES)) - attributes <= {"aria-sort", "style", "tabindex", "title"}
    assert opened.count("script") == 2
    assert (
        HARMFUL.replace("\x1b", r"\x1b").replace("\u202e", r"\u202e")
        in opened.one("#details h3").first.inner_text()
    )
    assert opened.asked == [opened.address]
    assert opened.said == []


def _use_everything(opened: Opened) -> None:
    page = opened.page
    page.fill("#find", "onerror=alert")
    for button in ("#next", "#previous"):
        page.click(button)
    for choice in page.locator("#filters select").all():
        choice.select_option(index=1)
    opened.run(
        "() => document.querySelectorAll('.table .tools input').forEach((field) => {"
        " field.value = 'a'; field.dispatchEvent(new Event('input')) })"
    )
    page.click("#anew")
    for selector in ("thead button", ".table .tools button"):
        opened.run("(all) => document.querySelectorAll(all).forEach((b) => b.click())", selector)
    page.locator("svg a.container").first.click()
    opened.run("document.querySelectorAll('#details dd button').forEach((b) => b.click())")
    page.hover("#networks tbody th >> nth=0")
    page.click(".copier")
    page.locator("svg a.row").first.hover()


def test_a_page_in_which_nothing_was_seen_says_so(open_report: OpenReport) -> None:
    opened = open_report("nothing")
    assert opened.one("h1").inner_text() == "no host"
    assert opened.count("tbody td:text-is('none')") == 12


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_follows_the_preference_of_its_reader(
    open_report: OpenReport, theme: Literal["light", "dark"]
) -> None:
    opened = open_report(theme=theme)
    for script in ("getComputedStyle(document.body).backgroundColor", PAPER):
        red = int(opened.run(script).partition("(")[2].partition(",")[0])
        assert red > 200 if theme == "light" else red < 60


PAPER = "getComputedStyle(document.querySelector('#stage svg > rect')).fill"


def test_each_container_can_be_read_in_the_picture_and_in_a_table(
    open_report: OpenReport,
) -> None:
    page = open_report().page
    for text in ("mad_feynman", "172.17.0.3/16", "02:42:ac:11:00:03", "vethc5d293a"):
        assert page.locator("svg text", has_text=text).first.is_visible()
        assert page.locator("table td, table th", has_text=text).first.is_visible()
