"""What holds for the diff of any two snapshots of the same hosts."""

from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.hosts import FIRST_BRIDGE
from tests.properties.sound import rebooted, sound_snapshots
from tests.properties.strategies import shuffled, snapshots
from tests.properties.twist import twisted
from topograph.diff import Options, compare
from topograph.diff.model import Diff, Entry, Thing, Verb
from topograph.facts import Snapshot
from topograph.graph import build_graph

odd_snapshots = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
seeds = st.integers(0, 2**32 - 1)
BOOTS = (None, "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002")
MIRRORED = {Verb.ADDED: Verb.REMOVED, Verb.REMOVED: Verb.ADDED}


def booted(snapshot: Snapshot, boot: str | None) -> Snapshot:
    return replace(snapshot, hosts=[replace(host, boot_id=boot) for host in snapshot.hosts])


def moments(max_hosts: int = 2) -> st.SearchStrategy[tuple[Snapshot, Snapshot]]:
    """The same hosts at two moments, of one boot or of two."""

    def build(
        snapshot: Snapshot, seed: int, boots: tuple[str | None, str | None]
    ) -> tuple[Snapshot, Snapshot]:
        return booted(snapshot, boots[0]), booted(twisted(snapshot, seed), boots[1])

    boots = st.tuples(st.sampled_from(BOOTS), st.sampled_from(BOOTS))
    return st.builds(build, snapshots(max_hosts), seeds, boots)


def options() -> st.SearchStrategy[Options]:
    ignored = st.sampled_from(
        [(), (), (), ("container",), ("link",), ("network", "netns"), ("*.mac",)]
    )
    return st.builds(Options, st.booleans(), ignored)


def entries_of(diff: Diff) -> Iterator[Entry]:
    """Yield all entries, those of what is unknown as well, and their parts."""
    left = [*diff.entries, *(entry for unknown in diff.unknown for entry in unknown.hidden)]
    while left:
        entry = left.pop()
        yield entry
        left += entry.parts


def told(diff: Diff, *, mirrored: bool = False) -> list[Any]:
    """Return what all entries tell, each for itself.

    Not compared are keys, which are of the side after, and what entries are a part of: a
    namespace may have another container after, whose event what happens in it is.
    """
    found = [_told(entry, mirrored) for entry in entries_of(diff)]
    return sorted(one for one in found if one[0] is not Verb.CHANGED or one[-1])


def _told(entry: Entry, mirrored: bool) -> Any:
    before, after = (entry.after, entry.before) if mirrored else (entry.before, entry.after)
    changes = [
        (c.field, repr(c.after), repr(c.before)) if mirrored
        else (c.field, repr(c.before), repr(c.after))
        for c in entry.changes
    ]  # fmt: skip
    verb = MIRRORED.get(entry.verb, entry.verb) if mirrored else entry.verb
    return verb, entry.thing, repr(before), repr(after), sorted(changes)


@odd_snapshots
@given(snapshots(), seeds, st.booleans(), st.sampled_from(BOOTS))
def test_the_same_facts_in_another_order_do_not_differ(
    snapshot: Snapshot, seed: int, all_fields: bool, boot: str | None
) -> None:
    one = booted(snapshot, boot)
    diff = compare(one, shuffled(one, Random(seed)), Options(all_fields)).diff
    assert (diff.entries, diff.unknown) == ([], [])


@odd_snapshots
@given(moments(), options())
def test_what_was_added_one_way_was_removed_the_other_way(
    pair: tuple[Snapshot, Snapshot], how: Options
) -> None:
    there, back = compare(*pair, how).diff, compare(*pair[::-1], how).diff
    assert told(there) == told(back, mirrored=True)
    assert {(u.side, u.what) for u in there.unknown} == {
        ("after" if u.side == "before" else "before", u.what) for u in back.unknown
    }


@odd_snapshots
@given(moments(), seeds, options())
def test_the_order_of_facts_does_not_count(
    pair: tuple[Snapshot, Snapshot], seed: int, how: Options
) -> None:
    random = Random(seed)
    before, after = (shuffled(side, random) for side in pair)
    assert compare(before, after, how).diff == compare(*pair, how).diff


@odd_snapshots
@given(moments(), options())
def test_each_entry_is_about_a_node_of_its_side(
    pair: tuple[Snapshot, Snapshot], how: Options
) -> None:
    graphs = [build_graph(side) for side in pair]
    for entry in entries_of(compare(*pair, how).diff):
        for place, graph in zip((entry.before, entry.after), graphs, strict=True):
            assert place is None or not place.node or place.node in graph, entry


@odd_snapshots
@given(moments(), options())
def test_an_entry_says_what_it_is_about(pair: tuple[Snapshot, Snapshot], how: Options) -> None:
    for entry in entries_of(compare(*pair, how).diff):
        assert (entry.before is None) == (entry.verb is Verb.ADDED), entry
        assert (entry.after is None) == (entry.verb is Verb.REMOVED), entry
        # Odd hosts have two links of one name in a namespace, between which an address may move.
        if entry.thing is not Thing.ADDRESS:
            assert all(change.before != change.after for change in entry.changes), entry
        assert entry.changes or entry.parts or entry.verb is not Verb.CHANGED, entry


@odd_snapshots
@given(sound_snapshots(), seeds)
def test_a_reboot_that_changes_nothing_else_is_one_word(snapshot: Snapshot, seed: int) -> None:
    diff = compare(snapshot, rebooted(snapshot, seed)).diff
    assert [(e.verb, e.thing, e.changes, e.parts) for e in diff.entries] == [
        (Verb.REBOOTED, Thing.HOST, [], [])
    ]
    assert diff.unknown == []


@odd_snapshots
@given(sound_snapshots(), seeds)
def test_an_engine_that_started_all_containers_anew_changed_nothing(
    snapshot: Snapshot, seed: int
) -> None:
    after = rebooted(snapshot, seed, above=2 * FIRST_BRIDGE)
    diff = compare(snapshot, booted(after, snapshot.hosts[0].boot_id)).diff
    assert (diff.entries, diff.unknown) == ([], [])


@odd_snapshots
@given(snapshots(1), seeds)
def test_any_two_hosts_can_be_compared_as_twins(snapshot: Snapshot, seed: int) -> None:
    assume(snapshot.hosts)
    other = twisted(snapshot, seed)
    [host] = other.hosts
    other = replace(other, hosts=[replace(host, hostname="twin", machine_id="ef" * 16)])
    diff = compare(snapshot, other, Options(across_hosts=True)).diff
    assert {entry.host for entry in diff.entries} <= {"twin"}
