"""A diff as Markdown, for a ticket or a pull request; short, however much differs."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from topograph.diff.model import Diff
from topograph.diff.words.counts import count, count_words
from topograph.diff.words.groups import groups, hosts_of
from topograph.diff.words.heads import moment_words, names_of, nothing_words, scope_words
from topograph.diff.words.lines import Line, fold_lines, unknown_lines
from topograph.diff.words.sentence import Given, Sentence
from topograph.render.diff.shares import fair_shares
from topograph.render.diff.subject import Subject
from topograph.render.md_text import Quoted, code

__all__ = ["MOST_LINES", "diff_markdown", "render"]

MOST_LINES: Final = 150
"""There are fewer, however much differs."""

_MOST_SECTIONS: Final = 16
_MOST_ITEMS: Final = 72
"""Lines of all lists together; each section takes four more, for its title and its rest."""
_MOST_OF_ONE: Final = 8
"""Lines of one event."""


class _Block(NamedTuple):
    """What belongs together, and is not torn apart unless it is too long by itself."""

    lines: list[Line]
    events: int


class _Section(NamedTuple):
    title: Sentence
    blocks: list[_Block]


def render(subject: Subject) -> bytes:
    """Return a diff as Markdown."""
    return diff_markdown(subject.diff).encode()


def diff_markdown(diff: Diff) -> str:
    """Return both sides, what differs in lists, and what is unknown, all of bounded length."""
    lines = list(_head(diff))
    sections = list(_sections(diff))
    shown = sections[:_MOST_SECTIONS]
    wanted = [sum(len(block.lines) for block in section.blocks) for section in shown]
    for section, most in zip(shown, fair_shares(wanted, _MOST_ITEMS), strict=True):
        lines += ["", f"**{_quoted(section.title)}**", "", *_items(section.blocks, most)]
    rest = sum(block.events for section in sections[_MOST_SECTIONS:] for block in section.blocks)
    lines += ["", f"And {rest:,} more in {len(sections) - len(shown):,} lists."] if rest else []
    return "\n".join([*lines, ""])


def _head(diff: Diff) -> Iterator[str]:
    hosts = _quoted(names_of(hosts_of(diff)))
    yield f"## Network of {hosts or 'no host'}: {count_words(count(diff))}"
    yield ""
    if not diff.entries and not diff.unknown:
        yield _quoted(nothing_words(diff))
        yield from (f"- {_quoted(words)}" for words in scope_words(diff))
        return
    yield f"- Before: {_quoted(moment_words(diff.before))}"
    yield f"- After: {_quoted(moment_words(diff.after))}"
    # Patterns given by the caller may be many; the text has them all.
    yield from (f"- {_quoted(words)}" for words in scope_words(diff))
    if not diff.entries:
        yield from ["", _quoted(nothing_words(diff))]


def _sections(diff: Diff) -> Iterator[_Section]:
    for group in groups(diff):
        of: Sentence = (" of ", Given(group.host)) if group.host else ()
        blocks = [_Block(list(fold_lines(one)), len(one.entries)) for one in group.folds]
        yield _Section((group.title, *of), blocks)
    if diff.unknown:
        many = len(hosts_of(diff)) > 1
        blocks = [_Block(list(unknown_lines(one, many)), 1) for one in diff.unknown]
        yield _Section(("Not observed",), blocks)


def _items(blocks: Sequence[_Block], most: int) -> Iterator[str]:
    """Yield the lines of a list: whole events as long as there is room, then their number."""
    left = most
    for n, block in enumerate(blocks):
        room = _MOST_OF_ONE if n else min(_MOST_OF_ONE, left)
        lines = _cut(block.lines, room)
        if len(lines) > left:
            yield f"- and {sum(block.events for block in blocks[n:]):,} more"
            return
        yield from map(_item, lines)
        left -= len(lines)


def _cut(lines: list[Line], most: int) -> list[Line]:
    if len(lines) <= most:
        return lines
    shown = lines[: max(1, most - 1)]
    depth = min(line.depth for line in lines[1:])
    rest = sum(line.depth == depth for line in lines[len(shown) :])
    return [*shown, Line(depth, "", (f"and {rest:,} more",))] if most > 1 and rest else shown


def _item(line: Line) -> str:
    # In a code span, since a plus sign would begin a list of its own.
    mark = f"{code(line.mark)} " if line.mark else ""
    return f"{'  ' * line.depth}- {mark}{_quoted(line.words)}"


def _quoted(words: Sentence) -> Quoted:
    return Quoted("".join(code(word) if isinstance(word, Given) else word for word in words))
