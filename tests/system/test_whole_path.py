"""From a host with a running engine to all outputs, by the command that the README gives."""

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.system.box import Box

OUTPUTS = ("host.svg", "host.dot", "host.html", "host.json", "host.txt")


@dataclass
class Whole:
    """What `docker inspect` and `ip` say of a container, and what topograph wrote."""

    told: list[dict[str, str]]
    files: dict[str, str]
    errors: str


@pytest.fixture(scope="module")
def whole(engine_host: Box) -> Whole:
    box = engine_host
    box.run("docker", "network", "create", "app")
    for name, network in (("redis", "bridge"), ("mysql", "bridge"), ("web", "app")):
        box.run(
            *["docker", "run", "-d", "--network"],
            network,
            "--name",
            name,
            "busybox:local",
            "sleep",
            "1000",
        )
    told = [told_of(box, name) for name in ("redis", "mysql", "web")]
    options = [option for name in OUTPUTS for option in ("-o", f"/run/{name}")]
    done = box.topograph("render", *options)
    files = {name: box.run("cat", f"/run/{name}") for name in OUTPUTS}
    return Whole(told, files, done.stderr.decode())


def told_of(box: Box, name: str) -> dict[str, str]:
    """Return the wiring of a container on one network, by the engine and `ip` alone."""
    [inspected] = json.loads(box.run("docker", "inspect", name))
    [(network, endpoint)] = inspected["NetworkSettings"]["Networks"].items()
    pid = str(inspected["State"]["Pid"])
    inside = json.loads(box.run("nsenter", "-t", pid, "-n", "ip", "-j", "addr", "show", "eth0"))
    links = json.loads(box.run("ip", "-j", "link"))
    [port] = [link for link in links if link["ifindex"] == inside[0]["link_index"]]
    return {
        "container": name,
        "address": f"{endpoint['IPAddress']}/{endpoint['IPPrefixLen']}",
        "mac": endpoint["MacAddress"],
        "port": port["ifname"],
        "bridge": port["master"],
        "network": network,
    }


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_output_names_each_container_and_its_whole_wiring(whole: Whole, name: str) -> None:
    for told in whole.told:
        missing = [what for what, text in told.items() if text not in whole.files[name]]
        assert missing == [], (name, told)


def test_the_graph_leads_from_the_container_to_its_network(whole: Whole) -> None:
    graph: Any = nx.node_link_graph(json.loads(whole.files["host.json"]), edges="edges")
    for told in whole.told:
        container = f"container/web1/{told['container']}"
        [netns] = ends(graph, container, "sandbox")
        [eth0] = [
            link for link in ends(graph, netns, "contains") if graph.nodes[link]["name"] == "eth0"
        ]
        assert graph.nodes[eth0]["mac"] == told["mac"]
        assert told["address"] in graph.nodes[eth0]["addresses"]
        assert ends(graph, eth0, "endpoint") == [f"network/web1/{told['network']}"]
        port = f"link/web1/{told['port']}"
        assert graph.has_edge(*sorted((eth0, port)), key="peer")
        assert ends(graph, port, "master") == [f"link/web1/{told['bridge']}"]


def ends(graph: Any, start: str, relation: str) -> list[str]:
    return [end for _, end, key in graph.out_edges(start, keys=True) if key == relation]


def test_the_picture_is_sound_and_has_a_cable_for_each_container(whole: Whole) -> None:
    root = ET.fromstring(whole.files["host.svg"])
    edges = [one.get("data-edge", "") for one in root.iter() if one.get("data-edge")]
    for told in whole.told:
        assert [edge for edge in edges if f"/{told['port']}" in edge and "|peer|" in edge]


def test_nothing_is_missing_from_it(whole: Whole) -> None:
    assert whole.errors == ""


def test_reading_changes_nothing(engine_host: Box) -> None:
    """No number is given out, no namespace or file made."""
    commands = (
        ("ip", "-o", "link"),
        ("ip", "netns", "list-id"),
        ("ls", "-R", "/run"),
        ("docker", "ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.State}}"),
    )
    engine_host.run("ip", "netns", "add", "unnumbered")
    before = [engine_host.run(*command) for command in commands]
    engine_host.topograph("collect", "-o", "/dev/null")
    assert [engine_host.run(*command) for command in commands] == before


def test_the_report_of_this_checkout_is_made_without_graphviz(
    engine_host: Box, tmp_path: Path
) -> None:
    done = engine_host.topograph("render", "-f", "html", env={"PATH": str(tmp_path)})
    assert done.stdout.startswith(b"<!DOCTYPE html>")
