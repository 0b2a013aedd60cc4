from topograph.picture.colours import assign_hues
from topograph.picture.style import HUES

NAMES = [f"app{n}_default" for n in range(len(HUES))]


def test_networks_have_different_hues_while_there_are_enough() -> None:
    assert sorted(assign_hues(NAMES).values()) == list(range(len(HUES)))


def test_hues_come_again_and_as_evenly_as_can_be() -> None:
    hues = list(assign_hues(f"net{n}" for n in range(3 * len(HUES))).values())
    assert {hues.count(n) for n in range(len(HUES))} == {3}


def test_repetition_makes_no_difference() -> None:
    assert assign_hues(NAMES * 2) == assign_hues(NAMES)


def test_what_comes_later_changes_no_hue_of_what_is_there() -> None:
    before = NAMES[:3]
    for new in ("aaa", "zzz", *(f"net{n}" for n in range(50))):
        found = assign_hues([*before, new])
        assert {name: found[name] for name in before} == assign_hues(before)


def test_a_network_alone_has_the_hue_that_its_name_wants() -> None:
    wanted = {name: assign_hues([name])[name] for name in NAMES}
    assert len(set(wanted.values())) > 1
    assert assign_hues(NAMES)[NAMES[0]] == wanted[NAMES[0]]


def test_any_text_may_be_a_name() -> None:
    assert set(assign_hues(["", "\ud800", "é"]).values()) <= set(range(len(HUES)))
