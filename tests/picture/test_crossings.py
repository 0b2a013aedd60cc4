"""The counter of crossings, on lines of which everybody sees how often they cross."""

from tests.picture.crossings import crossings, lines_of_dot


def test_two_lines_cross_or_do_not() -> None:
    assert crossings([[(0, 0), (10, 10)], [(0, 10), (10, 0)]]) == 1
    assert crossings([[(0, 0), (10, 0)], [(0, 10), (10, 10)]]) == 0


def test_lines_that_begin_or_end_together_do_not_cross() -> None:
    assert crossings([[(0, 0), (10, 10)], [(0, 0), (10, -10)]]) == 0
    assert crossings([[(0, 0), (10, 10)], [(-5, 40), (10, 10)]]) == 0


def test_lines_that_begin_together_may_cross_further_on() -> None:
    assert crossings([[(0, 0), (10, 0), (10, 10)], [(0, 0), (5, 5), (20, 5)]]) == 1


def test_a_line_through_the_corner_of_another_crosses_it() -> None:
    assert crossings([[(0, 0), (5, 5), (10, 10)], [(0, 10), (5, 5), (10, 0)]]) == 1


def test_a_pair_counts_once_however_long_its_lines_are() -> None:
    wave = [(float(x), float(x % 2 * 10)) for x in range(1000)]
    assert crossings([wave, [(0, 5), (999, 5)]]) == 1


def test_far_apart_pairs_are_all_counted() -> None:
    level = [[(0.0, float(y)), (5000.0, float(y))] for y in range(0, 3000, 100)]
    upright = [[(float(x), -10.0), (float(x), 3000.0)] for x in range(50, 5000, 1000)]
    assert crossings([*level, *upright]) == 30 * 5


def test_a_spline_of_dot_is_read_with_the_tips_of_its_arrows() -> None:
    lines = lines_of_dot('graph { a -- b [class="peer"]; a -- c [class="member"]; }')
    assert len(lines) == 1
    ends = 'digraph { a -> b [class="peer"]; }'
    (line,) = lines_of_dot(ends)
    assert len(line) > 24
    assert line[0][1] > line[-1][1]
