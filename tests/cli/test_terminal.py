"""What stands on a terminal, which stdout is here."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import PROJECT, Run


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


def test_text_from_outside_does_not_reach_the_terminal_as_a_command(gappy: Path) -> None:
    for args in ARGUMENTS:
        printed = on_terminal("show", gappy, *args, NO_COLOR="1", TERM="dumb")
        assert all(c.isprintable() or c == "\n" for c in printed)
