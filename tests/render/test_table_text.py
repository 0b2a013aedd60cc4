from dataclasses import replace

from tests.hosts import docker0
from topograph.render.table_text import table_text
from topograph.tables import TABLES, Column, Table


def test_the_bridges_look_like_those_of_brctl_show() -> None:
    table = TABLES["bridges"](docker0())
    shown = replace(table, columns=table.columns[:6], rows=tuple(row[:6] for row in table.rows))
    assert table_text(shown) == (
        "BRIDGE NAME   BRIDGE ID           STP ENABLED   INTERFACES    NAMESPACE     NETWORK\n"
        "docker0       8000.0242743c0b8f   no            vethc5d293a   ip-10-0-0-5   bridge\n"
        "                                                veth7f6daae\n"
    )


def test_numbers_stand_to_the_right() -> None:
    assert table_text(_table(("5", "a"), ("10", "b"))) == ("NO   NAME\n 5   a\n10   b\n")


def test_a_table_without_rows_has_a_head() -> None:
    assert table_text(_table()) == "NO   NAME\n"


def test_wide_and_combining_characters_keep_the_columns_in_line() -> None:
    lines = table_text(_table(("\u4e2d", "a"), ("e\u0301x", "b"), ("xy", "c"))).splitlines()
    assert lines == ["NO   NAME", "\u4e2d   a", "e\u0301x   b", "xy   c"]


def test_no_control_character_reaches_the_terminal() -> None:
    text = table_text(_table(("\x1b[2J", "a\rb\u202e\x00\x9b")))
    assert all(c.isprintable() or c == "\n" for c in text)
    assert r"\x1b[2J" in text


def _table(*rows: tuple[str, ...]) -> Table:
    columns = (Column("no", "No", align="right"), Column("name", "Name"))
    return Table("t", "T", columns, rows, ("",) * len(rows))
