from typing import Any

import pytest

from topograph.errors import MalformedSnapshot, UnsupportedVersion
from topograph.facts import VERSION
from topograph.snapshot.migrate import STEPS, migrate, version_of


def passed(name: str) -> Any:
    return lambda document: document | {"passed": [*document.get("passed", []), name]}


def test_each_version_but_the_present_one_has_a_step() -> None:
    assert len(STEPS) == VERSION - 1


def test_a_snapshot_goes_through_the_steps_that_follow_its_version() -> None:
    steps = [passed("1 to 2"), passed("2 to 3"), passed("3 to 4")]
    assert migrate({}, 2, steps) == {"passed": ["2 to 3", "3 to 4"]}
    assert migrate({}, 4, steps) == {}


def test_the_present_version_is_left_as_it_is() -> None:
    assert migrate({"a": 1}, VERSION) == {"a": 1}


def test_the_version_is_read_from_the_document() -> None:
    assert version_of({"version": VERSION}, "x") == VERSION


def test_both_version_numbers_are_named_in_a_refusal() -> None:
    with pytest.raises(UnsupportedVersion, match=rf"version 40 .* up to {VERSION}"):
        version_of({"version": 40}, "x")


def test_a_version_that_does_not_count_is_malformed() -> None:
    with pytest.raises(MalformedSnapshot, match=r"x: \$\.version"):
        version_of({"version": 0}, "x")
