import json
import subprocess
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.hosts import docker0, many, snapshot, v4
from tests.properties.strategies import HOSTILE, snapshots
from tests.render.mixed_host import hostile, mixed
from topograph.facts import Gap, Host, Netns, Snapshot
from topograph.graph import build_graph
from topograph.render import Options, Subject, render
from topograph.render.dot import dot_text


def dot(found: Snapshot) -> str:
    return dot_text(build_graph(found))


def read(source: str) -> dict[str, Any]:
    """Return what Graphviz makes of it; any complaint fails the test."""
    done = subprocess.run(
        ["dot", "-Tdot_json"], input=source.encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    parsed: dict[str, Any] = json.loads(done.stdout)
    return parsed


def objects(parsed: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {thing["name"]: thing for thing in parsed["objects"]}


@pytest.mark.graphviz
def test_graphviz_reads_each_node_in_the_cluster_where_it_stands() -> None:
    parsed = read(dot(docker0()))
    by_number = {thing["_gvid"]: name for name, thing in objects(parsed).items()}
    inside = objects(parsed)["cluster_netns/ip-10-0-0-5/@pensive_yonath"]["nodes"]
    assert {by_number[n] for n in inside} == {
        "link/ip-10-0-0-5/@pensive_yonath/eth0",
        "container/ip-10-0-0-5/pensive_yonath",
    }
    root = {by_number[n] for n in objects(parsed)["cluster_netns/ip-10-0-0-5"]["nodes"]}
    assert "link/ip-10-0-0-5/veth7f6daae" in root


@pytest.mark.graphviz
@pytest.mark.parametrize("text", [*HOSTILE, "a:b", "\\", "&nbsp;", "\U0001f40b", "a\ud800"])
def test_graphviz_reads_any_name(text: str) -> None:
    parsed = read(dot(hostile(text)))
    assert len(parsed["edges"]) == len(read(dot(docker0()))["edges"])


@pytest.mark.graphviz
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots())
def test_graphviz_reads_any_snapshot_and_meets_no_new_node_in_an_edge(found: Snapshot) -> None:
    source = dot(found)
    drawn = {name for name in objects_or_none(read(source)) if not name.startswith("cluster_")}
    declared = {
        line.split('"')[1]
        for line in source.splitlines()
        if line.strip().startswith('"') and '" -> "' not in line
    }
    assert drawn == declared


def objects_or_none(parsed: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return objects(parsed) if "objects" in parsed else {}


def test_the_bridge_is_left_of_its_ports_and_a_container_right_of_its_eth0() -> None:
    edges = [line.split(" [")[0].strip() for line in dot(docker0()).splitlines() if "->" in line]
    host = "ip-10-0-0-5"
    assert f'"link/{host}/docker0" -> "link/{host}/veth7f6daae"' in edges
    assert f'"link/{host}/veth7f6daae" -> "link/{host}/@pensive_yonath/eth0"' in edges
    assert f'"link/{host}/@pensive_yonath/eth0" -> "container/{host}/pensive_yonath"' in edges
    assert f'"network/{host}/bridge" -> "link/{host}/docker0"' in edges


def test_a_port_points_at_its_bridge_although_that_is_written_first() -> None:
    line = next(line for line in dot(docker0()).splitlines() if '"master"' in line)
    assert "dir=back" in line


def test_labels_have_names_addresses_and_macs_and_are_never_html() -> None:
    text = dot(docker0())
    assert r'label="eth0\lveth\l172.17.0.2/16\l02:42:ac:11:00:02\l"' in text
    assert "label=<" not in text


def test_an_inferred_edge_is_dashed_with_its_reason_and_no_other_is() -> None:
    host = docker0().hosts[0]
    namespaces = [replace(netns, nsids={}) for netns in host.namespaces]
    dashed = [
        line
        for line in dot(snapshot(replace(host, namespaces=namespaces))).splitlines()
        if "dashed" in line
    ]
    assert dashed
    assert all('tooltip="inferred: ' in line for line in dashed)
    assert "dashed" not in dot(docker0())


def test_the_edge_to_a_network_is_drawn_only_where_no_cable_leads_there() -> None:
    assert '"endpoint"' not in dot(many(3))
    apart = docker0().hosts[0]
    unbridged = [replace(link, master=None) for link in apart.namespaces[0].links]
    loose = replace(
        apart, namespaces=[replace(apart.namespaces[0], links=unbridged), *apart.namespaces[1:]]
    )
    assert dot(snapshot(loose)).count('class="endpoint"') == 2


def test_a_plain_loopback_is_left_out() -> None:
    assert "/lo" not in dot(docker0())
    host = docker0().hosts[0]
    root = host.namespaces[0]
    lo = replace(root.links[0], addresses=[*root.links[0].addresses, v4("192.0.2.1/32")])
    odd = replace(host, namespaces=[replace(root, links=[lo, *root.links[1:]])])
    assert '"link/ip-10-0-0-5/lo"' in dot(snapshot(odd))


@pytest.mark.graphviz
def test_a_namespace_that_was_not_read_is_drawn_with_the_reason() -> None:
    parsed = read(dot(mixed()))
    cluster = objects(parsed)["cluster_netns/web1/@shut"]
    assert "could not be entered" in cluster["label"]
    assert cluster["nodes"], "Graphviz leaves an empty cluster out"


def test_many_gaps_are_counted_below_the_picture() -> None:
    gaps = [Gap(source="engine", subject=f"engine:{n:02}", what="Away.") for n in range(15)]
    text = dot(snapshot(Host(hostname="h"), gaps=gaps))
    assert r"Not observed:\lengine:00: Away.\l" in text
    assert r"engine:11: Away.\land 3 more\l" in text


def test_what_the_options_leave_out_is_not_written() -> None:
    out = render(Subject(docker0(), Options(only=("pensive_*",))), "dot").decode()
    assert "pensive_yonath" in out
    assert "mad_feynman" not in out


def test_without_their_host_the_rest_is_still_written() -> None:
    out = render(Subject(docker0(), Options(hide=("container", "bridge"))), "dot").decode()
    assert "docker0" not in out
    assert "vethc5d293a" in out


@pytest.mark.graphviz
def test_two_hosts_are_two_clusters() -> None:
    hosts = [
        Host(hostname=name, namespaces=[Netns(inode=1, root=True, links=[])]) for name in "ab"
    ]
    assert {"cluster_host/a", "cluster_host/b"} <= set(objects(read(dot(snapshot(*hosts)))))


@pytest.mark.graphviz
def test_an_empty_snapshot_is_an_empty_graph() -> None:
    assert "objects" not in read(dot(snapshot()))
