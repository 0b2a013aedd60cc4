import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.folders import names
from tests.hosts import docker0
from tests.sources.archives.packed import PACKERS, tar_of, zip_of
from tests.sources.sos.report import report
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


@pytest.mark.parametrize("kind", PACKERS)
def test_a_snapshot_may_be_compressed_in_any_way(tmp_path: Path, kind: str) -> None:
    (tmp_path / "host").write_bytes(PACKERS[kind](encode(docker0())))
    assert load(tmp_path / "host") == docker0()


@pytest.mark.parametrize("kind", [*PACKERS, "zip"])
def test_an_archive_comes_as_a_file_and_through_a_pipe(tmp_path: Path, kind: str) -> None:
    files = {f"sosreport-web1/{name}": data for name, data in report().items()}
    data = zip_of(files) if kind == "zip" else PACKERS[kind](tar_of(files))
    (tmp_path / "host").write_bytes(data)
    from_file = load(tmp_path / "host")
    assert from_file.hosts[0].hostname == "web1"
    with subprocess.Popen(["cat", tmp_path / "host"], stdout=subprocess.PIPE) as feeder:
        assert feeder.stdout is not None
        assert open_source("-", stdin=feeder.stdout) == from_file  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [*PACKERS, "zip"])
def test_an_archive_of_nothing_that_is_read_is_refused(tmp_path: Path, kind: str) -> None:
    files = {"picture.png": b"\x89PNG\0", "core": bytes(5000)}
    data = zip_of(files) if kind == "zip" else PACKERS[kind](tar_of(files))
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(UnknownSource, match="nothing in it that topograph reads") as caught:
        load(tmp_path / "file")
    assert caught.value.where == str(tmp_path / "file")


def test_a_plain_snapshot_is_read_without_archivers() -> None:
    script = """
import sys, io
from topograph.sources import open_source
open_source("-", stdin=io.BytesIO(sys.stdin.buffer.read()))
print([name for name in ("tarfile", "zipfile", "bz2", "lzma", "shutil") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], input=encode(docker0()), capture_output=True, check=True
    )
    assert done.stdout == b"[]\n"


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


def test_what_is_no_text_in_an_archive_is_left_out_and_told(tmp_path: Path) -> None:
    link = b"$ ip link\n2: eth0: <UP> mtu 1500 qdisc noqueue\n"
    (tmp_path / "file").write_bytes(tar_of({"core": bytes(5000), "notes.txt": link}))
    found = load(tmp_path / "file")
    assert [one.ifname for one in found.hosts[0].namespaces[0].links] == ["eth0"]
    assert found.gaps[-1].what == "core was left out: it is no text"
