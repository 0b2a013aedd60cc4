"""Measures the report of a stored snapshot: how it is made, how large it is, how it opens."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Final

from tests.bench.browsing import measure_frames, measure_opening, measure_searches
from tests.bench.measure import Series
from tests.chromium import chromium
from topograph.facts import Snapshot

__all__ = ["GOALS", "browse", "late_frames", "queries", "size_of", "ways_to_make"]

GOALS: Final = """\
goals: of 1,000 containers made within 2.0 s and 250 MiB, its picture on the screen within 1.0 s,
       19 of 20 frames within 0.033 s, an answer to a search within 0.050 s;
       of 10,000 containers at most 15 MiB large
"""

_LOAD: Final = "import json, sys; json.load(open(sys.argv[1], 'rb'))"


def ways_to_make(
    topograph: Sequence[str], stored: Path, page: Path, options: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Return commands that make a report of a snapshot, and those to compare with."""
    return {
        "topograph render -o .html": [
            *topograph, "render", str(stored), "-o", str(page), *options
        ],
        "python json.load of the snapshot": [sys.executable, "-c", _LOAD, str(stored)],
        "python -c pass": [sys.executable, "-c", "pass"],
    }  # fmt: skip


def size_of(stored: Path, page: Path, containers: int) -> str:
    """Return a line about the sizes of a report and of its snapshot."""
    files = {"report": page, "snapshot": stored}
    sizes = {name: file.stat().st_size for name, file in files.items()}
    told = [f"{name} {n:,} bytes, {n / containers:,.0f} each" for name, n in sizes.items()]
    return f"{'; '.join(told)} of {containers:,} containers\n"


def browse(
    page: Path, asked: Sequence[str], rounds: int
) -> Iterator[tuple[str, dict[str, Series]]]:
    """Open a report in a browser, move it about, and look for things in it.

    Args:
        page: the report.
        asked: what to look for; all of it has to be found.
        rounds: how many times to open it and to look for each.
    """
    plain = page.with_name("plain.html")
    plain.write_text(plain_page(page.stat().st_size), encoding="utf-8")
    with chromium() as browser:
        yield from measure_opening(browser, page, plain, rounds)
        yield "frames", measure_frames(browser, page)
        yield "searches", measure_searches(browser, page, asked, rounds)


def late_frames(series: Mapping[str, Series]) -> str:
    """Return a line for each series: the time within which 19 of 20 of its frames came."""
    late = {name: quantiles(one.seconds, n=20)[-1] for name, one in series.items()}
    return "".join(f"{seconds:8.3f} s for 19 of 20: {name}\n" for name, seconds in late.items())


def plain_page(size: int) -> str:
    """Return a page of so many bytes, with a text as wide as the rows of a table."""
    line = "veth0000064  02:03:00:00:00:64  up  10.0.0.2/16  br-000000000000  app0_default" * 2
    head, tail = "<!DOCTYPE html>\n<meta charset=utf-8>\n<title>plain</title>\n<pre>", "</pre>"
    tail += '\n<p id="details">The end.\n'
    count, more = divmod(size - len(head) - len(tail), len(line) + 1)
    return head + f"{line}\n" * count + "." * more + tail


def queries(snapshot: Snapshot, broad: str = "app") -> list[str]:
    """Return what a reader may look for: a part of many names, and all about one container."""
    containers = [c for host in snapshot.hosts for c in host.containers if c.endpoints]
    one = containers[len(containers) // 2]
    endpoint = one.endpoints[0]
    address = endpoint.addresses[0].partition("/")[0]
    return [broad, one.names[0], address, *filter(None, [endpoint.mac])]
