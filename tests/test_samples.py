"""Recorded and pasted hosts through the whole program: samples/NAME/, from source to picture."""

from pathlib import Path

import pytest
from msgspec.structs import replace

import topograph
from tests.golden import PROJECT, Golden
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.snapshot import encode

RECORDINGS = sorted(PROJECT.glob("samples/*/recording.zip"))
TEXTS = sorted(PROJECT.glob("samples/*/notes.md"))
SOURCES = {path.parent.name: path for path in (*RECORDINGS, *TEXTS)}


@pytest.fixture(params=sorted(SOURCES))
def sample(request: pytest.FixtureRequest) -> Path:
    return PROJECT / "samples" / str(request.param)


@pytest.fixture
def snapshot(sample: Path) -> Snapshot:
    # The version of the program is no fact of the host.
    return replace(topograph.load(SOURCES[sample.name]), tool="topograph")


def test_there_are_samples() -> None:
    assert len(RECORDINGS) >= 9
    assert len(TEXTS) >= 1


def test_a_source_gives_the_snapshot(sample: Path, snapshot: Snapshot, golden: Golden) -> None:
    golden(sample / "snapshot.json", encode(snapshot))


def test_a_source_gives_the_dot(sample: Path, snapshot: Snapshot, golden: Golden) -> None:
    golden(sample / "graph.dot", topograph.draw(snapshot, "dot"))


def test_a_source_gives_the_tree(sample: Path, snapshot: Snapshot, golden: Golden) -> None:
    golden(sample / "tree.txt", topograph.draw(snapshot, "text"))


def test_a_source_gives_the_picture(sample: Path, snapshot: Snapshot, golden: Golden) -> None:
    golden(sample / "picture.svg", topograph.draw(snapshot, "svg"))


def test_a_source_gives_the_flowchart(sample: Path, snapshot: Snapshot, golden: Golden) -> None:
    golden(sample / "picture.mmd", topograph.draw(snapshot, "mermaid"))


def test_a_source_gives_the_summary(sample: Path, snapshot: Snapshot, golden: Golden) -> None:
    golden(sample / "summary.md", topograph.draw(snapshot, "md"))


def test_the_stored_snapshot_gives_the_same_graph(sample: Path, snapshot: Snapshot) -> None:
    stored = build_graph(topograph.load(sample / "snapshot.json"))
    fresh = build_graph(snapshot)
    assert list(stored.nodes(data=True)) == list(fresh.nodes(data=True))
    assert list(stored.edges(keys=True, data=True)) == list(fresh.edges(keys=True, data=True))
