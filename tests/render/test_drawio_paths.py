import pytest

from topograph.render.drawio_paths import ways


@pytest.mark.parametrize(
    ("path", "points"),
    [
        ("M1 2H30", [[(1, 2), (30, 2)]]),
        ("M1 2V30", [[(1, 2), (1, 30)]]),
        ("M0 5H10C20 5 20 9 30 9H40", [[(0, 5), (10, 5), (20, 5), (20, 9), (30, 9), (40, 9)]]),
        ("M-8 0H4M4 0V9", [[(-8, 0), (4, 0)], [(4, 0), (4, 9)]]),
    ],
)
def test_a_path_becomes_the_points_that_it_goes_by(
    path: str, points: list[list[tuple[int, int]]]
) -> None:
    assert ways(path) == points
