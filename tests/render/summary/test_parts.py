from topograph.render.summary.parts import Listed


def test_a_list_shows_the_first_and_counts_the_others() -> None:
    found = Listed.of("abcde", 3)
    assert found == Listed(("a", "b", "c"), 2)
    assert found.total == 5


def test_a_list_that_is_short_enough_is_whole() -> None:
    assert Listed.of("abc", 3) == Listed(("a", "b", "c"), 0)


def test_a_list_may_be_cut_again_and_still_counts_all() -> None:
    assert Listed.of("abcde", 3).at_most(2) == Listed(("a", "b"), 3)
    assert Listed.of("abcde", 3).at_most(9) == Listed(("a", "b", "c"), 2)


def test_only_a_list_of_nothing_is_empty() -> None:
    assert not Listed.of("", 3)
    assert Listed.of("a", 0)
