from random import Random

from topograph.picture.colours import assign_hues
from topograph.picture.style import HUES

NAMES = [f"app{n}_default" for n in range(len(HUES))]


def test_networks_have_different_hues_while_there_are_enough() -> None:
    assert sorted(assign_hues(NAMES).values()) == list(range(len(HUES)))


def test_hues_come_again_and_as_evenly_as_can_be() -> None:
    hues = list(assign_hues(f"net{n}" for n in range(3 * len(HUES))).values())
    assert {hues.count(n) for n in range(len(HUES))} == {3}


def test_order_and_repetition_make_no_difference() -> None:
    mixed = Random(1).sample(NAMES * 2, 2 * len(NAMES))
    assert assign_hues(mixed) == assign_hues(NAMES)


def test_a_network_alone_keeps_the_hue_that_its_name_wants() -> None:
    wanted = {name: assign_hues([name])[name] for name in NAMES}
    found = assign_hues(NAMES)
    assert len(set(wanted.values())) > 1
    assert found[min(NAMES)] == wanted[min(NAMES)]


def test_any_text_may_be_a_name() -> None:
    assert set(assign_hues(["", "\ud800", "é"]).values()) <= set(range(len(HUES)))
