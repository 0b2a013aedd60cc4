"""Cells and tables are copied, and the snapshot is saved."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import topograph
from tests.render.markdown_reading import read
from tests.report.opened import Opened, OpenReport
from tests.report.subjects import SUBJECTS, page_of
from topograph.render import render
from topograph.render.visible import visible_lines
from topograph.tables import TABLES, make_tables

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _without_clipboard(page: "Page") -> None:
    """Take away from a page what it copies with, as on a page that is not secure."""
    page.add_init_script(
        "window.real = navigator.clipboard;"
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    )


def _copied(opened: Opened) -> str:
    found: str = opened.run("(window.real || navigator.clipboard).readText()")
    return found


def _copy_table(opened: Opened, table: str, how: str) -> str:
    opened.run("(window.real || navigator.clipboard).writeText('before')")
    opened.page.click(f"#{table} .tools button:text-is('Copy as {how}')")
    opened.until("document.querySelector('#said').textContent === 'Copied.'")
    return _copied(opened)


def test_a_cell_is_copied_by_the_mouse(open_report: OpenReport) -> None:
    opened = open_report()
    cell = opened.page.locator("#links tbody td:text-is('36:48:bf:1a:81:e3')")
    cell.hover()
    opened.page.click(".copier")
    assert _copied(opened) == "36:48:bf:1a:81:e3"
    assert opened.one("#said").inner_text() == "Copied."


def test_a_cell_of_several_values_is_copied_in_lines(open_report: OpenReport) -> None:
    opened = open_report("mixed")
    opened.page.hover("#bridges tbody td:has-text('veth11')")
    opened.page.click(".copier")
    assert _copied(opened) == "veth11\nveth15"


def test_a_cell_is_copied_by_the_keyboard_alone(open_report: OpenReport) -> None:
    opened = open_report()
    opened.one("#networks .wide").focus()
    for key in ["Tab"] * 8 + ["ArrowDown", "ArrowRight", "ArrowRight", "Tab", "Enter"]:
        opened.page.keyboard.press(key)
    assert _copied(opened) == "host"


def test_an_empty_cell_offers_nothing_to_copy(open_report: OpenReport) -> None:
    opened = open_report()
    opened.page.hover("#networks tbody tr:last-child td:last-child")
    assert opened.count(".copier") == 0


def test_what_offers_to_copy_moves_no_cell(open_report: OpenReport) -> None:
    opened = open_report()
    cell = opened.page.locator("#networks tbody td").nth(3)
    size = "(() => { const { width, height } = document.querySelector('#networks table')"
    size += ".getBoundingClientRect(); return [width, height] })()"
    cell.scroll_into_view_if_needed()
    before = opened.run(size)
    cell.hover()
    assert opened.count("#networks .copier") == 1
    assert opened.run(size) == before


def test_no_cell_has_a_layer_of_its_own_but_that_of_the_button(open_report: OpenReport) -> None:
    # With one for each cell a browser takes a second more for 1,000 containers.
    positioned = """[...document.querySelectorAll("td, th")]
        .filter((cell) => getComputedStyle(cell).position !== "static").length"""
    opened = open_report()
    assert opened.run(positioned) == 0
    opened.page.locator("#networks tbody td").nth(3).hover()
    assert opened.run(positioned) == 1


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_the_table(open_report: OpenReport, table: str) -> None:
    opened = open_report("compose")
    found = make_tables(opened.subject.snapshot)[table]
    copied = list(csv.reader(io.StringIO(_copy_table(opened, table, "CSV"), newline="")))
    assert copied == [[column.title for column in found.columns], *map(list, found.rows)]


def test_lines_of_csv_end_as_its_standard_says(open_report: OpenReport) -> None:
    opened = open_report()
    text = _copy_table(opened, "networks", "CSV")
    assert text.count("\r\n") == 4
    assert text.endswith("\r\n")


def test_no_cell_of_csv_is_taken_for_a_formula(open_report: OpenReport) -> None:
    opened = open_report("formulas")
    rows = list(csv.reader(io.StringIO(_copy_table(opened, "containers", "CSV"), newline="")))
    assert [row[1] for row in rows[1:]] == ["'=1+1", "'+1", "'-1", "'@a", 'a,"b"', "a=1"]


@pytest.mark.parametrize("table", ["containers", "published", "bridges", "gaps"])
def test_markdown_is_the_table(open_report: OpenReport, table: str) -> None:
    opened = open_report("compose")
    found = make_tables(opened.subject.snapshot)[table]
    (copied,) = read(_copy_table(opened, table, "Markdown")).tables
    assert [[cell.split("<br>") for cell in row] for row in copied] == [
        [cell.split("\n") for cell in row]
        for row in ([column.title for column in found.columns], *found.rows)
    ]


def test_markdown_of_a_harmful_host_is_text(open_report: OpenReport) -> None:
    opened = open_report("harmful")
    page = read(_copy_table(opened, "containers", "Markdown"))
    found = make_tables(opened.subject.snapshot)["containers"].rows
    assert page.tables[0][1:] == [[visible_lines(cell) for cell in row] for row in found]
    assert page.kinds == {
        *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close"),
        *("tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close"),
        *("inline", "text", "code_inline"),
    }


def test_signs_of_markdown_in_a_cell_mean_nothing(open_report: OpenReport) -> None:
    opened = open_report("marks")
    page = read(_copy_table(opened, "containers", "Markdown"))
    assert [row[1] for row in page.tables[0][1:]] == [
        c.image for c in SUBJECTS["marks"]().hosts[0].containers
    ]


def test_only_rows_that_are_seen_are_copied_and_in_their_order(open_report: OpenReport) -> None:
    opened = open_report("compose")
    opened.page.fill("#containers .tools input", "blog")
    opened.page.click("#containers th[data-name=names] button")
    opened.page.click("#containers th[data-name=names] button")
    rows = list(csv.reader(io.StringIO(_copy_table(opened, "containers", "CSV"), newline="")))
    assert [row[7] for row in rows] == ["Names", "blog-web-2", "blog-web-1", "blog-db-1"]


def test_an_offered_copy_is_in_no_copy(open_report: OpenReport) -> None:
    opened = open_report()
    opened.page.hover("#networks tbody td >> nth=1")
    assert "Copy" not in _copy_table(opened, "networks", "CSV")


@pytest.mark.parametrize("how", ["CSV", "Markdown"])
def test_a_page_without_a_clipboard_copies_all_the_same(open_report: OpenReport, how: str) -> None:
    usual = _copy_table(open_report("mixed"), "containers", how)
    opened = open_report("mixed", before=_without_clipboard)
    assert _copy_table(opened, "containers", how).replace("\r\n", "\n") == usual.replace(
        "\r\n", "\n"
    )
    assert opened.count("textarea") == 0


def test_copying_without_a_clipboard_leaves_the_reader_where_he_is(
    open_report: OpenReport,
) -> None:
    opened = open_report("mixed", before=_without_clipboard)
    button = opened.one("#links .tools button:text-is('Copy as CSV')")
    button.scroll_into_view_if_needed()
    before = opened.run("scrollY")
    button.press("Enter")
    opened.until("document.querySelector('#said').textContent === 'Copied.'")
    assert opened.run("scrollY") == before
    assert opened.run("document.activeElement.textContent") == "Copy as CSV"


@pytest.mark.parametrize("name", ["docker0", "compose", "harmful", "odd"])
@pytest.mark.parametrize("has_script", [True, False])
def test_the_link_saves_the_snapshot(
    open_report: OpenReport, tmp_path: Path, name: str, has_script: bool
) -> None:
    opened = open_report(name, java_script_enabled=has_script)
    with opened.page.expect_download() as waiting:
        opened.page.click("#snapshot a")
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.suffixes[-2:] == [".json", ".gz"]
    assert topograph.load(file) == opened.subject.snapshot


@pytest.mark.parametrize("name", ["docker0", "compose", "harmful", "odd", "several", "nothing"])
def test_the_page_itself_is_a_snapshot(tmp_path: Path, name: str) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(page_of(name))
    assert topograph.load(file) == SUBJECTS[name]()


def test_the_summary_is_copied(open_report: OpenReport) -> None:
    opened = open_report()
    opened.page.click("details summary")
    opened.page.click("#copy")
    assert _copied(opened) == render(opened.subject, "md").decode().strip()
