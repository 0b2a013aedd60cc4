"""A patch makes of one document the other, whatever they are."""

import json
from random import Random
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.diff.patching import patched
from tests.properties.strategies import shuffled, snapshots
from topograph.diff.patch import json_patch
from topograph.facts import Snapshot
from topograph.snapshot import encode

NAMES = st.sampled_from(["a", "b", "", "~", "/", "~1", "id", "mac", "link", "address", "0"])
LEAVES = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from([0.0, 1.0, "", "a"])
JSON = st.recursive(
    LEAVES | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)
# Few kinds of elements, so that many are in both lists and some several times.
ELEMENTS = LEAVES | st.fixed_dictionaries({"id": LEAVES}, optional={"n": LEAVES})
LISTS = st.lists(ELEMENTS, max_size=12)
calm = settings(deadline=None, suppress_health_check=list(HealthCheck))


def check(before: Any, after: Any) -> None:
    """Compare as JSON text, in which 1, 1.0 and true are three."""
    made = patched(before, json_patch(before, after))
    assert json.dumps(made, sort_keys=True) == json.dumps(after, sort_keys=True)


@calm
@given(JSON, JSON)
def test_any_document_becomes_any_other(before: Any, after: Any) -> None:
    check(before, after)


@calm
@given(LISTS, LISTS)
def test_any_list_becomes_any_other(before: list[Any], after: list[Any]) -> None:
    check(before, after)


@calm
@given(JSON)
def test_the_same_needs_nothing(document: Any) -> None:
    assert json_patch(document, json.loads(json.dumps(document))) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(), snapshots(), st.integers(0, 2**32))
def test_any_snapshot_becomes_any_other(before: Snapshot, after: Snapshot, seed: int) -> None:
    first, second, third = (
        msgspec.json.decode(encode(snapshot))
        for snapshot in (before, after, shuffled(before, Random(seed)))
    )
    check(first, second)
    check(first, third)
