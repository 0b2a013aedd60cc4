from tests.diff.small_hosts import machine, root_of, told
from topograph.facts import Rule, Snapshot


def rules(*of: Rule) -> Snapshot:
    return machine(root_of(rules=list(of)))


BLUE = Rule(family=4, priority=1000, src="192.0.2.0/24", table=100)


def test_rules_come_and_go() -> None:
    name = "rule 1000: from 192.0.2.0/24 lookup 100"
    assert told(rules(), rules(BLUE)) == [f"added {name}"]
    assert told(rules(BLUE), rules()) == [f"removed {name}"]


def test_a_rule_of_the_same_priority_and_selector_has_another_action() -> None:
    after = Rule(family=4, priority=1000, src="192.0.2.0/24", table=200)
    assert told(rules(BLUE), rules(after)) == [
        "changed rule 1000: from 192.0.2.0/24 lookup 100 -> 1000: from 192.0.2.0/24 lookup 200;"
        " action lookup 100 -> lookup 200"
    ]


def test_a_rule_of_the_same_priority_has_another_selector() -> None:
    after = Rule(family=4, priority=1000, src="192.0.2.0/25", table=100)
    assert told(rules(BLUE), rules(after)) == [
        "changed rule 1000: from 192.0.2.0/24 lookup 100 -> 1000: from 192.0.2.0/25 lookup 100;"
        " selector from 192.0.2.0/24 -> from 192.0.2.0/25"
    ]


def test_a_rule_of_another_priority_or_family_is_another() -> None:
    for other in (Rule(family=4, priority=1001, src="192.0.2.0/24", table=100),
                  Rule(family=6, priority=1000, table=100)):  # fmt: skip
        lines = told(rules(BLUE), rules(other))
        assert sorted(line.split()[0] for line in lines) == ["added", "removed"]


def test_a_rule_that_is_there_once_more_was_added() -> None:
    assert told(rules(BLUE), rules(BLUE, BLUE)) == [
        "added rule 1000: from 192.0.2.0/24 lookup 100"
    ]


def test_the_family_is_a_part_of_the_name() -> None:
    six = Rule(family=6, priority=5, table=254)
    assert told(rules(), rules(six)) == ["added rule -6 5: from all lookup main"]
