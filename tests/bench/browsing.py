"""Measures how a browser gets on with a page: how soon it is there, and how it moves.

The page itself tells the times, in browsing.js. Memory is that of the largest process
that lays out pages, at its largest.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from tests.bench.measure import Series

__all__ = ["measure_frames", "measure_opening", "measure_searches"]

WINDOW: Final = {"width": 1400, "height": 1000}
SCRIPT: Final = Path(__file__).with_suffix(".js")
FRAMES: Final = 120
SETTLED: Final = 1000
"""Milliseconds after which a page has nothing more to do by itself."""

_PEAK: Final = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def measure_opening(
    browser: Any, page: Path, plain: Path, rounds: int
) -> Iterator[tuple[str, dict[str, Series]]]:
    """Open a page in turn with one that is as large, after one run to warm up."""
    files = {"topograph report": page, "text of the same size": plain}
    times: dict[str, list[list[float]]] = {name: [] for name in files}
    memory = dict.fromkeys(files, 0)
    for number in range(rounds + 1):
        for name, file in files.items():
            opened = open_page(browser, file.as_uri())
            told = opened.evaluate("bench.opened()")
            if number:
                times[name].append(told)
                memory[name] = max(memory[name], memory_kib(browser))
            opened.context.close()
    for n, title in enumerate(("first contentful paint", "all of the picture", "end of loading")):
        yield title, {name: Series([t[n] for t in times[name]], memory[name]) for name in files}


def measure_frames(browser: Any, page: Path) -> dict[str, Series]:
    """Move and zoom a picture, a step in each frame; beside it a page with nothing in it."""
    times: dict[str, list[float]] = {}
    for address, acts in ((page.as_uri(), ("pan", "zoom")), ("about:blank", ("nothing",))):
        opened = open_page(browser, address)
        for act in acts:
            if act != "nothing":
                opened.locator("#actual").click()
            name = "empty page" if act == "nothing" else f"topograph {act}"
            times[name] = opened.evaluate(f"bench.frames({act!r}, {FRAMES})")
        opened.context.close()
    return {name: Series(frames, 0) for name, frames in times.items()}


def measure_searches(
    browser: Any, page: Path, asked: Sequence[str], rounds: int
) -> dict[str, Series]:
    """Look for each text in turn, and for one in a way that is not ours."""
    opened = open_page(browser, page.as_uri())
    calls = {f"topograph {query}": f"bench.search({query!r})" for query in asked}
    calls["text of the page includes"] = f"bench.find({asked[-1]!r})"
    times: dict[str, list[float]] = {name: [] for name in calls}
    problems = dict.fromkeys(calls, "")
    for _ in range(rounds):
        for name, call in calls.items():
            seconds, said = opened.evaluate(call)
            times[name].append(seconds)
            problems[name] = "" if said.startswith("1 of ") else said
    opened.context.close()
    return {name: Series(seconds, 0, problems[name]) for name, seconds in times.items()}


def open_page(browser: Any, address: str) -> Any:
    """Open a page as its first reader does, and let it come to rest."""
    page = browser.new_context(viewport=WINDOW).new_page()
    page.add_init_script(path=SCRIPT)
    page.goto(address)
    page.wait_for_timeout(SETTLED)
    return page


def memory_kib(browser: Any) -> int:
    """Return the peak of the largest process of a browser that lays out pages."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    statuses = (
        Path(f"/proc/{process['id']}/status").read_text(encoding="ascii", errors="replace")
        for process in processes
        if process["type"] == "renderer"
    )
    peaks = [int(found[1]) for status in statuses if (found := _PEAK.search(status))]
    return max(peaks, default=0)
