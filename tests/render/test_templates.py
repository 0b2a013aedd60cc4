import re
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from topograph.errors import RenderError
from topograph.render.templates import environment, templates_folder


def test_a_checkout_holds_the_templates_beside_the_package() -> None:
    assert templates_folder() == Path(__file__).parents[2] / "templates"


def test_a_wheel_holds_them_inside_the_package(tmp_path: Path) -> None:
    for folder in ("topograph/templates", "templates"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "report.html").touch()
    assert templates_folder(tmp_path / "topograph") == tmp_path / "topograph" / "templates"


def test_an_installation_without_them_is_told(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="the templates are missing"):
        templates_folder(tmp_path / "topograph")


def test_every_value_is_escaped_and_made_visible() -> None:
    template = environment().from_string('<a id="{{ x }}">{{ x }}</a>')
    assert template.render(x="\"'<&\x1b") == (
        '<a id="&#34;&#39;&lt;&amp;\\x1b">&#34;&#39;&lt;&amp;\\x1b</a>'
    )
    assert template.render(x=Markup("<b>")) == '<a id="<b>"><b></a>'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\u202eb\nc", "a\\u202eb\nc"),
        ("a\x00b", "a\\x00b"),
        (7, "7"),
        (None, "None"),
        (["<\x1b>"], "[&#39;&lt;\\x1b&gt;&#39;]"),
    ],
)
def test_values_of_any_type_are_shown_and_lines_stay(value: object, expected: str) -> None:
    assert environment().from_string("{{ x }}").render(x=value) == expected


def test_json_is_short_sorted_and_cannot_end_a_script() -> None:
    template = environment().from_string("{{ x|tojson }}")
    assert template.render(x={"b": [1, -1], "a": {}}) == '{"a":{},"b":[1,-1]}'
    hostile = template.render(x="</script><!--&'\u2028")
    assert not set(hostile) & set("<>&'\u2028")


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{{ absent }}").render()
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{% if absent %}x{% endif %}").render()
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{{ x.absent }}").render(x={})


def test_every_template_is_part_of_a_report() -> None:
    loaded, left = set(), ["report.html", "diff.html"]
    while left:
        loaded.add(left.pop())
        source = "".join((templates_folder() / name).read_text() for name in loaded)
        named = set(re.findall(r'{%-? (?:include|import|extends) "([^"]+)"', source))
        left = sorted((named | {*left}) - loaded)
    assert loaded == {path.name for path in templates_folder().glob("*.html")}


def test_no_template_says_that_a_value_is_safe_already() -> None:
    for path in templates_folder().glob("*.html"):
        assert not re.search(r"\|\s*safe|autoescape", path.read_text()), path.name
