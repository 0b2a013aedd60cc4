"""What becomes of siblings that are alike: one of them with a number, and nothing is lost."""

from collections import Counter

from msgspec.structs import replace

from tests.hosts import FIRST_BRIDGE, bridge, default_route, docker0, many, snapshot, veth
from tests.picture.geometry import faults, left_out
from tests.picture.shown import card, panel, picture_of, sample, words_in
from tests.render.mixed_host import mixed
from topograph.facts import Container, Link, Snapshot
from topograph.graph import build_graph
from topograph.picture import Density, View, lay_out, view
from topograph.picture.parts import State


def folded(facts: Snapshot) -> View:
    return view(build_graph(facts), Density.FOLDED)


def changed(facts: Snapshot, number: int, **fields: object) -> Snapshot:
    """Return facts in which one of the containers is different."""
    host = facts.hosts[0]
    containers: list[Container] = list(host.containers)
    containers[number] = replace(containers[number], **fields)
    return snapshot(replace(host, containers=containers))


def names(shown: View) -> list[str]:
    return [p.name for host in shown.hosts for one in host.cards for p in one.people]


def test_siblings_become_two_examples_and_a_number() -> None:
    shown = folded(many(40))
    assert names(shown) == ["app0-web-1", "app0-web-2", "38 more on app0_default"]
    assert shown.folded == "38 cards"


def test_their_links_ports_and_cables_are_one_each() -> None:
    shown = folded(many(40))
    rest = card(shown, "38 more on app0_default")
    assert [(row.name, row.note) for row in rest.rows] == [("eth0", "38 addresses in 10.0.0.0/16")]
    assert rest.ports == ("80/tcp × 38",)
    assert rest.people[0].image == "shop/web:2.4"
    ports = panel(shown, "br-000000000000").rows
    assert sorted(row.name for row in ports) == ["38 more ports", "veth0000066", "veth0000068"]
    (bundle,) = (cable for cable in shown.cables if cable.folded)
    (more,) = (row for row in ports if row.folded)
    assert set(bundle.ends) == {more.key, rest.rows[0].key}
    assert len(bundle.folded) == 38


def test_each_node_is_still_named_by_what_stands_for_it() -> None:
    for facts in (many(40), many(400, 7), mixed(), sample("modes"), sample("swarm")):
        graph = build_graph(facts)
        shown = view(graph, Density.FOLDED)
        assert left_out(graph, shown) == []
        assert faults(lay_out(shown), shown) == []


def test_those_who_point_at_the_number_are_told_the_first_names() -> None:
    rest = card(folded(many(400)), "398 more on app0_default")
    details = rest.people[0].details
    assert details[:2] == ("app0-web-3", "app0-web-4")
    assert details[-1] == "and 358 more"


def test_few_siblings_stay_as_they_are() -> None:
    assert names(folded(many(4))) == [f"app0-web-{n}" for n in range(1, 5)]
    assert names(folded(many(5)))[-1] == "3 more on app0_default"
    assert folded(docker0()).folded == ""


def test_who_is_like_no_other_stays_among_thousands() -> None:
    facts = changed(many(1000), 700, state="exited", status="Exited (1) 2 hours ago")
    shown = view(build_graph(facts))
    assert names(shown)[2:] == ["997 more on app0_default", "app0-web-701"]
    assert card(shown, "app0-web-701").people[0].state is State.STOPPED


def test_another_image_or_service_makes_a_group_of_its_own() -> None:
    facts = many(12)
    for number in range(6):
        facts = changed(facts, number, image="shop/db:1")
    assert Counter(name.split(" on ")[0] for name in names(folded(facts)))["4 more"] == 2


def test_where_every_image_differs_it_makes_no_difference() -> None:
    facts = many(250)
    for number in range(250):
        facts = changed(facts, number, image=f"shop/web:{number}")
    shown = folded(facts)
    assert names(shown)[2] == "248 more on app0_default"
    assert card(shown, names(shown)[2]).people[0].image == "248 images"


def test_those_on_two_networks_are_folded_with_both_named() -> None:
    found = names(folded(many(60, 2)))
    assert "4 more on app0_default and app1_default" in found
    assert "22 more on app0_default" in found


def test_containers_in_host_mode_are_folded_in_their_list() -> None:
    host = mixed().hosts[0]
    (agent,) = (c for c in host.containers if c.names == ["agent"])
    crowd = [replace(agent, id=f"{n:064x}", names=[f"agent{n}"]) for n in range(9)]
    shown = folded(snapshot(replace(host, containers=crowd)))
    rows = panel(shown, "containers in host mode").rows
    assert [row.name for row in rows] == ["agent0", "agent1", "7 more containers"]
    assert len(rows[2].folded) == 7


def test_bridges_without_a_port_are_folded() -> None:
    shown = folded(many(1, 12))
    names = [found.name for found in shown.hosts[0].panels]
    assert names[-1] == "8 more bridges"
    assert len(panel(shown, "8 more bridges").folded) == 8


def test_folding_is_chosen_by_size_and_can_be_asked_for_or_refused() -> None:
    assert view(build_graph(many(300))).folded == ""
    assert view(build_graph(many(301))).folded == "299 cards"
    assert view(build_graph(many(301)), Density.ROWS).folded == ""
    assert view(build_graph(many(301)), Density.FULL).folded == ""
    assert view(build_graph(many(30)), Density.FOLDED).folded == "28 cards"


def test_the_picture_says_how_many_cards_are_folded_and_what_a_broad_cable_is() -> None:
    words = words_in(picture_of(many(400)))
    assert any(text.endswith("398 cards folded") for text in words)
    assert "several veth pairs" in words
    assert "several veth pairs" not in words_in(picture_of(many(4)))


def with_links(facts: Snapshot, *links: Link) -> Snapshot:
    """Return facts with more links in the host's own namespace."""
    host = facts.hosts[0]
    root, *others = host.namespaces
    root = replace(root, links=[*root.links, *links])
    return snapshot(replace(host, namespaces=[root, *others]))


def simple(ifindex: int, ifname: str, kind: str, **fields: object) -> Link:
    one = bridge(ifindex, ifname, "00:00:5e:00:53:99")
    return replace(one, kind=kind, bridge=None, **fields)


def test_a_bridge_on_which_something_ends_is_not_idle() -> None:
    bridges = [bridge(5000 + n, f"brv{n}", "00:00:5e:00:53:99") for n in range(8)]
    vlans = [simple(6000 + n, f"brv{n}.7", "vlan", iflink=5000 + n) for n in range(8)]
    vrf = simple(4999, "blue", "vrf")
    for links in ([*bridges, *vlans], [vrf, *(replace(one, master=4999) for one in bridges)]):
        graph = build_graph(with_links(many(3), *links))
        shown = view(graph, Density.FOLDED)
        assert faults(lay_out(shown), shown) == []
        assert not any("more bridges" in found.name for found in shown.hosts[0].panels)


def test_a_bridge_with_the_default_route_is_not_idle() -> None:
    facts = many(1, 12)
    host = facts.hosts[0]
    root = replace(host.namespaces[0], routes=[default_route(FIRST_BRIDGE + 7, "10.7.0.9")])
    shown = folded(snapshot(replace(host, namespaces=[root, *host.namespaces[1:]])))
    assert panel(shown, "br-000000000007").gateways == ("10.7.0.9",)
    assert panel(shown, "7 more bridges").is_routed


def test_namespaces_without_a_container_are_folded_by_what_runs_in_them() -> None:
    host = many(40).hosts[0]
    shown = folded(snapshot(replace(host, containers=[], networks=[])))
    cards = shown.hosts[0].cards
    assert [(one.name.split("-")[0], one.label) for one in cards] == [
        ("app", "namespace of app (5000)"),
        ("app", "namespace of app (5001)"),
        ("38 more on br", "namespaces of app"),
    ]
    assert shown.folded == "38 cards"


def test_those_who_share_one_namespace_are_folded_on_its_card() -> None:
    host = many(1).hosts[0]
    crowd = [
        replace(host.containers[0], id=f"{n:064x}", names=[f"c{n}"], ports=[]) for n in range(400)
    ]
    graph = build_graph(snapshot(replace(host, containers=crowd)))
    shown = view(graph)
    people = shown.hosts[0].cards[0].people
    assert [person.name for person in people] == ["c0", "c1", "398 more"]
    assert shown.folded == "398 containers"
    assert left_out(graph, shown) == []
    assert lay_out(shown).height < 1000


def test_each_container_of_a_folded_card_keeps_its_state() -> None:
    host = many(8).hosts[0]
    stopped = [
        replace(c, id=f"{n + 900:064x}", names=[f"z{n}"], state="paused", ports=[], endpoints=[])
        for n, c in enumerate(host.containers)
    ]
    shown = folded(snapshot(replace(host, containers=[*host.containers, *stopped])))
    people = shown.hosts[0].cards[-1].people
    assert [(p.name, p.word, len(p.folded)) for p in people] == [
        ("6 more on app0_default", "", 6),
        ("6 more", "paused", 6),
    ]


def test_cables_of_siblings_are_one_whatever_their_ports_are_called() -> None:
    host = many(12).hosts[0]
    root = host.namespaces[0]
    links = [
        replace(link, ifname=f"0{link.ifname[4:]}") if link.kind == "veth" and n % 2 else link
        for n, link in enumerate(root.links)
    ]
    root = replace(root, links=links)
    shown = folded(snapshot(replace(host, namespaces=[root, *host.namespaces[1:]])))
    assert [len(cable.folded) for cable in shown.cables if cable.folded] == [10]


def test_what_is_no_port_is_not_called_one() -> None:
    host = many(8).hosts[0]
    boxes = [
        replace(
            netns,
            links=[
                netns.links[0],
                simple(900, "mv0", "macvlan", iflink=FIRST_BRIDGE, link_nsid=0),
            ],
        )
        for netns in host.namespaces[1:]
    ]
    root = replace(host.namespaces[0], links=[*host.namespaces[0].links[:3]])
    graph = build_graph(snapshot(replace(host, namespaces=[root, *boxes])))
    shown = view(graph, Density.FOLDED)
    assert sorted(row.name for row in panel(shown, "br-000000000000").rows) == [
        "6 more links",
        "macvlan",
        "macvlan",
    ]
    assert left_out(graph, shown) == []


def test_links_without_a_cable_are_folded_apart_by_how_they_end() -> None:
    taps = [simple(5000 + n, f"tap{n}", "tun", master=FIRST_BRIDGE) for n in range(9)]
    loose = [
        veth(5100 + n, f"veth{n}", "00:00:5e:00:53:98", peer=7000 + n, nsid=7, master=FIRST_BRIDGE)
        for n in range(9)
    ]
    shown = folded(with_links(many(1), *taps, *loose))
    more = [row for row in panel(shown, "br-000000000000").rows if row.folded]
    assert sorted((row.name, row.gap) for row in more) == [
        ("7 more ports", ""),
        ("7 more ports", "7 of them"),
    ]
    assert shown.folded == "14 ports"


def test_cables_inferred_for_different_reasons_are_still_inferred_together() -> None:
    host = many(12).hosts[0]
    unsure = [replace(netns, nsids={}) for netns in host.namespaces]
    unsure[1:4] = host.namespaces[1:4]
    shown = folded(snapshot(replace(host, namespaces=unsure)))
    bundles = [cable for cable in shown.cables if cable.folded]
    assert all(cable.inferred for cable in bundles)
    sure = [cable for cable in shown.cables if not cable.inferred]
    assert all(not cable.folded for cable in sure)


def test_a_card_in_one_line_names_all_the_nodes_that_it_stands_for() -> None:
    shown = view(build_graph(many(500, 60)), Density.FOLDED)
    assert shown.is_compact
    picture = lay_out(shown)
    named = [len(person.folded) for box in picture.boxes for person in box.people]
    assert sum(max(1, number) for number in named) == 500
