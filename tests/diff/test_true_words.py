"""What was once told wrongly of a host, or not at all."""

from collections.abc import Iterator

from msgspec.structs import replace

from tests.graph.build_facts import BOX, OTHER, box, container, end, host, network, root
from tests.hosts import snapshot
from topograph.diff import compare
from topograph.diff.model import Diff, Entry, Thing, Verb
from topograph.diff.words import details, headline
from topograph.diff.words.sentence import plain
from topograph.facts import Address, Host

BOOT = "00000000-0000-4000-8000-000000000001"


def differing(before: Host, after: Host) -> Diff:
    one, other = (snapshot(replace(side, boot_id=BOOT)) for side in (before, after))
    return compare(one, other).diff


def told(diff: Diff) -> list[str]:
    return [line for entry in diff.entries for line in _lines(entry)]


def _lines(entry: Entry) -> Iterator[str]:
    yield ": ".join([headline(entry), *(plain(words) for words in details(entry))])
    for part in entry.parts:
        yield from _lines(part)


def test_namespaces_that_swap_their_names_are_no_silence() -> None:
    macs = (f"02:00:00:00:00:0{n}" for n in (1, 2))
    one, other = (end(2, name, kind="bridge", mac=next(macs)) for name in ("ea", "eb"))
    before = host(root(), box(one, names=["A"]), box(other, inode=OTHER, names=["B"]))
    after = host(root(), box(one, names=["B"]), box(other, inode=OTHER, names=["A"]))
    assert sorted(told(differing(before, after))) == [
        "bridge ea moved from A to B",
        "bridge eb moved from B to A",
    ]


def test_a_second_name_is_no_renaming() -> None:
    before, after = (host(root(), box(names=names)) for names in (["A"], ["A", "B"]))
    assert told(differing(before, after)) == ["namespace A changed: names + B"]
    assert differing(before, after).entries[0].verb is Verb.CHANGED


def test_what_was_moved_and_renamed_tells_both() -> None:
    link = end(5, "vb", kind="bridge", mac="02:00:00:00:00:05")
    before = host(root(link), box(names=["A"]))
    after = host(root(), box(replace(link, ifname="up0"), names=["A"]))
    assert told(differing(before, after)) == ["bridge vb moved from the host to A, now up0"]


def test_the_random_mac_of_another_pair_with_the_same_numbers_is_no_change() -> None:
    def made(number: int, mac: str) -> Host:
        near = end(number, "va", kind="veth", iflink=2, link_nsid=0)
        far = end(2, "vb", kind="veth", iflink=number, link_nsid=0, mac=mac)
        return host(root(near), box(far, names=["A"]))

    assert not differing(made(7, "02:00:00:00:00:01"), made(9, "02:00:00:00:00:02")).entries
    by_hand = differing(made(7, "02:00:00:00:00:01"), made(7, "02:00:00:00:00:02"))
    assert [change.field for change in by_hand.entries[0].changes] == ["mac"]


def test_of_an_address_with_several_peers_one_that_went_changes_no_other() -> None:
    both = [Address(address="192.0.2.1/32", family=4, peer=f"192.0.2.{n}/32") for n in (2, 3)]
    before, after = (host(root(end(2, "eth0", addresses=them))) for them in (both, both[:1]))
    assert told(differing(before, after)) == ["link eth0 changed: addresses − 192.0.2.1/32"]


def test_a_container_that_leaves_the_host_is_not_said_to_have_no_network() -> None:
    before, after = (
        host(root(), containers=[container("web", network_mode=mode)]) for mode in ("host", "app")
    )
    assert told(differing(before, after)) == ["container web changed: network_mode host → app"]
    assert not differing(after, host(root(), containers=[container("web")])).entries


def test_a_link_that_is_set_up_for_the_first_time_tells_no_queue() -> None:
    before = host(root(end(2, "br0", kind="bridge", qdisc="noop", is_up=False)))
    after = host(root(end(2, "br0", kind="bridge", qdisc="noqueue", is_up=True)))
    assert told(differing(before, after)) == ["bridge br0 set up"]


def test_a_network_made_anew_takes_its_bridge_along() -> None:
    def made(number: str) -> Host:
        bridge = end(
            3,
            f"br-{number * 12}",
            kind="bridge",
            addresses=[Address(address=f"192.0.{number}.1/24", family=4)],
        )
        return host(root(bridge), networks=[network("app", f"192.0.{number}.1", id=number * 64)])

    events = differing(made("1"), made("2")).entries
    assert [(event.thing, event.verb) for event in events] == [(Thing.NETWORK, Verb.RECREATED)]
    assert [part.thing for part in events[0].parts] == [Thing.LINK]


def test_who_stays_in_a_namespace_lost_the_links_that_went() -> None:
    shared = box(end(4, "eth0", kind="bridge"), end(5, "eth1", kind="bridge"))
    left = box(end(5, "eth1", kind="bridge"))
    fresh = box(end(6, "eth0", kind="bridge"), inode=OTHER)
    owner, side = container("owner", netns=BOX), container("side", netns=BOX)
    side = replace(side, network_mode=f"container:{owner.id}")
    newer = replace(owner, id="f" * 64, netns=OTHER)
    diff = differing(
        host(root(), shared, containers=[owner, side]),
        host(root(), left, fresh, containers=[newer, side]),
    )
    parts = {entry.after.name: told_parts(entry) for entry in diff.entries if entry.after}
    assert parts["side"] == ["bridge eth0 in owner removed"]
    assert not any("removed" in line for line in parts["owner"])


def told_parts(entry: Entry) -> list[str]:
    return [headline(part) for part in entry.parts]
