import pytest

from tests.hosts import docker0, many, snapshot
from tests.tables.cells import cells, column
from topograph.facts import Container, Gap, Host
from topograph.graph import build_graph
from topograph.tables import TABLES, make_tables
from topograph.tables.table import Column, Row, TableMaker


def test_every_table_has_the_name_it_is_found_by() -> None:
    tables = make_tables(docker0())
    assert {name: table.name for name, table in tables.items()} == {n: n for n in TABLES}


def test_what_is_looked_for_first_comes_first() -> None:
    assert list(make_tables(docker0())) == [
        "containers",
        "networks",
        "published",
        "bridges",
        "ports",
        "links",
        "routes",
        "rules",
        "neighbours",
        "fdb",
        "namespaces",
        "gaps",
    ]


def test_the_names_of_columns_are_unique_identifiers() -> None:
    for maker in TABLES.values():
        names = [column.name for column in maker.columns]
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() and name != "host" for name in names)


def test_all_tables_together_are_the_same_as_one_by_one() -> None:
    found = docker0()
    assert make_tables(found) == {name: make(found) for name, make in TABLES.items()}


def test_each_row_is_as_wide_as_the_head_and_one_column_names_it() -> None:
    for table in make_tables(many(4, 2)).values():
        assert {len(row) for row in table.rows} <= {len(table.columns)}
        assert len(table.nodes) == len(table.rows)
        assert sum(column.names_row for column in table.columns) == 1


def test_rows_say_which_node_of_the_graph_they_are_about() -> None:
    graph = build_graph(docker0())
    tables = make_tables(docker0())
    for name in ("containers", "networks", "bridges", "ports", "links", "routes", "namespaces"):
        assert tables[name].nodes
        assert set(tables[name].nodes) <= set(graph)
    assert set(tables["links"].nodes) == {n for n in graph if n.startswith("link/")}


def test_a_host_has_a_column_only_beside_another() -> None:
    one, two = Host(hostname="web1"), Host(hostname="web2")
    with_one = Host(hostname="web1", containers=[Container(id="a" * 64, names=["a"])])
    assert TABLES["containers"](snapshot(with_one)).columns[0].name == "id"
    table = TABLES["containers"](snapshot(two, with_one))
    assert table.columns[0].title == "Host"
    assert table.rows[0][:2] == ("web1", "a" * 12)
    assert TABLES["links"](snapshot(one, two)).columns[0].name == "host"


def test_a_cut_keeps_the_rows_of_what_is_left() -> None:
    table = TABLES["containers"](docker0())
    left = table.of({"container/ip-10-0-0-5/pensive_yonath"})
    assert column(left, "names") == ["pensive_yonath"]
    assert left.nodes == ("container/ip-10-0-0-5/pensive_yonath",)


def test_a_cut_keeps_rows_that_are_about_no_node() -> None:
    table = TABLES["gaps"](
        snapshot(Host(hostname="a"), gaps=[Gap(source="host", subject="host", what="?")])
    )
    assert len(table.of(()).rows) == 1


@pytest.mark.parametrize("most", [0, 1, 4, 5])
def test_the_first_rows_are_the_rows_as_they_come_with_their_nodes(most: int) -> None:
    table = TABLES["fdb"](many(5))
    links = TABLES["links"](many(5))
    assert links.first(most).rows == links.rows[:most]
    assert links.first(most).nodes == links.nodes[:most]
    assert links.first(most).columns == links.columns
    assert (table.first(most).name, table.first(most).note) == ("fdb", table.note)


def test_a_table_with_no_more_rows_is_left_as_it_is() -> None:
    table = TABLES["containers"](docker0())
    assert table.first(2) is table
    assert table.first(3) is table
    assert len(table.first(1).rows) == len(table.first(1).nodes) == 1


def test_a_note_stays_with_its_table_whatever_is_cut_and_however_many_hosts_there_are() -> None:
    made = TableMaker(
        name="x",
        title="X",
        columns=(Column("x", "X", names_row=True),),
        find_rows=lambda _: [Row("a", "n", ("1",)), Row("b", "m", ("2",))],
        note="Not all.",
    )
    for facts in (docker0(), snapshot(Host(hostname="a"), Host(hostname="b"))):
        table = made(facts)
        assert table.note == table.of({"n"}).note == table.first(1).note == "Not all."
    assert {name for name, table in make_tables(docker0()).items() if table.note} == {"fdb"}


def test_a_newline_from_outside_does_not_make_two_values_of_one() -> None:
    found = Container(id="a" * 64, names=["one\ntwo"], image="x\ny")
    row = cells(TABLES["containers"](snapshot(Host(hostname="web1", containers=[found]))), 0)
    assert (row["image"], row["names"]) == (r"x\x0ay", r"one\x0atwo")


def test_no_host_gives_tables_without_rows() -> None:
    assert all(table.rows == () for table in make_tables(snapshot()).values())
