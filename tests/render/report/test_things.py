from collections.abc import Mapping

import pytest

from tests.hosts import docker0, many, snapshot
from tests.render.mixed_host import hostile, mixed
from topograph.facts import Snapshot
from topograph.graph import build_graph, ways_out
from topograph.render.report.things import HOMES, home_nodes, thing_index
from topograph.tables import TABLES, Column, Table, make_tables


def table(name: str, *nodes: str) -> Table:
    return Table(name, name, (Column("x", "X"),), tuple((node,) for node in nodes), nodes)


TABLES_OF_FOUR = [
    table("ports", "l1", "", "l9", "l2"),
    table("containers", "c1", "c2"),
    table("links", "l1", "l2"),
]


def test_things_are_numbered_as_their_rows_come() -> None:
    assert home_nodes(TABLES_OF_FOUR) == ["c1", "c2", "l1", "l2"]
    assert home_nodes(reversed(TABLES_OF_FOUR)) == ["l1", "l2", "c1", "c2"]


def test_ways_and_rows_of_other_tables_go_by_the_numbers() -> None:
    ways = {"c1": ["l2", "l1"], "l1": ["gone", "l2"], "gone": ["c1"]}
    assert thing_index(iter(TABLES_OF_FOUR), ways) == {
        "out": [[3, 2], [], [3], []],
        "about": {"ports": [2, -1, -1, 3]},
    }


@pytest.mark.parametrize("ways", [{}, {"x": ["y"]}])
def test_what_is_in_no_table_is_in_no_list(ways: Mapping[str, list[str]]) -> None:
    found = thing_index([table("links"), table("gaps", "", "")], dict(ways))
    assert found == {"out": [], "about": {"gaps": [-1, -1]}}


def test_the_tables_with_rows_of_their_own_are_tables_of_the_report() -> None:
    assert set(HOMES) == {"containers", "networks", "links", "namespaces"}
    assert set(HOMES) < set(TABLES)


@pytest.mark.parametrize("facts", [docker0(), mixed(), many(60, 3), hostile(""), snapshot()])
def test_each_node_but_hosts_and_far_ends_has_one_row_of_its_own(facts: Snapshot) -> None:
    graph = build_graph(facts)
    nodes = home_nodes(make_tables(facts).values())
    wanted = {n for n, a in graph.nodes(data=True) if a["type"] not in ("host", "remote")}
    assert sorted(nodes) == sorted(wanted)


@pytest.mark.parametrize("facts", [docker0(), mixed()])
def test_the_index_of_a_host_says_what_its_graph_says(facts: Snapshot) -> None:
    tables, ways = list(make_tables(facts).values()), ways_out(build_graph(facts))
    found = thing_index(tables, ways)
    nodes = home_nodes(tables)
    out, about = found["out"], found["about"]
    assert isinstance(out, list)
    assert isinstance(about, dict)
    known = set(nodes)
    assert {node: [nodes[n] for n in ends] for node, ends in zip(nodes, out, strict=True)} == {
        node: [far for far in ways[node] if far in known] for node in nodes
    }
    assert set(about) == set(TABLES) - set(HOMES)
    for made in tables:
        if made.name in about:
            told = [nodes[n] if n >= 0 else "" for n in about[made.name]]
            assert told == [node if node in known else "" for node in made.nodes]
