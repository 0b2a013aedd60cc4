import codecs

import pytest

from topograph.sources.text.cleaning import lines_of, may_be_text


def texts(data: bytes) -> list[str]:
    return [line.text for line in lines_of(data)]


def test_lines_are_counted_from_one() -> None:
    assert lines_of(b"a\n\nb\n") == [(1, "a"), (2, ""), (3, "b")]


@pytest.mark.parametrize("data", [b"a\r\nb\r\n", b"a\rb\r", b"a\r\r\nb", b"a\nb"])
def test_all_systems_have_their_own_line_ends(data: bytes) -> None:
    assert texts(data) == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_mark_at_the_beginning_tells_the_encoding(encoding: str) -> None:
    assert texts("1: lo: é\n".encode(encoding)) == ["1: lo: é"]
    assert texts(codecs.BOM_UTF16_BE + "1: lo: é\n".encode("utf-16-be")) == ["1: lo: é"]


def test_what_is_not_in_the_encoding_is_replaced() -> None:
    assert texts(b"a\xff\nb\n") == ["a\ufffd", "b"]


def test_what_is_for_a_terminal_only_is_left_out() -> None:
    coloured = b"\x1b[36meth0: \x1b[0m<UP>\x1b]0;root@web1: ~\x07 mtu\x1b(B\n"
    assert texts(coloured) == ["eth0: <UP> mtu"]


def test_what_no_terminal_knows_is_kept() -> None:
    assert texts(b"\x1b?x\n") == ["\x1b?x"]


def test_nothing_is_no_line() -> None:
    assert texts(b"") == []


def test_binary_data_is_no_text() -> None:
    assert not may_be_text(b"\x7fELF\0\0")
    assert may_be_text("é".encode("utf-16"))
    assert may_be_text(b"")
