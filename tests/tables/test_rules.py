from tests.hosts import snapshot
from tests.tables.cells import column
from topograph.facts import Host, Netns, Rule, Snapshot
from topograph.tables import TABLES

rules = TABLES["rules"]
BORN = [
    Rule(family=4, priority=0, table=255),
    Rule(family=4, priority=32766, table=254),
    Rule(family=6, priority=0, table=255),
]
VPN = Rule(family=4, priority=100, table=51820, fwmark=7)


def test_what_all_namespaces_have_is_told_once_and_first() -> None:
    table = rules(_host([*BORN, VPN], BORN, BORN))
    assert table.rows == (
        ("all 3", "IPv4", "0", "from all", "lookup local"),
        ("all 3", "IPv4", "32766", "from all", "lookup main"),
        ("all 3", "IPv6", "0", "from all", "lookup local"),
        ("web1", "IPv4", "100", "from all fwmark 0x7", "lookup 51820"),
    )
    assert table.nodes == ("", "", "", "netns/web1")


def test_a_rule_that_one_namespace_lacks_stands_for_each_other() -> None:
    table = rules(_host(BORN, BORN, BORN[:2]))
    assert column(table, "namespace") == ["all 3", "all 3", "web1", "ns1"]
    assert column(table, "family") == ["IPv4", "IPv4", "IPv6", "IPv6"]
    assert table.nodes[2:] == ("netns/web1", "netns/web1/@ns1")


def test_a_namespace_whose_rules_were_not_read_does_not_count() -> None:
    table = rules(_host(BORN, BORN, []))
    assert column(table, "namespace") == ["all 2"] * 3


def test_of_one_namespace_nothing_is_common() -> None:
    table = rules(_host(BORN, []))
    assert column(table, "namespace") == ["web1"] * 3
    assert table.nodes == ("netns/web1",) * 3


def test_rules_differ_by_any_of_their_words() -> None:
    other = [Rule(family=4, priority=0, table=255, protocol="static"), *BORN[1:]]
    table = rules(_host(BORN, other))
    assert column(table, "action")[2:] == ["lookup local", "lookup local proto static"]


def test_families_and_priorities_are_in_order_and_equals_as_the_kernel_has_them() -> None:
    equal = [Rule(family=4, priority=9, table=table) for table in (300, 100, 200)]
    late = Rule(family=4, priority=10, table=1)
    table = rules(_host([Rule(family=6, priority=1, table=2), late, *equal]))
    assert column(table, "priority") == ["9", "9", "9", "10", "1"]
    assert column(table, "action")[:3] == ["lookup 300", "lookup 100", "lookup 200"]


def test_a_rule_that_is_there_twice_is_told_twice() -> None:
    table = rules(_host([*BORN, VPN, VPN], [*BORN, VPN]))
    assert column(table, "namespace") == ["all 2"] * 4 + ["web1"]


def test_each_host_has_its_own_common_rules() -> None:
    one, two = (
        Host(
            hostname=name, namespaces=[Netns(inode=n, root=n == 1, rules=BORN[:1]) for n in inodes]
        )
        for name, inodes in (("web1", (1, 2)), ("web2", (1,)))
    )
    table = rules(snapshot(one, two))
    assert [row[:2] for row in table.rows] == [("web1", "all 2"), ("web2", "web2")]


def _host(*found: list[Rule]) -> Snapshot:
    """The first list is of the root."""
    namespaces = [
        Netns(inode=n + 1, root=n == 0, names=[f"ns{n}"] if n else [], rules=rules)
        for n, rules in enumerate(found)
    ]
    return snapshot(Host(hostname="web1", namespaces=namespaces))
