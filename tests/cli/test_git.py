"""What git shows of snapshots in a repository, with the real git."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import PROJECT
from topograph.cli.git import Asked, asked_by_git, text_for_git
from topograph.errors import MalformedSnapshot

Git = Callable[..., str]

WORDS = ("a/host.json", "/tmp/old", "0123456789", "100644", "new.json", "0" * 40, "100644")


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Return a function that runs git in a new repository, where topograph is in the path."""
    programs, repository = tmp_path / "bin", tmp_path / "repository"
    for folder in (programs, repository):
        folder.mkdir()
    program = programs / "topograph"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m topograph "$@"\n')
    program.chmod(0o755)
    environment = {name: v for name, v in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(PROJECT),
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.net",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.net",
        "LC_ALL": "C",
    }  # fmt: skip

    def run(*args: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", *args], cwd=repository, env=environment, capture_output=True, check=False
        )
        assert (done.returncode != 0) is fails, done.stderr.decode()
        assert fails or done.stderr == b""
        return done.stdout.decode()

    run("init", "-q", "-b", "main")
    (repository / ".gitattributes").write_text("*.json diff=topograph\n")
    return run


@pytest.fixture
def repository(git: Git, tmp_path: Path, host: Path, changed: Path) -> Path:
    """Return the folder, in which host.json has changed since it was committed."""
    folder = tmp_path / "repository"
    shutil.copy(host, folder / "host.json")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    shutil.copy(changed, folder / "host.json")
    return folder


@pytest.fixture
def driver(git: Git) -> None:
    git("config", "diff.topograph.command", "topograph diff")


@pytest.mark.git
@pytest.mark.usefixtures("driver")
def test_git_diff_shows_what_changed(git: Git, repository: Path) -> None:
    text = git("diff")
    assert text.startswith("topograph diff host.json\nbefore  host.json@")
    assert "\nafter   host.json, captured at " in text
    assert "mtu 1500 → 1400\n" in text
    assert git("diff", "--cached") == ""


@pytest.mark.git
@pytest.mark.usefixtures("driver")
def test_two_commits_are_compared(git: Git, repository: Path) -> None:
    git("commit", "-q", "-a", "-m", "second")
    for args in (["diff", "HEAD~"], ["show", "--ext-diff"], ["log", "-p", "--ext-diff", "-1"]):
        assert "mtu 1500 → 1400\n" in git(*args)


@pytest.mark.git
@pytest.mark.usefixtures("driver")
def test_what_came_and_went_is_one_line(git: Git, repository: Path) -> None:
    shown = git("show", "--ext-diff", "--format=")
    assert "topograph diff host.json\n+ file added\n" in shown
    git("rm", "-q", "-f", "host.json")
    assert git("diff", "HEAD") == "topograph diff host.json\n− file removed\n"


@pytest.mark.git
@pytest.mark.usefixtures("driver")
def test_a_file_that_was_renamed_has_both_names(git: Git, repository: Path) -> None:
    git("mv", "host.json", "host two.json")
    text = git("diff", "HEAD")
    assert text.startswith("topograph diff host.json → host two.json\nbefore  host.json@")
    assert "\nafter   host two.json, " in text


@pytest.mark.git
@pytest.mark.usefixtures("driver")
def test_a_file_of_another_kind_does_not_end_git_diff(git: Git, repository: Path) -> None:
    other = repository / "another.json"
    other.write_text('{"a": 1}\n')
    git("add", ".")
    git("commit", "-q", "-m", "second")
    other.write_text('{"a": 2}\n')
    (repository / "host.json").write_bytes(b"")
    assert git("diff") == (
        "topograph diff another.json\n? not compared: before: not a topograph snapshot\n"
        "topograph diff host.json\n− file removed\n"
    )


@pytest.mark.git
@pytest.mark.usefixtures("driver")
def test_a_conflict_is_named(git: Git, repository: Path) -> None:
    git("commit", "-q", "-a", "-m", "ours")
    git("checkout", "-q", "-b", "other", "HEAD~")
    text = (repository / "host.json").read_text()
    (repository / "host.json").write_text(text.replace('"mtu": 1500', '"mtu": 9000'))
    git("commit", "-q", "-a", "-m", "theirs")
    git("merge", "main", fails=True)
    assert git("diff", "--cached") == "topograph diff host.json\n? not merged yet\n"


@pytest.mark.git
def test_options_of_the_driver_count(git: Git, repository: Path) -> None:
    git("config", "diff.topograph.command", "topograph diff --stat --color always")
    assert "ip-10-0-0-5: 1 changed" in git("diff")
    git("config", "diff.topograph.command", "topograph diff --ignore mtu")
    assert "No difference between host.json@" in git("diff")


@pytest.mark.git
def test_a_tree_as_text_can_be_compared_by_git_itself(git: Git, repository: Path) -> None:
    git("config", "diff.topograph.textconv", "topograph show -q")
    folder = repository / "host.json"
    folder.write_text(
        folder.read_text()
        .replace("192.0.2", "198.51.100")
        .replace("pensive_yonath", "jolly_hopper")
    )
    for args in (["diff"], ["diff", "HEAD"]):
        lines = git(*args).split("\n")
        assert [line for line in lines if line.startswith("-") and "pensive_yonath" in line]
        assert [line for line in lines if line.startswith("+") and "jolly_hopper" in line]
    git("commit", "-q", "-a", "-m", "second")
    assert "jolly_hopper" in git("show")
    assert "jolly_hopper" in git("log", "-p", "-1")


def test_seven_and_nine_words_are_those_of_git() -> None:
    found = asked_by_git(WORDS, {})
    names = ("a/host.json@0123456", "a/host.json")
    assert found == Asked("a/host.json", ("/tmp/old", "new.json"), names)
    renamed = asked_by_git((*WORDS, "b/host.json", "similarity index 90%\n"), {})
    assert renamed is not None
    assert renamed.path == "a/host.json → b/host.json"
    assert renamed.names == ("a/host.json@0123456", "b/host.json")


@pytest.mark.parametrize("number", [0, 1, 2, 3, 6, 8])
def test_other_numbers_of_words_are_not(number: int) -> None:
    assert asked_by_git(("x",) * number, {}) is None


def test_one_word_is_a_file_with_a_conflict_only_if_git_calls() -> None:
    assert asked_by_git(("x",), {"GIT_DIFF_PATH_TOTAL": "1"}) == Asked("x", None)
    assert asked_by_git(("x", "y"), {"GIT_DIFF_PATH_TOTAL": "1"}) is None


def test_two_empty_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    asked = Asked("x", (str(tmp_path / "empty"), os.devnull))
    assert text_for_git(asked, lambda *_: "") == "topograph diff x\n± file changed, still empty\n"


def test_the_place_of_a_temporary_file_is_not_told() -> None:
    def fail(*_: object) -> str:
        raise MalformedSnapshot("cut short", where="after: /tmp/git-blob-x/host.json", hint="h")

    text = text_for_git(Asked("x", ("a", "b")), fail)
    assert text == "topograph diff x\n? not compared: after: cut short\n"
