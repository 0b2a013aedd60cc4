"""What a diff says of a part, in words, and what several of them say together."""

import pytest

from topograph.picture.changes import (
    ADDED,
    CHANGED,
    REMOVED,
    UNSEEN,
    Change,
    joined,
    likeness,
    read_change,
    shared,
    tooltip_lines,
)


def test_a_node_without_a_change_has_none() -> None:
    assert read_change({}) is None
    assert read_change({"change": None}) is None


def test_a_node_says_all_of_its_change_and_an_edge_only_the_verb() -> None:
    said = {"verb": "renamed", "words": "was eth0", "title": "a\nb", "entry": "change-3"}
    assert read_change({"change": said}) == Change("renamed", "was eth0", "a\nb", "change-3")
    assert read_change({"change": "removed"}) == Change("removed")


def test_a_verb_that_is_new_is_a_change_like_others() -> None:
    assert read_change({"change": {"verb": "teleported", "words": "to mars"}}) == Change(
        "changed", "to mars"
    )


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change("added"), "added"),
        (Change("changed", "mtu 1500 → 1450"), "changed: mtu 1500 → 1450"),
        (Change("renamed", "was eth0"), "renamed: was eth0"),
        (Change("unknown", "not observed after"), "not observed after"),
        (Change("unknown"), "not observed"),
        (Change("added", subject="network front"), "network front added"),
        (Change("changed", "mtu", subject="network front"), "network front changed: mtu"),
    ],
)
def test_the_text_is_the_verb_and_what_it_is_about(change: Change, text: str) -> None:
    assert change.text == text


@pytest.mark.parametrize(
    ("verb", "tone", "is_whole"),
    [
        ("added", ADDED, True),
        ("removed", REMOVED, True),
        ("unknown", UNSEEN, True),
        ("changed", CHANGED, False),
        ("moved", CHANGED, False),
        ("recreated", CHANGED, False),
    ],
)
def test_a_verb_has_a_tone_and_is_about_a_whole_or_not(
    verb: str, tone: int, is_whole: bool
) -> None:
    assert (Change(verb).tone, Change(verb).is_whole) == (tone, is_whole)


def test_a_bridge_did_not_come_with_its_network() -> None:
    assert not Change("added", subject="network front").is_whole


def test_the_change_of_a_network_is_said_behind_that_of_its_bridge() -> None:
    own = Change("changed", "mtu 1 → 2", "own", "change-1")
    other = Change("changed", "subnets a → b", "other", "change-2", subject="network x")
    both = joined(own, [other])
    assert both == Change(
        "changed",
        "mtu 1 → 2, network x changed: subnets a → b",
        "own\nother",
        "change-1 change-2",
    )


def test_a_network_that_is_another_one_is_said_before_what_its_bridge_has_else() -> None:
    other = Change("recreated", "subnets a → b", subject="network x")
    both = joined(Change("changed", "mtu 1 → 2"), [other])
    assert both == Change("changed", "network x recreated: subnets a → b, mtu 1 → 2")


def test_a_network_that_came_with_its_bridge_needs_no_further_word() -> None:
    own, other = (
        Change("added", entry="change-1"),
        Change("added", "", "", "change-1", "network x"),
    )
    assert joined(own, [other]) == own


def test_the_change_of_a_network_alone_is_that_of_its_part() -> None:
    other = Change("added", subject="network x")
    assert joined(None, [other]) == other
    assert joined(None, []) is None


def test_those_are_alike_that_say_the_same_of_themselves() -> None:
    one, other = Change("changed", "a", entry="change-1"), Change("changed", "a", entry="change-2")
    assert likeness(one) == likeness(other)
    assert likeness(one) != likeness(Change("changed", "b"))
    assert likeness(one, with_words=False) == likeness(Change("changed", "b"), with_words=False)
    assert likeness(one, with_words=False) != likeness(Change("added", "a"), with_words=False)
    assert likeness(None) is None


def test_what_stands_for_several_has_the_ids_of_all_of_them() -> None:
    changes = [Change("changed", "a", "x", "change-1"), Change("changed", "b", "x", "change-2")]
    assert shared(changes) == Change("changed", "", "x", "change-1 change-2")
    assert shared([changes[0], changes[0]]) == changes[0]
    assert shared([None, None]) is None


def test_what_stands_for_several_of_which_some_are_new_has_changed() -> None:
    assert shared([Change("added"), None]) == Change("changed")
    assert shared([Change("added"), Change("removed")]) == Change("changed")


def test_those_who_point_at_it_read_all_lines() -> None:
    assert tooltip_lines(Change("added", title="a\nb")) == ["added", "a", "b"]
    assert tooltip_lines(None) == []
    assert len(tooltip_lines(Change("added", title="\n".join("abc" * 100)))) == 41
