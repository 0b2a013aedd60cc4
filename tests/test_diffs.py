"""The recorded pairs of samples/diff, compared: all that is told of each."""

from pathlib import Path

import pytest
from msgspec.structs import replace

import topograph
from tests.golden import PROJECT, Golden
from topograph.diff import Comparison, compare
from topograph.render.diff import Subject, render

NAMES = sorted(path.parent.name for path in PROJECT.glob("samples/diff/*/before.json"))


@pytest.fixture(params=NAMES)
def pair(request: pytest.FixtureRequest) -> Path:
    return PROJECT / "samples/diff" / str(request.param)


@pytest.fixture
def comparison(pair: Path) -> Comparison:
    # The version of the program is no fact of the host.
    before, after = (
        replace(topograph.load(pair / f"{side}.json"), tool="topograph")
        for side in ("before", "after")
    )
    return compare(before, after, names=("before.json", "after.json"))


def test_a_pair_gives_the_diff(pair: Path, comparison: Comparison, golden: Golden) -> None:
    golden(pair / "diff.json", render(Subject(comparison), "json"))


def test_a_pair_gives_the_text(pair: Path, comparison: Comparison, golden: Golden) -> None:
    golden(pair / "diff.txt", render(Subject(comparison), "text"))


def test_a_pair_gives_the_picture(pair: Path, comparison: Comparison, golden: Golden) -> None:
    golden(pair / "picture.svg", render(Subject(comparison), "svg"))
