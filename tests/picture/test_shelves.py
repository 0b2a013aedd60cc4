"""Things side by side, in as many rows as the shape of a page asks for."""

from topograph.picture.shelves import arrange, shelf_width


def test_a_few_small_things_stand_side_by_side() -> None:
    assert arrange([(400, 300), (400, 300), (400, 300)], 50, is_crowd=False) == [3]


def test_a_crowd_takes_another_shelf_before_it_becomes_a_strip() -> None:
    assert arrange([(400, 300)] * 3, 50, is_crowd=True) == [2, 1]


def test_no_shelf_is_wider_than_the_first_few_things() -> None:
    sizes = [(600, 400), (500, 400), (900, 400), (100, 400), (100, 400), (1000, 400)]
    shelves = arrange(sizes, 10, is_crowd=True)
    assert sum(shelves) == len(sizes)
    first, widths = 0, []
    for number in shelves:
        widths.append(shelf_width(sizes[first : first + number], 10))
        first += number
    assert max(widths) <= 2.3 * 400 * len(shelves)


def test_things_that_are_each_too_wide_stand_below_each_other() -> None:
    assert arrange([(5000, 100)] * 3, 50, is_crowd=True) == [1, 1, 1]


def test_one_thing_or_none_needs_no_choice() -> None:
    assert arrange([(10, 10)], 5, is_crowd=True) == [1]
    assert arrange([], 5, is_crowd=True) == []


def test_the_gaps_count_for_the_width() -> None:
    assert shelf_width([(10, 1), (20, 1), (30, 1)], 7) == 74
