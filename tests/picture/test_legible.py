import pytest

from tests.properties.strategies import HOSTILE
from topograph.picture.legible import legible


def test_plain_text_stays_as_it_is() -> None:
    for text in ("eth0", "two words", "é中🐋", "שלום", '"><script>', "]]>", "--", "&"):
        assert legible(text) == text


@pytest.mark.parametrize(
    "char", ["\x00", "\n", "\t", "\x1b", "\x7f", "\xad", "\u200b", "\u202e", "\u2066", "\ufeff"]
)
def test_what_nobody_sees_is_replaced_by_what_takes_room(char: str) -> None:
    assert legible(f"a{char}b") == "a\ufffdb"


def test_a_lone_surrogate_is_replaced() -> None:
    assert legible("a\ud800") == "a\ufffd"


def test_a_pile_of_marks_is_cut_to_two() -> None:
    assert legible("e" + "\u0301" * 50 + "x") == "e\u0301\u0301x"


@pytest.mark.parametrize("text", HOSTILE)
def test_it_needs_to_be_done_only_once(text: str) -> None:
    assert legible(legible(text)) == legible(text)
    assert "\n" not in legible(text)


def test_a_mark_without_a_letter_stands_on_a_circle_and_has_a_width() -> None:
    assert legible("\u0301") == "\u25cc\u0301"
    assert legible("\u0301\u0301\u0301b") == "\u25cc\u0301\u0301b"
    assert legible(legible("\u0301")) == legible("\u0301")
