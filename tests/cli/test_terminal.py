"""What stands on a terminal, which stdout is here."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import PROJECT, Run
from topograph.cli.terminal import DIFF_STYLES


def on_terminal(*args: str | Path, columns: int = 200, **environment: str) -> str:
    """Run `topograph ARGS` on a terminal and return what it printed there."""
    ours, its = pty.openpty()
    settings = {"PYTHONPATH": str(PROJECT), "TERM": "xterm-256color", "COLUMNS": str(columns)}
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    process = subprocess.Popen(
        [sys.executable, "-m", "topograph", *map(str, args)],
        stdin=subprocess.DEVNULL,
        stdout=its,
        stderr=subprocess.DEVNULL,
        env=kept | settings | environment,
    )
    os.close(its)
    printed = b""
    # Its end is an error to Linux (EIO) once nobody holds the other side.
    try:
        while data := os.read(ours, 65536):
            printed += data
    except OSError:
        pass
    os.close(ours)
    assert process.wait() == 0
    return printed.decode().replace("\r\n", "\n")


ARGUMENTS = [[], ["--table", "links"]]


@pytest.mark.parametrize("args", ARGUMENTS)
def test_it_is_coloured(host: Path, args: list[str]) -> None:
    assert "\x1b[" in on_terminal("show", host, *args)


@pytest.mark.parametrize("args", ARGUMENTS)
def test_no_color_is_honoured(host: Path, args: list[str]) -> None:
    printed = on_terminal("show", host, *args, NO_COLOR="1")
    assert "\x1b[3" not in printed
    assert "docker0" in printed


@pytest.mark.parametrize("args", ARGUMENTS)
def test_colours_apart_it_is_the_plain_text(topograph: Run, host: Path, args: list[str]) -> None:
    printed = on_terminal("show", host, *args, columns=40, TERM="dumb")
    assert printed == topograph("show", host, *args).stdout.decode()


def diff_on_terminal(host: Path, changed: Path, *args: str, **environment: str) -> str:
    args = ("diff", str(host), str(changed), "--exit-zero", *args)
    return on_terminal(*args, columns=200, **environment)


def test_a_diff_is_coloured_by_its_marks(host: Path, changed: Path) -> None:
    printed = diff_on_terminal(host, changed)
    assert "\x1b[33m  ± " in printed
    assert "\x1b[1mLinks\x1b[0m" in printed


def test_a_diff_honours_no_color_and_the_option(host: Path, changed: Path) -> None:
    assert "\x1b[33m" not in diff_on_terminal(host, changed, NO_COLOR="1")
    assert "\x1b" not in diff_on_terminal(host, changed, "--color", "never")
    assert "\x1b[33m" in diff_on_terminal(host, changed, "--color", "always", NO_COLOR="1")


def test_colours_apart_a_diff_is_the_plain_text(topograph: Run, host: Path, changed: Path) -> None:
    printed = diff_on_terminal(host, changed, TERM="dumb")
    assert printed == topograph("diff", host, changed).stdout.decode()


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("Links", "bold"),
        ("Projects and services of web1", "bold"),
        ("  + link a added", "green"),
        ("    − link a removed", "red"),
        ("  ± link a changed", "yellow"),
        ("  → link a moved", "yellow"),
        ("  ↻ container a recreated", "yellow"),
        ("  ? not observed after: x", "cyan"),
        ("No difference between a and b.", None),
        ("before  a.json", None),
        ("    mtu 1 → 2", None),
        ("3 added, 1 removed", None),
    ],
)
def test_each_line_of_a_diff_has_its_style(line: str, style: str | None) -> None:
    found = [style for pattern, style in DIFF_STYLES if re.fullmatch(pattern, line)]
    assert found == ([] if style is None else [style])


def test_text_from_outside_does_not_reach_the_terminal_as_a_command(gappy: Path) -> None:
    for args in ARGUMENTS:
        printed = on_terminal("show", gappy, *args, NO_COLOR="1", TERM="dumb")
        assert all(c.isprintable() or c == "\n" for c in printed)
