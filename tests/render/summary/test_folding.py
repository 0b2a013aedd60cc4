from topograph.render.summary.folding import fold_long


def test_a_short_list_is_told_one_by_one() -> None:
    assert fold_long("aaaaaa", 6, str) == [("a", 0)] * 6


def test_in_a_long_list_two_of_many_alike_stay_and_the_second_counts_the_others() -> None:
    names = ["a1", "a2", "b1", "a3", "a4", "a5", "c1"]
    assert fold_long(names, 6, lambda name: name[0]) == [
        ("a1", 0),
        ("a2", 3),
        ("b1", 0),
        ("c1", 0),
    ]


def test_a_few_alike_stay_even_in_a_long_list() -> None:
    names = ["a1", "a2", "a3", "a4", "b1", "c1", "d1"]
    assert fold_long(names, 6, lambda name: name[0]) == [(name, 0) for name in names]
