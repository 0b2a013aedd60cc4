"""What stands above the entries of a diff, in words: which two moments, and how they compare."""

from typing import Final

from topograph.diff.model import Diff, Moment
from topograph.diff.words.counts import Counts, count, count_of, count_words
from topograph.diff.words.groups import hosts_of
from topograph.diff.words.sentence import Sentence, cut, joined

__all__ = ["MOST_HOSTS", "moment_words", "names_of", "nothing_words", "scope_words", "stat_lines"]

MOST_HOSTS: Final = 3
"""Hosts that are named in one line."""


def moment_words(moment: Moment) -> Sentence:
    """Return where one side is from, of when, and of which hosts."""
    parts: list[Sentence] = [(cut(moment.source or "unnamed"),)]
    if moment.captured_at:
        parts.append(("captured at ", cut(moment.captured_at)))
    hosts = names_of(moment.hosts)
    return joined([*parts, ("of ", *hosts)] if hosts else parts)


def names_of(hosts: list[str]) -> Sentence:
    """Return a few names of hosts, and the number of the others."""
    named = joined((cut(host),) for host in hosts[:MOST_HOSTS])
    more = len(hosts) - MOST_HOSTS
    return (*named, f" and {more:,} more") if more > 0 else named


def scope_words(diff: Diff) -> list[Sentence]:
    """Return what was compared beyond the usual, and what was not by the caller's wish."""
    found: list[Sentence] = []
    if diff.all_fields:
        found.append(("All fields were compared, also those that change by themselves.",))
    if diff.ignored:
        found.append(("Left out: ", *joined((cut(field),) for field in diff.ignored), "."))
    return found


def nothing_words(diff: Diff) -> Sentence:
    """Return the one sentence about two sides between which nothing differs."""
    if diff.unknown:
        return ("No difference in what could be observed on both sides.",)
    sides = (cut(diff.before.source or "before"),), (cut(diff.after.source or "after"),)
    return "No difference between ", *joined(sides, " and "), "."


def stat_lines(diff: Diff) -> list[Sentence]:
    """Return the numbers of each host that differs; of the only one in any case."""
    lines: list[Sentence] = []
    hosts = hosts_of(diff)
    for host in hosts:
        counts = _count_on(diff, host) if len(hosts) > 1 else count(diff)
        head: Sentence = (cut(host), ": ") if host else ()
        lines.append((*head, count_words(counts)))
    return lines or [(count_words(count(diff)),)]


def _count_on(diff: Diff, host: str) -> Counts:
    entries = (entry for entry in diff.entries if entry.host == host)
    return count_of(entries, (one for one in diff.unknown if one.host in (host, "")))
