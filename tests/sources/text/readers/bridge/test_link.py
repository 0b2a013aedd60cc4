"""Ports of bridges, from `bridge link`."""

from tests.sources.text.readers.reading import begins, read, read_json, recognises
from topograph.sources.text.told import ToldLink

COVERS = frozenset({"flags", "is_up", "master", "mtu"})
NEW = (
    "7: veth1@if6: <BROADCAST,UP,LOWER_UP> mtu 1500 master br0 "
    "state forwarding priority 32 cost 2 "
)


def test_a_port_tells_its_bridge_by_name_and_its_peer_by_number() -> None:
    told = read("bridge link", NEW)
    assert told.links == [
        ToldLink(
            "veth1",
            7,
            {
                "flags": ["BROADCAST", "UP", "LOWER_UP"],
                "is_up": True,
                "carrier": True,
                "iflink": 6,
                "mtu": 1500,
                "port": {"state": "forwarding", "priority": 32, "cost": 2},
                "port_kind": "bridge",
            },
            {"master": "br0"},
            COVERS,
        )
    ]
    assert told.complete == set()


def test_an_old_port_tells_its_state_as_a_link_before_the_peer() -> None:
    old = "7: v state DOWN @if6: <BROADCAST> mtu 1500 master br0 state disabled priority 32 cost 2"
    [link] = read("bridge link", old).links
    assert (link.ifname, link.fields["operstate"], link.fields["iflink"]) == ("v", "DOWN", 6)
    assert link.fields["port"]["state"] == "disabled"


def test_whether_a_link_that_is_down_has_a_carrier_is_not_told() -> None:
    down = NEW.replace("UP,LOWER_UP", "MULTICAST")
    [link] = read("bridge link", down).links
    assert link.fields["is_up"] is False
    assert "carrier" not in link.fields


def test_a_flag_of_the_link_below_is_not_one_of_the_link() -> None:
    [link] = read("bridge link", NEW.replace("LOWER_UP", "M-DOWN")).links
    assert link.fields["flags"] == ["BROADCAST", "UP"]


def test_details_belong_to_the_port_above_them() -> None:
    told = read("bridge link", f"{NEW}\n    hairpin on isolated off mcast_router 1 locked on")
    port = told.links[0].fields["port"]
    assert {"hairpin": True, "isolated": False, "locked": True}.items() <= port.items()
    assert "mcast_router" not in port


def test_details_without_a_port_and_halves_of_pairs_are_not_understood() -> None:
    assert [line.number for line in read("bridge link", "    hairpin on").unknown] == [1]
    assert [line.number for line in read("bridge link", f"{NEW}\n    hairpin").unknown] == [2]
    assert [line.number for line in read("bridge link", f"{NEW} odd").unknown] == [1]


def test_a_card_that_switches_by_itself_is_no_port_of_a_bridge() -> None:
    [link] = read("bridge link", "4: eth1: <UP> mtu 9000 hwmode VEB").links
    assert "port_kind" not in link.fields
    assert "port" not in link.fields


def test_a_port_begins_an_output_and_a_line_of_ip_does_not() -> None:
    assert begins(NEW) == ["bridge link"]
    ip = "7: veth1@if6: <BROADCAST,UP> mtu 1500 qdisc noqueue master br0 state UP mode DEFAULT"
    assert "bridge link" not in begins(ip)
    one_line = f"{ip} \\    bridge_slave state forwarding priority 32 cost 2 hairpin off"
    assert "bridge link" not in begins(one_line)


def test_json_tells_the_same_as_text() -> None:
    value = [
        {
            "ifindex": 7,
            "link": "if6",
            "ifname": "veth1",
            "mtu": 1500,
            "master": "br0",
            "flags": ["BROADCAST", "UP", "LOWER_UP"],
            "state": "forwarding",
            "priority": 32,
            "cost": 2,
        }
    ]
    assert recognises(value) == ["bridge json link"]
    assert read_json("bridge json link", value).links == read("bridge link", NEW).links


def test_members_of_a_wrong_type_are_left_out_of_a_port() -> None:
    value = [
        {"ifname": "a", "ifindex": "7", "mtu": -1, "master": 3, "flags": "UP", "state": None},
        {"ifname": ["b"]},
        "c",
    ]
    assert read_json("bridge json link", value).links == [ToldLink("a", covers=COVERS)]


def test_a_line_that_was_broken_goes_on_at_the_left() -> None:
    text = "3: eth1: <UP> mtu 1500 master br0 state forwarding\npriority 32 cost 100"
    told = read("bridge link", text)
    assert told.unknown == []
    assert told.links[0].fields["port"] == {"state": "forwarding", "priority": 32, "cost": 100}
    assert begins(text.split("\n", maxsplit=1)[0]) == ["bridge link"]
