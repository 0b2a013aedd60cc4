import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from tests.hosts import docker0, many, snapshot
from tests.properties.strategies import HOSTILE
from tests.render.mixed_host import hostile, mixed
from topograph.facts import Gap, Host, Snapshot
from topograph.render import Options, Subject, render
from topograph.render.html import policy
from topograph.tables import TABLES, make_tables

LOADING = {
    "script",
    "link",
    "img",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "image",
    "use",
    "a",
}


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, found: Snapshot, options: Options | None = None) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self.current = ""
        self.data = render(Subject(found, options), "html").decode()
        self.feed(self.data)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.texts.setdefault(tag, []).append("")
        self.current = tag

    def handle_endtag(self, tag: str) -> None:
        self.current = ""

    def handle_data(self, data: str) -> None:
        if self.current:
            self.texts[self.current][-1] += data

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


def test_the_page_is_one_document_with_the_picture_and_all_tables() -> None:
    page = Page(docker0())
    assert page.data.startswith("<!DOCTYPE html>\n")
    assert [page.tags[tag] for tag in ("html", "head", "body", "main", "h1", "figure")] == [1] * 6
    assert page.tags["svg"] == 1
    assert page.tags["table"] == page.tags["caption"] == len(TABLES)
    order = [value for value in page.values("id") if value in TABLES]
    assert order == ["bridges", "links", "containers", "networks", "fdb", "namespaces", "gaps"]


def test_each_row_and_cell_of_each_table_is_there() -> None:
    page, tables = Page(docker0()), make_tables(docker0()).values()
    cells = [cell for table in tables for row in table.rows for cell in row]
    named = sum(len(table.rows) for table in tables)
    assert page.tags["td"] == len(cells) - named + 1, "and one that says the gaps are none"
    assert page.tags["th"] == named + sum(len(table.columns) for table in tables)
    shown = {text.strip() for tag in ("td", "th") for text in page.texts[tag]}
    assert {cell.strip() for cell in cells} <= shown


def test_heads_of_columns_and_rows_say_so() -> None:
    scopes = Counter(value for tag, name, value in Page(docker0()).attributes if name == "scope")
    tables = make_tables(docker0()).values()
    assert scopes == {
        "col": sum(len(table.columns) for table in tables),
        "row": sum(len(table.rows) for table in tables),
    }


def test_each_thing_has_an_address_in_the_page_and_each_only_one() -> None:
    ids = Page(docker0()).values("id")
    assert "containers:container/ip-10-0-0-5/pensive_yonath" in ids
    assert "links:link/ip-10-0-0-5/docker0" in ids
    assert len(ids) == len(set(ids))


def test_every_link_leads_to_a_place_in_the_page() -> None:
    page = Page(mixed())
    assert {href[1:] for href in page.values("href")} <= set(page.values("id"))
    assert page.values("href")


@pytest.mark.parametrize(
    "text", [*filter(None, HOSTILE), "<img src=x onerror=alert(1)>", "javascript:alert(1)"]
)
def test_text_from_outside_adds_no_tag_and_no_attribute(text: str) -> None:
    page, plain = Page(hostile(text)), Page(hostile("plain"))
    assert {tag for tag in page.tags if tag in LOADING} <= {"a"}
    assert {tag: n for tag, n in page.tags.items() if tag not in _shapes(page)} == {
        tag: n for tag, n in plain.tags.items() if tag not in _shapes(page)
    }
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]


def _shapes(page: Page) -> set[str]:
    """Return tags that a picture has more of for longer names, or for empty ones fewer."""
    return {"text", "tspan", "title", "rect", "path", "g", "circle", "line", "i", "time", "p", "b"}


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = Page(mixed())
    assert not set(page.tags) & (LOADING - {"a"})
    assert not set(page.values("src") + page.values("style"))
    addresses = set(re.findall(r"\w+://[^\s\"'<]+", page.data))
    assert addresses <= {"http://www.w3.org/2000/svg", "unix:///run/docker.sock"}
    assert "url(" not in page.texts["style"][0]


def test_the_policy_allows_the_styles_of_the_page_and_nothing_else() -> None:
    page = Page(docker0())
    (found,) = [v for v in page.values("content") if v.startswith("default-src")]
    # In an SVG a browser reads entities in a style.
    styles = [unescape(style).encode() for style in page.texts["style"]]
    hashes = [b64encode(sha256(style).digest()).decode() for style in styles]
    sources = " ".join(f"'sha256-{found}'" for found in hashes)
    assert found == (
        f"default-src 'none'; style-src {sources}; base-uri 'none'; form-action 'none'"
    )


def test_one_style_twice_is_named_once() -> None:
    assert policy(["a", "b", "a"]).count("sha256-") == 2


def test_gaps_come_before_the_picture_and_are_told_plainly() -> None:
    page = Page(mixed())
    told = page.data.index("Not everything could be seen")
    assert told < page.data.index("<svg")
    assert "The namespace could not be entered: operation not permitted." in page.texts["li"][-1]
    assert "No gaps" in Page(docker0()).data


def test_many_gaps_are_counted_above_and_all_in_the_table() -> None:
    gaps = [Gap(source="s", subject=f"netns:{n:03}", what="No.") for n in range(40)]
    page = Page(snapshot(Host(hostname="h"), gaps=gaps))
    assert "and 30 more" in page.data
    assert sum(text.startswith("netns:") for text in page.texts["th"]) == 40


def test_the_head_says_which_host_when_and_by_what() -> None:
    page = Page(docker0())
    assert page.texts["h1"] == ["ip-10-0-0-5"]
    assert page.texts["time"][0] == "2026-11-24T09:30:00Z"
    assert "4.4.0-38-generic x86_64" in page.texts["dd"]
    assert "topograph 0" in page.data


def test_several_hosts_are_told_apart() -> None:
    page = Page(snapshot(*(Host(hostname=f"h{n}") for n in range(5))))
    assert page.texts["h1"] == ["h0, h1, h2 and 2 more"]
    assert [text.strip() for text in page.texts["h2"]] == ["h0", "h1", "h2", "h3", "h4"]


def test_what_the_options_leave_out_is_in_no_table() -> None:
    page = Page(docker0(), Options(only=("pensive_*",)))
    assert "mad_feynman" not in "".join(page.texts["th"])
    assert "some things were left out on request" in page.data
    assert "left out" not in Page(docker0()).data


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_the_theme_is_fixed_or_the_readers(theme: str) -> None:
    page = Page(docker0(), Options(theme=theme))
    assert ("html", "data-theme", theme) in page.attributes
    assert ("light dark" if theme == "auto" else theme) in page.values("content")


@pytest.mark.graphviz
def test_the_picture_may_be_laid_out_by_graphviz() -> None:
    page = Page(docker0(), Options(layout="dot"))
    assert page.tags["svg"] == 1
    assert "<?xml" not in page.data
    assert "<!DOCTYPE svg" not in page.data
    assert "link/ip-10-0-0-5/docker0" in page.values("id")


def test_no_moment_and_no_tool_leave_no_empty_words() -> None:
    page = Page(replace(docker0(), captured_at="", tool=""))
    assert "Network topology." in page.data
    assert page.tags["time"] == 0


def test_a_page_about_many_stays_small() -> None:
    page = Page(many(100, 5))
    tables = page.data[page.data.index("</figure>") :]
    assert len(tables) < 2000 * 100
