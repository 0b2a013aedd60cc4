"""The markers' meaning and the fixtures that all tests share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.golden import Golden
from tests.needs import NEEDS, is_ci, missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# In CI the same examples every time: a failure there has to be one of the change that is tested.
# New ones are looked for wherever else the tests run.
settings.register_profile("ci", derandomize=True)


def pytest_configure() -> None:
    if is_ci():
        settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite golden files that differ, and fail their tests so that a person looks",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers():
        if marker.name not in NEEDS:
            continue
        if reason := missing(marker.name, marker.args):
            if is_ci():
                pytest.fail(f"{reason} (a failure rather than a skip, since CI is set)")
            pytest.skip(reason)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare with a golden file: `golden("samples/docker0/tree.txt", text)`."""
    return Golden(update=request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A browser, for what only a browser can tell."""
    # Tests of the tests take this file alone.
    from tests.chromium import chromium  # noqa: PLC0415

    with chromium() as started:
        yield started
