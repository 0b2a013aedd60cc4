"""Tables are sorted, sifted by words, and walked through."""

import pytest

from tests.report.opened import Opened, OpenReport
from topograph.tables import TABLES, make_tables

pytestmark = pytest.mark.browser

COLUMN = """([table, column]) => {
    const found = document.getElementById(table).querySelector('table');
    const place = [...found.tHead.rows[0].cells].findIndex((h) => h.dataset.name === column);
    return [...found.tBodies[0].rows].filter((row) => !row.hidden)
        .map((row) => row.cells[place].textContent.trim());
}"""
AT = """(() => { const cell = document.activeElement.closest('td, tbody th');
    return cell && [cell.closest('section').id, cell.parentNode.rowIndex, cell.cellIndex] })()"""


def _sort(opened: Opened, table: str, column: str, times: int = 1) -> None:
    for _ in range(times):
        opened.one(f"#{table} th[data-name={column}] button").click()


def _column(opened: Opened, table: str, column: str) -> list[str]:
    found: list[str] = opened.run(COLUMN, [table, column])
    return found


def test_a_click_on_a_head_sorts_and_a_second_one_turns_it_round(open_report: OpenReport) -> None:
    opened = open_report("compose")
    _sort(opened, "containers", "names")
    found = _column(opened, "containers", "names")
    assert found == sorted(found)
    head = opened.one("#containers th[data-name=names]")
    assert head.get_attribute("aria-sort") == "ascending"
    _sort(opened, "containers", "names")
    assert _column(opened, "containers", "names") == found[::-1]
    assert head.get_attribute("aria-sort") == "descending"


def test_only_the_column_that_is_sorted_by_says_so(open_report: OpenReport) -> None:
    opened = open_report("compose")
    _sort(opened, "containers", "names", times=2)
    _sort(opened, "containers", "image")
    assert opened.count("#containers [aria-sort]") == 1
    assert opened.one("#containers [aria-sort=ascending]").get_attribute("data-name") == "image"
    _sort(opened, "containers", "names")
    assert opened.one("#containers [aria-sort]").get_attribute("aria-sort") == "ascending"


@pytest.mark.parametrize(("table", "column"), [("links", "ifindex"), ("published", "host_port")])
def test_numbers_are_sorted_as_numbers(open_report: OpenReport, table: str, column: str) -> None:
    opened = open_report("compose")
    _sort(opened, table, column)
    found = [int(text) for text in _column(opened, table, column)]
    assert found == sorted(found)
    assert [str(n) for n in found] != sorted(map(str, found))


def test_numbers_within_names_and_addresses_count_as_well(open_report: OpenReport) -> None:
    opened = open_report("star")
    _sort(opened, "containers", "names")
    assert _column(opened, "containers", "names") == [f"app0-web-{n}" for n in range(1, 26)]
    _sort(opened, "containers", "addresses")
    last = [
        text.split("/")[0].split(".")[-1] for text in _column(opened, "containers", "addresses")
    ]
    assert last == [str(n) for n in range(2, 27)]


@pytest.mark.parametrize("times", [1, 2])
def test_cells_that_say_nothing_come_last_either_way(open_report: OpenReport, times: int) -> None:
    opened = open_report("compose")
    _sort(opened, "containers", "project", times)
    found = _column(opened, "containers", "project")
    said = [text for text in found if text]
    assert found == said + [""] * (len(found) - len(said))
    assert said == sorted(said, reverse=times == 2)
    assert len(set(said)) > 1
    assert len(said) < len(found)


def test_sorting_loses_no_row_and_no_id(open_report: OpenReport) -> None:
    opened = open_report("compose")
    ids = "[...document.querySelectorAll('#links tbody tr')].map((row) => row.id)"
    before = opened.run(ids)
    _sort(opened, "links", "mac")
    assert opened.run(ids) != before
    assert sorted(opened.run(ids)) == sorted(before)


def test_every_column_of_every_table_can_be_sorted(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.run("document.querySelectorAll('thead button').forEach((head) => head.click())")
    assert opened.count("[aria-sort]") == len(TABLES)
    opened.run("document.querySelectorAll('thead button').forEach((head) => head.click())")
    assert opened.count("tbody tr") == sum(
        len(table.rows) or 1 for table in make_tables(opened.subject.snapshot).values()
    )


def test_words_leave_the_rows_that_have_them_all(open_report: OpenReport) -> None:
    opened = open_report("compose")
    opened.page.fill("#containers .tools input", "SHOP running")
    expected = {
        row[7]
        for row in make_tables(opened.subject.snapshot)["containers"].rows
        if "shop" in " ".join(row) and "running" in " ".join(row)
    }
    assert set(_column(opened, "containers", "names")) == expected
    assert opened.one("#containers output").inner_text() == f"{len(expected)} shown"
    opened.page.fill("#containers .tools input", "")
    assert len(_column(opened, "containers", "names")) == 14
    assert opened.one("#containers output").inner_text() == ""


def test_words_that_are_nowhere_leave_no_row(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.page.fill("#links .tools input", "nowhere")
    assert opened.count("#links tbody tr:not([hidden])") == 0
    assert opened.one("#links output").inner_text() == "0 shown"


def test_a_table_with_nothing_in_it_still_says_so_whatever_is_looked_for(
    open_report: OpenReport,
) -> None:
    opened = open_report("docker0")
    opened.page.fill("#gaps .tools input", "nowhere")
    assert opened.one("#gaps tbody").inner_text().strip() == "none"
    assert opened.one("#gaps output").inner_text() == ""


def test_words_of_one_table_leave_the_others(open_report: OpenReport) -> None:
    opened = open_report("compose")
    opened.page.fill("#containers .tools input", "shop")
    assert opened.count("tr[hidden]") == opened.count("#containers tr[hidden]")


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["ArrowDown"], [2, 0]),
        (["ArrowRight"], [1, 1]),
        (["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"], [1, 0]),
        (["ArrowLeft"], [1, 0]),
        (["ArrowUp"], [1, 0]),
        (["ArrowDown"] * 9, [3, 0]),
    ],
)
def test_arrows_walk_from_cell_to_cell(
    open_report: OpenReport, keys: list[str], place: list[int]
) -> None:
    opened = open_report("docker0")
    opened.one("#networks tbody [tabindex='0']").focus()
    for key in keys:
        opened.page.keyboard.press(key)
    assert opened.run(AT) == ["networks", *place]


def test_each_table_is_entered_at_one_cell(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.one("#networks tbody [tabindex='0']").focus()
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("ArrowRight")
    assert opened.count("#networks tbody [tabindex='0']") == 1
    opened.one("#find").focus()
    opened.one("#networks tbody [tabindex='0']").focus()
    assert opened.run(AT) == ["networks", 2, 1]


def test_arrows_go_over_rows_that_are_hidden(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.page.fill("#networks .tools input", "1")
    assert _column(opened, "networks", "network") == ["bridge", "none"]
    opened.one("#networks tbody [tabindex='0']").focus()
    opened.page.keyboard.press("ArrowDown")
    assert opened.run(AT) == ["networks", 3, 0]


def test_a_table_can_be_entered_whatever_is_hidden(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.page.fill("#networks .tools input", "null")
    assert opened.one("#networks tbody [tabindex='0']").is_visible()


def test_a_table_can_be_entered_again_when_its_rows_come_back(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.page.fill("#networks .tools input", "nowhere")
    opened.page.fill("#networks .tools input", "")
    assert opened.count("#networks tbody [tabindex='0']") == 1


def test_arrows_walk_in_the_order_that_is_seen(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    _sort(opened, "networks", "network", times=2)
    assert _column(opened, "networks", "network") == ["none", "host", "bridge"]
    opened.one("#networks tbody [tabindex='0']").focus()
    opened.page.keyboard.press("ArrowUp")
    opened.page.keyboard.press("ArrowRight")
    assert opened.run("document.activeElement.firstChild.data.trim()") == "host"
