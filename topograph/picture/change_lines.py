"""Write what has changed of a part: a mark, a word and a colour."""

from topograph.picture.changes import Change
from topograph.picture.drawing import Sign
from topograph.picture.marking import told
from topograph.picture.sheet import Lettering, Sheet
from topograph.picture.sizes import SIGN
from topograph.picture.style import CHANGE_MARKS, Mark

__all__ = ["change_mark", "write_change"]


def change_mark(verb: str) -> Mark:
    """Return the mark of a verb."""
    return CHANGE_MARKS.get(verb, Mark.CHANGED)


def write_change(  # noqa: PLR0913 - it has a mark, a text, and a meaning for the legend
    sheet: Sheet,
    letters: Lettering,
    signs: list[Sign],
    place: tuple[int, int, int],
    change: Change | None,
    *,
    name: str = "",
) -> None:
    """Write a change in one line; nothing if there is none, or what is around tells it.

    Args:
        sheet: for what the legend has to explain.
        letters: the texts of the part.
        signs: the marks of the part.
        place: left edge, base line, and room.
        change: what to tell.
        name: what stands before it.
    """
    change = told(change)
    if change is None:
        return
    x, y, room = place
    if letters.write(x + SIGN, y, name + change.text, "word", room - SIGN, hue=change.tone):
        signs.append(Sign(change_mark(change.verb), x + 6, y - 4, change.tone))
        sheet.meanings.add(f"change {change.verb}")
