"""Read Markdown back with a parser that knows tables, HTML, and links that are none in form."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["SPAN", "Page", "read"]

SPAN = "\N{BLACK DIAMOND}"
"""Stands for a code span in the blocks of a page."""

_PARSER = MarkdownIt("gfm-like")


@dataclass
class Page:
    """What a reader of the page sees."""

    kinds: set[str] = field(default_factory=set)
    """Of all tokens: what is on the page but text."""
    spans: list[str] = field(default_factory=list)
    """The texts in code spans."""
    blocks: list[str] = field(default_factory=list)
    """What stands in each heading, paragraph, item and cell besides."""
    tables: list[list[list[str]]] = field(default_factory=list)
    """The cells of the rows of each, as text."""


def read(markdown: str) -> Page:
    """Return what a parser finds."""
    page, cell = Page(), False
    for token in _PARSER.parse(markdown):
        page.kinds.add(token.type)
        if token.type == "table_open":
            page.tables.append([])
        elif token.type == "tr_open":
            page.tables[-1].append([])
        elif token.type == "inline":
            parts = list(_flat(token))
            page.kinds.update(part.type for part in parts)
            page.spans += [part.content for part in parts if part.type == "code_inline"]
            page.blocks.append("".join(map(_outside, parts)))
            if cell:
                page.tables[-1][-1].append("".join(part.content for part in parts))
        cell = token.type in ("th_open", "td_open")
    return page


def _outside(part: Token) -> str:
    return SPAN if part.type == "code_inline" else part.content


def _flat(token: Token) -> Iterator[Token]:
    for child in token.children or []:
        yield child
        yield from _flat(child)
