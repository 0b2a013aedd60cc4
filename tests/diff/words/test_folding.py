import pytest

from tests.diff.build_diff import added, change, changed, entry, removed
from topograph.diff.model import Entry, Thing, Verb
from topograph.diff.words.folding import LEAST, fold
from topograph.diff.words.sentence import plain

LINK, CONTAINER = Thing.LINK, Thing.CONTAINER
MTU = change("mtu", 1500, 1450)


def heads(entries: list[Entry]) -> list[str]:
    return [plain(folded.headline) for folded in fold(entries)]


def links(number: int, *changes: object, **others: object) -> list[Entry]:
    return [changed(LINK, f"l{n}", *(changes or (MTU,)), **others) for n in range(number)]  # type: ignore[arg-type]


def test_the_same_change_of_many_is_one_line() -> None:
    (folded,) = fold(links(30))
    assert plain(folded.headline) == "mtu 1500 → 1450 on 30 links: l0, l1, l2 and 27 more"
    assert plain(folded.about) == "30 links: l0, l1, l2 and 27 more"
    assert folded.details == ()
    assert len(folded.entries) == 30


def test_fewer_stand_one_by_one() -> None:
    assert LEAST == 4
    assert heads(links(3)) == ["link l0 changed", "link l1 changed", "link l2 changed"]
    assert heads(links(4)) == ["mtu 1500 → 1450 on 4 links: l0, l1, l2 and 1 more"]


def test_what_differs_stays_where_it_is() -> None:
    other = changed(LINK, "other", change("mtu", 1500, 9000))
    found = heads([*links(2), other, *links(3)])
    assert found == ["mtu 1500 → 1450 on 5 links: l0, l1, l0 and 2 more", "link other changed"]
    assert heads([other, *links(4)])[0] == "link other changed"


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([changed(CONTAINER, f"c{n}", change("state", "running", "exited")) for n in range(5)],
         "5 containers stopped: c0, c1, c2 and 2 more"),
        ([removed(LINK, f"b{n}", kind="bridge") for n in range(5)],
         "5 bridges removed: b0, b1, b2 and 2 more"),
        ([added(Thing.FDB, f"m{n}", inside="br0") for n in range(1005)],
         "1,005 fdb entries added: m0 on br0, m1 on br0, m2 on br0 and 1,002 more"),
        ([entry(Verb.MOVED, LINK, f"v{n}", change("master", "br0", "br1")) for n in range(5)],
         "5 links moved from br0 to br1: v0, v1, v2 and 2 more"),
        ([added(Thing.ENDPOINT, "back", inside=f"c{n}") for n in range(5)],
         "5 containers connected to back: c0, c1, c2 and 2 more"),
        ([changed(LINK, f"e{n}", inside=f"n{n}") for n in range(4)],
         "4 links changed: e0 in n0, e1 in n1, e2 in n2 and 1 more"),
    ],
)  # fmt: skip
def test_each_verb_is_told_of_many(events: list[Entry], words: str) -> None:
    assert heads(events) == [words]


def test_details_of_many_stay_where_the_headline_does_not_tell_them() -> None:
    changes = change("state", "running", "exited"), change("health", "healthy", None)
    (folded,) = fold([changed(CONTAINER, f"c{n}", *changes) for n in range(4)])
    assert plain(folded.headline).startswith("4 containers stopped: ")
    assert [plain(words) for words in folded.details] == ["health healthy → none"]


PART = [removed(LINK, "veth0")]
OTHERS: list[list[Entry]] = [
    links(2) + links(2, host="web2"),
    links(2) + links(2, kind="bridge"),
    links(2) + links(2, change("mtu", 1500, 1451)),
    links(2) + links(2, parts=PART),
    links(2) + [changed(CONTAINER, f"l{n}", MTU) for n in range(2)],
    [entry(Verb.RENAMED, LINK, f"e{n}", to=f"l{n}") for n in range(6)],
    [entry(Verb.MOVED, LINK, f"e{n}", to_inside=f"n{n}") for n in range(6)],
    [entry(Verb.MOVED, LINK, f"e{n}", inside=f"n{n}", to_inside="") for n in range(6)],
    [added(Thing.ENDPOINT, f"n{n}", inside="web") for n in range(6)],
]


@pytest.mark.parametrize("events", OTHERS)
def test_what_is_not_alike_is_not_folded(events: list[Entry]) -> None:
    assert len(fold(events)) == len(events)


def test_what_all_of_them_took_along_is_the_same() -> None:
    (folded,) = fold([removed(LINK, f"l{n}", parts=PART) for n in range(4)])
    assert folded.first.parts == PART
