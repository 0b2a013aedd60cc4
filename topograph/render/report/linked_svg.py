"""The picture inside a page: everything in it leads to its place among the tables.

A script may light some of it and dim the rest, so the shapes of a box stand in
an element of their own beside those of its rows, and ends of cables tell whose
they are.
"""

from collections.abc import Callable, Container
from typing import Final

from topograph.picture.drawing import Box, DrawnCable, DrawnPerson, DrawnRow, Picture
from topograph.picture.sizes import EDGE
from topograph.picture.style import Face
from topograph.render.report.places import Linked, address
from topograph.render.svg import Writer, marked, named
from topograph.render.svg_paint import dark_rules, quote

__all__ = ["linked_svg", "to_rows"]

_FACES: Final = {
    Face.SANS: ("sans-serif", "400"),
    Face.BOLD: ("sans-serif", "600"),
    Face.MONO: ("monospace", "400"),
}
"""Short, since they are repeated; the style of the page names finer ones by class."""

_HALF_A_MARK: Final = 4

_DARK_ON: Final = {
    "auto": " screen and (prefers-color-scheme:dark)",
    "dark": " screen",
    "light": "",
}
"""For each theme the media on which it is dark."""


def linked_svg(picture: Picture, theme: str, address_of: Callable[[Linked], str]) -> str:
    """Return a picture as an <svg> element of a page.

    Args:
        picture: what the layout made.
        theme: light, dark, or auto to follow the reader's system.
        address_of: tells where in the page a shape leads, as an attribute's value; nowhere if
            that is empty.
    """
    return "\n".join(_LinkedWriter(picture, theme, address_of).lines())


def to_rows(nodes: Container[str]) -> Callable[[Linked], str]:
    """Return what tells the address of the row about a shape's node, if there is one.

    Args:
        nodes: that have a row, whose id is that of the node.
    """
    return lambda shape: address(shape.node) if shape.node in nodes else ""


class _LinkedWriter(Writer):
    # Its links are heard one by one, which those of an image would not be.
    ROLE = 'role="group" aria-label="Picture"'

    def __init__(self, picture: Picture, theme: str, address_of: Callable[[Linked], str]) -> None:
        # Paper is white, so that what is dark is so by a style sheet, and only on a screen.
        super().__init__(picture, "light", _FACES)
        self._dark_on = _DARK_ON[theme]
        self._address_of = address_of

    def style(self) -> str:
        if not self._dark_on:
            return ""
        return dark_rules(self._dark_on, is_diff=self._picture.is_diff)

    def box_itself(self, box: Box) -> tuple[str, str]:
        head = f'<g id="{box.id}" {marked("box", box)}>'
        if box.is_frame:
            # A click beside all that is in it means nothing.
            return f'{head}<g class="frame" {named(box.node, ())}>', "</g>"
        if not box.texts:
            # What is in it has links of its own, and one without a word could not be heard.
            return f'{head}<g class="own" {named(box.node, box.folded)}>', "</g>"
        own, end = self._link('class="own"', box)
        return head + own, end

    def around_row(self, row: DrawnRow) -> tuple[str, str]:
        head, tail = self._link(f'id="{row.id}" {marked("row", row)}', row)
        # In a card of one line what stands before the texts of its row is the container.
        starts = [sign.x - _HALF_A_MARK for sign in row.signs]
        starts += [text.x for text in row.texts if not text.is_end]
        left = max(row.x, min(starts, default=row.x) - EDGE)
        width = row.x + row.width - left
        size = f'x="{left}" y="{row.y}" width="{width}" height="{row.height}"'
        return f'{head}<rect fill="none" {size}/>', tail

    def around_person(self, person: DrawnPerson) -> tuple[str, str]:
        return self._link(f'id="{person.id}" {marked("container", person)}', person)

    def about_cable(self, cable: DrawnCable) -> str:
        change = f" {marked('', cable)}" if cable.change else ""
        return f"{change}{self.about(cable.parts)}"

    def about(self, parts: tuple[str, ...]) -> str:
        return f' data-parts="{" ".join(parts)}"' if parts else ""

    def _link(self, attributes: str, shape: Linked) -> tuple[str, str]:
        node, folded = shape.node, shape.folded
        where = self._address_of(shape)
        if not where:
            return f"<g {attributes} {named(node, folded)}>", "</g>"
        more = f' data-nodes="{quote(" ".join(folded))}"' if folded else ""
        words = list(dict.fromkeys(text.full or text.text for text in shape.texts))
        # A tooltip is all that is heard of a link, and need not say what is seen.
        if shape.title and not set(words) <= set(shape.title.split("\n")):
            more += f' aria-label="{quote(", ".join(words))}"'
        return f'<a {attributes} href="{where}"{more}>', "</a>"
