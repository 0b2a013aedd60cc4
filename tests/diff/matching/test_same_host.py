import pytest
from msgspec.structs import replace

from tests.diff.small_hosts import machine, root_of, told
from topograph.diff import compare
from topograph.errors import DiffError
from topograph.facts import Snapshot

NAMES = ("a.json", "b.json")


def hosts(*of: tuple[str, str | None]) -> Snapshot:
    facts = machine(root_of())
    [host] = facts.hosts
    return replace(
        facts, hosts=[replace(host, hostname=name, machine_id=machine) for name, machine in of]
    )


def test_a_host_goes_by_its_machine_id() -> None:
    assert told(hosts(("a", "1"), ("b", "2")), hosts(("b", "1"), ("a", "2"))) == [
        "renamed host b -> a; hostname b -> a",
        "renamed host a -> b; hostname a -> b",
    ]


@pytest.mark.parametrize("machines", [("1", None), (None, "1"), (None, None), ("", "1")])
def test_a_host_goes_by_its_name_where_an_id_is_missing(
    machines: tuple[str | None, str | None],
) -> None:
    assert told(*(hosts(("a", machine)) for machine in machines)) == []


def test_a_host_without_an_id_does_not_take_away_the_one_of_another() -> None:
    both = hosts(("a", None), ("a", "1"))
    assert told(both, hosts(("a", "1"))) == ["removed host a"]
    assert compare(both, hosts(("a", "1"))).hosts[0].before.inventory.host.machine_id == "1"


def test_a_host_more_was_added() -> None:
    before, after = hosts(("a", "1")), hosts(("a", "1"), ("b", "2"))
    assert told(before, after) == ["added host b"]
    assert told(after, before) == ["removed host b"]


def test_two_snapshots_without_hosts_do_not_differ() -> None:
    diff = compare(hosts(), hosts()).diff
    assert (diff.entries, diff.unknown) == ([], [])


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (hosts(("a", "1")), hosts(("b", "2")),
         "a.json and b.json: of different hosts: a and b"),
        (hosts(("a", "1")), hosts(("a", "2")),
         "a.json and b.json: both are of a host a, but their machine ids differ"),
        (hosts(("a", None)), hosts(("b", None)),
         "a.json and b.json: of different hosts: a and b"),
        (hosts(), hosts(("a", "1")),
         "a.json: no host in it, so that there is nothing to compare"),
        (hosts(("a", "1")), hosts(),
         "b.json: no host in it, so that there is nothing to compare"),
    ],
)  # fmt: skip
def test_snapshots_without_a_common_host_cannot_be_compared(
    before: Snapshot, after: Snapshot, words: str
) -> None:
    with pytest.raises(DiffError) as caught:
        compare(before, after, names=NAMES)
    assert str(caught.value).partition(";")[0] == words


def test_the_way_out_is_named() -> None:
    with pytest.raises(DiffError) as caught:
        compare(hosts(("a", "1")), hosts(("b", "2")))
    assert "--across-hosts" in caught.value.hint
    assert caught.value.where == ""


def test_both_moments_are_named() -> None:
    before = replace(hosts(("b", "2"), ("a", "1")), captured_at="2026-11-24T09:00:00Z")
    diff = compare(before, hosts(("a", "1")), names=NAMES).diff
    assert (diff.before.source, diff.after.source) == NAMES
    assert diff.before.captured_at == "2026-11-24T09:00:00Z"
    assert diff.before.hosts == ["a", "b"]
