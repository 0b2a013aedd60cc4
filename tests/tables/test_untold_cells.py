"""What a text did not tell has an empty cell, rather than the value that it usually has."""

import pytest

import topograph
from tests.golden import PROJECT
from topograph.graph.wired import wire_snapshot
from topograph.tables import Table, tables_of


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    notes = topograph.load(PROJECT / "samples/docker0-notes/notes.md")
    return dict(tables_of(wire_snapshot(notes)))


def cells(table: Table, **wanted: str) -> dict[str, str]:
    """The row that has the wanted cells, by the names of the columns."""
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    [found] = [row for row in rows if wanted.items() <= row.items()]
    return found


def test_a_link_of_which_ifconfig_told_a_part(tables: dict[str, Table]) -> None:
    eth0 = cells(tables["links"], namespace="pensive_yonath", ifname="eth0")
    assert (eth0["ifindex"], eth0["state"], eth0["mtu"]) == ("", "", "")
    assert eth0["mac"] == "02:42:ac:11:00:02"


def test_a_link_of_which_ip_told_more(tables: dict[str, Table]) -> None:
    eth0 = cells(tables["links"], namespace="mad_feynman", ifname="eth0")
    assert (eth0["ifindex"], eth0["state"], eth0["mtu"]) == ("22", "UP", "9001")


def test_a_namespace_without_its_inode_and_its_processes(tables: dict[str, Table]) -> None:
    netns = cells(tables["namespaces"], namespace="mad_feynman")
    assert (netns["inode"], netns["processes"], netns["nsid"]) == ("", "", "")


def test_a_bridge_of_which_brctl_told_a_part(tables: dict[str, Table]) -> None:
    docker0 = cells(tables["bridges"], bridge="docker0")
    assert (docker0["id"], docker0["stp"], docker0["priority"]) == (
        "8000.0242743c0b8f",
        "no",
        "32768",
    )
    assert (docker0["root_id"], docker0["ageing"], docker0["vlan_filtering"]) == ("", "", "")
