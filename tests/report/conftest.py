"""Opens reports, and sees that none of them says a word.

To make a tab takes longer than most tests, so they have one after the other the same one,
unless they need another kind. It is brought back to what it was, and each page has an
address of its own, so that the browser takes none for a part of the one before.
"""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import pytest

from tests.report.opened import Opened, OpenReport
from tests.report.subjects import page_of, subject
from topograph.render import Options

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOM: Final = (1400, 1000)
"""In which all of a small picture is in sight when the page is open."""
CLIPBOARD: Final = ["clipboard-read", "clipboard-write"]
PATIENCE: Final = 5000
"""Milliseconds to wait for what ought to be there in a moment."""


@pytest.fixture(scope="session")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return what writes the report about a host into a file, once."""
    folder = tmp_path_factory.mktemp("reports")
    files: dict[tuple[str, Options | None], Path] = {}

    def write(name: str, options: Options | None = None) -> Path:
        key = name, options
        if key not in files:
            files[key] = folder / f"{len(files)}.html"
            files[key].write_bytes(page_of(name, options))
        return files[key]

    return write


@pytest.fixture(scope="session")
def tab_for(browser: "Browser") -> "Callable[..., Page]":
    """Return what finds a tab with some settings, or makes it."""
    tabs: dict[str, Page] = {}

    def make(settings: dict[str, Any]) -> "Page":
        page = browser.new_context(permissions=CLIPBOARD, **settings).new_page()
        page.set_default_timeout(PATIENCE)
        return page

    def find(is_fresh: bool, settings: dict[str, Any]) -> "Page":
        if is_fresh:
            return make(settings)
        key = repr(sorted(settings.items()))
        if key not in tabs:
            tabs[key] = make(settings)
        tabs[key].mouse.up()
        tabs[key].mouse.move(0, 0)
        return tabs[key]

    return find


@pytest.fixture
def open_report(
    tab_for: "Callable[..., Page]",
    report_file: Callable[..., Path],
    numbers: Iterator[int],
) -> Iterator[OpenReport]:
    """Return what opens a report; at the end none may have said anything."""
    opened: list[tuple[Opened, bool]] = []

    def open_it(
        name: str = "docker0",
        *,
        options: Options | None = None,
        at: str = "",
        size: tuple[int, int] | None = None,
        theme: Literal["light", "dark"] = "light",
        before: "Callable[[Page], object] | None" = None,
        **settings: Any,
    ) -> Opened:
        is_fresh = before is not None
        page = tab_for(is_fresh, settings)
        width, height = size or ROOM
        if page.viewport_size != {"width": width, "height": height}:
            page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        address = f"{report_file(name, options).as_uri()}?{next(numbers)}"
        report = Opened(page, address, subject(name, options))
        opened.append((report, is_fresh))
        if before is not None:
            before(page)
        page.goto(address + at)
        return report

    yield open_it
    for report, is_fresh in opened:
        report.leave()
        if is_fresh:
            report.page.context.close()
        assert report.said == []


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    return count()
