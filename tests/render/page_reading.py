"""Read a page as a browser does, as far as our pages go: elements, attributes, texts, tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

__all__ = ["Element", "Page"]

_VOID: Final = frozenset({"meta", "input", "link", "img", "br", "hr", "base"})
# What a start tag ends, and inside of what: the end tags of cells and rows are left out.
_ENDS: Final = {
    "td": ({"td", "th"}, "tr"),
    "th": ({"td", "th"}, "tr"),
    "tr": ({"td", "th", "tr"}, "table"),
    "tbody": ({"td", "th", "tr", "thead", "tbody"}, "table"),
}


@dataclass(eq=False)
class Element:
    """An element with what is in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Element"]:
        """Yield the elements inside, in order; those with such a tag if any is given."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def one(self, tag: str) -> "Element":
        """Return the only such element inside."""
        (found,) = self.all(tag)
        return found

    @property
    def text(self) -> str:
        """What stands in it, in all elements together."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)


class Page(HTMLParser):
    """A whole page.

    Args:
        data: its text.
    """

    def __init__(self, data: str) -> None:
        super().__init__()
        self.data = data
        self.root = Element("", {})
        self.faults: list[str] = []
        """What a browser would have to mend."""
        self._open = [self.root]
        self.feed(data)
        self.close()
        self.faults += [f"<{element.tag}> has no end" for element in self._open[1:]]
        self.by_id = {e.attributes["id"]: e for e in self.all() if "id" in e.attributes}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        names = [name for name, _ in attrs]
        if len(names) > len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        ended, inside = _ENDS.get(tag, (set(), ""))
        while self._open[-1].tag in ended and self._open[-1].tag != inside:
            self._open.pop()
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag not in _VOID:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element of an SVG that is empty."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        while self._open[-1].tag in ("td", "th", "tr", "tbody") and tag in ("table", "thead"):
            self._open.pop()
        if self._open[-1].tag == tag:
            self._open.pop()
        else:
            self.faults.append(f"</{tag}> ends <{self._open[-1].tag}>")

    def handle_data(self, data: str) -> None:
        """Take in a text."""
        self._open[-1].children.append(data)

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the elements, in order; those with such a tag if any is given."""
        return self.root.all(*tags)

    def one(self, tag: str) -> Element:
        """Return the only such element."""
        return self.root.one(tag)

    def texts(self, tag: str) -> list[str]:
        """Return what stands in each such element, without blanks around it."""
        return [element.text.strip() for element in self.all(tag)]

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute."""
        return [e.attributes[name] for e in self.all() if name in e.attributes]

    def rows(self, table: str) -> list[Element]:
        """Return the rows in the body of a table."""
        return list(self.by_id[table].one("tbody").all("tr"))

    def cells(self, table: str) -> list[list[str]]:
        """Return the texts of a table, its head first."""
        rows = [self.by_id[table].one("thead").one("tr"), *self.rows(table)]
        return [[cell.text.strip() for cell in row.all("td", "th")] for row in rows]
