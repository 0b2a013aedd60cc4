"""The report on paper: the picture on a page of its own, and all of the tables."""

import io
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Literal
from unicodedata import normalize

import pytest
from pypdf import PageObject, PdfReader

from tests.report.opened import Opened, OpenReport
from tests.report.subjects import subject
from topograph.render import Options
from topograph.render.visible import visible_lines
from topograph.tables import make_tables

pytestmark = pytest.mark.browser

PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
"""A4 in points."""


class Sheet:
    """One page of paper."""

    def __init__(self, page: PageObject) -> None:
        self._page = page
        self.size = round(float(page.mediabox.width)), round(float(page.mediabox.height))

    @cached_property
    def text(self) -> str:
        # Two letters may be drawn as one.
        return normalize("NFKC", self._page.extract_text())

    @cached_property
    def words(self) -> str:
        """Its text without the places at which lines are broken."""
        return _solid(self.text)

    @cached_property
    def drawn(self) -> bytes:
        """How all that is on it is drawn."""
        content = self._page.get_contents()
        assert content is not None
        return content.get_data()

    @property
    def is_picture(self) -> bool:
        """Whether something of the picture is on it: the legend, or a frame."""
        return "hostnamespace" in self.words or "routedbythehost" in self.words


def _printed(opened: Opened) -> list[Sheet]:
    data = opened.page.pdf(prefer_css_page_size=True)
    return [Sheet(page) for page in PdfReader(io.BytesIO(data)).pages]


def _picture(sheets: list[Sheet]) -> Sheet:
    """Return the only page with something of the picture."""
    (found,) = (sheet for sheet in sheets if sheet.is_picture)
    return found


def _solid(text: str) -> str:
    return re.sub(r"\s+", "", normalize("NFKC", text))


def _texts_of(name: str) -> Iterator[str]:
    """Yield the texts of a picture."""
    picture = subject(name).picture
    yield from (text.text for text in picture.texts)
    for box in picture.boxes:
        yield from (text.text for text in box.texts)
        yield from (pill.text.text for pill in box.pills)
        yield from (text.text for person in box.people for text in person.texts)
        yield from (text.text for row in box.rows for text in row.texts)


_DONE: dict[str, list[Sheet]] = {}


@pytest.fixture
def printed(open_report: OpenReport) -> Callable[[str], list[Sheet]]:
    """Return what prints a report in which nothing was done; to read paper takes its time."""

    def print_it(name: str) -> list[Sheet]:
        if name not in _DONE:
            _DONE[name] = _printed(open_report(name))
        return _DONE[name]

    return print_it


Printer = Callable[[str], list[Sheet]]


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("docker0", LANDSCAPE),
        ("mixed", LANDSCAPE),
        ("two-networks", LANDSCAPE),
        ("compose", PORTRAIT),
    ],
)
def test_a_picture_is_on_one_page_that_stands_as_it_does(
    printed: Printer, name: str, size: tuple[int, int]
) -> None:
    assert _picture(printed(name)).size == size


@pytest.mark.parametrize("name", ["docker0", "mixed", "two-networks", "compose"])
def test_the_picture_is_alone_on_its_page_and_all_of_it_is_there(
    printed: Printer, name: str
) -> None:
    words = _picture(printed(name)).words
    assert [text for text in _texts_of(name) if _solid(text) not in words] == []
    assert len(words) == sum(len(_solid(text)) for text in _texts_of(name))


@pytest.mark.parametrize("name", ["docker0", "two-networks", "mixed", "several", "odd", "harmful"])
def test_each_cell_of_each_table_is_on_paper(printed: Printer, name: str) -> None:
    words = "".join(sheet.words for sheet in printed(name))
    for table in make_tables(subject(name).snapshot).values():
        cells = {visible_lines(cell) for row in table.rows for cell in row}
        assert [cell for cell in cells if _solid(cell) not in words] == []


def test_the_head_of_a_table_is_on_each_of_its_pages(printed: Printer) -> None:
    of_links = [sheet for sheet in printed("two-networks") if "LOWER_UP" in sheet.words]
    assert len(of_links) == 2
    assert ["Ifindex" in sheet.words for sheet in of_links] == [True, True]


def test_no_row_is_cut_in_two_by_a_page(printed: Printer) -> None:
    sheets = printed("two-networks")
    for row in make_tables(subject("two-networks").snapshot)["links"].rows:
        assert sum(_solid("".join(row)) in sheet.words for sheet in sheets) == 1


def test_no_heading_is_left_alone_at_the_foot_of_a_page(printed: Printer) -> None:
    titles = {table.title for table in make_tables(subject("compose").snapshot).values()}
    last = [sheet.text.rstrip().rpartition("\n")[2] for sheet in printed("two-networks")]
    assert not [line for line in last if line.rpartition(" ")[0] in titles]


def test_tables_of_many_columns_lie_on_their_side(printed: Printer) -> None:
    sizes = {"Qdisc": LANDSCAPE, "Ageingtimer": LANDSCAPE, "Networks5": PORTRAIT}
    for word, size in sizes.items():
        found = {sheet.size for sheet in printed("two-networks") if word in sheet.words}
        assert found == {size}, word


def test_no_tool_is_printed(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.page.locator("svg a.container text").first.click()
    opened.page.fill("#find", "docker0")
    opened.page.hover("#networks tbody td >> nth=0")
    text = "\n".join(sheet.text for sheet in _printed(opened))
    tools = ["Search", "Copy", "Reset", "Drag to move", "Skip the picture", "Row in the table"]
    assert [word for word in (*tools, "any", "Contents", "1 of") if word in text] == []


def test_zoom_selection_and_search_change_nothing_on_the_page_of_the_picture(
    open_report: OpenReport,
) -> None:
    opened = open_report("two-networks")
    before = _picture(_printed(opened))
    opened.page.locator("svg a.container text").first.click()
    opened.page.fill("#find", "veth")
    opened.page.select_option("#filters select[name=Network]", "backend")
    opened.run("() => { for (let n = 0; n < 4; n++) document.querySelector('#in').click() }")
    opened.run("document.querySelector('#stage').scrollTo(200, 200)")
    after = _picture(_printed(opened))
    assert after.size == before.size
    assert after.drawn == before.drawn


def test_rows_that_are_left_out_are_not_printed(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.page.fill("#networks .tools input", "null")
    (sheet,) = (s for s in _printed(opened) if "NetworkID" in s.words)
    assert "1ef0200050db" in sheet.words
    assert "4e120ad68df2" not in sheet.words


@pytest.mark.parametrize(
    ("theme", "scheme"), [("dark", "light"), ("auto", "dark"), ("dark", "dark")]
)
def test_what_is_dark_on_the_screen_is_printed_light(
    open_report: OpenReport, printed: Printer, theme: str, scheme: Literal["light", "dark"]
) -> None:
    opened = open_report("docker0", options=Options(theme=theme), theme=scheme)
    paper = "getComputedStyle(document.querySelector('svg .host')).fill"
    assert opened.run(paper) != "rgb(255, 255, 255)"
    assert [sheet.drawn for sheet in _printed(opened)] == [
        sheet.drawn for sheet in printed("docker0")
    ]
