import pytest

from tests.graph.build_facts import BOX, OTHER, ROOT, box, end, host, root, stock
from tests.hosts import veth
from topograph.facts import Gap, Link, Netns
from topograph.graph.inventory import LinkKey
from topograph.graph.peers import Pairs, pair_ends
from topograph.graph.schema import Evidence

MAC = "00:00:5e:00:53:01"


def pairs(*namespaces: Netns, gaps: tuple[Gap, ...] = ()) -> Pairs:
    return pair_ends(stock(host(*namespaces), *gaps))


def cable(ifindex: int, peer: int, nsid: int | None = 0, ifname: str = "veth") -> Link:
    return veth(ifindex, f"{ifname}{ifindex}", MAC, peer=peer, nsid=nsid)


def joined(found: Pairs) -> set[tuple[LinkKey, LinkKey]]:
    return {(one, other) for one, (other, _) in found.peers.items() if one < other}


def test_ends_that_name_each_other_across_namespaces_are_a_pair() -> None:
    found = pairs(root(cable(11, 10)), box(cable(10, 11)))
    assert joined(found) == {((ROOT, 11), (BOX, 10))}
    assert found.peers[LinkKey(BOX, 10)][0] == (ROOT, 11)
    assert found.peers[LinkKey(ROOT, 11)][1].evidence == Evidence.OBSERVED
    assert found.loose == {}


def test_ends_in_one_namespace_are_a_pair() -> None:
    assert joined(pairs(root(cable(3, 4, None), cable(4, 3, None)))) == {((ROOT, 3), (ROOT, 4))}


def test_equal_ifindexes_in_many_namespaces_do_not_mislead() -> None:
    found = pairs(
        root(cable(7, 2, 0), cable(8, 2, 1)),
        box(cable(2, 7)),
        box(cable(2, 8), inode=OTHER),
    )
    assert joined(found) == {((ROOT, 7), (BOX, 2)), ((ROOT, 8), (OTHER, 2))}


@pytest.mark.parametrize("kind", ["veth", "netkit", "vxcan"])
def test_a_pair_is_known_without_typed_members(kind: str) -> None:
    host_end = end(7, "veth7", kind=kind, iflink=2, link_nsid=0)
    inner = end(2, "eth0", kind=kind, iflink=7, link_nsid=0)
    assert joined(pairs(root(host_end), box(inner))) == {((ROOT, 7), (BOX, 2))}


def test_ends_of_equal_ifindex_are_paired_though_the_kernel_leaves_iflink_out() -> None:
    ends = [end(2, name, kind="veth", link_nsid=0) for name in ("veth2", "eth0")]
    assert joined(pairs(root(ends[0]), box(ends[1]))) == {((ROOT, 2), (BOX, 2))}


def test_a_reused_ifindex_is_no_peer() -> None:
    found = pairs(root(cable(11, 10)), box(cable(10, 99)))
    assert joined(found) == set()
    assert found.loose[LinkKey(ROOT, 11)].endswith("which does not point back")
    assert found.loose[LinkKey(BOX, 10)].endswith("where no link has that number")


def test_a_peer_that_means_another_namespace_is_none() -> None:
    found = pairs(root(cable(11, 10)), box(cable(10, 11, 1), nsids={0: ROOT, 1: OTHER}))
    assert joined(found) == set()


def test_a_peer_that_is_no_veth_any_more_is_none() -> None:
    found = pairs(root(cable(11, 10)), box(end(10, "dummy0", kind="dummy")))
    assert found.loose == {
        LinkKey(ROOT, 11): f"the other end is ifindex 10 in netns {BOX}, which is no veth end"
    }


def test_an_end_that_names_itself_is_loose() -> None:
    found = pairs(root(cable(3, 3, None)))
    assert found.peers == {}
    assert "does not point back" in found.loose[LinkKey(ROOT, 3)]


def test_an_end_of_which_nothing_is_told_is_loose() -> None:
    found = pairs(root(end(3, "veth3", kind="veth")))
    assert found.loose == {LinkKey(ROOT, 3): "the kernel did not tell its other end"}


def test_one_end_with_a_number_is_enough() -> None:
    found = pairs(root(cable(11, 10, 5)), box(cable(10, 11)))
    assert joined(found) == {((ROOT, 11), (BOX, 10))}
    assert found.peers[LinkKey(ROOT, 11)][1].evidence == Evidence.OBSERVED


def test_an_end_claimed_by_two_is_left_with_both_loose() -> None:
    found = pairs(root(cable(11, 10, 5)), box(cable(10, 11)), box(cable(10, 11), inode=OTHER))
    assert joined(found) == set()
    assert set(found.loose) == {(ROOT, 11), (BOX, 10), (OTHER, 10)}
    assert all(why.endswith("; several veth ends fit") for why in found.loose.values())
    assert "point back" not in "".join(found.loose.values())


def test_an_end_in_its_own_namespace_cannot_be_one_that_says_it_is_elsewhere() -> None:
    assert joined(pairs(root(cable(3, 4, None), cable(4, 3, 9)))) == set()


def test_the_only_ends_that_fit_are_inferred_to_be_a_pair() -> None:
    found = pairs(root(cable(11, 10, 5), nsids={}), box(cable(10, 11, -1), nsids={}))
    assert joined(found) == {((ROOT, 11), (BOX, 10))}
    basis = found.peers[LinkKey(BOX, 10)][1]
    assert basis == (
        Evidence.INFERRED,
        "the only veth ends that name each other's ifindex",
    )
    assert found.loose == {}


def test_ends_that_fit_several_are_left_loose() -> None:
    found = pairs(
        root(cable(11, 10, 5)),
        box(cable(10, 11, 7)),
        box(cable(10, 11, 7), inode=OTHER),
    )
    assert found.peers == {}
    assert found.loose[LinkKey(ROOT, 11)] == (
        "the other end is ifindex 10 in the netns that is number 5 here, which was not seen"
        "; several veth ends fit"
    )


def test_an_end_never_fits_one_of_its_own_namespace_or_of_a_known_other() -> None:
    elsewhere = box(cable(10, 11, 0), nsids={0: OTHER}, inode=BOX)
    found = pairs(root(cable(11, 10, 5), cable(10, 11, 6), nsids={}), elsewhere)
    assert found.peers == {}


def test_a_namespace_that_could_not_be_read_is_named_with_its_gap() -> None:
    gaps = (
        Gap(source="namespaces", subject=f"netns:{BOX}", what="Not entered: EPERM."),
        Gap(source="namespaces", subject="host", what="Not root."),
    )
    found = pairs(root(cable(11, 10, 0), cable(13, 12, 9)), gaps=gaps)
    assert found.loose[LinkKey(ROOT, 11)] == (
        f"the other end is ifindex 10 in netns {BOX}, which could not be read: Not entered: EPERM."
    )
    assert found.loose[LinkKey(ROOT, 13)] == (
        "the other end is ifindex 12 in the netns that is number 9 here, "
        "which could not be read: Not root."
    )


def test_a_namespace_without_links_counts_as_unread() -> None:
    found = pairs(root(cable(11, 10)), Netns(inode=BOX))
    assert found.loose[LinkKey(ROOT, 11)].endswith(f"netns {BOX}, which was not seen")


def beside(ifindex: int, iflink: int, ifname: str) -> Link:
    """An end as busybox tells it: a number, and not of which namespace."""
    return end(ifindex, ifname, kind="veth", iflink=iflink, untold=["link_nsid"])


def test_ends_in_one_namespace_of_which_only_numbers_are_told_are_inferred() -> None:
    found = pairs(root(beside(3, 4, "a"), beside(4, 3, "b")))
    assert joined(found) == {((ROOT, 3), (ROOT, 4))}
    assert found.peers[LinkKey(ROOT, 3)][1].evidence == Evidence.INFERRED


def test_an_end_that_was_told_its_namespace_is_joined_to_one_that_was_not() -> None:
    found = pairs(root(cable(3, 4, None), beside(4, 3, "b")))
    assert joined(found) == {((ROOT, 3), (ROOT, 4))}


def test_numbers_that_also_fit_an_end_elsewhere_join_none_in_one_namespace() -> None:
    found = pairs(
        root(beside(5, 2, "veth5")),
        box(beside(2, 5, "eth0"), beside(5, 2, "vethn")),
        box(beside(2, 5, "eth0"), inode=OTHER),
    )
    assert joined(found) == set()
