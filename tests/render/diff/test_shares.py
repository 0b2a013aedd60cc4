import pytest
from hypothesis import given
from hypothesis import strategies as st

from topograph.render.diff.shares import fair_shares


@pytest.mark.parametrize(
    ("wanted", "total", "shares"),
    [
        ([], 10, []),
        ([3, 4], 10, [3, 4]),
        ([2, 100, 50], 20, [2, 9, 9]),
        ([100, 1, 100], 8, [3, 1, 4]),
        ([5, 5], 0, [0, 0]),
    ],
)
def test_who_wants_little_gets_it_and_the_others_share(
    wanted: list[int], total: int, shares: list[int]
) -> None:
    assert fair_shares(wanted, total) == shares


@given(st.lists(st.integers(0, 99)), st.integers(0, 500))
def test_no_more_is_given_than_there_is_and_nothing_is_left_that_is_wanted(
    wanted: list[int], total: int
) -> None:
    shares = fair_shares(wanted, total)
    assert sum(shares) == min(sum(wanted), total)
    assert all(share <= want for share, want in zip(shares, wanted, strict=True))
