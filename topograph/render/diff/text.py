"""A diff as lines for a terminal."""

from collections.abc import Iterator

from topograph.diff.model import Diff
from topograph.diff.words.counts import count, count_words
from topograph.diff.words.groups import Group, groups, hosts_of
from topograph.diff.words.heads import moment_words, nothing_words, scope_words
from topograph.diff.words.lines import Line, fold_lines, unknown_lines
from topograph.diff.words.sentence import Sentence, plain
from topograph.render.diff.subject import Subject
from topograph.render.visible import visible

__all__ = ["diff_text", "render"]


def render(subject: Subject) -> bytes:
    """Return a diff as text."""
    return diff_text(subject.diff).encode()


def diff_text(diff: Diff) -> str:
    """Return both sides, what differs below heads, what is unknown, and the numbers."""
    return "\n".join([*_lines(diff), ""])


def _lines(diff: Diff) -> Iterator[str]:
    if not diff.entries and not diff.unknown:
        yield _text(nothing_words(diff))
        yield from map(_text, scope_words(diff))
        return
    yield f"before  {_text(moment_words(diff.before))}"
    yield f"after   {_text(moment_words(diff.after))}"
    yield from map(_text, scope_words(diff))
    for group in groups(diff):
        yield from ["", _title(group)]
        yield from (_line(line) for folded in group.folds for line in fold_lines(folded))
    if not diff.entries:
        yield from ["", _text(nothing_words(diff))]
    if diff.unknown:
        yield from ["", "Not observed"]
        many = len(hosts_of(diff)) > 1
        yield from (_line(line) for one in diff.unknown for line in unknown_lines(one, many))
    yield from ["", count_words(count(diff))]


def _title(group: Group) -> str:
    return f"{group.title} of {visible(group.host)}" if group.host else group.title


def _line(line: Line) -> str:
    mark = f"{line.mark} " if line.mark else ""
    return f"{'  ' * (line.depth + 1)}{mark}{_text(line.words)}"


def _text(words: Sentence) -> str:
    return visible(plain(words)).rstrip()
