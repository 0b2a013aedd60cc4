"""Single values of an engine's JSON."""

from typing import Any

import pytest

from topograph.sources.engine.values import (
    flag,
    mapping,
    number,
    objects,
    texts,
    time,
    with_prefix,
    word,
)


@pytest.mark.parametrize("value", [None, 5, "text", ["a", 3, ""], [{"b": 1}], {"c": 2}, True])
def test_a_value_of_another_type_counts_as_missing(value: Any) -> None:
    told = {"it": value}
    assert word(told, "it") == (value if isinstance(value, str) else "")
    assert number(told, "it") == (value if isinstance(value, int) else 0)
    assert flag(told, "it") is (value is True)
    assert mapping(told, "it") == (value if isinstance(value, dict) else {})
    assert texts(told, "it") == (["a"] if value == ["a", 3, ""] else [])
    assert objects(told, "it") == ([{"b": 1}] if value == [{"b": 1}] else [])


def test_a_member_that_is_not_there_is_empty() -> None:
    assert (word({}, "it"), number({}, "it"), mapping({}, "it")) == ("", 0, {})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1795488664, "2026-11-24T02:51:04Z"),
        ("2026-11-24T02:51:04.058166001Z", "2026-11-24T02:51:04Z"),
        ("2026-11-24T03:51:04+01:00", "2026-11-24T02:51:04Z"),
        ("0001-01-01T00:00:00Z", ""),
        ("0001-01-01T00:00:00+01:00", ""),
        (0, ""),
        (-62135596800, ""),
        (10**30, ""),
        ("yesterday", ""),
        (None, ""),
    ],
)
def test_a_moment_is_told_in_utc(value: Any, expected: str) -> None:
    assert time(value) == expected


@pytest.mark.parametrize(
    ("address", "length", "expected"),
    [
        ("192.0.2.1", 24, "192.0.2.1/24"),
        ("2001:db8::1", 64, "2001:db8::1/64"),
        ("192.0.2.1", 0, "192.0.2.1/32"),
        ("2001:db8::1", 0, "2001:db8::1/128"),
        ("192.0.2.1/25", 0, "192.0.2.1/25"),
    ],
)
def test_an_address_has_a_prefix_length(address: str, length: int, expected: str) -> None:
    assert with_prefix(address, length) == expected
