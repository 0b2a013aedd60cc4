"""The script of the report: shorter than its files, and the same to a browser."""

import re
from pathlib import Path

import pytest

from tests.render.js_tokens import Token, tokens
from topograph.render.report import script
from topograph.render.report.script import DIFF_SCRIPTS, SCRIPTS, page_script
from topograph.render.templates import templates_folder

FOLDER = templates_folder() / "script"
FILES = {
    name: (FOLDER / f"{name}.js").read_text(encoding="utf-8")
    for name in dict.fromkeys((*SCRIPTS, *DIFF_SCRIPTS))
}
HEAD, TAIL = '"use strict";(() => {\n', "})();\n"


def body() -> str:
    return page_script().removeprefix(HEAD).removesuffix(TAIL)


def kinds(source: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(source)[0]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a=>b", ["a", "=>", "b"]),
        ("a?.b??c", ["a", "?.", "b", "??", "c"]),
        ("a?.5:b", ["a", "?", ".5", ":", "b"]),
        ("a / b / c", ["a", "/", "b", "/", "c"]),
        ("(a) / 2 / c", ["(", "a", ")", "/", "2", "/", "c"]),
        ("x = /[/]\\//g.test(y)", ["x", "=", "/[/]\\//g", ".", "test", "(", "y", ")"]),
        ("return /a b/", ["return", "/a b/"]),
        ("'a // b' // c", ["'a // b'"]),
        ('"/* \\" */" /* d */', ['"/* \\" */"']),
        ("`a ${`b ${{ c: 1 }} `} d` + e", ["`a ${`b ${{ c: 1 }} `} d`", "+", "e"]),
        ("`\\`${a}`", ["`\\`${a}`"]),
        ("...a, a++ + ++b", ["...", "a", ",", "a", "++", "+", "++", "b"]),
    ],
)
def test_a_script_is_taken_apart_as_a_browser_does(source: str, expected: list[str]) -> None:
    assert [text for _, text in kinds(source)] == expected


def test_what_is_no_token_is_told() -> None:
    for source in ('"open', "a \\ b", "'a\nb'"):
        with pytest.raises(ValueError, match="no token"):
            tokens(source)


def test_ends_of_lines_are_seen_in_notes_too() -> None:
    found, notes = tokens("a // b\nc /* d\n */ e f")
    assert [token.follows_line for token in found] == [True, True, True, False]
    assert notes == ["// b", "/* d\n */"]


def test_every_file_is_in_a_script_and_in_none_twice() -> None:
    assert sorted(FILES) == sorted(path.stem for path in FOLDER.glob("*"))
    assert len(SCRIPTS) == len(set(SCRIPTS))
    assert len(DIFF_SCRIPTS) == len(set(DIFF_SCRIPTS))


def test_it_runs_apart_from_whatever_else_there_is_and_strictly() -> None:
    assert page_script().startswith(HEAD)
    assert page_script().endswith(f"\n{TAIL}")


def test_a_browser_sees_the_same_tokens_in_the_report_of_a_diff() -> None:
    written = [token for name in DIFF_SCRIPTS for token in tokens(FILES[name])[0]]
    made = page_script(DIFF_SCRIPTS).removeprefix(HEAD).removesuffix(TAIL)
    assert_same(tokens(made)[0], written)


def test_a_browser_sees_the_same_tokens_and_ends_of_statements_as_in_the_files() -> None:
    written: list[Token] = []
    for name in SCRIPTS:
        written += tokens(FILES[name])[0]
    assert len(written) > 3000
    assert_same(tokens(body())[0], written)


def without_spare(found: list[Token]) -> list[Token]:
    """Return tokens without those that a script can do without: `;}`, `,]` and `(n) =>`."""
    texts = [token.text for token in found]
    spare: set[int] = set()
    for n, text in enumerate(texts):
        behind = texts[n + 1] if n + 1 < len(texts) else ""
        if (text == ";" and behind == "}") or (text == "," and behind in ("}", ")", "]")):
            spare.add(n)
        is_lone = texts[n + 2 : n + 4] == [")", "=>"] and found[n + 1 : n + 2] != []
        if text == "(" and is_lone and texts[n - 1] in ("=", "(", ",", ":"):
            spare |= {n, n + 2}
    return [token for n, token in enumerate(found) if n not in spare]


def assert_same(squeezed: list[Token], written: list[Token]) -> None:
    squeezed, written = without_spare(squeezed), without_spare(written)
    assert [token[:2] for token in squeezed] == [token[:2] for token in written]
    # Behind these a statement goes on, or has ended, on whatever line the next token stands; and
    # what is closed ends or goes on wherever that stands.
    for before, one, other in zip(squeezed, squeezed[1:], written[1:], strict=False):
        is_joint = before.text in {";", "{", "(", "[", ",", "=>"} or one.text in {"}", ")", "]"}
        assert one.follows_line == other.follows_line or (is_joint and other.follows_line)


ODD = """/** What it is for. */
const a = b - -c, d = e + +f, g = h-- - i;
  const t = "  =  ; //  ", u = 'a  =  b', v = `x  =  ${ y }`;
/**
 * More of it.
 */
const w = /** @type {any} */ (z);
	if (a / b > c / d) e = /[ =]  \\/\\/ ?/.test(f);
// A line of its own.
let k
let m = ["it's", "/* no note */"]

return a ? b : c"""


def test_whatever_a_file_holds_means_the_same_in_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "script").mkdir()
    for name in ("one", "two"):
        (tmp_path / "script" / f"{name}.js").write_text(ODD)
    monkeypatch.setattr(script, "templates_folder", lambda: tmp_path)
    made = page_script.__wrapped__(("one", "two"))
    found, notes = tokens(made.removeprefix(HEAD).removesuffix(TAIL))
    assert_same(found, tokens(ODD)[0] * 2)
    assert notes == []
    assert len(made) < 2 * len(ODD) - 150


def test_no_note_and_no_indent_is_left() -> None:
    assert all(tokens(text)[1] for text in FILES.values()), "each file says what it is for"
    assert tokens(body())[1] == []
    assert not [line for line in body().splitlines() if line != line.strip() or not line]


def test_no_text_goes_over_several_lines() -> None:
    for text in FILES.values():
        assert not [token for token in tokens(text)[0] if "\n" in token.text]


def test_lines_of_words_and_signs_are_squeezed() -> None:
    assert body().startswith(
        "const one=(selector,from=document)=>from.querySelector(selector);const all="
    )
    longer = sum(len(text) for text in FILES.values()) - sum(
        len(note) for text in FILES.values() for note in tokens(text)[1]
    )
    assert len(body()) < 0.9 * longer


def test_it_is_small() -> None:
    assert len(page_script().encode()) < 16 * 1024
    assert len(page_script()) < 0.75 * sum(map(len, FILES.values()))


def test_it_can_stand_in_a_page() -> None:
    assert not re.search(r"</?script|<!--|-->|\]\]>|</style", page_script(), re.IGNORECASE)
    assert page_script().isascii() or "\u2028" not in page_script()


def test_it_asks_nobody_and_makes_no_markup_of_texts() -> None:
    words = {text for kind, text in kinds(page_script()) if kind == "word"}
    loading = {"fetch", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "import"}
    markup = {"innerHTML", "outerHTML", "insertAdjacentHTML", "write", "eval", "Function"}
    kept = {"localStorage", "sessionStorage", "cookie", "indexedDB"}
    assert not words & (loading | markup | kept)


def test_it_is_put_together_once() -> None:
    assert page_script() is page_script()
