from pathlib import Path

import pytest

from tests.cli.command import Run
from topograph.cli.show import TABLE_NAMES
from topograph.tables import TABLES


def test_the_tree_names_what_is_on_the_host(topograph: Run, host: Path) -> None:
    done = topograph("show", host)
    assert (done.returncode, done.stderr) == (0, b"")
    for name in ("ip-10-0-0-5", "docker0", "pensive_yonath", "172.17.0.2/16", "veth7f6daae"):
        assert name in done.stdout.decode()


def test_every_table_can_be_named() -> None:
    assert list(TABLE_NAMES) == list(TABLES)


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_each_table_is_printed(topograph: Run, host: Path, name: str) -> None:
    done = topograph("show", host, "--table", name)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"\n")


def test_the_bridges_are_those_of_brctl_show(topograph: Run, host: Path) -> None:
    text = topograph("show", host, "-t", "bridges").stdout.decode()
    for word in ("docker0", "8000.0242743c0b8f", "veth7f6daae", "vethc5d293a"):
        assert word in text


@pytest.mark.parametrize("args", [[], ["--table", "gaps"]])
def test_the_tree_and_the_table_of_gaps_hold_the_gaps(
    topograph: Run, gappy: Path, args: list[str]
) -> None:
    done = topograph("show", gappy, *args)
    assert done.stderr == b""
    assert b"netns:11" in done.stdout


def test_gaps_are_said_below_the_other_tables(topograph: Run, gappy: Path) -> None:
    assert topograph("show", gappy, "--table", "links").stderr.count(b"\n") == 11


@pytest.mark.parametrize("args", [[], ["--table", "gaps"]])
def test_no_control_character_reaches_the_terminal(
    topograph: Run, gappy: Path, args: list[str]
) -> None:
    text = topograph("show", gappy, *args).stdout.decode()
    assert all(c.isprintable() or c == "\n" for c in text)
