import pytest

from topograph.cli.messages import one_line, printable


@pytest.mark.parametrize(
    "hostile",
    ["\x1b", "\x07", "\x9b", "\r", "\x00", "\u202e", "\u200f", "\u2028", "\udce9", "\x7f"],
)
def test_what_a_terminal_would_obey_is_replaced(hostile: str) -> None:
    assert printable(f"a{hostile}b") == "a\ufffdb"
    assert "\ufffd" in one_line(f"a{hostile}b") or one_line(f"a{hostile}b") == "a b"


def test_readable_text_is_left_alone() -> None:
    text = "żółw 東京 🐳\n├── docker0"
    assert printable(text) == text


def test_a_message_is_one_line() -> None:
    assert one_line(" a\n\tb\r\nc ") == "a b c"
