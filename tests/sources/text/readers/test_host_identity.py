"""Who the host is, from `hostnamectl`, `hostname` and os-release."""

import pytest

from tests.sources.text.readers.reading import begins, read

CTL = """ Static hostname: web1
      Machine ID: 0123456789abcdef0123456789abcdef
         Boot ID: fedcba9876543210fedcba9876543210
Operating System: Debian GNU/Linux 12 (bookworm)
          Kernel: Linux 6.1.0-18-amd64
    Architecture: x86-64"""


def test_hostnamectl_tells_what_the_kernel_does_in_the_kernels_spelling() -> None:
    told = read("hostnamectl", CTL)
    assert told.host == {
        "hostname": "web1",
        "machine_id": "0123456789abcdef0123456789abcdef",
        "boot_id": "fedcba98-7654-3210-fedc-ba9876543210",
        "os": "Debian GNU/Linux 12 (bookworm)",
        "kernel": "6.1.0-18-amd64",
        "arch": "x86_64",
    }


def test_the_transient_name_is_the_one_that_counts() -> None:
    text = f"{CTL}\nTransient hostname: other\n"
    assert read("hostnamectl", text).host["hostname"] == "other"


@pytest.mark.parametrize(
    "line",
    [
        "Static hostname: (unset)",
        "Static hostname: n/a",
        "Machine ID: none",
        "Boot ID: 1",
        "Kernel: Darwin 1",
        "Architecture: pdp-11",
        "Hardware Vendor: QEMU",
    ],
)
def test_what_is_not_set_or_not_known_is_left_out(line: str) -> None:
    told = read("hostnamectl", line)
    assert (told.host, told.unknown) == ({}, [])


def test_a_line_without_a_label_is_not_understood() -> None:
    assert [line.number for line in read("hostnamectl", f"{CTL}\nwhat").unknown] == [7]


@pytest.mark.parametrize("command", ["hostname", "/bin/hostname -s", "cat /etc/hostname"])
def test_one_word_is_the_name(command: str) -> None:
    assert read("hostname", "web1.example.com\n", command).host == {"hostname": "web1.example.com"}


@pytest.mark.parametrize(
    ("command", "text"),
    [("hostname -I", "192.0.2.1"), ("", "web1"), ("hostname", "two words"), ("hostname", "-x")],
)
def test_other_words_are_no_name(command: str, text: str) -> None:
    told = read("hostname", text, command)
    assert ([line.number for line in told.unknown], told.host) == ([1], {})


def test_a_second_word_is_not_understood() -> None:
    told = read("hostname", "web1\nweb2", "hostname")
    assert ([line.number for line in told.unknown], told.host) == ([2], {"hostname": "web1"})


def test_os_release_tells_its_pretty_name_without_quotes() -> None:
    text = '# a comment\nNAME=Debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nwhat\n'
    told = read("os-release", text)
    assert told.host == {"os": "Debian GNU/Linux 12 (bookworm)"}
    assert [line.number for line in told.unknown] == [4]


def test_first_lines_begin_outputs() -> None:
    assert begins("   Static hostname: web1") == ["hostnamectl"]
    assert begins('PRETTY_NAME="Debian"') == ["os-release"]
    assert begins("web1") == []
