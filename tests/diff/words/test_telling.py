from typing import Any

import pytest

from tests.diff.build_diff import added, change, changed, entry, removed
from topograph.diff.model import Entry, Thing, Unknown, Verb
from topograph.diff.words import MARKS, details, headline, tell, unknown_words
from topograph.diff.words.sentence import Given, plain

CONTAINER, LINK, ENDPOINT = Thing.CONTAINER, Thing.LINK, Thing.ENDPOINT
SHOP = [removed(CONTAINER, f"shop-{n}") for n in range(3)]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (entry(Verb.RECREATED, CONTAINER, "shop-web-1"), "container shop-web-1 recreated"),
        (added(CONTAINER, "redis"), "container redis added"),
        (removed(LINK, "br0", kind="bridge"), "bridge br0 removed"),
        (removed(LINK, "br0", change("kind", "bridge")), "bridge br0 removed"),
        (added(LINK, "vlan7", change("kind", None, "vlan")), "vlan vlan7 added"),
        (removed(LINK, "veth7", kind="veth"), "link veth7 removed"),
        (removed(LINK, "x", kind="my own words"), "link x removed"),
        (changed(LINK, "eth0", inside="web"), "link eth0 in web changed"),
        (changed(Thing.ADDRESS, "192.0.2.1/24", inside="eth0"),
         "address 192.0.2.1/24 on eth0 changed"),
        (added(Thing.NEIGHBOUR, "192.0.2.7", inside="eth0"), "neighbour 192.0.2.7 on eth0 added"),
        (removed(Thing.FDB, "00:00:5e:00:53:01", inside="br0"),
         "fdb entry 00:00:5e:00:53:01 on br0 removed"),
        (changed(Thing.ROUTE, "default"), "default route changed"),
        (removed(Thing.ROUTE, "default", inside="web"), "default route in web removed"),
        (changed(Thing.ROUTE, "-6 default", inside="web"), "IPv6 default route in web changed"),
        (removed(Thing.ROUTE, "-6 default table 7"), "IPv6 route default table 7 removed"),
        (changed(Thing.ROUTE, "192.0.2.0/24"), "route 192.0.2.0/24 changed"),
        (changed(LINK, "default"), "link default changed"),
        (removed(Thing.NETNS, "blue"), "namespace blue removed"),
        (entry(Verb.REBOOTED, Thing.HOST, "web1"), "host web1 rebooted"),
        (Entry(verb=Verb.CHANGED, thing=LINK, key="k", host="h"), "link k changed"),
    ],
)  # fmt: skip
def test_what_came_went_or_changed(event: Entry, words: str) -> None:
    assert headline(event) == words


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (added(ENDPOINT, "back", inside="redis"), "container redis connected to back"),
        (removed(ENDPOINT, "back", inside="redis"), "container redis disconnected from back"),
        (changed(ENDPOINT, "back", inside="redis"), "container redis on network back changed"),
        (entry(Verb.MOVED, ENDPOINT, "front", inside="redis", to="back"),
         "container redis moved from network front to back"),
        (entry(Verb.MOVED, CONTAINER, "redis", inside="front", to_inside="back"),
         "container redis moved from network front to back"),
        (entry(Verb.MOVED, CONTAINER, "redis", change("networks", ["front"], ["back"])),
         "container redis moved from network front to back"),
        (entry(Verb.MOVED, LINK, "veth7", change("master", "br0", "br1")),
         "link veth7 moved from br0 to br1"),
        (entry(Verb.MOVED, LINK, "veth7", change("master", None, "br1"), inside="web"),
         "link veth7 in web moved to br1"),
        (entry(Verb.MOVED, LINK, "veth7", change("master", "br0", None)),
         "link veth7 moved out of br0"),
        (entry(Verb.MOVED, LINK, "eth1", to_inside="web", to="eth0"),
         "link eth1 moved from the host to web, now eth0"),
        (entry(Verb.MOVED, LINK, "eth1", inside="web", to_inside=""),
         "link eth1 moved from web to the host"),
        (entry(Verb.MOVED, LINK, "br1", inside="web", to_inside="blue", kind="bridge"),
         "bridge br1 moved from web to blue"),
        (entry(Verb.MOVED, Thing.ADDRESS, "192.0.2.1/24", inside="eth0", to_inside="br0"),
         "address 192.0.2.1/24 moved from eth0 to br0"),
        (entry(Verb.MOVED, LINK, "eth1"), "link eth1 moved"),
    ],
)  # fmt: skip
def test_what_is_somewhere_else(event: Entry, words: str) -> None:
    assert headline(event) == words


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (entry(Verb.RENAMED, LINK, "eth0", to="lan0"), "link eth0 renamed to lan0"),
        (entry(Verb.SCALED, Thing.SERVICE, "shop/web", change("containers", 2, 5)),
         "service shop/web scaled from 2 to 5"),
        (entry(Verb.SCALED, Thing.SERVICE, "shop/web", change("containers", None, 5)),
         "service shop/web scaled from 0 to 5"),
        (entry(Verb.SCALED, Thing.SERVICE, "shop/web"), "service shop/web scaled"),
        (entry(Verb.UPGRADED, Thing.ENGINE, "docker", change("version", "20.10.24", "27.3.1")),
         "engine docker upgraded from 20.10.24 to 27.3.1"),
        (entry(Verb.UPGRADED, Thing.ENGINE, "docker", change("version", "27.3.1", "27.3")),
         "engine docker downgraded from 27.3.1 to 27.3"),
        (entry(Verb.UPGRADED, Thing.HOST, "web1", change("kernel", "6.1.0-9", "6.1.0-21")),
         "kernel of host web1 upgraded from 6.1.0-9 to 6.1.0-21"),
        (entry(Verb.UPGRADED, Thing.HOST, "web1", change("os", "Debian", "Debian 13")),
         "os of host web1 changed from Debian to Debian 13"),
        (entry(Verb.UPGRADED, Thing.ENGINE, "docker"), "engine docker upgraded"),
        (changed(CONTAINER, "web", change("state", "running", "exited")), "container web stopped"),
        (changed(LINK, "eth0", change("is_up", True, False), inside="web"),
         "link eth0 in web set down"),
    ],
)  # fmt: skip
def test_what_has_a_verb_of_its_own(event: Entry, words: str) -> None:
    assert headline(event) == words


def test_a_group_says_what_it_took_along() -> None:
    network = removed(Thing.NETWORK, "shop_default")
    other = added(LINK, "veth1")
    endpoint = removed(ENDPOINT, "shop_default", inside="shop-0")
    shop = removed(Thing.PROJECT, "shop", parts=[network, *SHOP, other, endpoint])
    assert headline(shop) == "project shop removed: 3 containers, 1 network"
    assert headline(removed(CONTAINER, "shop", parts=SHOP)) == "container shop removed"


@pytest.mark.parametrize(
    ("event", "lines"),
    [
        (changed(LINK, "eth0", change("mtu", 1500, 1450)), ["mtu 1500 → 1450"]),
        (changed(LINK, "a", change("is_up", True, False), change("mtu", 1, 2)), ["mtu 1 → 2"]),
        (added(CONTAINER, "a", change("image", None, "redis:7")), ["image redis:7"]),
        (removed(CONTAINER, "a", change("image", "redis:7")), ["image redis:7"]),
        (removed(LINK, "br0", change("kind", "bridge"), change("mtu", 9)), ["mtu 9"]),
        (removed(LINK, "veth0", change("kind", "veth")), ["kind veth"]),
        (changed(LINK, "br0", change("kind", "bridge", "bond")), ["kind bridge → bond"]),
        (entry(Verb.RENAMED, LINK, "eth0", change("ifname", "eth0", "lan0"), to="lan0"), []),
        (entry(Verb.RENAMED, CONTAINER, "a", change("names", ["a"], ["b"]), to="b"), []),
        (entry(Verb.RENAMED, LINK, "eth0", change("mtu", 1, 2), to="lan0"), ["mtu 1 → 2"]),
        (entry(Verb.MOVED, LINK, "a", change("master", "br0", "br1")), []),
        (entry(Verb.MOVED, Thing.ADDRESS, "a", change("link", "eth0", "br0"), inside="eth0",
               to_inside="br0"), []),
        (entry(Verb.MOVED, LINK, "a", change("master", "br0", None), to_inside="web"),
         ["master br0 → none"]),
        (entry(Verb.SCALED, Thing.SERVICE, "a", change("containers", 2, 5)), []),
        (entry(Verb.UPGRADED, Thing.ENGINE, "a", change("version", "1", "2"),
               change("api_version", "1.41", "1.47")), ["api_version 1.41 → 1.47"]),
        (changed(Thing.SETTING, "ipv4.ip_forward", change("value", 0, 1)), ["0 → 1"]),
        (added(Thing.SETTING, "ipv4.ip_forward", change("value", None, 1)), ["1"]),
    ],
)  # fmt: skip
def test_details_are_what_the_headline_does_not_say(event: Entry, lines: list[str]) -> None:
    assert [plain(words) for words in details(event)] == lines


def test_every_verb_has_a_mark_of_one_character() -> None:
    assert set(MARKS) == set(Verb)
    assert {len(mark) for mark in MARKS.values()} == {1}


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("thing", Thing)
def test_what_is_from_outside_is_marked_as_given(verb: Verb, thing: Thing) -> None:
    evil = "EVIL"
    event = entry(
        verb, thing, evil, change(evil, evil, [evil]), inside=evil, to_inside="x", kind=evil
    )
    told = tell(event)
    assert evil in headline(event)
    for words in ((*told.about, *told.happened), *details(event)):
        assert all(evil not in word for word in words if not isinstance(word, Given))


def test_what_is_unknown_says_where_why_and_what_would_help() -> None:
    unknown = Unknown(side="after", host="web1", what="no permission", hint="run as root")
    assert plain(unknown_words(unknown)) == "not observed after: no permission; run as root"
    assert plain(unknown_words(unknown, with_host=True)).startswith("not observed after: web1: no")
    short = unknown_words(Unknown(side="before", host="", what="cut"), with_host=True)
    assert plain(short) == "not observed before: cut"


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (["front"], ["back", "front"], "container web connected to network back"),
        (["back", "front"], ["back"], "container web disconnected from network front"),
        (None, ["a", "b"], "container web connected to network a, b"),
        (["front"], ["back"], "container web changed"),
        ("front", ["back", "front"], "container web changed"),
    ],
)
def test_a_container_is_on_more_networks_or_fewer(before: Any, after: Any, sentence: str) -> None:
    entry = changed(Thing.CONTAINER, "web", change("networks", before, after))
    assert headline(entry) == sentence
    assert bool(details(entry)) == sentence.endswith("changed")
