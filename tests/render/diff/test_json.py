import json

import jsonschema
import msgspec
import pytest

from tests.diff.build_diff import diff, hostile_diff
from tests.properties.strategies import HOSTILE
from tests.render.diff.compared import rendered
from tests.render.diff.events import maintenance
from topograph.diff.model import Diff
from topograph.diff.schema import schema
from topograph.render.diff import Options


def test_members_are_sorted_and_the_envelope_is_always_there() -> None:
    assert rendered(diff(hosts=[]), "json") == (
        "{\n"
        ' "after": {\n'
        '  "captured_at": "2026-11-24T10:30:00Z",\n'
        '  "source": "live"\n'
        " },\n"
        ' "before": {\n'
        '  "captured_at": "2026-11-24T09:30:00Z",\n'
        '  "source": "before.json"\n'
        " },\n"
        ' "entries": [],\n'
        ' "format": "topograph-diff",\n'
        ' "unknown": [],\n'
        ' "version": 1\n'
        "}\n"
    )


@pytest.mark.parametrize("found", [diff(), maintenance(), *map(hostile_diff, HOSTILE)])
def test_it_is_what_the_schema_says_and_reads_back(found: Diff) -> None:
    text = rendered(found, "json")
    jsonschema.Draft202012Validator(schema()).validate(json.loads(text))
    assert msgspec.json.decode(text, type=Diff) == found


def test_the_patch_is_there_on_request_even_if_it_is_empty() -> None:
    assert "patch" not in json.loads(rendered(diff(), "json"))
    operation = {"op": "remove", "path": "/hosts/0"}
    for patch in ([], [operation]):
        text = rendered(diff(), "json", Options(patch=patch))
        assert json.loads(text)["patch"] == patch
        jsonschema.Draft202012Validator(schema()).validate(json.loads(text))


def test_a_lone_surrogate_is_spelled_out() -> None:
    assert '"source": "\\\\udc80"' in rendered(hostile_diff("\udc80"), "json")
