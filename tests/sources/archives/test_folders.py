import os
import socket
from pathlib import Path

import pytest

from topograph.errors import MalformedArchive, SourceUnavailable
from topograph.sources.archives.budget import Budget, Limits
from topograph.sources.archives.folders import walk_folder


def contents(top: Path, budget: Budget | None = None) -> dict[str, bytes]:
    budget = budget or Budget(str(top))
    return {member.name: budget.keep(member) for member in walk_folder(str(top), budget)}


def written(top: Path, *names: str) -> Path:
    for name in names:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(name)
    return top


def test_files_come_by_name_and_then_those_in_folders(tmp_path: Path) -> None:
    names = ["a", "c", "b/b", "b/z", "b/a/x", "d/x"]
    written(tmp_path, *reversed(names))
    assert list(contents(tmp_path).items()) == [(name, name.encode()) for name in names]


def test_size_and_time_are_those_of_the_file(tmp_path: Path) -> None:
    written(tmp_path, "file")
    os.utime(tmp_path / "file", (1, 1234.5))
    [one] = walk_folder(str(tmp_path), Budget(""))
    assert (one.size, one.mtime) == (4, 1234.5)


def test_a_folder_that_a_link_leads_to_is_walked(tmp_path: Path) -> None:
    written(tmp_path / "real", "file")
    (tmp_path / "link").symlink_to("real")
    assert contents(tmp_path / "link") == {"file": b"file"}


def test_links_in_it_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "etc").symlink_to("/etc")
    (tmp_path / "passwd").symlink_to("/etc/passwd")
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "dangling").symlink_to("nowhere")
    assert contents(tmp_path) == {}


def test_pipes_and_sockets_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(str(tmp_path / "socket"))
        assert contents(tmp_path) == {}


def test_a_file_that_turns_into_a_link_is_not_followed(tmp_path: Path) -> None:
    written(tmp_path, "a")
    budget = Budget(str(tmp_path))
    for member in walk_folder(str(tmp_path), budget):
        (tmp_path / "a").unlink()
        (tmp_path / "a").symlink_to("/etc/passwd")
        assert budget.keep(member) == b""
    [gap] = budget.gaps()
    assert gap.what.startswith("a was left out: cannot be read: ")


def test_a_file_that_turns_into_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    written(tmp_path, "a")
    budget = Budget(str(tmp_path))
    for member in walk_folder(str(tmp_path), budget):
        (tmp_path / "a").unlink()
        os.mkfifo(tmp_path / "a")
        assert budget.keep(member) == b""


def test_a_file_that_disappears_is_left_out_and_told(tmp_path: Path) -> None:
    written(tmp_path, "a", "b")
    budget = Budget(str(tmp_path))
    found = {}
    for member in walk_folder(str(tmp_path), budget):
        (tmp_path / "a").unlink(missing_ok=True)
        found[member.name] = budget.keep(member)
    assert found == {"a": b"", "b": b"b"}
    assert [gap.what for gap in budget.gaps()] == [
        "a was left out: cannot be read: no such file or directory"
    ]


def test_no_file_stays_open(tmp_path: Path) -> None:
    written(tmp_path, "a", "b", "c/d")
    before = len(list(Path("/proc/self/fd").iterdir()))
    walk = walk_folder(str(tmp_path), Budget(""))
    next(walk).read(1)
    walk.close()  # type: ignore[attr-defined]
    contents(tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_name_that_is_no_text_is_read_and_readable(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")).write_text("1")
    assert contents(tmp_path) == {"\ufffd": b"1"}


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="none: cannot be read: no such file"):
        contents(tmp_path / "none")


def test_folders_that_are_too_deep_are_left_out_and_told(tmp_path: Path) -> None:
    written(tmp_path, "a", "1/a", "1/2/a", "1/2/3/a")
    budget = Budget(str(tmp_path), Limits(depth=2))
    assert list(contents(tmp_path, budget)) == ["a", "1/a", "1/2/a"]
    assert [gap.what for gap in budget.gaps()] == [
        "1/2/ was left out: too many folders in each other"
    ]


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    written(tmp_path, "a", "b", "c/d")
    assert len(contents(tmp_path, Budget("", Limits(members=4)))) == 3
    with pytest.raises(MalformedArchive, match="more than 3 files"):
        contents(tmp_path, Budget(str(tmp_path), Limits(members=3)))
