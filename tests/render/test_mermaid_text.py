import re

import pytest

from topograph.render.mermaid_text import bold, label, quote, small


@pytest.mark.parametrize("text", ["web", "my_app-web.1", "02:42:ac:11:00:02", "a/b:2.4", "名前"])
def test_usual_names_are_written_as_they_are(text: str) -> None:
    assert quote(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a"b', "a#34;b"),
        ("&lt;", "#38;lt#59;"),
        ("<b>", "#60;b#62;"),
        ("#35;", "#35;35#59;"),
        ("%%{init", "#37;#37;{init"),
        ("a|b", "a#124;b"),
    ],
)
def test_what_the_parser_would_read_is_written_as_an_entity(text: str, written: str) -> None:
    assert quote(text) == written


@pytest.mark.parametrize(
    ("text", "number"),
    [("`x", 96), ("*x", 42), ("_x", 95), ("x_", 95), ("[x", 91), ("\\n", 92), ("$x", 36)],
)
def test_what_is_read_after_the_entities_is_written_so_that_it_comes_last(
    text: str, number: int
) -> None:
    late = f"\ufb02#176;\xb0{number}\xb6#223;"
    assert quote(text) == text.replace(chr(number), late)


@pytest.mark.parametrize("text", ["http://a.b", "www.a.b", "alfa:fa-x", "a@b.c"])
def test_neither_a_link_nor_an_icon_is_left_in_a_name(text: str) -> None:
    assert text not in quote(text)
    assert "\ufb02" in quote(text)


@pytest.mark.parametrize("text", ["mystyle:a#b;", "classDef a:#b;", "redirection  TB"])
def test_no_name_holds_a_word_that_is_looked_for_in_whole_lines(text: str) -> None:
    assert not re.search("style|classDef|direction", quote(text))


def test_a_placeholder_of_mermaid_itself_is_shown_by_numbers() -> None:
    placeholder = quote("\ufb02\xb0\xb060\xb6\xdf")
    assert "\ufb02\xb0" not in placeholder
    assert "\xb6\xdf" not in placeholder
    assert "ufb02" in placeholder
    assert "xb6" in placeholder
    assert quote("Stra\xdfe \ufb02ach \xb6") == "Stra\xdfe \ufb02ach \xb6"


def test_what_nobody_sees_becomes_its_number() -> None:
    assert quote("a\nb\u202ec").count("\ufb02") == 2
    assert quote("a\nb").endswith("x0ab")


def test_a_label_begins_with_a_tag_and_so_never_like_a_list() -> None:
    assert label(bold("1. a"), quote("- b")) == '"<b>1. a</b><br/>- b"'
    assert label(small("# a")) == '"<small>#35; a</small>"'
