from importlib import import_module

import pytest

from tests.diff.build_diff import diff
from tests.render.diff.compared import rendered
from topograph.errors import UnknownFormat
from topograph.render import FORMATS as OF_SNAPSHOTS
from topograph.render.diff import FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_has_its_module_and_name(name: str) -> None:
    assert FORMATS[name].name == name
    assert callable(import_module(FORMATS[name].module).render)
    assert rendered(diff(), name).endswith("\n")


def test_a_suffix_means_the_same_as_for_a_snapshot() -> None:
    for name, found in FORMATS.items():
        assert found.suffixes == OF_SNAPSHOTS[name].suffixes


def test_a_format_of_snapshots_only_is_unknown() -> None:
    with pytest.raises(UnknownFormat, match="known are text, md, html, svg, json"):
        rendered(diff(), "drawio")
