"""Looks for what keeps people from using a page, with the rules of axe."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import axe_playwright_python

from tests.report.opened import Opened

__all__ = ["violations"]

TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN: Final = """async ([tags, where]) => (await axe.run(where || document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
    selectors: false, preload: false,
})).violations.map((found) => [found.id, found.nodes.length, found.nodes[0].html,
    found.nodes[0].failureSummary])"""


def violations(opened: Opened, where: str = "") -> list[Any]:
    """Return the rules that a page breaks, each with how often, and where first.

    Args:
        opened: a page whose context lets scripts in, whatever its policy says.
        where: selector of the part to look at; all of it if empty.
    """
    opened.run(_script())
    found: list[Any] = opened.run(_RUN, [TAGS, where])
    return found


@cache
def _script() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
