"""Opens reports, each in a tab of its own, and sees that none of them says a word."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.report.opened import Opened, OpenReport
from tests.report.subjects import page_of, subject
from topograph.render import Options

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# All of a small picture is in sight when the page is open.
ROOM: dict[str, Any] = {"viewport": {"width": 1400, "height": 1000}}


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


@pytest.fixture
def open_report(browser: "Browser", report_file: Callable[..., Path]) -> Iterator[OpenReport]:
    """Return what opens a report; at the end none may have said anything."""
    opened: list[Opened] = []

    def open_it(
        name: str = "docker0",
        *,
        options: Options | None = None,
        at: str = "",
        before: "Callable[[Page], object] | None" = None,
        **settings: Any,
    ) -> Opened:
        page = browser.new_context(**(ROOM | settings)).new_page()
        page.set_default_timeout(5000)
        address = report_file(name, options).as_uri()
        report = Opened(page, address, subject(name, options))
        opened.append(report)
        if before is not None:
            before(page)
        page.goto(address + at)
        return report

    yield open_it
    for report in opened:
        report.page.context.close()
        assert report.said == []
