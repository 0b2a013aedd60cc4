"""Throw-away hosts for the tests of this folder, which all count as system tests."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.system.box import Box
from tests.system.rich_host import RichHost
from topograph.facts import Netns

FOLDER = Path(__file__).parent
ENGINE_FIXTURES = {"engine_host", "fresh_engine_host"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if FOLDER not in item.path.parents:
            continue
        item.add_marker("system")
        if ENGINE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("engine")


@pytest.fixture
def host() -> Iterator[Box]:
    """A host without an engine, for one test."""
    with Box(engine=False) as box:
        yield box


@pytest.fixture(scope="module")
def engine_host() -> Iterator[Box]:
    """A host with an engine, shared by the tests of a module: only add to it."""
    with Box() as box:
        yield box


@pytest.fixture
def fresh_engine_host() -> Iterator[Box]:
    """A host with an engine, for one test."""
    with Box() as box:
        yield box


@pytest.fixture(scope="session")
def rich_host() -> Iterator[RichHost]:
    """A host with one of everything that the kernel can do: only look at it."""
    with Box(engine=False) as box:
        yield RichHost.make(box)


@pytest.fixture(scope="module")
def netns(rich_host: RichHost) -> Mapping[str, Netns]:
    """The namespaces of the rich host as the live source tells them, by name."""
    return rich_host.namespaces_of(rich_host.collect())
