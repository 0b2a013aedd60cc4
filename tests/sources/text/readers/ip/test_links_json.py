from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tests.sources.text.readers.ip.ip_reading import read, read_json
from topograph.facts import Vxlan
from topograph.sources.text.readers import JSON_READERS
from topograph.sources.text.readers.ip.links import DETAILS
from topograph.sources.text.told import ToldLink

OUTPUTS = Path(__file__).parents[2] / "outputs"
ETH0 = {"ifindex": 2, "ifname": "eth0", "flags": ["UP", "LOWER_UP"], "mtu": 1500, "qdisc": "mq"}
ETHER = {"link_type": "ether", "address": "00:00:5e:00:53:01", "broadcast": "ff:ff:ff:ff:ff:ff"}


def link(members: dict[str, Any], command: str = "ip -j -d addr") -> ToldLink:
    [found] = read_json("ip json links", [{**ETH0, **ETHER, **members}], command).links
    return found


def test_json_tells_what_the_words_do() -> None:
    """Only JSON numbers each namespace; see `Told.link_netns`."""
    details = OUTPUTS / "ip-address/iproute2-6.1-details.txt"
    in_words = read("ip address", details.read_text().partition("\n")[2], "ip -d addr")
    json = OUTPUTS / "ip-json-links/iproute2-6.1-details.txt"
    in_json = read_json("ip json links", json.read_text().partition("\n")[2], "ip -j -d addr")
    assert in_words.link_netns == {"p-blue": "name:blue"}
    assert len(in_json.links) == len(in_words.links) == 14
    for found, other in zip(in_json.links, in_words.links, strict=True):
        if found.ifname == "p-blue":
            assert found.fields.pop("link_nsid") == 0
            assert found.covers - other.covers == {"link_nsid"}
        else:
            assert found.covers == other.covers
        assert (found.ifname, found.ifindex, found.named) == (
            *(other.ifname, other.ifindex, other.named),
        )
        assert comparable(found) == comparable(other)


def comparable(told: ToldLink) -> dict[str, Any]:
    """Return the fields without what JSON tells besides, and without what goes on in between."""
    fields = dict(told.fields)
    if "vxlan" in fields:
        fields["vxlan"] = msgspec.convert(fields["vxlan"], Vxlan)
    fields["addresses"] = [
        replace(address, valid_lft=None, preferred_lft=None)
        for address in fields.get("addresses", [])
    ]
    return fields


def test_links_that_were_skipped_are_empty_objects() -> None:
    told = read_json("ip json links", [{}, {**ETH0, **ETHER}, {}], "ip -j link")
    assert [one.ifname for one in told.links] == ["eth0"]
    assert told.complete == {"links"}


@pytest.mark.parametrize(
    ("members", "fields", "named"),
    [
        ({"link": "eth1"}, {}, {"iflink": "eth1"}),
        ({"link": "if7"}, {"iflink": 7}, {}),
        ({"link_index": 7, "link_netnsid": 3}, {"iflink": 7, "link_nsid": 3}, {}),
        ({"link_index": 7, "link_netnsid": -1}, {"iflink": 7}, {}),
        ({"link": None}, {}, {}),
        ({"link_index": 0, "link_netnsid": 0}, {"link_nsid": 0}, {}),
    ],
)
def test_the_link_below(
    members: dict[str, Any], fields: dict[str, int], named: dict[str, str]
) -> None:
    found = link(members)
    kept = {name: found.fields[name] for name in ("iflink", "link_nsid") if name in found.fields}
    assert (kept, found.named) == (fields, named)
    assert "iflink" in found.covers


def test_details_are_known_by_the_promiscuity() -> None:
    assert not DETAILS & link({}).covers
    assert link({"promiscuity": 0}).covers >= DETAILS


def test_addresses_are_covered_if_the_list_is_there() -> None:
    assert "addresses" not in link({}).covers
    assert "addresses" in link({"addr_info": []}).covers
    assert "addresses" not in link({"addr_info": []}, "ip -4 -j addr").covers


def test_a_switch_of_newer_versions_is_null() -> None:
    data = {"id": 5, "port": 4789, "gbp": None, "learning": False, "external": True}
    found = link({"linkinfo": {"info_kind": "vxlan", "info_data": data}})
    expected = {"port": 4789, "gbp": True, "learning": False, "external": True}
    assert found.fields["vxlan"] == expected


def test_an_unknown_kind_keeps_its_name() -> None:
    found = link({"linkinfo": {"info_kind": "new", "info_data": {"a": 1}, "info_slave_kind": "x"}})
    assert {"kind": "new", "port_kind": "x"}.items() <= found.fields.items()


@pytest.mark.parametrize(
    "value",
    [
        [{"ifindex": 8, "ifname": "a", "flags": [], "mtu": 1, "state": "forwarding"}],
        [{"ifname": "a", "vlans": []}],
        [{"dst": "default", "dev": "eth0", "flags": []}],
        [{}],
        [],
        {},
        7,
        None,
        "ifname",
        [[]],
    ],
    ids=str,
)
def test_other_values_are_no_links(value: Any) -> None:
    reader = next(one for one in JSON_READERS if one.name == "ip json links")
    assert not reader.recognises(value)


@pytest.mark.parametrize(
    "wrong", [None, True, 7, -1.5, "x", [], [7, None], {}, {"a": {}}, "9" * 5000]
)
def test_members_of_a_wrong_type_are_left_out(wrong: Any) -> None:
    names = (
        *("ifindex", "flags", "mtu", "qdisc", "master", "operstate", "group", "txqlen", "link"),
        *("link_index", "link_netnsid", "link_type", "address", "broadcast", "permaddr"),
        *("altnames", "ifalias", "promiscuity", "linkinfo", "parentbus", "addr_info"),
    )
    for name in names:
        assert link({name: wrong}).ifname == "eth0"
    for kind in ("bridge", "vxlan", "macvlan", "tun", "veth"):
        data = dict.fromkeys(("id", "mode", "type", "bridge_id", "port_range", "remote"), wrong)
        for info in (wrong, data, {**data, "macaddr_data": wrong}):
            told = {"info_kind": kind, "info_data": info, "info_slave_kind": "bridge"}
            found = link({"linkinfo": {**told, "info_slave_data": info}})
            assert found.fields["kind"] == kind
    for name in ("family", "local", "address", "prefixlen", "broadcast", "scope", "label"):
        members = {"local": "192.0.2.1", "prefixlen": 24, name: wrong}
        [address] = link({"addr_info": [members]}).fields.get("addresses", [None])
        assert name == "local" or address is not None
