import pytest

from topograph.render.visible import visible, visible_lines


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("café \u4e2d\U0001f40b", "café \u4e2d\U0001f40b"),
        ("\x1b[31m", r"\x1b[31m"),
        ("a\tb\r", r"a\x09b\x0d"),
        ("\x7f\x9b\xa0", r"\x7f\x9b\xa0"),
        ("\u202egnp", r"\u202egnp"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_what_nobody_sees_becomes_its_number(text: str, seen: str) -> None:
    assert visible(text) == visible_lines(text) == seen


def test_a_newline_stays_only_where_lines_are_wanted() -> None:
    assert visible("a\nb") == r"a\x0ab"
    assert visible_lines("a\n\x1bb") == "a\n\\x1bb"
