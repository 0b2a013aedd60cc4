import json
import os
import pty
import shutil
from pathlib import Path

import pytest

from tests.cli.command import PROJECT, Run
from tests.folders import names
from tests.hosts import many
from topograph.cli.options import DENSITIES, THEMES
from topograph.cli.render import LAYOUTS
from topograph.picture import Density
from topograph.render import DENSITIES as OPTION_DENSITIES
from topograph.render import FORMATS, GRAPHVIZ_LAYOUTS, PANEL
from topograph.render import THEMES as OPTION_THEMES
from topograph.snapshot import write

SUFFIXES = (".dot", ".svg", ".html", ".json", ".txt", ".md", ".mmd", ".drawio")
TEXTS = [name for name, found in FORMATS.items() if found.is_text]
BEGINNINGS = {"png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-"}


def test_several_outputs_are_made_of_one_snapshot(
    topograph: Run, host: Path, tmp_path: Path
) -> None:
    targets = [f"out{suffix}" for suffix in SUFFIXES]
    done = topograph("render", host, *(word for name in targets for word in ("-o", name)))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert names(tmp_path) == sorted(["host.json", *targets])
    for name in targets:
        assert b"docker0" in (tmp_path / name).read_bytes()
    assert json.loads((tmp_path / "out.json").read_bytes())["nodes"]


def test_every_layout_and_theme_can_be_named() -> None:
    assert (PANEL, *GRAPHVIZ_LAYOUTS) == LAYOUTS
    assert THEMES == OPTION_THEMES
    assert DENSITIES == OPTION_DENSITIES == tuple(Density)


@pytest.mark.parametrize("name", TEXTS)
def test_each_format_goes_to_stdout_by_name(topograph: Run, host: Path, name: str) -> None:
    done = topograph("render", host, "-f", name)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"docker0" in done.stdout


@pytest.mark.parametrize("name", BEGINNINGS)
def test_what_is_no_text_goes_through_a_pipe_as_it_is_in_a_file(
    topograph: Run, host: Path, tmp_path: Path, name: str
) -> None:
    done = topograph("render", host, "-f", name, "-o", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(BEGINNINGS[name])
    assert topograph("render", host, "-o", f"out.{name}").returncode == 0
    assert done.stdout == (tmp_path / f"out.{name}").read_bytes()


@pytest.mark.parametrize("name", BEGINNINGS)
def test_what_is_no_text_is_not_written_to_a_terminal(
    topograph: Run, host: Path, tmp_path: Path, name: str
) -> None:
    ours, its = pty.openpty()
    done = topograph("render", host, "-f", name, "-o", "-", "-o", "out.svg", stdout=its)
    os.close(its)
    os.close(ours)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        f"topograph: render: stdout is a terminal, which cannot show {name}: "
        "name a file with -o; see `topograph render --help`\n"
    )
    assert names(tmp_path) == ["host.json"]


def test_pictures_of_each_kind_are_made_of_one_snapshot(
    topograph: Run, host: Path, tmp_path: Path
) -> None:
    done = topograph("render", host, "-o", "x.png", "-o", "x.pdf", "-o", "x.svg")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert names(tmp_path) == ["host.json", "x.pdf", "x.png", "x.svg"]
    for name, beginning in BEGINNINGS.items():
        assert (tmp_path / f"x.{name}").read_bytes().startswith(beginning)


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_package_that_is_not_there_is_told_and_nothing_is_written(
    topograph: Run, host: Path, tmp_path: Path, name: str
) -> None:
    missing = tmp_path / "missing"
    missing.mkdir()
    (missing / "typst.py").write_text("raise ImportError('as if it were not there')\n")
    path = {"PYTHONPATH": f"{missing}:{PROJECT}"}
    done = topograph("render", host, "-o", "x.svg", "-o", f"x.{name}", environment=path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        f"topograph: {name}: this format needs the Python package typst, which is not "
        "installed; pip install 'topograph[image]'\n"
    )
    assert names(tmp_path) == ["host.json", "missing"]


def test_a_second_output_that_cannot_be_written_leaves_the_first_as_it_was(
    topograph: Run, host: Path, tmp_path: Path
) -> None:
    (tmp_path / "keep.svg").write_bytes(b"old")
    done = topograph("render", host, "-o", "keep.svg", "-o", "none/x.svg")
    assert done.returncode == 2
    assert done.stderr.startswith(b"topograph: none/x.svg: cannot be written")
    assert (tmp_path / "keep.svg").read_bytes() == b"old"
    assert names(tmp_path) == ["host.json", "keep.svg"]


@pytest.mark.parametrize(
    ("option", "value"), [("--only", "nob*"), ("--around", "nobody"), ("--hide", "vteh")]
)
def test_what_means_nothing_is_refused_by_its_name(
    topograph: Run, host: Path, tmp_path: Path, option: str, value: str
) -> None:
    done = topograph("render", host, option, value, "-o", "x.svg")
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"topograph: {value}: no")
    assert done.stderr.count(b"\n") == 1
    assert names(tmp_path) == ["host.json"]


def test_a_format_overrides_the_suffix_of_one_file(
    topograph: Run, host: Path, tmp_path: Path
) -> None:
    assert topograph("render", host, "-o", "out.txt", "-f", "svg").returncode == 0
    assert b"<svg" in (tmp_path / "out.txt").read_bytes()


def test_stdout_and_files_may_go_together(topograph: Run, host: Path, tmp_path: Path) -> None:
    done = topograph("render", host, "-o", "-", "-f", "dot", "-o", "out.svg")
    assert done.returncode == 0
    assert b"graph" in done.stdout
    assert b"<svg" in (tmp_path / "out.svg").read_bytes()


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ([], b"render: nothing to write: name a file with -o, or a format with -f; see "),
        (["-o", "-"], b"render: stdout has no suffix: name its format with -f; see "),
        (["-o", "a.svg", "-o", "./a.svg"], b"render: two outputs to one target: ./a.svg; see "),
        (
            ["-o", "a.svg", "-o", "b.svg", "-f", "svg"],
            b"render: -f names the format of one output",
        ),
        (["-f", "docx"], b"docx: no such format; known are "),
        (["-o", "a.svg", "-o", "a.docx"], b"a.docx: "),
        (["-o", "nosuffix"], b"nosuffix: "),
    ],
)
def test_wrong_outputs_are_one_line_and_nothing_is_written(
    topograph: Run, host: Path, tmp_path: Path, args: list[str], line: bytes
) -> None:
    done = topograph("render", host, *args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"topograph: " + line)
    assert done.stderr.count(b"\n") == 1
    assert names(tmp_path) == ["host.json"]


@pytest.mark.parametrize("args", [["-f", "docx"], ["-o", "a.docx"]])
def test_an_unknown_format_is_refused_with_the_known_ones(
    topograph: Run, host: Path, args: list[str]
) -> None:
    done = topograph("render", host, *args)
    assert done.returncode == 2
    for name in FORMATS:
        assert name in done.stderr.decode()


def test_a_failing_output_leaves_nothing_half_done(
    topograph: Run, host: Path, tmp_path: Path
) -> None:
    (tmp_path / "old.dot").write_bytes(b"old")
    args = ("-o", "old.dot", "-o", "new.svg", "--layout", "dot")
    done = topograph("render", host, *args, environment={"PATH": "/nowhere"})
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert (tmp_path / "old.dot").read_bytes() == b"old"
    assert names(tmp_path) == ["host.json", "old.dot"]


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
def test_graphviz_lays_out_where_asked(topograph: Run, host: Path, tmp_path: Path) -> None:
    assert topograph("render", host, "-o", "a.svg", "--layout", "dot").returncode == 0
    assert topograph("render", host, "-o", "b.svg").returncode == 0
    assert (tmp_path / "a.svg").read_bytes() != (tmp_path / "b.svg").read_bytes()


def test_hide_and_only_leave_things_out(topograph: Run, host: Path) -> None:
    everything = topograph("render", host, "-f", "dot").stdout
    hidden = topograph("render", host, "-f", "dot", "--hide", "network").stdout
    only = topograph("render", host, "-f", "dot", "--only", "pensive_*").stdout
    assert b"mad_feynman" in everything
    assert b"pensive_yonath" in only
    assert b"mad_feynman" not in only
    assert len(hidden) < len(everything)


def test_a_full_target_is_one_line_and_status_2(topograph: Run, host: Path) -> None:
    done = topograph("render", host, "-o", "/dev/full", "-f", "svg")
    assert done.returncode == 2
    assert b"/dev/full: cannot be written: no space left on device" in done.stderr


def test_gaps_are_said(topograph: Run, gappy: Path) -> None:
    assert topograph("render", gappy, "-o", "out.dot").stderr.count(b"topograph: gap: ") == 10
    assert topograph("render", gappy, "-o", "out.dot", "-q").stderr == b""


def test_a_part_around_a_name_is_drawn(topograph: Run, host: Path) -> None:
    done = topograph("render", host, "-f", "svg", "--around", "mad_feynman:1")
    assert done.returncode == 0
    assert b"vethc5d293a" in done.stdout
    assert b"pensive_yonath" not in done.stdout


def test_a_name_that_means_nothing_is_told_and_nothing_is_written(
    topograph: Run, host: Path, tmp_path: Path
) -> None:
    done = topograph("render", host, "-o", "out.svg", "--around", "nobody")
    assert done.returncode == 2
    assert done.stderr.startswith(b"topograph: nobody: nothing here is called so; ")
    assert names(tmp_path) == ["host.json"]


def test_cards_can_be_drawn_as_rows(topograph: Run, host: Path) -> None:
    full, rows = (
        topograph("render", host, "-f", "svg", "--density", name).stdout
        for name in ("full", "rows")
    )
    assert b'class="pill"' in full
    assert b'class="pill"' not in rows
    assert b"mad_feynman" in rows


def test_more_than_a_format_can_hold_is_one_line_and_nothing_is_written(
    topograph: Run, tmp_path: Path
) -> None:
    write(many(450, 10), tmp_path / "many.json")
    args = ("-o", "out.svg", "-o", "out.mmd", "--density", "rows")
    done = topograph("render", "many.json", *args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"topograph: mermaid: ")
    assert b"--density folded" in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert names(tmp_path) == ["many.json"]
