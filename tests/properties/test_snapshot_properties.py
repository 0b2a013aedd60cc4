"""What holds for all facts on their way through a snapshot file."""

import json
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from topograph.facts import FORMAT, VERSION, Fact, Snapshot
from topograph.snapshot import decode, encode, schema
from topograph.snapshot.packing import pack, unpack

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
INTEGER = st.integers(-(2**63), 2**63 - 1)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | INTEGER | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)
NEWS = st.none() | st.dictionaries(
    st.sampled_from(["news", "extra", "$ref", ""]), JSON, min_size=1, max_size=2
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    int: INTEGER,
    float: NUMBER,
    str: TEXT,
    bool: st.booleans(),
    type(None): st.none(),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return what a member of this type may hold."""
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, Fact):
        return facts(hint)
    arms = get_args(hint)
    if get_origin(hint) is list:
        return st.lists(values(arms[0]), max_size=2)
    if get_origin(hint) is dict:
        return st.dictionaries(values(arms[0]), values(arms[1]), max_size=2)
    if get_origin(hint) is tuple:
        return st.tuples(*map(values, arms))
    assert get_origin(hint) is UnionType, hint
    return st.one_of(*map(values, arms))


@cache
def facts(kind: type[Fact]) -> st.SearchStrategy[Any]:
    """Return facts of one type, most members left out, as in real files."""
    hints = get_type_hints(kind)
    members = {name: values(hint) for name, hint in hints.items() if name != "extra"}
    if kind is Snapshot:
        members |= {"format": st.just(FORMAT), "version": st.just(VERSION)}
    required = {field.name for field in fields(kind) if field.required}
    return st.fixed_dictionaries(
        {name: members.pop(name) for name in sorted(required)},
        optional={"extra": NEWS, **members},
    ).map(lambda chosen: kind(**chosen))


SNAPSHOTS = facts(Snapshot)
calm = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@calm
@given(SNAPSHOTS)
def test_facts_survive_the_way_through_json(snapshot: Snapshot) -> None:
    assert decode(encode(snapshot), "x") == snapshot


@calm
@given(SNAPSHOTS)
def test_a_snapshot_that_was_read_is_written_as_it_was(snapshot: Snapshot) -> None:
    data = encode(snapshot)
    assert encode(decode(data, "x")) == data


@calm
@given(SNAPSHOTS)
def test_what_is_written_satisfies_the_schema(snapshot: Snapshot) -> None:
    jsonschema.Draft202012Validator(schema()).validate(json.loads(encode(snapshot)))


@calm
@given(st.binary(max_size=200), st.sampled_from([".json.gz", ".json.zst"]))
def test_bytes_survive_compression(data: bytes, suffix: str) -> None:
    assert unpack(pack(data, suffix), "x") == data
