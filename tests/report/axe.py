"""Looks for what keeps people from using a page, with the rules of axe."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from tests.report.opened import Opened

__all__ = ["violations"]

TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN: Final = """async ([tags, where, rules]) => (await axe.run(where || document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], rules,
    selectors: false, preload: false,
})).violations.map((found) => [found.id, found.nodes.length, found.nodes[0].html,
    found.nodes[0].failureSummary])"""


def violations(opened: Opened, where: str = "", *, sees_colours: bool = True) -> list[Any]:
    """Return the rules that a page breaks, each with how often, and where first.

    Args:
        opened: a page whose context lets scripts in, whatever its policy says.
        where: selector of the part to look at; all of it if empty.
        sees_colours: whether contrasts count, to measure which takes longer than all else.
    """
    opened.run(_script())
    found: list[Any] = opened.run(
        _RUN, [TAGS, where, {"color-contrast": {"enabled": sees_colours}}]
    )
    return found


@cache
def _script() -> str:
    package = find_spec("axe_playwright_python")
    assert package
    assert package.origin
    return (Path(package.origin).parent / "axe.min.js").read_text("utf-8")
