import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.properties.strategies import HOSTILE
from tests.render.markdown_reading import SPAN, read
from topograph.render.md_text import LONGEST, Quoted, code, table_row
from topograph.render.visible import visible

TEXTS = [
    *filter(None, HOSTILE),
    *("`", "``", "`a", "a`", "a`b``c", "` `", " `", "` ", "```sh", "~~~", "`" * 119),
    *("|", "a|b", "\\|", "\\\\|", "a\\", "\\`", "`|`", "||", "a |", "| a"),
    *(" ", "  ", " a", "a ", " a ", "  a  "),
    *("@somebody", "#12", "!12", "own/er#12", "GH-12", "~label", ":smile:", "$x$"),
    *("https://a.example", "www.a.example", "a@b.example", "<https://a.example>", "[a](b)"),
    *("<!--", "<?", "<![CDATA[", "&lt;", "&#60;", "![a](b)", "[^1]", "{{", "[[a]]"),
    *("# a", "- a", "1. a", "> a", "---", "===", "    a", "**a**", "_a_", "~~a~~"),
]
PLACES = ["{}", "- {}", "## {}", "- Link {}: and {} more", "**a**: {}"]
texts = st.sampled_from(TEXTS) | st.text("`| \\a#@<&*\n\u2028\ud800", min_size=1) | st.text()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("web", "`web`"),
        ("198.51.100.0/24", "`198.51.100.0/24`"),
        ("a`b", "``a`b``"),
        ("a``b", "`a``b`"),
        ("a`b``c", "```a`b``c```"),
        ("`", "`` ` ``"),
        (" a", "` a`"),
        (" a ", "`  a  `"),
        ("  ", "`  `"),
        ("a\nb\x1b", "`a\\x0ab\\x1b`"),
        ("", '`""`'),
    ],
)
def test_a_text_is_a_code_span_with_a_fence_that_is_not_in_it(text: str, written: str) -> None:
    assert code(text) == written


@pytest.mark.parametrize("place", PLACES)
@example(" ` ")
@given(texts)
def test_whatever_a_text_is_a_reader_sees_it_and_nothing_else(place: str, text: str) -> None:
    page = read(place.format(code(text), code(text)))
    spans = place.count("{}")
    assert page.spans == [shown(text)] * spans
    outside = place.replace("{}", SPAN).removeprefix("- ").removeprefix("## ").replace("*", "")
    assert page.blocks == [outside]


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_text_is_the_same_in_a_table_and_leaves_its_columns_alone(found: list[str]) -> None:
    head = table_row(Quoted("a") for _ in found)
    rule = table_row(Quoted("---") for _ in found)
    page = read("\n".join([head, rule, table_row(map(code, found)), table_row(map(code, found))]))
    (table,) = page.tables
    assert table[1] == table[2] == list(map(shown, found))
    assert page.spans == table[1] + table[2]


def test_a_row_with_empty_cells_keeps_them() -> None:
    cells = (Quoted(""), code("a"), Quoted(""))
    assert table_row(cells) == "|  | `a` |  |"
    assert read("| a | b | c |\n| --- | --- | --- |\n" + table_row(cells)).tables[0][1] == [
        "",
        "a",
        "",
    ]


def test_a_long_text_is_cut_and_says_so() -> None:
    assert code("W" * LONGEST) == f"`{'W' * LONGEST}`"
    assert code("W" * (LONGEST + 1)) == f"`{'W' * (LONGEST - 1)}…`"


def test_no_text_needs_a_fence_longer_than_parsers_allow() -> None:
    runs = ["`" * length for length in range(1, 20)]
    for text in ("`" * 500, "a".join(runs), "a".join(reversed(runs))):
        assert len(code(text)) - len(code(text).lstrip("`")) < 20


def shown(text: str) -> str:
    """Return what a reader sees of a text."""
    seen = visible(text) or '""'
    return seen if len(seen) <= LONGEST else f"{seen[: LONGEST - 1]}…"
