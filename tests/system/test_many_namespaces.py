"""A host with so many namespaces that two processes read them."""

import json
import time
from typing import Any

import pytest

from tests.system.box import Box
from topograph.sources.live.halves import LARGE

COUNT = LARGE + 20


@pytest.fixture(scope="module")
def crowd() -> Any:
    with Box(engine=False) as box:
        outside = ["link add br0 type bridge", "link set br0 up"]
        for number in range(COUNT):
            outside += [
                f"netns add n{number}",
                f"link add v{number} type veth peer name eth0 netns n{number}",
                f"link set v{number} master br0 up",
            ]
        # Past the host, from a namespace of the one half to one of the other.
        for number in range(0, COUNT // 2, 20):
            outside.append(
                f"link add side{number} type veth peer name side netns n{COUNT - 1 - number}"
            )
            outside.append(f"link set side{number} netns n{number}")
        box.run_bytes("ip", "-batch", "-", stdin="\n".join(outside).encode())
        # Until then, an address is still looked for on the link by anybody else.
        while box.run("ip", "-6", "-o", "addr", "show", "tentative"):
            time.sleep(0.1)
        yield box


def collected(box: Box, *options: str) -> Any:
    done = box.topograph("collect", "-q", *options)
    snapshot = json.loads(done.stdout)
    del snapshot["captured_at"]
    for netns in snapshot["hosts"][0]["namespaces"]:
        # The command itself is a process of the root.
        netns.get("processes", {}).pop("count", None)
        for entry in netns.get("fdb", ()):
            entry.pop("age", None)
    return snapshot


def test_two_processes_find_what_one_finds(crowd: Box) -> None:
    in_two = collected(crowd)
    # What is recorded is read by one.
    assert collected(crowd, "--record", "/run/recording.zip") == in_two
    assert len(in_two["hosts"][0]["namespaces"]) == COUNT + 1


def test_all_pairs_are_found_across_the_halves(crowd: Box) -> None:
    graph = json.loads(crowd.topograph("render", "-q", "-f", "json").stdout)
    pairs = [edge for edge in graph["edges"] if edge["key"] == "peer"]
    assert len(pairs) == COUNT + len(range(0, COUNT // 2, 20)) + 1
    assert {edge["evidence"] for edge in pairs} == {"observed"}
