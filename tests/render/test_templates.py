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


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{{ absent }}").render()
