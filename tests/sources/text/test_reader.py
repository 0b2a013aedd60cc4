import pytest

from topograph.sources.text.reader import is_ellipsis, without_remark


@pytest.mark.parametrize(
    "text",
    [
        *("...", "  ...", "....", "[...]", "<snip>", "[snip]", "--- snip ---", "(output omitted)"),
        *("...<snip>...", "<Snip>", "--", "# ...", "[ ... ]", "\u2026", "**snipped**", "*cut*"),
    ],
)
def test_people_cut_lines_out_in_many_ways(text: str) -> None:
    assert is_ellipsis(text)


@pytest.mark.parametrize(
    "text", ["", "-", "---", ".", "snip", "a ...", "... eth0", "#", "[]", "cut", "[cut eth0]"]
)
def test_what_says_something_is_no_ellipsis(text: str) -> None:
    assert not is_ellipsis(text)


@pytest.mark.parametrize(
    "text",
    ["a b  # c", "a b <-- c", "a b <- c <- d", "a b // c", "a b \u2190 c", "a b <== c", "a b #c"],
)
def test_a_remark_stands_behind_a_line(text: str) -> None:
    assert without_remark(text) == "a b"


@pytest.mark.parametrize("text", ["a#b", "http://a", "# a", "a <-", "<UP>", "x" * 2000 + " # a"])
def test_what_is_none_is_kept(text: str) -> None:
    assert without_remark(text) in (text, "a")
