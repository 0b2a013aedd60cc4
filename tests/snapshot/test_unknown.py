import json
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from tests.hosts import docker0, snapshot
from topograph import facts
from topograph.facts import Container, Fact, Host, Link, Netns, Snapshot
from topograph.snapshot import decode, encode
from topograph.snapshot.unknown import nested_facts

ALL_FACTS = sorted(Fact.__subclasses__(), key=lambda kind: kind.__name__)


def with_news() -> dict[str, Any]:
    """The classic host as a newer topograph of the same version might tell it."""
    plain: dict[str, Any] = json.loads(encode(docker0()))
    host = plain["hosts"][0]
    plain["weather"] = {"wind": [1, 2.5, None]}
    host["firewall"] = {"tables": []}
    host["namespaces"][0]["links"][2]["bridge"]["mst"] = True
    host["namespaces"][1]["links"][1]["addresses"][0]["nexthop"] = "192.0.2.1"
    host["containers"][1]["ports"][0]["range"] = [1, 2]
    host["networks"][0]["subnets"][0]["extra"] = {"extra": 1}
    return plain


def test_unknown_members_are_kept_with_the_fact_they_belong_to() -> None:
    read = decode(json.dumps(with_news()).encode(), "x")
    host = read.hosts[0]
    assert read.extra == {"weather": {"wind": [1, 2.5, None]}}
    assert host.extra == {"firewall": {"tables": []}}
    bridge = host.namespaces[0].links[2].bridge
    assert bridge is not None
    assert bridge.extra == {"mst": True}
    assert host.namespaces[1].links[1].addresses[0].extra == {"nexthop": "192.0.2.1"}
    assert host.containers[1].ports[0].extra == {"range": [1, 2]}


def test_unknown_members_are_written_where_they_were() -> None:
    data = json.dumps(with_news()).encode()
    assert json.loads(encode(decode(data, "x"))) == with_news()


def test_an_unknown_member_called_extra_is_one_like_any_other() -> None:
    plain = json.loads(encode(snapshot(Host(hostname="a"))))
    plain["hosts"][0]["extra"] = {"a": 1}
    read = decode(json.dumps(plain).encode(), "x")
    assert read.hosts[0].extra == {"extra": {"a": 1}}
    assert json.loads(encode(read)) == plain


def test_a_label_called_extra_is_left_alone() -> None:
    labelled = Container(id="1", names=["a"], labels={"extra": "yes"})
    read = decode(encode(snapshot(Host(hostname="a", containers=[labelled]))), "x")
    assert read.hosts[0].containers == [labelled]
    assert read.hosts[0].extra is None


def test_an_unknown_member_does_not_overwrite_a_known_one() -> None:
    link = Link(ifindex=1, ifname="eth0", extra={"ifname": "eth1", "colour": "red"})
    facts = snapshot(Host(hostname="a", namespaces=[Netns(inode=1, links=[link])]))
    written = json.loads(encode(facts))["hosts"][0]["namespaces"][0]["links"][0]
    assert written == {"ifindex": 1, "ifname": "eth0", "colour": "red"}


def test_an_unknown_member_may_hold_a_number_beyond_64_bits() -> None:
    plain = json.loads(encode(snapshot())) | {"big": 2**80}
    assert json.loads(encode(decode(json.dumps(plain).encode(), "x")))["big"] == 2**80


@pytest.mark.parametrize("kind", ALL_FACTS, ids=lambda kind: kind.__name__)
def test_every_member_that_holds_facts_is_one_fact_or_a_list(kind: type[Fact]) -> None:
    """Anything else, say a dictionary of facts, would hide unknown members from the walk."""
    for name, hint in get_type_hints(kind).items():
        if not any(fact.__name__ in str(hint) for fact in ALL_FACTS):
            continue
        nested = nested_facts(kind)[name]
        optional = [arm for arm in get_args(hint) if arm is not NoneType] == [nested]
        assert optional or (get_origin(hint) is list and get_args(hint) == (nested,))


def test_every_public_fact_is_reached_from_the_snapshot() -> None:
    reached: set[type[Fact]] = set()
    ahead: list[type[Fact]] = [Snapshot]
    while ahead:
        kind = ahead.pop()
        if kind not in reached:
            reached.add(kind)
            ahead.extend(nested_facts(kind).values())
    assert {kind.__name__ for kind in reached} == set(facts.__all__) - {
        "FORMAT",
        "VERSION",
        "Fact",
        "Partial",
    }
