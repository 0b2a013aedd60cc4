import io
import os
import subprocess
from pathlib import Path

import pytest

from tests.folders import names
from tests.hosts import docker0
from topograph.errors import MalformedSnapshot, SourceUnavailable, UnknownSource
from topograph.snapshot import encode, write
from topograph.snapshot.packing import pack
from topograph.sources import is_live, load, open_source


@pytest.mark.parametrize("suffix", [".json", ".json.gz", ".json.zst"])
def test_a_snapshot_file_is_opened_by_its_content(tmp_path: Path, suffix: str) -> None:
    write(docker0(), tmp_path / f"host{suffix}")
    renamed = (tmp_path / f"host{suffix}").rename(tmp_path / "whatever")
    assert open_source(str(renamed)) == docker0()
    assert load(renamed) == docker0()


@pytest.mark.parametrize("suffix", [".json", ".json.gz", ".json.zst"])
def test_a_snapshot_comes_through_stdin(suffix: str) -> None:
    stdin = io.BytesIO(pack(encode(docker0()), suffix))
    assert open_source("-", stdin=stdin) == docker0()


def test_a_snapshot_comes_through_a_named_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(
        ["tee", pipe], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as feeder:
        assert feeder.stdin is not None
        feeder.stdin.write(encode(docker0()))
        feeder.stdin.close()
        assert load(pipe) == docker0()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"docker0 8000.0242743c0b8f no\n", "not a file that topograph reads"),
        (b"\x7fELF\x00\x01", "not a file that topograph reads"),
        (b"\x89PNG\r\n", "not a file that topograph reads"),
    ],
)
def test_other_content_is_refused_with_the_kinds_that_are_read(
    tmp_path: Path, data: bytes, what: str
) -> None:
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(UnknownSource, match=what) as caught:
        load(tmp_path / "file")
    assert caught.value.where == str(tmp_path / "file")
    assert "snapshots" in caught.value.hint
    assert "recordings" in caught.value.hint


@pytest.mark.parametrize(
    "data", [b"[1]", b"{}", b'  {"a": 1}', b"{", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"]
)
def test_json_and_compressed_data_are_judged_as_a_snapshot(data: bytes) -> None:
    with pytest.raises(MalformedSnapshot, match=r"^stdin: "):
        open_source("-", stdin=io.BytesIO(data))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match=r"none: cannot be read: no such file"):
        open_source(str(tmp_path / "none"))


def test_only_this_host_is_recorded(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="only this host"):
        open_source(str(tmp_path / "host.json"), record=str(tmp_path / "recording"))
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "live"), [("", True), ("live", True), ("-", False), ("./live", False)]
)
def test_this_host_goes_by_two_names(name: str, live: bool) -> None:
    assert is_live(name) is live
