"""The machine that the tests run on, collected by whoever runs them."""

from pathlib import Path

import pytest

from topograph.errors import OutputError
from topograph.facts import Snapshot
from topograph.snapshot import decode, encode
from topograph.sources import load, open_source


@pytest.fixture(autouse=True)
def without_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    # An engine of the machine is none of the tests' business; this one is not asked.
    monkeypatch.setenv("DOCKER_HOST", "ssh://192.0.2.1")


def root_of(snapshot: Snapshot) -> Path:
    [host] = snapshot.hosts
    assert host.namespaces[0].root
    return Path(f"net:[{host.namespaces[0].inode}]")


def test_this_host_is_collected_without_any_privilege() -> None:
    snapshot = open_source("live")
    assert root_of(snapshot) == Path("/proc/self/ns/net").readlink()
    assert "lo" in [link.ifname for link in snapshot.hosts[0].namespaces[0].links]
    assert decode(encode(snapshot), "x") == snapshot


def test_the_recording_of_this_host_gives_what_was_collected(tmp_path: Path) -> None:
    snapshot = open_source("live", record=str(tmp_path / "recording"))
    assert load(tmp_path / "recording") == snapshot


def test_a_recording_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        open_source("live", record=str(tmp_path / "none" / "recording"))
