"""VLANs of bridges and their ports, from `bridge vlan`."""

import pytest

from tests.sources.text.readers.reading import begins, read, read_json, recognises
from topograph.facts import VlanRange

HEAD = "port              vlan-id  "


def test_equal_vlans_in_a_row_are_a_range_as_the_kernel_compresses_them() -> None:
    text = f"""{HEAD}
veth1             1 Egress Untagged
                  10
                  11-14
                  15 Egress Untagged
                  16 PVID Egress Untagged
                  18 Egress Untagged"""
    assert read("bridge vlan", text).vlans == [
        (
            "veth1",
            [
                VlanRange(vid=1, untagged=True),
                VlanRange(vid=10, vid_end=14),
                VlanRange(vid=15, untagged=True),
                VlanRange(vid=16, pvid=True, untagged=True),
                VlanRange(vid=18, untagged=True),
            ],
        )
    ]


def test_the_old_format_has_tabs_and_says_none() -> None:
    text = "port\tvlan ids\ndocker0\t 1 PVID Egress Untagged\n\nveth1\tNone\neth0\t 7\n\t 8-9\n"
    told = read("bridge vlan", text, "bridge vlan")
    assert told.vlans == [
        ("docker0", [VlanRange(vid=1, pvid=True, untagged=True)]),
        ("veth1", []),
        ("eth0", [VlanRange(vid=7, vid_end=9)]),
    ]
    assert told.complete == {"vlans"}


@pytest.mark.parametrize(
    "line", ["                  10", "a 5-3", "a 4096", "a x", "a 1 Untagged"]
)
def test_what_is_no_vlan_of_a_port_is_not_understood(line: str) -> None:
    told = read("bridge vlan", f"{HEAD}\n{line}", "bridge vlan show")
    assert ([one.number for one in told.unknown], told.complete) == ([2], set())


def test_the_vlans_of_one_port_are_not_all() -> None:
    assert read("bridge vlan", HEAD, "bridge vlan show dev veth1").complete == set()


def test_the_head_begins_an_output_in_both_formats() -> None:
    assert begins(HEAD) == begins("port\tvlan ids") == ["bridge vlan"]
    assert begins("port              vlan-id    tunnel-id") == []


@pytest.mark.parametrize(
    "value",
    [
        {"veth1": [{"vlan": 10}, {"vlan": 11, "flags": ["PVID"]}]},
        [
            {
                "ifname": "veth1",
                "vlans": [{"vlan": 10, "vlanEnd": 10}, {"vlan": 11, "flags": ["PVID"]}],
            }
        ],
    ],
)
def test_json_of_both_ages_tells_the_same(value: object) -> None:
    assert recognises(value) == ["bridge json vlan"]
    told = read_json("bridge json vlan", value, "bridge -j vlan")
    assert told.vlans == [("veth1", [VlanRange(vid=10), VlanRange(vid=11, pvid=True)])]
    assert told.complete == {"vlans"}


def test_what_is_no_vlan_in_json_is_left_out() -> None:
    vlans = [{"vlan": True}, {"vlan": 9999}, {"vlan": 7, "vlanEnd": 10**30, "flags": 5}, None]
    told = read_json("bridge json vlan", [{"ifname": "a", "vlans": vlans}, {"ifname": 3}, 4])
    assert told.vlans == [("a", [VlanRange(vid=7)])]
