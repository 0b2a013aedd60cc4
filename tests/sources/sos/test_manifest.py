import json
from typing import Any

import pytest

from tests.sources.sos.report import entry, manifest
from topograph.sources.sos.manifest import Ran, commands_of, paths_of


def test_the_commands_of_a_manifest_are_told() -> None:
    text = manifest(
        entry("ip -d address", "sos_commands/networking/ip_-d_address", truncated=True),
        entry("plotnetcfg", None, 127, start_time=1795697453.5),
    )
    assert commands_of(text.encode()) == [
        Ran("ip -d address", "sos_commands/networking/ip_-d_address", 0, True, None),
        Ran("plotnetcfg", "", 127, False, 1795697453.5),
    ]


def test_an_older_manifest_says_less() -> None:
    one = {"exec": "ip netns", "filepath": "x", "return_code": 0, "run_time": 0.1}
    assert commands_of(manifest(one).encode()) == [Ran("ip netns", "x", 0, False, None)]


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[]", b"{}", b"[" * 100_000, b'{"components": {"report": {"plugins": []}}}'],
)
def test_other_json_is_no_manifest(data: bytes) -> None:
    assert commands_of(data) is None
    assert paths_of(data) == set()


@pytest.mark.parametrize(
    "one",
    [
        None,
        [],
        {},
        {"exec": 5},
        {"exec": ["ip"]},
        {"exec": ""},
    ],
)
def test_an_entry_without_a_command_is_left_out(one: Any) -> None:
    assert commands_of(manifest(one, entry("ip netns", "x")).encode()) == [Ran("ip netns", "x", 0)]


@pytest.mark.parametrize("start", [-1.0, 0.0, 1e300, "now", None, True])
def test_a_time_that_is_none_is_left_out(start: Any) -> None:
    [ran] = commands_of(manifest(entry("ip netns", "x", start_time=start)).encode()) or []
    assert ran.started is None


def test_plugins_of_another_shape_are_left_out() -> None:
    whole = json.loads(manifest(entry("ip netns", "x")))
    whole["components"]["report"]["plugins"] |= {"a": None, "b": {"commands": 1, "files": [1]}}
    data = json.dumps(whole).encode()
    assert commands_of(data) == [Ran("ip netns", "x", 0)]
    assert paths_of(data) == {"x"}


def test_the_files_of_commands_and_the_copied_ones_are_told() -> None:
    text = manifest(entry("a", "x"), entry("b", None, 127), files=("etc/os-release",))
    assert paths_of(text.encode()) == {"x", "etc/os-release"}


def test_a_manifest_that_is_too_large_is_not_taken_apart() -> None:
    data = manifest(entry("a", "x")).encode()
    assert commands_of(data + b" " * (16 << 20)) is None
    assert paths_of(data + b" " * (16 << 20)) == set()
