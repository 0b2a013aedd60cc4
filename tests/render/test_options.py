import pytest

from topograph.errors import RenderError
from topograph.render import GRAPHVIZ_LAYOUTS, THEMES, Options


@pytest.mark.parametrize("layout", ["panel", *GRAPHVIZ_LAYOUTS])
def test_known_layouts_are_taken(layout: str) -> None:
    assert Options(layout=layout).layout == layout


@pytest.mark.parametrize("theme", THEMES)
def test_known_themes_are_taken(theme: str) -> None:
    assert Options(theme=theme).theme == theme


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"layout": "patchwork"}, "patchwork: no such layout; known are panel, dot, "),
        ({"density": "1"}, "1: no such density; known are auto, full, rows, folded"),
        ({"theme": "pink"}, "pink: no such theme; known are auto, light, dark"),
    ],
)
def test_others_are_refused_with_the_known_ones(options: dict[str, str], text: str) -> None:
    with pytest.raises(RenderError) as failure:
        Options(**options)  # type: ignore[arg-type]
    assert str(failure.value).startswith(text)
