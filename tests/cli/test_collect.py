import os
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.command import Run
from tests.folders import names
from tests.hosts import docker0
from topograph.cli.collect import PICTURES
from topograph.render import FORMATS
from topograph.snapshot import decode, encode, read


def test_a_snapshot_goes_to_stdout(topograph: Run, host: Path) -> None:
    done = topograph("collect", host)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == encode(docker0())


def test_a_snapshot_comes_from_stdin(topograph: Run) -> None:
    done = topograph("collect", "-", stdin=encode(docker0()))
    assert decode(done.stdout, "x") == docker0()


@pytest.mark.parametrize("suffix", [".json", ".json.gz", ".json.zst"])
def test_the_suffix_says_how_it_is_compressed(
    topograph: Run, host: Path, tmp_path: Path, suffix: str
) -> None:
    done = topograph("collect", host, "-o", f"copy{suffix}")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert read(tmp_path / f"copy{suffix}") == docker0()
    assert names(tmp_path) == [f"copy{suffix}", "host.json"]


def test_a_file_may_be_replaced_by_what_is_read_from_it(topograph: Run, host: Path) -> None:
    before = host.read_bytes()
    assert topograph("collect", host, "-o", host).returncode == 0
    assert host.read_bytes() == before


def test_gaps_are_said_one_per_line_and_at_most_ten(topograph: Run, gappy: Path) -> None:
    done = topograph("collect", gappy, "-o", "copy.json")
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 0
    assert lines[0] == "topograph: gap: engine:x: bad \ufffd[31m name \ufffd; be gone"
    assert lines[1] == "topograph: gap: netns:0: unreadable"
    assert lines[10].startswith("topograph: and 3 more gaps; `topograph show --table gaps`")
    assert len(lines) == 11


@pytest.mark.parametrize("args", [["-q", "collect"], ["collect", "-q"]])
def test_quiet_says_nothing_of_gaps(topograph: Run, gappy: Path, args: list[str]) -> None:
    done = topograph(*args, gappy, "-o", "copy.json")
    assert (done.returncode, done.stderr) == (0, b"")


def test_strict_is_status_2_with_gaps_and_still_writes(
    topograph: Run, gappy: Path, tmp_path: Path
) -> None:
    assert topograph("collect", gappy, "--strict", "-o", "copy.json").returncode == 2
    assert read(tmp_path / "copy.json") == read(gappy)


def test_strict_is_status_0_without_gaps(topograph: Run, host: Path) -> None:
    assert topograph("collect", host, "--strict").returncode == 0


def test_a_recording_of_this_host_gives_the_same_snapshot_again(
    topograph: Run, tmp_path: Path
) -> None:
    assert topograph("collect", "-q", "--record", "recording", "-o", "live.json").returncode == 0
    assert topograph("collect", "-q", "recording", "-o", "replayed.json").returncode == 0
    assert (tmp_path / "replayed.json").read_bytes() == (tmp_path / "live.json").read_bytes()


def test_only_this_host_is_recorded(topograph: Run, host: Path, tmp_path: Path) -> None:
    done = topograph("collect", host, "--record", "recording.zip")
    assert done.returncode == 2
    assert b"--record is for this host" in done.stderr
    assert names(tmp_path) == ["host.json"]


def test_snapshot_and_recording_do_not_share_a_file(topograph: Run, tmp_path: Path) -> None:
    done = topograph("collect", "-o", "one", "--record", "./one")
    assert done.returncode == 2
    assert b"two outputs to one target" in done.stderr
    assert names(tmp_path) == []


@pytest.mark.parametrize("suffix", [".svg", ".md", ".drawio"])
def test_a_picture_is_no_snapshot(topograph: Run, host: Path, tmp_path: Path, suffix: str) -> None:
    done = topograph("collect", host, "-o", f"host{suffix}")
    assert done.returncode == 2
    assert b"`topograph render`" in done.stderr
    assert names(tmp_path) == ["host.json"]


BAD_SOURCES: dict[str, tuple[bytes | None, str]] = {
    "missing": (
        None,
        r"bad: cannot be read: no such file or directory; name a file that exists, .*",
    ),
    "empty": (b"", r"bad: empty; .*"),
    "text": (b"docker0\n", r"bad: not a file that topograph reads; it reads snapshots .*"),
    "binary": (bytes(range(128, 255)), r"bad: not a file that topograph reads; .*"),
    "list": (b"[]", r"bad: not a topograph snapshot; .*"),
    "other json": (b'{"nodes": []}', r"bad: not a topograph snapshot; .*"),
    "truncated": (encode(docker0())[:-40], r"bad: cut short; .*"),
    "newer": (
        encode(docker0()).replace(b'"version": 1\n', b'"version": 2\n'),
        r"bad: version 2 was made by a newer topograph; this one reads up to 1; update topograph",
    ),
    "wrong type": (
        encode(docker0()).replace(b'"mtu": 65536', b'"mtu": "x"', 1),
        r"bad: \$\.hosts\[0\]\.namespaces\[0\]\.links\[0\]\.mtu: expected int, got str; .*",
    ),
    "half a gzip": (b"\x1f\x8b\x08\x00", r"bad: cut short: the gzip data has no end; .*"),
    "broken zip": (
        b"PK\x03\x04" + b"x" * 40,
        r"bad: a zip archive that is cut short or corrupt; copy it again",
    ),
    "broken zstd": (b"\x28\xb5\x2f\xfd" + b"x" * 40, r"bad: .*zstd data.*"),
}


@pytest.mark.parametrize("command", ["collect", "show"])
@pytest.mark.parametrize("case", BAD_SOURCES)
def test_a_bad_source_is_one_line_and_status_2(
    topograph: Run, tmp_path: Path, case: str, command: str
) -> None:
    data, line = BAD_SOURCES[case]
    if data is not None:
        (tmp_path / "bad").write_bytes(data)
    done = topograph(command, "bad")
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.fullmatch(f"topograph: {line}\n", done.stderr.decode())


def test_a_bad_source_leaves_the_target_as_it_was(topograph: Run, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"{")
    (tmp_path / "old.json").write_bytes(b"old")
    assert topograph("collect", "bad", "-o", "old.json").returncode == 2
    assert (tmp_path / "old.json").read_bytes() == b"old"
    assert names(tmp_path) == ["bad", "old.json"]


def test_a_folder_without_outputs_is_no_source(topograph: Run, tmp_path: Path) -> None:
    done = topograph("show", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"topograph: {tmp_path}: nothing in it that".encode())
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("/dev/full", "no space left on device; make room, or choose another place"),
        ("none/host.json", "no such file or directory; make its folder first"),
        (".", "is a directory; name a file in it"),
        ("/proc/topograph", "no such file or directory; make its folder first"),
    ],
)
def test_a_bad_target_is_one_line_and_status_2(
    topograph: Run, host: Path, target: str, what: str
) -> None:
    done = topograph("collect", host, "-o", target)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == f"topograph: {target}: cannot be written: {what}\n".encode()


@pytest.fixture
def meekly() -> list[str]:
    """Return what runs a command without root's privilege to pass over modes."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("not installed: setpriv")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def test_a_folder_that_is_not_ours_is_one_line_and_status_2(
    topograph: Run, host: Path, tmp_path: Path, meekly: list[str]
) -> None:
    target = tmp_path / "locked"
    target.mkdir()
    (target / "old.json").write_bytes(b"old")
    target.chmod(0o555)
    try:
        for name in ("old.json", "new.json"):
            done = topograph("collect", host, "-o", target / name, through=meekly)
            assert done.returncode == 2
            assert b"cannot be written: permission denied; choose a place" in done.stderr
            assert done.stderr.count(b"\n") == 1
        assert names(target) == ["old.json"]
        assert (target / "old.json").read_bytes() == b"old"
    finally:
        target.chmod(0o755)


def test_a_protected_file_in_an_open_folder_stays(
    topograph: Run, host: Path, tmp_path: Path, meekly: list[str]
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    (shared / "old.json").write_bytes(b"old")
    (shared / "old.json").chmod(0o444)
    done = topograph("collect", host, "-o", shared / "old.json", through=meekly)
    assert done.returncode == 2
    assert b"permission denied" in done.stderr
    assert (shared / "old.json").read_bytes() == b"old"
    assert names(shared) == ["old.json"]


def test_a_source_that_is_not_ours_is_one_line_and_status_2(
    topograph: Run, host: Path, meekly: list[str]
) -> None:
    host.chmod(0)
    done = topograph("collect", host, through=meekly)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"{host}: cannot be read: permission denied; run".encode() in done.stderr


def test_every_suffix_of_a_picture_is_known_to_be_none_of_a_snapshot() -> None:
    suffixes = {suffix for found in FORMATS.values() for suffix in found.suffixes}
    assert set(PICTURES) == suffixes - {".json"}
