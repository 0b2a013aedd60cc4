from tests.sources.bundle.written import Wrote, bundle
from topograph.facts import Link, Netns, Veth
from topograph.sources.bundle.index import open_bundle
from topograph.sources.bundle.numbers import number_namespaces

LSNS = "lsns -t net -n -r -o NS,NETNSID"


def veth(ifindex: int, peer: int, nsid: int) -> Link:
    return Link(
        ifindex=ifindex,
        ifname=f"eth{ifindex}",
        kind="veth",
        iflink=peer,
        link_nsid=nsid,
        veth=Veth(peer_ifindex=peer, peer_nsid=nsid),
    )


def numbered(namespaces: list[Netns], *wrote: Wrote) -> list[Netns]:
    return number_namespaces(open_bundle(bundle(wrote), "x.tar"), namespaces)


def test_a_number_in_place_of_a_name_becomes_that_of_the_kernel() -> None:
    root = Netns(inode=1, root=True, links=[veth(5, 4, -2), veth(6, 4, -3)], nsids={-2: 2, -3: 3})
    room = Netns(inode=2, names=["room"], links=[veth(4, 5, 0)])
    told = Wrote("inode:1", "ip netns list-id", "nsid 7 (iproute2 netns name: room)\n")
    own, other, _ = numbered([root, room, Netns(inode=3)], told)
    assert own.links == [veth(5, 4, 7), veth(6, 4, -3)]
    assert (own.nsids, other.nsids) == ({-3: 3, 7: 2}, {0: 1})


def test_only_numbers_that_links_need_are_kept() -> None:
    root = Netns(inode=1, root=True, links=[veth(5, 4, 0)])
    room = Netns(inode=2, links=[veth(4, 5, 9)])
    told = Wrote("inode:1", LSNS, "1 unassigned\n2 0\n3 1\n")
    back = Wrote("inode:2", LSNS, "1 9\n2 unassigned\n3 4\n")
    found = numbered([root, room, Netns(inode=3)], told, back)
    assert [netns.nsids for netns in found] == [{0: 2}, {9: 1}, {}]


def test_two_namespaces_beside_the_root_tell_each_other() -> None:
    one = Netns(inode=2, links=[veth(4, 5, 1)])
    other = Netns(inode=3, links=[veth(5, 4, 6)])
    wrote = (Wrote("inode:2", LSNS, "1 0\n3 1\n"), Wrote("inode:3", LSNS, "1 0\n2 6\n"))
    _, first, second = numbered([Netns(inode=1, root=True), one, other], *wrote)
    assert (first.nsids, second.nsids) == ({0: 1, 1: 3}, {0: 1, 6: 2})


def test_a_veth_that_leads_elsewhere_tells_nothing() -> None:
    root = Netns(inode=1, root=True, links=[veth(5, 4, 3)])
    room = Netns(inode=2, links=[veth(4, 5, 0)])
    told = Wrote("inode:1", LSNS, "2 0\n")
    assert [netns.nsids for netns in numbered([root, room], told)] == [{0: 2}, {}]


def test_hostile_lines_take_no_time() -> None:
    lines = "nsid 1 (iproute2 netns name: " * 50_000 + "\n" + " " * 500_000 + "\n" + "1 " * 500_000
    wrote = (Wrote("inode:1", LSNS, lines), Wrote("inode:1", "ip netns list-id", lines))
    root = Netns(inode=1, root=True, links=[veth(5, 4, 0)])
    assert numbered([root, Netns(inode=2, links=[veth(4, 5, 0)])], *wrote)[0].nsids == {}
