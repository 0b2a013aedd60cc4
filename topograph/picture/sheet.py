"""The sheet that a picture is drawn on, shape by shape."""

from dataclasses import dataclass, field
from typing import Final

from topograph.picture.changes import DIM, Change
from topograph.picture.drawing import Box, DrawnCable, Line, Point, Sign, Text
from topograph.picture.legible import legible
from topograph.picture.parts import NEUTRAL
from topograph.picture.style import TEXTS, Mark
from topograph.picture.text_width import fit, text_width

__all__ = ["Lettering", "Sheet", "tooltip"]

_NAMES: Final = frozenset({"name", "line-name", "mac"})
"""What differs at its end."""


@dataclass(slots=True)
class Sheet:
    """What was drawn so far."""

    is_diff: bool = False
    """Whether what has not changed is dim."""
    boxes: list[Box] = field(default_factory=list)
    cables: list[DrawnCable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    """Of the latest row or box of each key."""
    row_count: int = 0
    person_count: int = 0
    meanings: set[str] = field(default_factory=set)
    """What the legend has to explain."""

    def next_box(self) -> str:
        """Return the id of the next box."""
        return f"b{len(self.boxes) + 1}"

    def next_row(self) -> str:
        """Return the id of the next row."""
        self.row_count += 1
        return f"r{self.row_count}"

    def next_person(self) -> str:
        """Return the id of the next container in the head of a card."""
        self.person_count += 1
        return f"p{self.person_count}"

    def next_cable(self) -> str:
        """Return the id of the next cable."""
        return f"c{len(self.cables) + 1}"

    def ink(self, change: Change | None, around: Change | None = None) -> int:
        """Return what the texts and marks of a part are drawn in: dim, or as they are.

        Args:
            change: that of the part.
            around: that of a box around it, which has come or gone with all in it.
        """
        is_news = change or (around and around.is_whole)
        return DIM if self.is_diff and not is_news else NEUTRAL

    def line_ink(self, change: Change | None) -> int:
        """Return what a line is drawn in that has no more to say than its part."""
        return change.tone if change and change.is_whole else self.ink(change)

    def sign(self, mark: Mark, place: Point, hue: int = NEUTRAL, part: str = "") -> None:
        """Draw the end of a cable or a line."""
        self.signs.append(Sign(mark, *place, hue, part))


@dataclass(slots=True)
class Lettering:
    """The texts of one box or row, each cut to the room that it has."""

    texts: list[Text] = field(default_factory=list)
    hue: int = NEUTRAL
    """Of all that has none of its own."""

    def write(  # noqa: PLR0913 - a text is all of this
        self, x: int, y: int, text: str, style: str, room: int, *, hue: int = NEUTRAL
    ) -> int:
        """Write a text that begins at `x` and return its width; nothing if there is no room."""
        shown = fit(text, TEXTS[style], room, keeps_end=style in _NAMES)
        if not shown:
            return 0
        full = "" if shown == legible(text) else legible(text)
        hue = self.hue if hue == NEUTRAL else hue
        self.texts.append(Text(x, y, shown, style, hue=hue, full=full))
        return text_width(shown, TEXTS[style])

    def write_end(self, x: int, y: int, text: str, style: str, room: int) -> int:
        """Write a text that ends at `x` and return its width; nothing if there is no room."""
        shown = fit(text, TEXTS[style], room, keeps_end=style in _NAMES)
        if not shown:
            return 0
        full = "" if shown == legible(text) else legible(text)
        self.texts.append(Text(x, y, shown, style, is_end=True, hue=self.hue, full=full))
        return text_width(shown, TEXTS[style])


def tooltip(*lines: str) -> str:
    """Return lines for those who point at something, without empty ones."""
    return "\n".join(legible(line) for line in lines if line)
