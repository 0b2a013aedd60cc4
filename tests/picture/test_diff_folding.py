"""Folding where two sides are shown: only what has the same change becomes one."""

from tests.hosts import crowd, many
from tests.picture.changed import diff_of, diff_view, joined_nodes
from tests.picture.geometry import faults, left_out
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.picture import Density, View, lay_out, view
from topograph.picture.changes import Change


def changed(facts: Snapshot, verbs: dict[range, str]) -> dict[str, str]:
    """Return changes of whole containers, by their numbers."""
    graph = build_graph(facts)
    names = {
        int(graph.nodes[n]["name"].rpartition("-")[2]): n
        for n, a in graph.nodes(data=True)
        if a["type"] == "container"
    }
    return {
        node: verb
        for numbers, verb in verbs.items()
        for number in numbers
        for node in joined_nodes(graph, names[number])
    }


def people(shown: View) -> list[tuple[str, str]]:
    """Return the name and the change of each container that is shown."""
    cards = [card for host in shown.hosts for card in host.cards]
    return [(p.name, p.change.text if p.change else "") for c in cards for p in c.people]


def test_those_that_were_added_become_one_and_those_that_stay_another() -> None:
    facts = many(40)
    shown = diff_view(facts, changed(facts, {range(1, 21): "added"}), Density.FOLDED)
    assert people(shown) == [
        ("app0-web-1", "added"),
        ("app0-web-2", "added"),
        ("18 more added on app0_default", "added"),
        ("app0-web-21", ""),
        ("app0-web-22", ""),
        ("18 more on app0_default", ""),
    ]
    picture = lay_out(shown)
    assert faults(picture, shown) == []
    rows = [row for panel in shown.hosts[0].panels for row in panel.rows if row.folded]
    assert [(row.name, row.change and row.change.verb) for row in rows] == [
        ("18 more ports", "added"),
        ("18 more ports", None),
    ]
    cables = [(len(cable.folded), cable.change) for cable in shown.cables if cable.folded]
    assert cables == [(18, Change("added")), (18, None)]


def test_those_that_stay_are_never_one_with_those_that_went() -> None:
    facts = many(40)
    verbs = {range(1, 11): "added", range(11, 21): "removed", range(21, 31): "recreated: id"}
    graph = diff_of(facts, changed(facts, verbs))
    shown = view(graph, Density.FOLDED)
    assert left_out(graph, shown) == []
    for card in shown.hosts[0].cards:
        folded = card.folded or (card.node,)
        verb = {graph.nodes[node].get("change", {}).get("verb") for node in folded}
        assert len(verb) == 1
    assert [name for name, _ in people(shown) if "more" in name] == [
        "8 more added on app0_default",
        "8 more removed on app0_default",
        "8 more recreated on app0_default",
        "8 more on app0_default",
    ]


def test_what_stands_for_several_names_the_entries_of_all() -> None:
    facts = many(8)
    nodes = {f"container/web1/app0-web-{n}": "added" for n in range(1, 9)}
    shown = diff_view(facts, nodes, Density.FOLDED)
    (one,) = (p for c in shown.hosts[0].cards for p in c.people if p.folded)
    assert one.change == Change("added", entry=" ".join(f"change-{n}" for n in range(3, 9)))


def test_those_of_which_something_else_has_changed_stay_apart() -> None:
    facts = many(20)
    nodes = {f"container/web1/app0-web-{n}": f"changed: image {n // 11} → 2" for n in range(1, 21)}
    shown = diff_view(facts, nodes, Density.FOLDED)
    assert people(shown) == [
        ("app0-web-1", "changed: image 0 → 2"),
        ("app0-web-2", "changed: image 0 → 2"),
        ("8 more changed on app0_default", "changed: image 0 → 2"),
        ("app0-web-11", "changed: image 1 → 2"),
        ("app0-web-12", "changed: image 1 → 2"),
        ("8 more changed on app0_default", "changed: image 1 → 2"),
    ]


def test_where_too_many_differ_the_verb_alone_counts() -> None:
    facts = many(250)
    nodes = {f"container/web1/app0-web-{n}": f"recreated: id {n}" for n in range(1, 251)}
    shown = diff_view(facts, nodes, Density.FOLDED)
    assert people(shown)[2:] == [("248 more recreated on app0_default", "recreated")]


def test_a_changed_port_keeps_its_card_from_those_of_others() -> None:
    facts = many(10)
    graph = build_graph(facts)
    _, _, eth0, _, veth = joined_nodes(graph, "container/web1/app0-web-5")
    for node in (eth0, veth):
        shown = diff_view(facts, {node: "changed: mtu 1500 → 1450"}, Density.FOLDED)
        assert [name for name, _ in people(shown)] == [
            "app0-web-1",
            "app0-web-2",
            "7 more on app0_default",
            "app0-web-5",
        ]


def test_a_changed_cable_keeps_its_card_from_those_of_others() -> None:
    facts = many(10)
    graph = diff_of(facts, {})
    _, _, eth0, _, veth = joined_nodes(graph, "container/web1/app0-web-5")
    source, target = (eth0, veth) if graph.has_edge(eth0, veth) else (veth, eth0)
    graph.edges[source, target, "peer"]["change"] = "added"
    names = [name for name, _ in people(view(graph, Density.FOLDED))]
    assert "app0-web-5" in names


def test_idle_bridges_become_one_for_each_change() -> None:
    facts = crowd([[0]], 20)
    nodes = {f"link/web1/br-{n:012x}": "removed" for n in range(1, 11)}
    shown = diff_view(facts, nodes, Density.FOLDED)
    folded = [panel for panel in shown.hosts[0].panels if panel.folded]
    assert [(p.name, p.change and p.change.verb) for p in folded] == [
        ("8 more bridges", "removed"),
        ("7 more bridges", None),
    ]
    picture = lay_out(shown)
    assert faults(picture, shown) == []


def test_idle_ports_become_one_for_each_change() -> None:
    facts = many(20)
    graph = diff_of(facts, {})
    ports = sorted(n for n, a in graph.nodes(data=True) if a.get("role") == "port")
    for edge in [e for e in graph.edges(keys=True) if e[2] == "peer"]:
        graph.remove_edge(*edge)
    for port in ports[:10]:
        graph.nodes[port]["change"] = {"verb": "added"}
    shown = view(graph, Density.FOLDED)
    rows = [row for row in shown.hosts[0].panels[0].rows if row.folded]
    assert [(row.name, row.change and row.change.verb) for row in rows] == [
        ("8 more ports", "added"),
        ("8 more ports", None),
    ]
