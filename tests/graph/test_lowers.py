import pytest

from tests.graph.build_facts import BOX, ROOT, box, end, host, root, stock
from topograph.facts import Gap, Link, Netns, Veth, Vxlan
from topograph.graph.inventory import LinkKey
from topograph.graph.lowers import STACKED_KINDS, Stack, find_lowers, find_masters


def lowers(*namespaces: Netns, gaps: tuple[Gap, ...] = ()) -> Stack:
    return find_lowers(stock(host(*namespaces), *gaps))


def test_a_vlan_stands_on_a_link_of_its_own_namespace() -> None:
    found = lowers(root(end(2, "eth0"), end(3, "eth0.7", kind="vlan", iflink=2)))
    assert found.lowers == {(ROOT, 3): (ROOT, 2)}


def test_a_macvlan_in_a_container_stands_on_a_link_of_the_host() -> None:
    inner = end(3, "eth0", kind="macvlan", iflink=2, link_nsid=0)
    found = lowers(root(end(2, "eth0")), box(end(2, "eth9"), inner))
    assert found.lowers == {(BOX, 3): (ROOT, 2)}


@pytest.mark.parametrize("kind", sorted(STACKED_KINDS))
def test_a_link_of_the_ifindex_of_its_lower_link_elsewhere_is_joined(kind: str) -> None:
    for iflink in (None, 2):
        inner = end(2, "eth0", kind=kind, iflink=iflink, link_nsid=0)
        assert lowers(root(end(2, "eth0")), box(inner)).lowers == {(BOX, 2): (ROOT, 2)}


def test_a_vxlan_stands_on_what_its_own_member_says() -> None:
    vxlan = end(3, "vxlan0", kind="vxlan", vxlan=Vxlan(id=7, link=2), iflink=9)
    assert lowers(root(end(2, "eth0"), vxlan)).lowers == {(ROOT, 3): (ROOT, 2)}


@pytest.mark.parametrize(
    "link",
    [
        # A driver without a lower link gives its own ifindex, in the namespace it was made in.
        end(2, "vxlan0", kind="vxlan", vxlan=Vxlan(id=7), iflink=2, link_nsid=0),
        end(2, "geneve0", kind="geneve", iflink=2, link_nsid=0),
        end(2, "gre0", kind="gre", iflink=0),
        end(2, "vlan0", kind="vlan"),
        end(2, "vlan0", kind="vlan", iflink=2),
        end(2, "veth0", kind="veth", iflink=2, link_nsid=0),
        end(2, "veth0", veth=Veth(peer_ifindex=2, peer_nsid=0), iflink=2, link_nsid=0),
    ],
)
def test_what_stands_on_nothing_gets_no_lower_link(link: Link) -> None:
    assert lowers(root(end(2, "eth0")), box(link)) == Stack()


def test_a_kind_we_do_not_know_stands_on_its_iflink() -> None:
    found = lowers(root(end(2, "eth0"), end(3, "x0", kind="made-up", iflink=2)))
    assert found.lowers == {(ROOT, 3): (ROOT, 2)}


def test_a_lower_link_that_was_not_seen_is_a_loose_end() -> None:
    gap = Gap(source="namespaces", subject="host", what="Not root.")
    gone = end(3, "a", kind="vlan", iflink=9)
    far = end(4, "b", kind="macvlan", iflink=9, link_nsid=0)
    unknown = end(5, "c", kind="ipvlan", iflink=9, link_nsid=6)
    found = lowers(root(), box(gone, far, unknown), gaps=(gap,))
    assert found.loose == {
        LinkKey(BOX, 3): "it stands on ifindex 9 in this netns, where no link has that number",
        LinkKey(BOX, 4): f"it stands on ifindex 9 in netns {ROOT}, where no link has that number",
        LinkKey(BOX, 5): "it stands on ifindex 9 in the netns that is number 6 here, "
        "which could not be read: Not root.",
    }


def test_a_master_is_looked_for_in_the_same_namespace() -> None:
    port = end(4, "veth4", master=3)
    inventory = stock(host(root(end(3, "br0", kind="bridge"), port), box(port)))
    assert find_masters(inventory) == {(ROOT, 4): (ROOT, 3)}


def test_a_link_is_not_its_own_master() -> None:
    assert find_masters(stock(host(root(end(3, "br0", master=3))))) == {}


def test_a_number_of_an_untold_namespace_is_no_lower_link_in_a_container() -> None:
    inner = end(3, "eth0", kind="macvlan", iflink=2, untold=["link_nsid"])
    found = lowers(root(end(2, "eth0")), box(end(2, "eth9"), inner))
    assert found.lowers == {}
    assert found.loose == {LinkKey(BOX, 3): "it stands on ifindex 2 in a netns that was not told"}


def test_a_vlan_of_an_untold_namespace_is_in_that_of_its_lower_link() -> None:
    inner = end(3, "eth0.7", kind="vlan", iflink=2, untold=["link_nsid"])
    assert lowers(root(), box(end(2, "eth0"), inner)).lowers == {(BOX, 3): (BOX, 2)}


def test_of_busybox_a_link_of_no_told_kind_may_be_half_of_a_pair() -> None:
    busybox = end(3, "p1", iflink=2, untold=["kind", "link_nsid", "operstate"])
    found = lowers(root(end(2, "eth0"), busybox))
    assert found.lowers == {}
    why = "its other end, or the link below it, is ifindex 2 in a netns that was not told"
    assert found.loose == {LinkKey(ROOT, 3): why}
    other = end(3, "p1", iflink=2, untold=["kind", "link_nsid"])
    assert lowers(root(end(2, "eth0"), other)).lowers == {(ROOT, 3): (ROOT, 2)}
    told = end(3, "p1", kind="macvlan", iflink=2, untold=["link_nsid", "operstate"])
    assert lowers(root(end(2, "eth0"), told)).lowers == {(ROOT, 3): (ROOT, 2)}
