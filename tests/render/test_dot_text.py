import json
import subprocess

import pytest

from tests.properties.strategies import HOSTILE
from topograph.render.dot_text import attributes_text, label_text, node_name, quote
from topograph.render.visible import visible

TEXTS = [
    *HOSTILE,
    "a:b",
    "a\\",
    '\\"',
    "&lt;",
    "&nbsp;",
    "\\G\\E\\l",
    "\U0001f40b",
    "2001:db8::1",
    "#",
]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", '"plain"'),
        ('a"b', r'"a\"b"'),
        ("\\N", r'"\\N"'),
        ("ends in \\", '"ends in \\\\"'),
        ("&amp;", '"&amp;amp;"'),
        ("<b>x</b>", '"<b>x</b>"'),
        ("a\nb", r'"a\\x0ab"'),
    ],
)
def test_text_is_quoted_for_each_time_that_graphviz_reads_it(text: str, written: str) -> None:
    assert quote(text) == written


def test_lines_of_a_label_are_set_to_the_left() -> None:
    assert label_text(["a", "b"]) == r'"a\lb\l"'


def test_a_name_stands_for_itself() -> None:
    assert node_name("link/web1/@redis/eth0") == '"link/web1/@redis/eth0"'
    assert node_name('a"b\\c&d<e>') == '"a%22b%5Cc%26d%3Ce%3E"'


def test_attributes_are_written_in_their_order() -> None:
    assert attributes_text({"dir": "back", "class": '"x"'}) == '[dir=back, class="x"]'


@pytest.mark.graphviz
@pytest.mark.parametrize("text", TEXTS)
def test_graphviz_shows_the_text_that_was_meant(text: str) -> None:
    name = node_name(f"link/{text}")
    source = f"digraph {{ {name} [label={label_text([text, 'end'])}] }}"
    data = _dot("-Tjson", source)
    found = json.loads(data)["objects"][0]
    drawn = [op["text"] for op in found["_ldraw_"] if op["op"] == "T"]
    assert drawn == [visible(text), "end"] or (not text and drawn[-1] == "end")
    assert found["name"] == name[1:-1]


def _dot(form: str, source: str) -> bytes:
    done = subprocess.run(["dot", form], input=source.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout
