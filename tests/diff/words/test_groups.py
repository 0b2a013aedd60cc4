import msgspec

from tests.diff.build_diff import added, diff, entry
from topograph.diff.model import Thing, Unknown, Verb
from topograph.diff.words.groups import groups, hosts_of
from topograph.diff.words.sentence import plain


def test_groups_go_from_hosts_to_what_carries_them() -> None:
    events = [added(thing, "x", inside="y") for thing in reversed(Thing)]
    found = [(group.title, len(group.folds)) for group in groups(diff(*events))]
    assert found == [
        ("Hosts", 2),
        ("Projects and services", 2),
        ("Containers", 2),
        ("Networks", 1),
        ("Namespaces", 1),
        ("Links", 1),
        ("Addresses", 1),
        ("Routes", 1),
        ("Rules", 1),
        ("Neighbours", 1),
        ("Forwarding databases", 1),
        ("Settings", 1),
    ]


def test_within_a_group_the_order_is_that_of_the_diff() -> None:
    (group,) = groups(diff(added(Thing.LINK, "b"), added(Thing.LINK, "a")))
    assert [plain(one.headline) for one in group.folds] == ["link b added", "link a added"]
    assert group.host == ""


def test_several_hosts_have_groups_of_their_own() -> None:
    events = [
        added(Thing.LINK, "a", host="web2"),
        added(Thing.LINK, "a", host="web1"),
        added(Thing.NETWORK, "n", host="web2"),
    ]
    found = groups(diff(*events, hosts=["web1", "web2"]))
    assert [(group.host, group.title) for group in found] == [
        ("web1", "Links"),
        ("web2", "Networks"),
        ("web2", "Links"),
    ]


def test_the_hosts_are_those_of_which_something_is_told() -> None:
    unknown = Unknown(side="before", host="web3", what="x")
    events = [added(Thing.LINK, "a", host="gone"), added(Thing.LINK, "a", host="web2")]
    many = diff(*events, unknown=[unknown], hosts=["web1", "web2", "web3"])
    assert hosts_of(many) == ["web2", "web3", "gone"]
    assert hosts_of(diff()) == ["web1"]
    renamed = entry(Verb.RENAMED, Thing.HOST, "old", to="new", host="new")
    one = diff(renamed)
    one = msgspec.structs.replace(one, after=msgspec.structs.replace(one.after, hosts=["new"]))
    assert hosts_of(one) == ["new"]
