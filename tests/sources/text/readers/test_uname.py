"""Kernel, name and machine, from `uname`."""

import pytest

from tests.sources.text.readers.reading import begins, read

DEBIAN = "Linux web1 6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2026-02-01) x86_64"


@pytest.mark.parametrize("end", ["", " GNU/Linux", " x86_64 x86_64 GNU/Linux", " Linux"])
def test_the_machine_stands_at_the_end_before_the_system(end: str) -> None:
    told = read("uname", DEBIAN + end, "uname -a")
    assert told.host == {"hostname": "web1", "kernel": "6.1.0-18-amd64", "arch": "x86_64"}
    assert told.unknown == []


@pytest.mark.parametrize(
    ("command", "text", "host"),
    [
        ("uname -r", "6.1.0", {"kernel": "6.1.0"}),
        ("uname -n", "web1", {"hostname": "web1"}),
        ("busybox uname -m", "mips", {"arch": "mips"}),
        ("uname -mrs", "Linux 6.1.0 x86_64", {"kernel": "6.1.0", "arch": "x86_64"}),
        ("uname --nodename --machine", "web1 x86_64", {"hostname": "web1", "arch": "x86_64"}),
    ],
)
def test_words_come_in_the_order_of_uname_and_not_of_the_options(
    command: str, text: str, host: dict[str, str]
) -> None:
    assert read("uname", text, command).host == host


@pytest.mark.parametrize(
    ("command", "text"),
    [("uname -r", "two words"), ("uname -v", "#1"), ("uname -r x", "6.1.0"), ("", "6.1.0")],
)
def test_other_words_are_not_understood(command: str, text: str) -> None:
    told = read("uname", text, command)
    assert ([line.number for line in told.unknown], told.host) == ([1], {})


def test_the_whole_line_begins_an_output() -> None:
    assert begins(DEBIAN) == ["uname"]
    assert begins("Linux is a kernel") == []
