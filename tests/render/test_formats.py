import pytest

from topograph.errors import UnknownFormat
from topograph.render import FORMATS, format_of
from topograph.render.formats import find_format


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.dot", "dot"),
        ("a.gv", "dot"),
        ("/x.y/a.svg", "svg"),
        ("A.SVG", "svg"),
        ("a.png", "png"),
        ("a.pdf", "pdf"),
        ("a.htm", "html"),
        ("a.html", "html"),
        ("a.b.json", "json"),
        ("a.txt", "text"),
        ("a.md", "md"),
        ("a.markdown", "md"),
        ("a.mmd", "mermaid"),
        ("a.mermaid", "mermaid"),
        ("a.drawio", "drawio"),
    ],
)
def test_the_suffix_tells_the_format(path: str, name: str) -> None:
    assert format_of(path) == name


@pytest.mark.parametrize(
    ("path", "what"), [("a.docx", "no format has the suffix .docx"), ("dir.svg/a", "no suffix")]
)
def test_an_unknown_suffix_is_refused_with_the_known_ones(path: str, what: str) -> None:
    with pytest.raises(UnknownFormat, match=what) as failure:
        format_of(path)
    assert str(failure.value).startswith(f"{path}: ")
    assert "html (.html .htm)" in str(failure.value)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownFormat) as failure:
        find_format("docx")
    assert str(failure.value) == (
        "docx: no such format; known are svg, png, pdf, html, dot, json, text, md, mermaid, drawio"
    )


def test_no_two_formats_share_a_suffix() -> None:
    suffixes = [suffix for found in FORMATS.values() for suffix in found.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert {name: found.name for name, found in FORMATS.items()} == {n: n for n in FORMATS}
