"""The summary as Markdown, to paste into a ticket on GitHub, GitLab and their like."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from topograph.render.md_lines import (
    FEW,
    bridge_line,
    container_line,
    gap_line,
    link_line,
    loose_line,
    names,
    network_cells,
    published_cells,
    uplink_line,
)
from topograph.render.md_text import Quoted, code, table_row
from topograph.render.subject import Subject
from topograph.render.summary import MOST, summarise
from topograph.render.summary.parts import HostSummary, Listed, Summary

__all__ = ["MOST_LINES", "markdown_text", "render"]

Thing = TypeVar("Thing")

MOST_LINES: Final = 150
"""There are fewer, however large the hosts are and however many."""

_MOST_HOSTS: Final = 3
_MOST_OF_SEVERAL: Final = 10
"""Things in the lists of one kind of all hosts together, where there are several."""
_NETWORK: Final = ("Network", "Driver", "Subnets", "Bridge or parent", "Containers")
_PUBLISHED: Final = ("Published at", "Container", "Port")


def render(subject: Subject) -> bytes:
    """Return the summary of a snapshot."""
    hosts = min(len(subject.snapshot.hosts), _MOST_HOSTS)
    most = _MOST_OF_SEVERAL // hosts if hosts > 1 else MOST
    return markdown_text(summarise(subject, most)).encode()


def markdown_text(summary: Summary) -> str:
    """Return a summary as Markdown."""
    hosts = summary.hosts.at_most(_MOST_HOSTS)
    lines = [
        *_head(summary),
        *_section("Not everything could be seen", _items(summary.gaps, gap_line, "gaps")),
    ]
    for host in hosts.shown:
        lines += ["", f"### {code(host.about.name)}"] if hosts.total > 1 else []
        # Without a title between them two lists would be one.
        lines += ["", "**What was seen**", ""] if summary.gaps and hosts.total == 1 else [""]
        lines += _facts(host)
        lines += _section("In trouble", _troubles(host))
        lines += _table(_NETWORK, host.networks, network_cells, "networks")
        lines += _table(_PUBLISHED, host.published, published_cells, "published ports")
    return "\n".join([*lines, ""])


def _head(summary: Summary) -> Iterator[str]:
    hosts = Listed(tuple(host.about.name for host in summary.hosts.shown), summary.hosts.more)
    yield f"## Network of {names(hosts.at_most(_MOST_HOSTS)) or 'no host'}"
    yield ""
    when = f"at {code(summary.captured_at)}" if summary.captured_at else ""
    by = f"by {code(summary.tool)}" if summary.tool else ""
    part = f" This is a part: {code(summary.part)}." if summary.part else ""
    seen = "" if summary.gaps else " No gaps: everything that was asked for could be read."
    yield f"{' '.join(filter(None, ('Captured', when, by)))}.{part}{seen}"


def _facts(host: HostSummary) -> Iterator[str]:
    system = ", ".join(f"{title.lower()} {code(value)}" for title, value in host.about.system)
    counts = "; ".join(f"{title.lower()}: {words}" for title, words in host.about.counts)
    yield from (f"- {line[:1].upper()}{line[1:]}" for line in (system, counts) if line)
    yield from _items(host.uplinks, uplink_line, "uplinks")
    yield from _items(host.bridges, bridge_line, "bridges")
    yield from [f"- {loose_line(host.loose)}"] if host.loose else []
    if not (host.links_in_trouble or host.containers_in_trouble):
        yield "- Trouble: none seen"


def _troubles(host: HostSummary) -> Iterator[str]:
    yield from _items(host.links_in_trouble, link_line, "links")
    yield from _items(host.containers_in_trouble, container_line, "containers")


def _section(title: str, items: Iterator[str]) -> list[str]:
    """Return items below a title; nothing if there are none."""
    found = list(items)
    return ["", f"**{title}**", "", *found] if found else []


def _items(things: Listed[Thing], write: Callable[[Thing], Quoted], what: str) -> Iterator[str]:
    few = things.at_most(FEW)
    yield from (f"- {write(thing)}" for thing in few.shown)
    yield from [f"- and {few.more:,} more {what}"] if few.more else []


def _table(
    titles: tuple[str, ...],
    things: Listed[Thing],
    cells: Callable[[Thing], tuple[Quoted, ...]],
    what: str,
) -> Iterator[str]:
    if not things:
        return
    yield ""
    yield table_row(map(Quoted, titles))
    yield table_row(Quoted("---") for _ in titles)
    yield from (table_row(cells(thing)) for thing in things.shown)
    # Without a line between it would be a row.
    yield from ["", f"And {things.more:,} more {what}."] if things.more else []
