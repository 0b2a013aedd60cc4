import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.folders import names
from tests.hosts import docker0
from topograph.errors import MalformedSnapshot, OutputError, SourceUnavailable
from topograph.snapshot import encode, read, write, write_atomically
from topograph.snapshot.files import write_all

PROJECT = Path(__file__).resolve().parents[2]


def refused(path: Path | str, data: bytes = b"new") -> OutputError:
    with pytest.raises(OutputError) as caught:
        write_atomically(str(path), data)
    assert caught.value.where == str(path)
    return caught.value


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("suffix", [".json", ".json.gz", ".json.zst"])
def test_a_snapshot_is_written_and_read_again(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"host{suffix}"
    write(docker0(), target)
    assert read(target) == docker0()
    assert names(tmp_path) == [target.name]


def test_a_plain_file_holds_what_encode_gives(tmp_path: Path) -> None:
    write(docker0(), str(tmp_path / "host.json"))
    assert (tmp_path / "host.json").read_bytes() == encode(docker0())


def test_compression_is_recognised_whatever_the_name(tmp_path: Path) -> None:
    write(docker0(), tmp_path / "host.json.zst")
    (tmp_path / "host.json.zst").rename(tmp_path / "renamed.json")
    assert read(tmp_path / "renamed.json") == docker0()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match=r"none\.json: cannot be read: no such file"):
        read(tmp_path / "none.json")


def test_a_folder_is_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="is a directory"):
        read(tmp_path)


def test_a_broken_snapshot_is_named_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "host.json").write_bytes(b"{")
    with pytest.raises(MalformedSnapshot, match=r"host\.json: cut short"):
        read(tmp_path / "host.json")


def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(str(tmp_path / "new"), b"new")
    finally:
        os.umask(before)
    assert mode(tmp_path / "new") == 0o640


def test_an_existing_file_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "old"
    target.write_bytes(b"old")
    target.chmod(0o604)
    write_atomically(str(target), b"new")
    assert (target.read_bytes(), mode(target)) == (b"new", 0o604)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to own files of others")
def test_an_existing_file_keeps_its_owner(tmp_path: Path) -> None:
    target = tmp_path / "old"
    target.write_bytes(b"old")
    os.chown(target, 1234, 1235)
    write_atomically(str(target), b"new")
    assert (target.stat().st_uid, target.stat().st_gid) == (1234, 1235)


def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "file"
    target.write_bytes(b"old")
    (tmp_path / "link").symlink_to("there/file")
    write_atomically(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert target.read_bytes() == b"new"
    assert names(tmp_path / "there") == ["file"]


def test_a_dangling_link_gets_its_target(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    write_atomically(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert refused(tmp_path / "loop").__cause__.errno == errno.ELOOP  # type: ignore[union-attr]


def test_a_missing_folder_is_refused_with_what_to_do(tmp_path: Path) -> None:
    error = refused(tmp_path / "none" / "file")
    assert "no such file" in error.what
    assert error.hint == "make its folder first"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a directory" in refused(tmp_path).what


def test_a_name_that_is_too_long_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    assert "too long" in refused(tmp_path / ("x" * 300)).what
    assert names(tmp_path) == []


@pytest.mark.parametrize("bad", ["none/file", "folder", "x" * 300])
def test_of_several_files_none_changes_if_one_cannot_be_written(tmp_path: Path, bad: str) -> None:
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    good, wrong = str(tmp_path / "old"), str(tmp_path / bad)
    for order in ([good, wrong], [wrong, good]):
        with pytest.raises(OutputError) as failure:
            write_all(dict.fromkeys(order, b"new"))
        assert failure.value.where == wrong
        assert (tmp_path / "old").read_bytes() == b"old"
        assert names(tmp_path) == ["folder", "old"]


def test_a_stream_that_cannot_be_written_leaves_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    with pytest.raises(OutputError):
        write_all({str(tmp_path / "old"): b"new", "/dev/full": b"new"})
    assert (tmp_path / "old").read_bytes() == b"old"
    assert names(tmp_path) == ["old"]


def test_several_files_are_written(tmp_path: Path) -> None:
    write_all({str(tmp_path / name): name.encode() for name in ("a", "b")})
    assert [(tmp_path / name).read_bytes() for name in ("a", "b")] == [b"a", b"b"]
    assert names(tmp_path) == ["a", "b"]


def test_a_full_device_is_refused() -> None:
    error = refused("/dev/full")
    assert "no space left" in error.what
    assert error.hint


def test_a_write_that_fails_half_way_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    """RLIMIT_FSIZE makes the kernel refuse the rest, as a full disk does."""
    target = tmp_path / "old"
    target.write_bytes(b"old")
    script = (
        "import resource, signal, sys\n"
        "from topograph.errors import OutputError\n"
        "from topograph.snapshot import write_atomically\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    write_atomically(sys.argv[1], bytes(100_000))\n"
        "except OutputError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, target],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )
    assert "file too large" in done.stdout
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["old"]


def test_a_pipe_is_written_directly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        write_atomically(str(pipe), b"through")
        assert reader.communicate()[0] == b"through"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
@pytest.mark.parametrize("mode", ["ab", "wb"])
def test_stdout_by_name_is_written_between_what_others_write(
    tmp_path: Path, name: str, mode: str
) -> None:
    script = f"from topograph.snapshot import *; write_atomically('{name}', b'2')"
    target = tmp_path / "out"
    with target.open(mode, buffering=0) as stream:
        stream.write(b"1")
        subprocess.run([sys.executable, "-c", script], stdout=stream, check=True, cwd=PROJECT)
        stream.write(b"3")
    assert target.read_bytes() == b"123"
    assert names(tmp_path) == ["out"]


def test_a_descriptor_that_is_not_open_is_refused() -> None:
    assert "bad file descriptor" in refused("/dev/fd/987654").what
