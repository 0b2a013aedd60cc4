import json
from typing import Any

import msgspec
import pytest

from tests.hosts import docker0, many, snapshot
from topograph.errors import MalformedSnapshot, UnsupportedVersion
from topograph.facts import Gap, Host, Netns, Snapshot
from topograph.snapshot import decode, encode


def document() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(encode(docker0()))
    return plain


def refusal(data: bytes) -> MalformedSnapshot:
    with pytest.raises(MalformedSnapshot) as caught:
        decode(data, "host.json")
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("facts", [docker0(), many(7, 2), snapshot(), snapshot(Host(hostname=""))])
def test_facts_survive_the_way_through_json(facts: Snapshot) -> None:
    assert decode(encode(facts), "x") == facts


def test_json_has_sorted_members_one_space_of_indent_and_one_newline_at_the_end() -> None:
    text = encode(docker0()).decode()
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True) + "\n"


def test_members_with_their_default_value_are_left_out() -> None:
    assert json.loads(encode(snapshot(Host(hostname="a"))))["hosts"] == [{"hostname": "a"}]


def test_numbers_as_keys_are_written_as_text_and_read_as_numbers() -> None:
    facts = snapshot(Host(hostname="a", namespaces=[Netns(inode=1, nsids={10: 7, 2: 8})]))
    assert list(json.loads(encode(facts))["hosts"][0]["namespaces"][0]["nsids"]) == ["10", "2"]
    assert decode(encode(facts), "x") == facts


def test_text_beyond_ascii_stays_readable() -> None:
    assert "żółw \u202e" in encode(snapshot(Host(hostname="żółw \u202e"))).decode()


def test_a_name_that_is_not_utf8_is_spelled_out() -> None:
    facts = snapshot(Host(hostname="a", namespaces=[Netns(inode=1, names=["caf\udce9"])]))
    assert decode(encode(facts), "x").hosts[0].namespaces[0].names == ["caf\\udce9"]


def test_a_wrong_type_is_named_with_its_json_path() -> None:
    plain = document()
    plain["hosts"][0]["namespaces"][0]["links"][1]["mtu"] = "large"
    error = refusal(json.dumps(plain).encode())
    assert error.where == "host.json: $.hosts[0].namespaces[0].links[1].mtu"
    assert error.what == "expected int, got str"


def test_a_wrong_type_beside_unknown_members_is_named_with_its_json_path() -> None:
    plain = document()
    plain["hosts"][0]["colour"] = "red"
    plain["hosts"][0]["containers"][1]["ports"][0]["container_port"] = None
    assert refusal(json.dumps(plain).encode()).where == (
        "host.json: $.hosts[0].containers[1].ports[0].container_port"
    )


def test_a_missing_member_is_named_with_the_object_it_belongs_to() -> None:
    plain = document()
    del plain["hosts"][0]["namespaces"][1]["inode"]
    error = refusal(json.dumps(plain).encode())
    assert error.where == "host.json: $.hosts[0].namespaces[1]"
    assert "inode" in error.what


def test_a_member_missing_at_the_top_is_named_with_the_root() -> None:
    plain = document()
    del plain["hosts"]
    assert refusal(json.dumps(plain).encode()).where == "host.json: $"


def test_a_wrong_key_is_named_with_the_object_it_is_in() -> None:
    plain = document()
    plain["hosts"][0]["namespaces"][0]["nsids"] = {"first": 1}
    error = refusal(json.dumps(plain).encode())
    assert error.where == "host.json: $.hosts[0].namespaces[0].nsids"
    assert error.what == "expected int, got str as a key"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"[]", "not a topograph snapshot"),
        (b"null", "not a topograph snapshot"),
        (b"{}", "not a topograph snapshot"),
        (b'{"format": "inventory", "version": 99}', "not a topograph snapshot"),
        (b'{"format": ["topograph-snapshot"]}', "not a topograph snapshot"),
        (encode(docker0())[:-3], "cut short"),
        (encode(docker0())[: len(encode(docker0())) // 2], "cut short"),
        (b"[" * 100_000, "not a topograph snapshot"),
        (b'{"format": "topograph-snapshot", "x": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"format": "caf\xe9"}', "not JSON: not in UTF-8"),
        (encode(docker0()) + b"}", "not JSON: trailing characters"),
        (b"\x80\x00\xff", "not JSON: invalid character"),
        (b"\x7fELF", "not JSON: invalid character"),
    ],
)
def test_what_is_no_snapshot_is_refused_in_one_line(data: bytes, what: str) -> None:
    error = refusal(data)
    assert error.what.startswith(what)
    assert error.where == "host.json"
    assert error.hint


def test_depth_in_a_known_place_is_refused_too() -> None:
    plain = encode(docker0()).replace(b'"tool": "topograph 0"', b'"tool": ' + b"[" * 100_000)
    assert refusal(plain).what == "nested too deeply"


def test_a_newer_version_is_refused_by_number_even_if_it_would_fit() -> None:
    plain = document() | {"version": 2}
    with pytest.raises(UnsupportedVersion) as caught:
        decode(json.dumps(plain).encode(), "host.json")
    assert str(caught.value) == (
        "host.json: version 2 was made by a newer topograph; this one reads up to 1;"
        " update topograph"
    )


def test_a_newer_version_is_refused_by_number_and_not_for_its_shape() -> None:
    plain = document() | {"version": 7, "hosts": "elsewhere", "new": 1}
    with pytest.raises(UnsupportedVersion, match="version 7 "):
        decode(json.dumps(plain).encode(), "host.json")


@pytest.mark.parametrize("version", [0, -1, "1", 1.0, True, None, []])
def test_a_version_that_is_no_counting_number_is_refused(version: Any) -> None:
    error = refusal(json.dumps(document() | {"version": version}).encode())
    assert error.where == "host.json: $.version"


def test_a_missing_version_is_refused() -> None:
    plain = document()
    del plain["version"]
    assert refusal(json.dumps(plain).encode()).where == "host.json: $.version"


def test_order_and_white_space_of_a_file_do_not_matter() -> None:
    plain = document()
    compact = msgspec.json.encode(dict(reversed(plain.items())))
    assert decode(b"\n" + compact, "x") == docker0()


def test_hostile_text_survives() -> None:
    text = 'quote " <b>&amp; \\N \x00 \x1b[31m \u2028 \u202e ]]> \U0001f433'
    facts = snapshot(gaps=[Gap(source="s", subject=text, what=text)])
    assert decode(encode(facts), "x") == facts
