import pytest

from tests.diff.build_diff import added, change, changed, entry, removed
from topograph.diff.model import Entry, Thing, Unknown, Verb
from topograph.diff.words.lines import MOST_HIDDEN, Line, entry_lines, unknown_lines
from topograph.diff.words.sentence import plain

LINK, CONTAINER = Thing.LINK, Thing.CONTAINER


def texts(*entries: Entry) -> list[tuple[int, str, str]]:
    return [(line.depth, line.mark, plain(line.words)) for line in entry_lines(entries)]


def test_one_detail_stands_in_the_line_of_its_event() -> None:
    event = changed(LINK, "eth0", change("mtu", 1500, 1450))
    assert texts(event) == [(0, "±", "link eth0 changed: mtu 1500 → 1450")]


def test_several_details_stand_below() -> None:
    event = changed(LINK, "eth0", change("mtu", 1500, 1450), change("alias", None, "a"))
    assert texts(event) == [
        (0, "±", "link eth0 changed"),
        (1, "", "mtu 1500 → 1450"),
        (1, "", "alias none → a"),
    ]


def test_what_tells_most_of_a_new_thing_stands_in_its_line() -> None:
    event = added(CONTAINER, "a", change("image", None, "b"), change("networks", None, ["c", "d"]))
    assert texts(event) == [(0, "+", "container a added: image b, networks c, d")]


def test_what_makes_a_line_too_long_stands_below() -> None:
    event = removed(CONTAINER, "a", change("image", "b" * 80))
    assert texts(event) == [(0, "−", "container a removed"), (1, "", f"image {'b' * 80}")]


def test_parts_stand_below_their_event_with_their_marks() -> None:
    parts = [removed(LINK, "veth1"), added(LINK, "veth2", parts=[added(Thing.ROUTE, "default")])]
    assert texts(entry(Verb.RECREATED, CONTAINER, "web", parts=parts)) == [
        (0, "↻", "container web recreated"),
        (1, "−", "link veth1 removed"),
        (1, "+", "link veth2 added"),
        (2, "+", "default route added"),
    ]


def test_a_line_has_at_most_one_colon_before_what_is_told_in_it() -> None:
    shop = removed(Thing.PROJECT, "shop", change("files", 2), parts=[removed(CONTAINER, "a")])
    assert texts(shop)[0] == (0, "−", "project shop removed: 1 container; files 2")


def test_parts_of_any_depth_have_an_end() -> None:
    event = added(LINK, "l")
    for _ in range(50):
        event = added(LINK, "l", parts=[event])
    assert len(texts(event)) == 5


@pytest.mark.parametrize(("side", "other"), [("after", "before"), ("before", "after")])
def test_what_one_side_cannot_tell_is_below_the_reason(side: str, other: str) -> None:
    hidden = [removed(LINK, "eth1", inside="web"), removed(CONTAINER, "redis")]
    unknown = Unknown(side=side, host="h", what="no permission", hidden=hidden)
    assert [
        (line.depth, line.mark, plain(line.words)) for line in unknown_lines(unknown, True)
    ] == [
        (0, "?", f"not observed {side}: h: no permission"),
        (1, "?", f"link eth1 in web seen {other} only"),
        (1, "?", f"container redis seen {other} only"),
    ]


def test_of_much_that_is_hidden_the_number_is_told() -> None:
    hidden = [removed(LINK, f"l{n}", change("mtu", n)) for n in range(MOST_HIDDEN + 5)]
    lines = list(unknown_lines(Unknown(side="after", host="", what="x", hidden=hidden), False))
    assert len(lines) == 1 + MOST_HIDDEN + 1
    assert lines[-1] == Line(1, "?", ("and 5 more",))
