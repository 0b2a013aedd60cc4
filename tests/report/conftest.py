"""Opens reports, and sees that none of them says a word.

To make a tab takes longer than most tests, so those with the same settings have one after
the other the same tab. It is brought back to what it was, and each page has an address of
its own, so that the browser takes none for a part of the one before.
"""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.report.opened import Opened, OpenReport
from tests.report.subjects import page_of, subject
from topograph.render import Options

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# All of a small picture is in sight when the page is open.
ROOM: Final[dict[str, Any]] = {"viewport": {"width": 1400, "height": 1000}}
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

    def find(is_fresh: bool, **settings: Any) -> "Page":
        key = repr(sorted(settings.items()))
        if is_fresh or key not in tabs:
            page = browser.new_context(**settings).new_page()
            page.set_default_timeout(PATIENCE)
            if is_fresh:
                return page
            tabs[key] = page
        page = tabs[key]
        page.mouse.up()
        page.mouse.move(0, 0)
        if page.viewport_size != settings["viewport"]:
            page.set_viewport_size(settings["viewport"])
        return page

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
        before: "Callable[[Page], object] | None" = None,
        **settings: Any,
    ) -> Opened:
        is_fresh = before is not None
        page = tab_for(is_fresh, **(ROOM | settings))
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
