"""What all readers of lines have in common."""

import pytest

from tests.sources.text.readers.reading import numbered
from topograph.sources.text.readers.lines import (
    LONGEST,
    are_shown,
    bare,
    decimal,
    is_count,
    positional,
    read_lines,
    sound,
    whole,
)
from topograph.sources.text.told import Line, Told


def told_of(text: str) -> Told:
    return read_lines(numbered(text), Told(complete={"links"}), lambda line: line == "known")


def test_what_is_understood_blank_or_cut_out_is_not_unknown() -> None:
    told = told_of("known\n\n   \n...\nknown")
    assert (told.unknown, told.is_elided, told.complete) == ([], True, set())


def test_what_is_not_understood_is_kept_with_its_number() -> None:
    told = told_of("known\nstrange\nknown")
    assert told.unknown == [Line(2, "strange")]
    assert told.complete == set()


def test_what_is_understood_as_a_whole_completes_its_list() -> None:
    assert told_of("known\nknown\n").complete == {"links"}


def test_the_first_complaint_is_the_refusal_and_completes_nothing() -> None:
    told = told_of('Cannot find device "x"\nRTNETLINK answers: No such device')
    assert told.refusal == 'Cannot find device "x"'
    assert (told.unknown, told.complete) == ([], set())


def test_a_line_that_no_command_would_print_is_not_even_looked_at() -> None:
    seen: list[str] = []
    long = "x" * (LONGEST + 1)

    def take(text: str) -> bool:
        seen.append(text)
        return True

    told = read_lines(numbered(long), Told(), take)
    assert (seen, told.unknown) == ([], [Line(1, long)])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("-1", -1),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("", None),
        ("1.5", None),
        ("٣", None),
        ("0x10", None),
    ],
)
def test_whole_numbers_are_bounded(text: str, number: int | None) -> None:
    assert whole(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0.12", 0.12), ("300", 300.0), ("1e9", None), ("nan", None), ("9" * 400, None), ("", None)],
)
def test_decimal_numbers_are_plain(text: str, number: float | None) -> None:
    assert decimal(text) == number


def test_options_and_their_values_are_no_words_of_a_command() -> None:
    argv = ("bridge", "-s", "-n", "blue", "fdb", "-", "show")
    assert positional(argv, frozenset({"-n"})) == ["fdb", "-", "show"]


@pytest.mark.parametrize(
    ("argv", "command"),
    [
        (("/sbin/brctl", "show"), ("brctl", "show")),
        (("busybox", "brctl", "/x"), ("brctl", "/x")),
        (("/bin/busybox",), ()),
        ((), ()),
    ],
)
def test_a_program_is_the_same_wherever_it_is(
    argv: tuple[str, ...], command: tuple[str, ...]
) -> None:
    assert bare(argv) == command
    assert positional(argv) == list(command[1:])


@pytest.mark.parametrize(
    ("command", "is_whole"),
    [
        ("bridge fdb", True),
        ("bridge -s -d fdb show", True),
        ("bridge -n blue f list", True),
        ("bridge fdb show br br0", False),
        ("bridge fdb show dev eth0", False),
        ("bridge fdb get", False),
        ("bridge link", False),
        ("bridge", False),
        ("", False),
    ],
)
def test_only_a_command_without_a_selector_shows_all(command: str, is_whole: bool) -> None:
    assert are_shown(tuple(command.split()), "fdb") is is_whole


@pytest.mark.parametrize("value", [True, -1, 1 << 32, 1.0, "7", None, [7]])
def test_what_is_no_number_of_32_bits_is_no_count(value: object) -> None:
    assert not is_count(value)


def test_the_numbers_of_the_kernel_are_counts() -> None:
    assert is_count(0)
    assert is_count((1 << 32) - 1)


def test_half_a_surrogate_is_replaced() -> None:
    assert sound("a\ud800b") == "a?b"
    assert (sound("größe"), sound(7), sound(None)) == ("größe", "", "")
