from typing import Any

from msgspec.structs import replace

from tests.graph.build_facts import BOX
from tests.graph.text_facts import container, endpoint, host, inside, link, root
from topograph.facts import Netns
from topograph.graph.guessing.supposing import suppose
from topograph.graph.inventory import take_stock

MAC = "00:00:5e:00:53:01"
ADDRESSES = ("192.0.2.5/24", "2001:db8::5/64")


def test_a_running_container_has_a_link_for_each_endpoint() -> None:
    web = container("web", endpoint("net", MAC, *ADDRESSES))
    found, reasons = suppose(host(root(), containers=(web,)))
    (inode,) = reasons
    assert inode < 0
    assert found.containers[0].netns == inode
    (eth0,) = found.namespaces[1].links
    assert (eth0.ifname, eth0.mac) == ("eth0", MAC)
    assert [a.address for a in eth0.addresses] == list(ADDRESSES)
    assert [a.family for a in eth0.addresses] == [4, 6]
    # The kernel adds addresses of which no engine knows.
    assert {"ifindex", "kind", "mtu", "operstate", "is_up", "addresses"} <= set(eth0.untold)
    assert not {"mac", "ifname"} & set(eth0.untold)


def test_which_of_several_is_eth0_is_not_told() -> None:
    web = container("web", endpoint("b", MAC), endpoint("a", None, "192.0.2.5/24"))
    found, _ = suppose(host(root(), containers=(web,)))
    links = found.namespaces[1].links
    assert [(one.ifname, one.mac) for one in links] == [("eth?1", None), ("eth?2", MAC)]
    assert [one.ifindex for one in links] == [-2, -1]
    assert all("ifname" in one.untold for one in links)


def test_a_namespace_that_was_only_named_gets_the_links() -> None:
    web = container("web", endpoint("net", MAC), netns=BOX, untold=[])
    found, reasons = suppose(host(root(), inside(), containers=(web,)))
    assert list(reasons) == [BOX]
    assert [one.mac for one in found.namespaces[1].links] == [MAC]


def test_nothing_is_supposed_where_links_were_seen_or_could_not_be() -> None:
    web = container("web", endpoint("net", MAC), netns=BOX, untold=[])
    seen = host(root(), inside(link(2, "eth0")), containers=(web,))
    assert suppose(seen) == (seen, {})
    unreadable = host(root(), Netns(inode=BOX), containers=(web,))
    assert suppose(unreadable) == (unreadable, {})


def test_nothing_is_supposed_of_a_container_without_links_of_its_own() -> None:
    running = container("web", endpoint("net", MAC))
    changes: tuple[dict[str, Any], ...] = (
        {"state": "exited"},
        {"state": ""},
        {"network_mode": "host"},
        {"network_mode": "none"},
        {"network_mode": "container:x"},
        {"endpoints": [endpoint("net", None)]},
        {"untold": []},
    )
    for fields in changes:
        facts = host(root(), containers=(replace(running, **fields),))
        assert suppose(facts) == (facts, {}), fields


def test_each_container_gets_a_namespace_of_its_own() -> None:
    both = container("a", endpoint("net", MAC)), container("b", endpoint("net", MAC))
    found, reasons = suppose(host(root(), containers=both))
    assert len(reasons) == 2
    assert len({one.netns for one in found.containers}) == 2


def test_that_nobody_looked_is_a_gap() -> None:
    people = container("web", endpoint("net", MAC)), container("db", endpoint("net", None, "::2"))
    for count, noun in ((1, "namespace of a container"), (2, "namespaces of containers")):
        (gap,) = take_stock(host(root(), containers=people[:count]), "web1", ()).twice
        assert gap.what == f"nobody looked into {count} {noun}: their links are the engine's word"
        assert (gap.source, gap.subject, gap.host) == ("graph", "host", "web1")


def test_nothing_but_links_is_told_of_a_namespace_that_is_supposed() -> None:
    web = container("web", endpoint("net", MAC))
    found, _ = suppose(host(root(), containers=(web,)))
    lists = ["fdb", "inode", "links", "neighbours", "processes", "routes", "rules", "sysctls"]
    assert found.namespaces[1].untold == lists
