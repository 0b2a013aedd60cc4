"""Write what stands around the boxes: title, captions, legend, and what was not observed."""

from collections.abc import Iterable, Iterator
from math import inf
from typing import Final

from topograph.picture.boxes import STATE_MARKS
from topograph.picture.change_lines import change_mark, write_change
from topograph.picture.changes import VERBS, Change
from topograph.picture.drawing import Line, Sign
from topograph.picture.parts import State
from topograph.picture.sheet import Lettering, Sheet
from topograph.picture.sizes import GAP, SIGN
from topograph.picture.style import TEXTS, Mark
from topograph.picture.text_width import fitting_width

__all__ = ["write_gaps", "write_heading", "write_legend", "write_unplaced"]

_MOST_GAPS: Final = 6
"""So many are printed; the others are in the description."""

_MOST_LINES: Final = 3
"""So many lines has one of them."""
_SAMPLE: Final = 30
_LINE: Final = 20

_STATES: Final = {
    State.RUNNING: "running",
    State.WAITING: "paused or restarting",
    State.STOPPED: "not running",
    State.UNKNOWN: "state unknown",
}
_LINES: Final = {
    "peer": "veth pair",
    "bundle": "several veth pairs",
    "master": "port of",
    "lower": "stands on",
    "inferred": "inferred",
    "routed": "routed by the host",
    "loose": "other end not seen",
    "cut": "leads out of this part",
}


def write_heading(
    sheet: Sheet,
    place: tuple[int, int, int],
    name: str,
    words: Iterable[str],
    change: Change | None = None,
) -> int:
    """Write a name and the words about it below, and return where they end.

    Args:
        sheet: to write on.
        place: left and upper edge, and width.
        name: in large letters.
        words: separated by dots, wrapped to the width.
        change: what has changed of what has the name; it stands in a line of its own.
    """
    x, y, width = place
    letters, signs = Lettering(), list[Sign]()
    letters.write(x, y + 18, name, "title", width)
    y += 38
    for n, line in enumerate(_wrapped(words, " · ", "caption", width)):
        y += _LINE if n else 0
        letters.write(x, y, line, "caption", width)
    if change:
        y += _LINE
        write_change(sheet, letters, signs, (x, y, width), change)
        sheet.signs += signs
    sheet.texts += letters.texts
    return y + 16


def write_legend(sheet: Sheet, place: tuple[int, int, int]) -> int:
    """Write what the signs mean that occur, and return where that ends."""
    left, y, width = place
    letters = Lettering()
    x = left
    entries = list(_entries(sheet.meanings))
    for meaning, words, sample in entries:
        need = sample + fitting_width(words, TEXTS["label"]) + 2 * GAP
        if x > left and x + need > left + width:
            x, y = left, y + _LINE
        _draw_sample(sheet, meaning, x, y + 6)
        letters.write(x + sample, y + 10, words, "label", width - sample)
        x += need
    sheet.texts += letters.texts
    return y + (_LINE if entries else 0)


def write_gaps(sheet: Sheet, place: tuple[int, int, int], gaps: tuple[str, ...]) -> int:
    """Write the first things that were not observed, and return where they end."""
    x, y, width = place
    if not gaps:
        return y
    letters = Lettering()
    letters.write(x, y + 12, f"Not observed ({len(gaps):,})", "word", width)
    y += _LINE
    for gap in gaps[:_MOST_GAPS]:
        lines = _wrapped(gap.split(" "), " ", "label", width - GAP, _MOST_LINES)
        for n, line in enumerate(lines):
            letters.write(x + (GAP if n else 0), y + 10, line, "label", width - GAP)
            y += _LINE - 3
    if len(gaps) > _MOST_GAPS:
        letters.write(x, y + 10, f"and {len(gaps) - _MOST_GAPS:,} more", "label", width)
        y += _LINE - 3
    sheet.texts += letters.texts
    return y


def write_unplaced(
    sheet: Sheet, place: tuple[int, int, int], found: tuple[tuple[str, Change], ...]
) -> int:
    """Write the first changes of what is not drawn itself, and return where they end."""
    x, y, width = place
    if not found:
        return y
    letters, signs = Lettering(), list[Sign]()
    letters.write(x, y + 12, f"Changed, not drawn ({len(found):,})", "word", width)
    y += _LINE
    for name, change in found[:_MOST_GAPS]:
        write_change(sheet, letters, signs, (x, y + 10, width), change, name=f"{name} ")
        y += _LINE - 3
    if len(found) > _MOST_GAPS:
        letters.write(x, y + 10, f"and {len(found) - _MOST_GAPS:,} more", "label", width)
        y += _LINE - 3
    sheet.texts += letters.texts
    sheet.signs += signs
    return y + 8


def _wrapped(
    words: Iterable[str], joint: str, style: str, width: int, most: float = inf
) -> Iterator[str]:
    """Yield lines of words, at most so many, the last of them as long as what is left."""
    line, number = "", 1
    for word in words:
        longer = f"{line}{joint}{word}" if line else word
        if line and number < most and fitting_width(longer, TEXTS[style]) > width:
            yield line
            longer, number = word, number + 1
        line = longer
    yield line


def _entries(meanings: set[str]) -> Iterator[tuple[str, str, int]]:
    """Yield what occurs, with its words and the width of its sample."""
    marks: dict[Mark, list[str]] = {}
    for verb in VERBS:
        if f"change {verb}" in meanings:
            marks.setdefault(change_mark(verb), []).append(verb)
    for verbs in marks.values():
        words = ", ".join(Change(verb).word for verb in verbs)
        yield f"change {verbs[0]}", words, SIGN + 4
    for state, words in _STATES.items():
        if f"state {state}" in meanings:
            yield f"state {state}", words, SIGN + 4
    if "gateway" in meanings:
        yield "gateway", "default route", SIGN + 4
    for meaning, words in _LINES.items():
        if meaning in meanings:
            yield meaning, words, _SAMPLE + GAP


def _draw_sample(sheet: Sheet, meaning: str, x: int, y: int) -> None:
    if meaning.startswith("change "):
        change = Change(meaning.removeprefix("change "))
        sheet.signs.append(Sign(change_mark(change.verb), x + 6, y, change.tone))
    elif meaning.startswith("state "):
        sheet.signs.append(Sign(STATE_MARKS[State(meaning.removeprefix("state "))], x + 5, y))
    elif meaning == "gateway":
        sheet.signs.append(Sign(Mark.GATEWAY, x + 5, y))
    else:
        kind = "stub" if meaning in ("loose", "cut") else meaning
        sheet.lines.append(Line(kind, f"M{x} {y}H{x + _SAMPLE}", sheet.ink(None)))
        if meaning == "loose":
            sheet.sign(Mark.LOOSE, (x + _SAMPLE, y))
        elif meaning == "cut":
            sheet.sign(Mark.PLUG, (x, y), sheet.ink(None))
