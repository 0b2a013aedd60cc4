from tests.graph.build_facts import BOX, ROOT, box, container, end, host, network, root, stock
from topograph.facts import Netns, Rule
from topograph.graph.inventory import LinkKey, in_order


def test_one_ifindex_in_two_namespaces_is_two_links() -> None:
    inventory = stock(host(root(end(2, "eth0")), box(end(2, "eth0"))))
    assert LinkKey(ROOT, 2) in inventory.links
    assert LinkKey(BOX, 2) in inventory.links
    assert inventory.links_of[BOX] == [LinkKey(BOX, 1), LinkKey(BOX, 2)]


def test_an_nsid_means_what_the_namespace_that_says_it_means() -> None:
    inventory = stock(host(root(), box()))
    assert inventory.target(ROOT, 0) == BOX
    assert inventory.target(BOX, 0) == ROOT
    assert inventory.target(BOX, None) == BOX


def test_an_unassigned_nsid_means_no_namespace() -> None:
    inventory = stock(host(root(nsids={-1: BOX, 4294967295: BOX})))
    assert inventory.target(ROOT, -1) is None
    assert inventory.target(ROOT, 4294967295) is None
    assert inventory.target(ROOT, 7) is None


def test_of_two_root_namespaces_one_is_the_root() -> None:
    inventory = stock(host(Netns(inode=BOX, root=True), Netns(inode=ROOT, root=True)))
    assert inventory.root == ROOT


def test_a_host_without_a_root_namespace_has_none() -> None:
    assert stock(host(box())).root is None


def test_of_two_links_with_one_ifindex_the_fuller_is_taken_and_it_is_noted() -> None:
    full, empty = end(2, "eth0", mac="00:00:5e:00:53:01", kind="veth"), end(2, "eth0")
    for links in ((full, empty), (empty, full)):
        inventory = stock(host(root(*links)))
        assert inventory.links[LinkKey(ROOT, 2)] is full
        assert [gap.subject for gap in inventory.twice] == [f"netns:{ROOT}"]


def test_the_same_fact_twice_is_no_contradiction() -> None:
    facts = host(root(), root(), containers=[container()] * 2, networks=[network()] * 2)
    inventory = stock(facts)
    assert (len(inventory.containers), len(inventory.networks)) == (1, 1)
    assert inventory.twice == []


def test_rules_in_another_order_are_other_facts() -> None:
    rules = [Rule(family=4, priority=9, table=table) for table in (300, 100)]
    one, other = (Netns(inode=ROOT, root=True, rules=found) for found in (rules, rules[::-1]))
    forth, back = stock(host(one, other)), stock(host(other, one))
    assert [gap.subject for gap in forth.twice] == [f"netns:{ROOT}"]
    assert forth.namespaces[ROOT].rules == back.namespaces[ROOT].rules


def test_containers_and_networks_told_twice_in_two_ways_are_noted() -> None:
    facts = host(
        containers=[container(image="a"), container(image="b")],
        networks=[network(name="a"), network(name="b")],
    )
    subjects = [gap.subject.partition(":")[0] for gap in stock(facts).twice]
    assert subjects == ["container", "network"]


def test_containers_of_two_engines_may_have_one_name() -> None:
    ids = ["a" * 64, "b" * 64]
    people = [container(id=id_, engine=id_) for id_ in ids]
    assert list(stock(host(containers=people)).containers) == ["redis", "redis~" + "b" * 12]


def test_every_podman_has_a_network_of_one_id() -> None:
    networks = [network(engine="unix:///run/a.sock"), network(engine="unix:///run/b.sock")]
    assert list(stock(host(networks=networks)).networks) == ["app", "app~4e120ad68df2"]


def test_facts_of_equal_keys_have_an_order_of_their_own() -> None:
    facts = [container(image=image) for image in "cab"]
    assert [c.image for c in in_order(facts, lambda _: 0)] == ["a", "b", "c"]
    assert in_order(facts[::-1], lambda _: 0) == in_order(facts, lambda _: 0)


def test_gaps_of_the_host_tell_why_a_namespace_is_not_there() -> None:
    assert stock(host(root())).unseen.reason(BOX) == ""
