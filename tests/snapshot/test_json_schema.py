import json
from typing import Any

import jsonschema
import pytest

from tests.hosts import docker0, many
from topograph.facts import Snapshot
from topograph.snapshot import encode, schema


def check(plain: Any) -> None:
    jsonschema.Draft202012Validator(schema()).validate(plain)


def test_the_schema_is_sound() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("facts", [docker0(), many(4, 2)])
def test_what_is_written_satisfies_the_schema(facts: Snapshot) -> None:
    check(json.loads(encode(facts)))


def test_unknown_members_satisfy_the_schema() -> None:
    plain = json.loads(encode(docker0())) | {"news": 1}
    plain["hosts"][0]["containers"][0]["news"] = {"a": []}
    check(plain)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "inventory"},
        {"version": 2},
        {"version": "1"},
        {"hosts": {}},
        {"hosts": [{}]},
        {"hosts": [{"hostname": "a", "namespaces": [{"inode": "4026531840"}]}]},
        {"hosts": [{"hostname": "a", "namespaces": [{"inode": 1, "nsids": {"0": "x"}}]}]},
        {"captured_at": None},
    ],
)
def test_what_is_wrong_does_not(change: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        check(json.loads(encode(docker0())) | change)


def test_members_are_described() -> None:
    link = schema()["$defs"]["Link"]
    assert link["description"].startswith("A network device")
    assert link["properties"]["kind"]["description"].startswith("IFLA_INFO_KIND")


def test_our_place_for_unknown_members_is_not_published() -> None:
    assert all("extra" not in kind["properties"] for kind in schema()["$defs"].values())
