import doctest
from importlib import import_module

import pytest

MODULES = (
    "topograph.picture.legible",
    "topograph.render.dot_text",
    "topograph.render.drawio_paths",
    "topograph.render.report.policy",
    "topograph.render.md_text",
    "topograph.render.mermaid_text",
    "topograph.render.text",
    "topograph.render.visible",
    "topograph.render.xml_text",
    "topograph.tables.address_order",
    "topograph.tables.ages",
    "topograph.tables.ip_words",
    "topograph.tables.macs",
    "topograph.tables.port_text",
    "topograph.tables.rule_text",
    "topograph.tables.table",
    "topograph.tables.vlan_text",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    failed, tried = doctest.testmod(import_module(name))
    assert (failed, tried > 0) == (0, True)
