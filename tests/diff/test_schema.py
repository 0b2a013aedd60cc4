from typing import Any

import jsonschema
import pytest

from topograph.diff.schema import schema

MOMENT: dict[str, Any] = {}
EMPTY: dict[str, Any] = {
    "format": "topograph-diff",
    "version": 1,
    "before": MOMENT,
    "after": MOMENT,
    "entries": [],
    "unknown": [],
}
ENTRY = {"verb": "added", "thing": "link", "key": "k", "host": "h"}


def check(plain: Any) -> None:
    jsonschema.Draft202012Validator(schema()).validate(plain)


def test_the_schema_is_sound_and_named() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["title"] == "topograph diff"


def test_unknown_members_satisfy_the_schema() -> None:
    check(EMPTY)
    check(EMPTY | {"news": 1, "entries": [ENTRY | {"news": 1, "parts": [ENTRY]}]})


@pytest.mark.parametrize(
    "change",
    [
        {"format": "topograph-snapshot"},
        {"version": 2},
        {"entries": [ENTRY | {"verb": "vanished"}]},
        {"entries": [ENTRY | {"parts": [ENTRY | {"thing": "cable"}]}]},
        {"entries": [{"verb": "added"}]},
        {"unknown": [{"side": "after"}]},
        {"patch": ["x"]},
    ],
)
def test_what_is_wrong_does_not(change: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check(EMPTY | change)


@pytest.mark.parametrize("name", EMPTY)
def test_the_envelope_is_required(name: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check({member: value for member, value in EMPTY.items() if member != name})


def test_members_are_described() -> None:
    place = schema()["$defs"]["Place"]
    assert place["description"] == "Where a thing is on one side."
    assert place["properties"]["name"]["description"].startswith("What a person calls it")
