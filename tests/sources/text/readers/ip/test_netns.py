from typing import Any

import pytest

from tests.sources.text.readers.ip.ip_reading import begun_by, read, read_json
from topograph.sources.text.readers import JSON_READERS
from topograph.sources.text.told import Line, ToldNetns


@pytest.mark.parametrize(
    ("line", "nsid"),
    [
        ("red (id: 0)", 0),
        ("red", None),
        ("red (id: 7) ", 7),
        ("nsid 3 (iproute2 netns name: red)", 3),
        ("nsid 3 current-nsid 4 (iproute2 netns name: red)", 4),
        ("nsid unassigned current-nsid 5 (iproute2 netns name: red)", 5),
    ],
)
def test_a_namespace_is_known_by_its_name(line: str, nsid: int | None) -> None:
    found = read("ip netns", f"{line}\r", "ip netns")
    assert found.namespaces == [ToldNetns("name:red", nsid=nsid, names=["red"])]
    assert (found.unknown, found.complete) == ([], set())
    assert begun_by(line) == (["ip netns"] if " " in line else [])


def test_a_number_alone_leads_nowhere() -> None:
    found = read("ip netns", "nsid 2 ", "ip netns list-id")
    assert (found.namespaces, found.unknown) == ([], [])


def test_a_sentence_is_no_namespace() -> None:
    found = read("ip netns", "red and blue\nred/blue\n...", "ip netns")
    assert found.unknown == [Line(1, "red and blue"), Line(2, "red/blue")]
    assert (found.namespaces, found.is_elided) == ([], True)


def test_json_tells_the_same() -> None:
    value = [{"name": "red"}, {"name": "blue", "id": 2}, {"nsid": 4}, {"nsid": 5, "name": "green"}]
    assert read_json("ip json netns", value).namespaces == [
        ToldNetns("name:red", names=["red"]),
        ToldNetns("name:blue", nsid=2, names=["blue"]),
        ToldNetns("name:green", nsid=5, names=["green"]),
    ]


@pytest.mark.parametrize("value", [[{"name": "x", "driver": "bridge"}], [{"id": 3}], [], {}, 7])
def test_other_values_are_no_namespaces(value: Any) -> None:
    reader = next(one for one in JSON_READERS if one.name == "ip json netns")
    assert not reader.recognises(value)


@pytest.mark.parametrize("wrong", [None, True, 7, -1.5, "", [], {}, "9" * 5000])
def test_members_of_a_wrong_type_do_no_harm(wrong: Any) -> None:
    reader = next(one for one in JSON_READERS if one.name == "ip json netns")
    assert len(reader.read([{"name": "a", "id": wrong}], ()).namespaces) == 1
    assert reader.read([{"name": wrong, "id": 1}], ()).namespaces == []
