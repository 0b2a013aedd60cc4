import json
import os
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from msgspec.structs import replace

from tests.cli.command import Run
from tests.diff.patching import patched
from tests.folders import names
from tests.hosts import docker0, many
from topograph.diff.model import Diff, Thing, Verb
from topograph.diff.schema import schema
from topograph.facts import Gap
from topograph.snapshot import write


def test_the_same_is_no_difference(topograph: Run, host: Path) -> None:
    done = topograph("diff", host, host)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"No difference between {host} and {host}.\n"


def test_a_difference_is_told_and_is_exit_status_1(
    topograph: Run, host: Path, changed: Path
) -> None:
    done = topograph("diff", host, changed)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "docker0 changed: mtu 1500 → 1400\n" in done.stdout.decode()
    assert done.stdout.decode().endswith("\n\n1 changed\n")


def test_exit_zero_is_for_those_who_only_want_to_read(
    topograph: Run, host: Path, changed: Path
) -> None:
    told, quiet = topograph("diff", host, changed), topograph("diff", host, changed, "--exit-zero")
    assert (quiet.returncode, quiet.stdout) == (0, told.stdout)


def test_one_side_may_be_stdin(topograph: Run, host: Path, changed: Path) -> None:
    done = topograph("diff", "-", changed, stdin=host.read_bytes())
    assert done.returncode == 1
    assert done.stdout.startswith(b"before  stdin, ")
    done = topograph("diff", host, "-", stdin=host.read_bytes())
    assert (done.returncode, done.stdout) == (
        0,
        f"No difference between {host} and stdin.\n".encode(),
    )


@pytest.mark.parametrize("args", [[], ["live"]])
def test_this_host_is_the_other_side_if_none_is_named(
    topograph: Run, tmp_path: Path, args: list[str]
) -> None:
    assert topograph("collect", "-q", "-o", "before.json").returncode == 0
    done = topograph("diff", "-q", "before.json", *args, "-f", "json", "--exit-zero")
    assert (done.returncode, done.stderr) == (0, b"")
    found = msgspec.json.decode(done.stdout, type=Diff)
    assert (found.before.source, found.after.source) == ("before.json", "live")
    assert found.after.hosts == [os.uname().nodename]


def test_several_outputs_are_made_of_one_comparison(
    topograph: Run, host: Path, changed: Path, tmp_path: Path
) -> None:
    done = topograph("diff", host, changed, "-o", "d.txt", "-o", "d.md", "-o", "d.json")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert names(tmp_path) == ["changed.json", "d.json", "d.md", "d.txt", "host.json"]
    assert (tmp_path / "d.txt").read_bytes() == topograph("diff", host, changed).stdout
    assert (tmp_path / "d.md").read_text().startswith("## Network of `ip-10-0-0-5`: 1 changed\n")
    assert json.loads((tmp_path / "d.json").read_bytes())["format"] == "topograph-diff"


def test_json_is_what_the_schema_says(topograph: Run, host: Path, changed: Path) -> None:
    done = topograph("diff", host, changed, "-f", "json")
    plain = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema()).validate(plain)
    (entry,) = msgspec.json.decode(done.stdout, type=Diff).entries
    assert (entry.verb, entry.thing) == (Verb.CHANGED, Thing.LINK)
    assert "patch" not in plain


def test_a_patch_makes_of_one_file_the_other(topograph: Run, host: Path, changed: Path) -> None:
    done = topograph("diff", host, changed, "-f", "json", "--patch")
    (operation,) = json.loads(done.stdout)["patch"]
    assert (operation["op"], operation["value"]) == ("replace", 1400)
    before, after = (json.loads(file.read_bytes()) for file in (host, changed))
    assert patched(before, [operation]) == after


def test_numbers_alone_are_one_line(
    topograph: Run, host: Path, changed: Path, tmp_path: Path
) -> None:
    done = topograph("diff", host, changed, "--stat")
    assert (done.returncode, done.stdout) == (1, b"ip-10-0-0-5: 1 changed\n")
    done = topograph("diff", host, changed, "--stat", "-o", "d.md")
    assert (done.returncode, done.stdout) == (1, b"ip-10-0-0-5: 1 changed\n")
    assert (tmp_path / "d.md").exists()


def test_a_field_may_be_left_out(topograph: Run, host: Path, changed: Path) -> None:
    done = topograph("diff", host, changed, "--ignore", "mtu")
    assert done.returncode == 0
    told = json.loads(topograph("diff", host, changed, "--ignore", "mtu", "-f", "json").stdout)
    assert told["ignored"] == ["mtu"]
    told = json.loads(topograph("diff", host, changed, "--all", "-f", "json").stdout)
    assert told["all_fields"] is True


def other_host(path: Path) -> Path:
    snapshot = docker0()
    host = replace(snapshot.hosts[0], hostname="web9", machine_id="9" * 32)
    write(replace(snapshot, hosts=[host]), path)
    return path


def test_two_hosts_are_compared_only_if_asked(topograph: Run, host: Path, tmp_path: Path) -> None:
    other = other_host(tmp_path / "other.json")
    done = topograph("diff", host, other)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"--across-hosts" in done.stderr
    assert topograph("diff", host, other, "--across-hosts").returncode in (0, 1)


@pytest.fixture
def blind(tmp_path: Path) -> Path:
    """Return a snapshot file of the classic host, as a user sees it who may not ask the engine."""
    snapshot = docker0()
    subject = f"engine:{snapshot.hosts[0].engines[0].socket}"
    gap = Gap(source="engine", subject=subject, what="Permission denied", hint="run as root")
    host = replace(snapshot.hosts[0], engines=[], containers=[], networks=[])
    write(replace(snapshot, hosts=[host], gaps=[gap]), tmp_path / "blind.json")
    return tmp_path / "blind.json"


def test_what_one_side_did_not_see_is_trouble_only_if_asked(
    topograph: Run, host: Path, blind: Path
) -> None:
    done = topograph("diff", host, blind, "--strict")
    assert done.returncode == 2
    assert b"Not observed\n" in done.stdout
    assert topograph("diff", host, blind, "--strict", "--exit-zero").returncode == 2
    assert topograph("diff", host, host, "--strict").returncode == 0
    assert topograph("diff", host, blind, "--exit-zero").returncode == 0


def test_gaps_are_said_with_their_side(topograph: Run, host: Path, blind: Path) -> None:
    line = "gap: engine:unix:///run/docker.sock: Permission denied; run as root\n"
    done = topograph("diff", host, blind)
    assert done.stderr.decode() == f"topograph: after: {line}"
    done = topograph("diff", blind, host)
    assert done.stderr.decode() == f"topograph: before: {line}"
    assert topograph("diff", "-q", blind, host).stderr == b""


def test_no_control_character_of_a_snapshot_reaches_the_terminal(
    topograph: Run, gappy: Path, tmp_path: Path
) -> None:
    done = topograph("diff", gappy, gappy)
    text = (done.stdout + done.stderr).decode()
    assert all(c.isprintable() or c == "\n" for c in text)


NEWER = b'{"format": "topograph-snapshot", "version": 99, "captured_at": "", "hosts": []}'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read: no such file or directory"),
        (b"", "empty"),
        (b"hello", "not a file that topograph reads"),
        (b'{"a": 1}', "not a topograph snapshot"),
        (NEWER, "version 99 was made by a newer topograph"),
    ],
)
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_wrong_file_is_one_line_that_says_which_side(
    topograph: Run, host: Path, content: bytes | None, words: str, side: str
) -> None:
    if content is not None:
        (host.parent / "wrong.json").write_bytes(content)
    sides = ["wrong.json", host] if side == "before" else [host, "wrong.json"]
    done = topograph("diff", *sides, "-o", "out.md")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"topograph: {side}: wrong.json: {words}")
    assert done.stderr.count(b"\n") == 1
    assert "out.md" not in names(host.parent)


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ([], "missing argument 'BEFORE'"),
        (["live"], "both sides are this host"),
        (["live", ""], "both sides are this host"),
        (["-", "-"], "both sides are stdin"),
        (["a", "b", "c"], "there are two sides"),
        (["a", "b", "--ignore", ""], "--ignore '' names no field"),
        (["host.json", "host.json", "-f", "docx"], "docx: no such format; known are text, md, "),
        (["host.json", "host.json", "-o", "x"], "x: no suffix to tell the format by"),
        (["host.json", "host.json", "-o", "x.md", "-o", "./x.md"], "two outputs to one target"),
        (["host.json", "host.json", "--patch"], "--patch is for JSON"),
        (["host.json", "host.json", "--patch", "-o", "x.md"], "--patch is for JSON"),
        (["host.json", "host.json", "--stat", "-f", "md"], "--stat goes to stdout"),
        (["host.json", "host.json", "--stat", "-o", "-"], "--stat goes to stdout"),
        (["host.json", "host.json", "--color", "red"], "invalid value for '--color'"),
    ],
)
def test_a_wrong_command_line_is_one_line(
    topograph: Run, host: Path, tmp_path: Path, args: list[str], line: str
) -> None:
    done = topograph("diff", *args)
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode().removeprefix("topograph: ").removeprefix("diff: ")
    assert told.startswith(line)
    assert told.count("\n") == 1
    assert names(tmp_path) == ["host.json"]


def test_an_output_that_cannot_be_written_is_trouble_and_not_a_difference(
    topograph: Run, host: Path, changed: Path
) -> None:
    done = topograph("diff", host, changed, "-o", "none/x.md")
    assert done.returncode == 2
    assert done.stderr.startswith(b"topograph: none/x.md: cannot be written")


def test_a_report_is_a_side_like_any_other(topograph: Run, host: Path, changed: Path) -> None:
    assert topograph("render", host, "-o", "host.html").returncode == 0
    assert topograph("diff", "host.html", host).returncode == 0
    assert topograph("diff", "host.html", changed).returncode == 1


def test_a_file_of_the_name_live_has_to_be_told_apart(
    topograph: Run, host: Path, tmp_path: Path
) -> None:
    shutil.copy(host, tmp_path / "live")
    done = topograph("diff", host, "./live")
    assert (done.returncode, done.stderr) == (0, b"")


def told_by(run: Any, *args: Any) -> str:
    return str(run(*args).stdout.decode())


def test_colour_may_be_asked_for_and_refused(topograph: Run, host: Path, changed: Path) -> None:
    plain = told_by(topograph, "diff", host, changed)
    assert "\x1b" not in plain
    assert told_by(topograph, "diff", host, changed, "--color", "never") == plain
    coloured = topograph(
        "diff", host, changed, "--color", "always", environment={"NO_COLOR": "1", "TERM": "dumb"}
    ).stdout.decode()
    assert "\x1b[33m  ± " in coloured
    assert "\x1b[1mLinks\x1b[0m" in coloured


def test_several_outputs_are_written_at_once_each_as_by_itself(
    topograph: Run, host: Path, changed: Path, tmp_path: Path
) -> None:
    outputs = ["x.html", "x.svg", "x.md", "x.json", "x.txt"]
    done = topograph("diff", host, changed, *(a for name in outputs for a in ("-o", name)))
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    for name in outputs:
        alone = topograph(
            "diff", host, changed, "-f", Path(name).suffix[1:].replace("txt", "text")
        )
        assert (tmp_path / name).read_bytes() == alone.stdout, name


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_page_and_a_picture_have_the_theme_that_was_asked_for(
    topograph: Run, host: Path, changed: Path, tmp_path: Path, theme: str
) -> None:
    args = ["--theme", theme, "-o", "x.html", "-o", "x.svg"]
    assert topograph("diff", host, changed, *args).returncode == 1
    page, picture = ((tmp_path / name).read_text() for name in ("x.html", "x.svg"))
    assert f'<html lang="en" data-theme="{theme}">' in page
    assert ("prefers-color-scheme" in picture) == (theme == "auto")
    assert ('fill="#0f172a"' in picture.split("<g")[0]) == (theme == "dark")


def test_the_density_of_a_picture_may_be_asked_for(topograph: Run, tmp_path: Path) -> None:
    write(many(12), tmp_path / "before.json")
    write(many(4), tmp_path / "after.json")
    found = {}
    for density in ("full", "rows", "folded"):
        done = topograph("diff", "before.json", "after.json", "--density", density, "-f", "svg")
        assert (done.returncode, done.stderr) == (1, b"")
        found[density] = len(done.stdout)
    assert found["full"] > found["rows"] > found["folded"]


def test_the_report_of_a_diff_is_no_source_and_says_so_in_one_line(
    topograph: Run, host: Path, changed: Path
) -> None:
    assert topograph("diff", host, changed, "-o", "x.html").returncode == 1
    for args in (["show", "x.html"], ["render", "x.html", "-f", "svg"]):
        done = topograph(*args)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert b"x.html: a page without a snapshot; " in done.stderr
        assert b"or about a diff" in done.stderr
    done = topograph("diff", "x.html", host)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"before: x.html: a page without a snapshot" in done.stderr
