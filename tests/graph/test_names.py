import pytest

from tests.graph.build_facts import container
from topograph.graph.names import distinct, shown_name


def test_the_first_keeps_its_name_and_later_ones_are_marked() -> None:
    wanted = [(1, "redis", "aa"), (2, "redis", "bb"), (3, "db", "cc")]
    assert distinct(wanted) == {1: "redis", 2: "redis~bb", 3: "db"}


def test_things_of_one_name_and_mark_are_counted() -> None:
    wanted = [(n, "redis", "aa") for n in range(4)]
    assert list(distinct(wanted).values()) == ["redis", "redis~aa", "redis~aa~2", "redis~aa~3"]


def test_things_without_a_mark_are_counted() -> None:
    assert list(distinct([(1, "a", ""), (2, "a", "")]).values()) == ["a", "a~2"]


def test_a_name_that_looks_marked_is_not_given_twice() -> None:
    wanted = [(1, "a", "x"), (2, "a", "b"), (3, "a~b", "y")]
    assert distinct(wanted) == {1: "a", 2: "a~b", 3: "a~b~y"}


@pytest.mark.parametrize(
    ("names", "id_", "shown"),
    [
        (["redis", "other"], "f" * 64, "redis"),
        (["", "redis"], "f" * 64, "redis"),
        ([], "f" * 64, "f" * 12),
        ([], "", "unnamed"),
    ],
)
def test_a_container_shows_its_first_name_or_its_id(
    names: list[str], id_: str, shown: str
) -> None:
    assert shown_name(container(names=names, id=id_)) == shown
