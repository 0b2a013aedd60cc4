"""The script itself, as far as no host is needed for that."""

import re
import subprocess

import pytest

from topograph.sources.bundle.script import capture_script


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["sh", "-s", "--", *arguments]
    return subprocess.run(command, input=capture_script(), capture_output=True, check=False)


def test_it_is_one_for_any_posix_shell() -> None:
    assert capture_script().startswith(b"#!/bin/sh\n")


def test_it_does_nothing_before_it_has_come_through_a_pipe_whole() -> None:
    lines = capture_script().decode().splitlines()
    assert lines[-1] == 'main "$@"'
    # At the margin stand settings, functions and what ends them, and nothing that acts.
    acting = [
        line
        for line in lines[:-1]
        if not re.match(r"#|\s|$|[}]$|END$|usage: |It only reads|Writes down|[A-Z]+=", line)
        and not re.match(r"[a-z_]+\(\) \{", line)
        and line != "'"
    ]
    assert acting == []


def test_help_says_how_it_is_used() -> None:
    done = run("-h")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"usage: sh capture.sh [-o FILE]\n")


@pytest.mark.parametrize("arguments", [("-x",), ("-o",)])
def test_a_wrong_option_is_refused(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"usage: " in done.stderr


def test_an_argument_is_refused() -> None:
    done = run("host.tar.gz")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"capture: unexpected argument: host.tar.gz; -h shows what there is\n"
