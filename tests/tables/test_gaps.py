from tests.hosts import loopback, snapshot
from tests.tables.cells import column
from topograph.facts import Gap, Host, Link, Netns
from topograph.tables import TABLES

gaps = TABLES["gaps"]


def gap(subject: str, host: str = "") -> Gap:
    return Gap(source="engine", subject=subject, what="It is away.", hint="start it", host=host)


def test_each_gap_is_told_once_with_its_hint() -> None:
    table = gaps(snapshot(Host(hostname="web1"), gaps=[gap("b"), gap("a"), gap("b")]))
    assert table.rows == (
        ("engine", "a", "It is away.", "start it"),
        ("engine", "b", "It is away.", "start it"),
    )
    assert table.nodes == ("", "")


def test_of_several_hosts_each_gap_names_its_own() -> None:
    hosts = [Host(hostname="web1"), Host(hostname="web2")]
    table = gaps(snapshot(*hosts, gaps=[gap("a", "web2"), gap("all")]))
    assert column(table, "host") == ["", "web2"]


def test_facts_that_contradict_each_other_are_a_gap() -> None:
    netns = Netns(inode=1, root=True, links=[loopback(), Link(ifindex=1, ifname="other")])
    table = gaps(snapshot(Host(hostname="web1", namespaces=[netns])))
    assert column(table, "source") == ["graph"]
    assert column(table, "subject") == ["netns:1"]
