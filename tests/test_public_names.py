"""`import topograph` costs nothing, and gives what it promises."""

import subprocess
import sys
from pathlib import Path

import pytest

import topograph
from tests.hosts import docker0
from topograph.errors import MalformedSnapshot

PROJECT = Path(__file__).resolve().parents[1]
HEAVY = "click docker graphviz jinja2 msgspec networkx pyroute2 rich socket"


def test_importing_topograph_loads_nothing_heavy() -> None:
    script = f"import sys, topograph; print(*set('{HEAVY}'.split()) & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize("name", topograph.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert name in dir(topograph)
    assert getattr(topograph, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'colour'"):
        _ = topograph.colour


def test_the_library_round_trip(tmp_path: Path) -> None:
    topograph.save(docker0(), tmp_path / "host.json.gz")
    snapshot = topograph.load(tmp_path / "host.json.gz")
    assert isinstance(snapshot, topograph.Snapshot)
    assert snapshot == docker0()
    assert topograph.build_graph(snapshot).number_of_nodes() > 10
    assert b"docker0" in topograph.draw(snapshot, "svg")


def test_every_expected_error_is_a_topograph_error(tmp_path: Path) -> None:
    assert issubclass(MalformedSnapshot, topograph.TopographError)
    with pytest.raises(topograph.TopographError):
        topograph.load(tmp_path)
