import time
from typing import Any

import msgspec
import pytest

from tests.diff.patching import patched
from tests.hosts import docker0, many
from topograph.diff.patch import json_patch
from topograph.facts import Snapshot
from topograph.snapshot import encode


def plain(snapshot: Snapshot) -> Any:
    return msgspec.json.decode(encode(snapshot))


@pytest.mark.parametrize(
    ("before", "after", "operations"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [{"op": "replace", "path": "/a", "value": 2}]),
        ({"a": 1}, {}, [{"op": "remove", "path": "/a"}]),
        ({}, {"a": None}, [{"op": "add", "path": "/a", "value": None}]),
        ({"a": []}, {"a": {}}, [{"op": "replace", "path": "/a", "value": {}}]),
        (1, [1], [{"op": "replace", "path": "", "value": [1]}]),
        ({"a/b~c": 1}, {}, [{"op": "remove", "path": "/a~1b~0c"}]),
        ({"": {"": 1}}, {"": {}}, [{"op": "remove", "path": "//"}]),
        (["a", "b", "c"], ["a", "c"], [{"op": "remove", "path": "/1"}]),
        (["a", "c"], ["a", "b", "c"], [{"op": "add", "path": "/1", "value": "b"}]),
        (["a"], ["a", "b"], [{"op": "add", "path": "/1", "value": "b"}]),
        (["a", "b"], ["a", "c"], [{"op": "replace", "path": "/1", "value": "c"}]),
        (["a", "a", "b"], ["a", "b"], [{"op": "remove", "path": "/1"}]),
    ],
)
def test_what_differs_is_one_operation(before: Any, after: Any, operations: list[Any]) -> None:
    assert json_patch(before, after) == operations


@pytest.mark.parametrize(
    ("before", "after"), [(1, True), (1, 1.0), (0, False), ([1], [True]), ({"a": 0}, {"a": 0.0})]
)
def test_what_python_takes_for_equal_but_json_does_not_is_replaced(
    before: Any, after: Any
) -> None:
    (operation,) = json_patch(before, after)
    assert operation["op"] == "replace"
    assert repr(patched(before, [operation])) == repr(after)


def test_what_moved_in_a_list_goes_and_comes() -> None:
    elements = [{"id": name, "n": 1} for name in "abcd"]
    after = [elements[n] for n in (3, 0, 1, 2)]
    assert json_patch(elements, after) == [
        {"op": "add", "path": "/0", "value": {"id": "d", "n": 1}},
        {"op": "remove", "path": "/4"},
    ]


def test_one_container_less_is_one_operation() -> None:
    before = plain(many(20))
    after = plain(many(20))
    del after["hosts"][0]["containers"][7]
    assert json_patch(before, after) == [{"op": "remove", "path": "/hosts/0/containers/7"}]


@pytest.mark.parametrize(
    ("place", "name", "value"),
    [
        (("namespaces", 0, "links", 1), "mtu", 1400),
        (("namespaces", 0, "links", 1), "mac", "00:00:5e:00:53:99"),
        (("namespaces", 0, "links", 1), "ifname", "lan0"),
        (("containers", 0), "state", "paused"),
        (("namespaces", 0, "routes", 0), "gateway", "192.0.2.77"),
        (("networks", 0), "name", "renamed"),
    ],
)
def test_one_field_is_one_operation(place: tuple[Any, ...], name: str, value: Any) -> None:
    before, after = plain(docker0()), plain(docker0())
    thing = after["hosts"][0]
    for step in place:
        thing = thing[step]
    thing[name] = value
    (operation,) = json_patch(before, after)
    assert operation["path"] == f"/hosts/0/{'/'.join(map(str, place))}/{name}"
    assert operation["value"] == value


def test_an_address_less_before_others_leaves_them_alone() -> None:
    before = {"addresses": [{"address": f"192.0.2.{n}/24", "family": 4} for n in range(9)]}
    after = {"addresses": before["addresses"][1:]}
    assert json_patch(before, after) == [{"op": "remove", "path": "/addresses/0"}]


def test_entries_with_the_same_mac_are_told_apart_by_their_link() -> None:
    entries = [{"mac": "00:00:5e:00:53:01", "link": n, "age": 1} for n in range(5)]
    assert json_patch(entries, [entries[0], *entries[2:]]) == [{"op": "remove", "path": "/1"}]


def nested(depth: int, innermost: int) -> Any:
    value: Any = innermost
    for _ in range(depth):
        value = {"a": value}
    return value


def test_what_is_nested_deeply_is_replaced_as_a_whole() -> None:
    (operation,) = json_patch(nested(600, 1), nested(600, 2))
    assert operation["op"] == "replace"
    assert operation["path"] == "/a" * 100
    assert json_patch(nested(600, 1), nested(600, 1)) == []


def test_numbers_beyond_64_bits_and_lone_surrogates_are_compared() -> None:
    before = {"a": 2**70, "b": ["\ud800"], "c": [{"x": "\ud800"}]}
    assert json_patch(before, {**before}) == []
    after = {"a": 2**70 + 1, "b": ["\ud801"], "c": [{"x": "\ud801"}]}
    assert patched(before, json_patch(before, after)) == after


def test_thousands_of_containers_take_no_longer_than_reading_them() -> None:
    data = encode(many(2000))
    before, after = msgspec.json.decode(data), msgspec.json.decode(data)
    containers = after["hosts"][0]["containers"]
    for container in containers[::100]:
        container["state"] = "exited"
    del containers[1000:1010]
    start = time.process_time()
    operations = json_patch(before, after)
    assert time.process_time() - start < 2
    # One of the twenty that stopped is among the ten that are gone.
    assert len(operations) == 19 + 10
    assert patched(before, operations) == after
