"""Where the peers of numbers can be that nobody has explained yet."""

from typing import Any

from topograph.facts import Link, Netns, Veth
from topograph.sources.live.numbering import candidates, nsids_in_use


def veth(ifindex: int, peer: int, nsid: int | None) -> Link:
    return Link(
        ifindex=ifindex,
        ifname=f"veth{ifindex}",
        kind="veth",
        link_nsid=nsid,
        veth=Veth(peer_ifindex=peer, peer_nsid=nsid),
    )


def macvlan(ifindex: int, iflink: int | None, nsid: int) -> Link:
    return Link(ifindex=ifindex, ifname="mv0", kind="macvlan", iflink=iflink, link_nsid=nsid)


def netns(inode: int, *links: Link, **more: Any) -> Netns:
    return Netns(inode=inode, links=list(links), **more)


def test_only_links_that_point_elsewhere_use_a_number() -> None:
    assert nsids_in_use([veth(2, 3, None), veth(4, 5, 0), macvlan(6, 2, 0)]) == {0}


def test_nothing_is_asked_where_nothing_is_unknown() -> None:
    known = netns(1, veth(2, 3, 0), nsids={0: 2})
    assert candidates([known, netns(2, veth(3, 2, 0), nsids={0: 1})]) == {}
    assert candidates([]) == {}


def test_the_other_end_of_a_veth_names_ours_in_turn() -> None:
    found = candidates(
        [
            netns(1, veth(2, 3, 0)),
            netns(2, veth(3, 2, 0)),
            netns(3, veth(3, 9, 0), nsids={0: 1}),
            netns(4, Link(ifindex=3, ifname="eth0"), nsids={0: 1}),
        ]
    )
    assert found == {1: [2], 2: [1]}


def test_ends_of_the_same_number_are_found_too() -> None:
    assert candidates([netns(1, veth(5, 5, 0)), netns(2, veth(5, 5, 0))]) == {1: [2], 2: [1]}


def test_the_link_below_another_kind_can_be_anywhere() -> None:
    found = candidates(
        [
            netns(1, Link(ifindex=2, ifname="eth0")),
            netns(2, macvlan(7, 2, 0)),
            netns(3, Link(ifindex=2, ifname="eth0"), Link(ifindex=7, ifname="eth1")),
            netns(4, macvlan(7, None, 0)),
        ]
    )
    assert found == {2: [1, 3], 4: [2, 3]}


def test_a_number_that_is_known_needs_no_candidate() -> None:
    asking = netns(1, veth(2, 3, 0), veth(4, 5, 1), nsids={0: 3})
    known = netns(3, veth(3, 2, 0), nsids={0: 1})
    assert candidates([asking, netns(2, veth(5, 4, 0)), known]) == {1: [2], 2: [1]}


def test_a_peer_that_cannot_be_anywhere_has_no_candidate() -> None:
    assert candidates([netns(1, veth(2, 3, 0))]) == {1: []}
