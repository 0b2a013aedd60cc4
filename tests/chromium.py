"""Starts Chromium, for what only a browser can tell."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from tests.needs import CHROMIUM

__all__ = ["chromium"]

# Without a window, and it talks to nobody.
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Any]:
    """Give a browser of Playwright, and end it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    program = next(path for name in CHROMIUM if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
