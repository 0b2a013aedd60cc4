"""The report and the picture, opened in a real browser from a file, as whoever gets them does."""

from pathlib import Path
from typing import Any

import pytest

from tests.hosts import docker0, many
from tests.render.mixed_host import hostile
from topograph.facts import Snapshot
from topograph.render import Options, Subject, render

pytestmark = pytest.mark.browser

HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script></svg>]]>\x1b[31m'


class Opened:
    """A page, and what it tried to do."""

    def __init__(self, browser: Any, file: Path, **settings: Any) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        context = browser.new_context(**settings)
        self.page = context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())

    def count(self, selector: str) -> int:
        return int(self.page.locator(selector).count())


def written(folder: Path, snapshot: Snapshot, name: str, theme: str = "auto") -> Path:
    file = folder / name
    file.write_bytes(render(Subject(snapshot, Options(theme=theme)), file.suffix[1:]))
    return file


@pytest.mark.parametrize("name", ["report.html", "picture.svg"])
@pytest.mark.parametrize("snapshot", [docker0(), many(300, 5), hostile(HOSTILE)])
def test_it_opens_without_a_word_and_loads_nothing(
    browser: Any, tmp_path: Path, snapshot: Snapshot, name: str
) -> None:
    file = written(tmp_path, snapshot, name)
    opened = Opened(browser, file)
    assert opened.said == []
    assert opened.asked == [file.as_uri()]


def test_text_from_outside_makes_no_element(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, written(tmp_path, hostile(HOSTILE), "report.html"))
    assert opened.count("img") == 0
    assert opened.count("script") == 0
    assert opened.count("svg") == 1


def test_each_container_can_be_read_in_the_picture_and_in_a_table(
    browser: Any, tmp_path: Path
) -> None:
    opened = Opened(browser, written(tmp_path, docker0(), "report.html"))
    for text in ("mad_feynman", "172.17.0.3/16", "02:42:ac:11:00:03", "vethc5d293a"):
        assert opened.page.locator("svg text", has_text=text).first.is_visible()
        assert opened.page.locator("table td, table th", has_text=text).first.is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_follows_the_preference_of_its_reader(
    browser: Any, tmp_path: Path, theme: str
) -> None:
    opened = Opened(browser, written(tmp_path, docker0(), "report.html"), color_scheme=theme)
    colour = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    red = int(colour.partition("(")[2].partition(",")[0])
    assert red > 200 if theme == "light" else red < 60


def test_a_narrow_window_scrolls_tables_and_not_the_page(browser: Any, tmp_path: Path) -> None:
    file = written(tmp_path, docker0(), "report.html")
    opened = Opened(browser, file, viewport={"width": 320, "height": 640})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320
