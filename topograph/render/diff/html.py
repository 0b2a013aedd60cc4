"""The report of a diff: one HTML page with the changes first, and the picture of both sides.

As in the report of a snapshot nothing is loaded, and all can be read without the script.
Each change leads to its place in the picture, and each changed thing there to its change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup, escape

from topograph.diff.marking import entry_id
from topograph.diff.model import Entry, Verb
from topograph.diff.words import MARKS, UNKNOWN_MARK
from topograph.diff.words.counts import count, count_words
from topograph.diff.words.groups import groups, hosts_of
from topograph.diff.words.heads import moment_words, names_of, nothing_words, scope_words
from topograph.diff.words.lines import Line, fold_lines, unknown_lines
from topograph.diff.words.sentence import Given, Sentence, plain
from topograph.picture.drawing import Picture
from topograph.render.diff.json import render as render_json
from topograph.render.diff.md import diff_markdown
from topograph.render.diff.subject import Subject
from topograph.render.report.linked_svg import linked_svg
from topograph.render.report.places import Linked, shapes_of
from topograph.render.report.policy import policy, styles_in
from topograph.render.report.script import DIFF_SCRIPTS, page_script
from topograph.render.report.style import is_tall, page_style
from topograph.render.svg_paint import quote
from topograph.render.templates import environment
from topograph.render.visible import visible
from topograph.snapshot.in_page import data_link

__all__ = ["MOST_EVENTS", "render"]

MOST_EVENTS: Final = 2_000
"""Of more events the page tells the first; no browser would open it in a moment."""

_TONES: Final = {Verb.ADDED: "added", Verb.REMOVED: "removed"}
_TONE_OF_MARKS: Final = {
    **{MARKS[verb]: tone for verb, tone in _TONES.items()},
    UNKNOWN_MARK: "unknown",
}


@dataclass(slots=True)
class _Told:
    """One line of the page, with those below it."""

    mark: Markup
    words: Markup
    parts: list["_Told"] = field(default_factory=list)


@dataclass(slots=True)
class _Event:
    """One event, or several that are told at once."""

    ids: list[str]
    tone: str
    line: _Told
    label: str
    """What its link into the picture is called."""
    place: str = ""
    """Id of an element of the picture."""


@dataclass(slots=True)
class _Group:
    title: Markup
    events: list[_Event]


def render(subject: Subject) -> bytes:
    """Return the page.

    Raises:
        RenderError: the templates are missing.
    """
    diff, theme = subject.diff, subject.options.theme
    style, script = page_style("report", "diff"), page_script(DIFF_SCRIPTS)
    shown = _groups(subject)
    ids = {one for group in shown for event in group.events for one in event.ids}
    picture = linked_svg(subject.picture, theme, lambda shape: _address(shape, ids))
    hosts = names_of(hosts_of(diff))
    many = len(hosts_of(diff)) > 1
    page = (
        environment()
        .get_template("diff.html")
        .render(
            title=f"Changes in the network of {visible(plain(hosts)) or 'no host'}",
            theme=theme,
            policy=policy([style, *styles_in(picture)], script),
            generator=diff.after.tool,
            style=Markup(style),
            script=Markup(script),
            before=_words(moment_words(diff.before)),
            after=_words(moment_words(diff.after)),
            scope=[_words(words) for words in scope_words(diff)],
            counts=count_words(count(diff)),
            total=len(diff.entries),
            nothing=None if diff.entries else _words(nothing_words(diff)),
            groups=shown,
            rest=len(diff.entries) - len(ids),
            unknown=[_tree(list(unknown_lines(one, many)), "unknown") for one in diff.unknown],
            markdown=diff_markdown(diff),
            picture=Markup(picture),
            is_tall=is_tall(picture),
            data=data_link(render_json(subject)),
        )
    )
    return page.encode()


def _groups(subject: Subject) -> list[_Group]:
    diff = subject.diff
    numbers = {id(entry): entry_id(n) for n, entry in enumerate(diff.entries, 1)}
    places = _places(subject.picture)
    found, left = [], MOST_EVENTS
    for group in groups(diff, by_shape=False):
        of: Sentence = (" of ", Given(group.host)) if group.host else ()
        events = []
        for folded in group.folds:
            if left <= 0:
                break
            ids = [numbers[id(entry)] for entry in folded.entries]
            left -= len(ids)
            events.append(
                _event(list(fold_lines(folded, by_shape=False)), ids, folded.first, places)
            )
        if events:
            found.append(_Group(_words((group.title, *of)), events))
    return found


def _event(lines: list[Line], ids: list[str], first: Entry, places: dict[str, str]) -> _Event:
    tone = _TONES.get(first.verb, "changed")
    label = f"{visible(plain(lines[0].words))}: in the picture"
    place = next((places[one] for one in ids if one in places), "")
    return _Event(ids, tone, _tree(lines, tone), label, place)


def _tree(lines: list[Line], tone: str) -> _Told:
    """Put lines below those that they belong to."""
    top = _told(lines[0], tone)
    above = [(lines[0].depth, top)]
    for line in lines[1:]:
        while above[-1][0] >= line.depth:
            above.pop()
        told = _told(line, "")
        above[-1][1].parts.append(told)
        above.append((line.depth, told))
    return top


def _told(line: Line, tone: str) -> _Told:
    tone = tone or _TONE_OF_MARKS.get(line.mark, "changed")
    mark = Markup('<span class="mark {}">{}</span>').format(tone, line.mark)
    return _Told(mark if line.mark else Markup(), _words(line.words))


def _words(sentence: Sentence) -> Markup:
    """Return a sentence, in which what is from outside is code."""
    code = Markup("<code>{}</code>")
    return Markup().join(
        code.format(visible(word)) if isinstance(word, Given) else escape(word)
        for word in sentence
    )


def _places(picture: Picture) -> dict[str, str]:
    """Return for each event the id of an element of the picture that it changed."""
    found: dict[str, str] = {}
    for shape, one in _changed(picture):
        found.setdefault(one, shape.id)
    return found


def _changed(picture: Picture) -> Iterator[tuple[Linked, str]]:
    # A frame leads nowhere, but what changed in the host's own namespace is told on it.
    frames = [box for box in picture.boxes if box.is_frame]
    for shape in (*shapes_of(picture), *frames):
        if shape.change is not None:
            yield from ((shape, one) for one in shape.change.entry.split())


def _address(shape: Linked, ids: Iterable[str]) -> str:
    """Return where a changed thing leads: to the first of its changes that the page tells."""
    entries = shape.change.entry.split() if shape.change is not None else []
    return next((quote(f"#{one}") for one in entries if one in ids), "")
