import json
from random import Random

import pytest

from tests.graph.build_facts import (
    BOX,
    OTHER,
    box,
    container,
    end,
    endpoint,
    host,
    network,
    root,
)
from tests.hosts import docker0, many, snapshot, veth
from tests.properties.strategies import HOSTILE, shuffled
from topograph.facts import Gap, Host, Netns, Snapshot
from topograph.graph import Relation, build_graph

MAC = "00:00:5e:00:53:01"


def test_the_classic_picture_is_wired_from_container_to_bridge() -> None:
    graph = build_graph(docker0())
    name = "ip-10-0-0-5"
    eth0 = f"link/{name}/@pensive_yonath/eth0"
    way = [
        (f"container/{name}/pensive_yonath", f"netns/{name}/@pensive_yonath", Relation.SANDBOX),
        (f"netns/{name}/@pensive_yonath", eth0, Relation.CONTAINS),
        (eth0, f"link/{name}/veth7f6daae", Relation.PEER),
        (f"link/{name}/veth7f6daae", f"link/{name}/docker0", Relation.MASTER),
        (eth0, f"network/{name}/bridge", Relation.ENDPOINT),
        (f"network/{name}/bridge", f"link/{name}/docker0", Relation.BACKED_BY),
        (f"netns/{name}", f"link/{name}/docker0", Relation.CONTAINS),
        (f"host/{name}", f"netns/{name}", Relation.CONTAINS),
    ]
    for source, target, relation in way:
        assert graph.edges[source, target, relation] == {"evidence": "observed", "reason": ""}


def test_nodes_come_in_the_order_of_their_types_and_names() -> None:
    graph = build_graph(docker0())
    types = [attributes["type"] for _, attributes in graph.nodes(data=True)]
    assert list(dict.fromkeys(types)) == ["host", "netns", "link", "container", "network"]
    links = [node for node in graph if node.startswith("link/")]
    assert links == sorted(links)


@pytest.mark.parametrize("facts", [docker0(), many(30, 4)], ids=["classic", "many"])
def test_the_order_of_the_facts_does_not_count(facts: Snapshot) -> None:
    def listed(given: Snapshot) -> str:
        graph = build_graph(given)
        edges = list(graph.edges(keys=True, data=True))
        return json.dumps([list(graph.nodes(data=True)), edges, graph.graph])

    assert listed(shuffled(facts, Random(7))) == listed(facts)


def test_the_graph_holds_the_gaps_sorted_and_each_once() -> None:
    gaps = [
        Gap(source="namespaces", subject="host", what="Not root.", hint="sudo", host="web1"),
        Gap(source="engine", subject="engine:x", what="Refused."),
    ]
    facts = snapshot(host(root(end(2, "a"), end(2, "b"))), gaps=[*gaps, gaps[0]])
    graph = build_graph(facts)
    assert graph.graph["captured_at"] == "2026-11-24T09:30:00Z"
    assert graph.graph["tool"] == "topograph 0"
    assert [gap["source"] for gap in graph.graph["gaps"]] == ["engine", "graph", "namespaces"]
    assert graph.graph["gaps"][2] == {
        "source": "namespaces",
        "subject": "host",
        "what": "Not root.",
        "hint": "sudo",
        "host": "web1",
    }


def test_hosts_of_one_name_are_told_apart_by_machine_id() -> None:
    twins = [Host(hostname="web1", machine_id=c * 32, namespaces=[root()]) for c in "ba"]
    graph = build_graph(snapshot(*twins, Host(hostname="web2")))
    hosts = [node for node in graph if node.startswith("host/")]
    assert hosts == ["host/web1", "host/web1~bbbbbbbb", "host/web2"]
    assert graph.nodes["netns/web1~bbbbbbbb"]["host"] == "web1~bbbbbbbb"
    assert graph.nodes["host/web1~bbbbbbbb"]["name"] == "web1"


def test_equal_inodes_on_two_hosts_are_two_namespaces() -> None:
    graph = build_graph(
        snapshot(
            host(root(veth(3, "a", MAC, peer=4, nsid=0)), hostname="web1"),
            host(root(), box(veth(4, "b", MAC, peer=3, nsid=0)), hostname="web2"),
        )
    )
    assert not [key for _, _, key in graph.edges(keys=True) if key == Relation.PEER]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_make_sound_ids_and_stay_as_they_are(name: str) -> None:
    facts = host(
        root(end(2, name)),
        box(end(2, name, mac=MAC), names=[name]),
        containers=[container(names=[name, name], netns=BOX, endpoints=[endpoint(MAC)])],
        networks=[network(name)],
        hostname=name,
    )
    graph = build_graph(snapshot(facts))
    assert len([node for node in graph if node.startswith("link/")]) == 4
    assert not any(":" in node for node in graph)
    assert name in [attributes.get("ifname") for _, attributes in graph.nodes(data=True)]


@pytest.mark.parametrize(
    "facts",
    [
        Host(hostname=""),
        host(Netns(inode=0)),
        host(Netns(inode=0, root=True), Netns(inode=0, root=True, names=["x"])),
        host(root(end(2, "a", master=99), end(2, "b", master=2, iflink=2, kind="vlan"))),
        host(containers=[container(names=[], id=""), container(names=[""], id="")]),
        host(root(), containers=[container(network_mode="container:")]),
        host(networks=[network("", id=""), network("", id="", driver="overlay")]),
        host(root(veth(3, "a", MAC, peer=3)), box(inode=OTHER)),
    ],
)
def test_odd_facts_still_give_a_graph(facts: Host) -> None:
    graph = build_graph(snapshot(facts))
    json.dumps([list(graph.nodes(data=True)), list(graph.edges(data=True)), graph.graph])
    assert [node for node in graph if node.startswith("host/")] == [f"host/{facts.hostname}"]


def test_an_empty_snapshot_is_an_empty_graph() -> None:
    graph = build_graph(snapshot())
    assert len(graph) == 0
    assert graph.graph["gaps"] == []


def test_every_cable_of_a_large_host_is_found() -> None:
    graph = build_graph(many(600, 5))
    relations = [key for _, _, key in graph.edges(keys=True)]
    assert relations.count(Relation.PEER) == 600 + 120
    assert relations.count(Relation.ENDPOINT) == 600 + 120
    assert relations.count(Relation.SANDBOX) == 600
    assert relations.count(Relation.BACKED_BY) == 5
