import doctest
from importlib import import_module

import pytest

MODULES = (
    "topograph.render.dot_text",
    "topograph.render.html",
    "topograph.render.md_text",
    "topograph.render.text",
    "topograph.render.visible",
    "topograph.tables.ages",
    "topograph.tables.port_text",
    "topograph.tables.table",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    failed, tried = doctest.testmod(import_module(name))
    assert (failed, tried > 0) == (0, True)
