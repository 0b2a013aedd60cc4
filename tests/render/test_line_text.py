from typing import Any

import pytest

from tests.render.mixed_host import mixed
from topograph.graph import build_graph
from topograph.render.line_text import container_line, gap_line, host_line, link_line, netns_line

NODES = build_graph(mixed()).nodes
VETH, MACVLAN = NODES["link/web1/veth15"], NODES["link/web1/@web/eth1"]


def test_a_host_is_told_by_its_system_and_kernel() -> None:
    assert host_line(NODES["host/web1"]) == (
        "web1  Debian GNU/Linux 12 (bookworm)  Linux 6.1.0 x86_64"
    )
    assert host_line({**NODES["host/web1"], "os": "", "kernel": ""}) == "web1"


@pytest.mark.parametrize(
    ("changes", "end"),
    [
        ({}, ""),
        ({"is_up": False, "operstate": "DOWN"}, "  down"),
        ({"operstate": "LOWERLAYERDOWN"}, "  lowerlayerdown"),
        ({"operstate": "UNKNOWN"}, ""),
        ({"gateways": ["192.0.2.1", "fe80::1"]}, "  default via 192.0.2.1  default via fe80::1"),
        ({"peer_gap": "no one knows"}, " on ? (no one knows)"),
    ],
)
def test_only_what_is_out_of_the_ordinary_is_told_of_a_link(
    changes: dict[str, Any], end: str
) -> None:
    line = link_line({**MACVLAN, **changes})
    assert line == f"eth1  macvlan bridge  192.0.2.77/24  00:00:5e:00:53:11{end}"


def test_the_far_end_of_a_port_follows_its_mac() -> None:
    assert link_line(VETH, peer="<-> x") == f"veth15  {VETH['mac']} <-> x"
    assert VETH["mac"]


def test_a_link_elsewhere_is_told_with_those_who_use_it() -> None:
    web = NODES["container/web1/web"]
    line = link_line(MACVLAN, netns=NODES["netns/web1/@web"], containers=[web])
    assert line == (
        "eth1  macvlan bridge  web (web:1)  192.0.2.77/24  00:00:5e:00:53:11  0.0.0.0:8080->80/tcp"
    )
    assert "netns web" in link_line(MACVLAN, netns=NODES["netns/web1/@web"])
    assert "root namespace" in link_line(MACVLAN, netns=NODES["netns/web1"], containers=[web])


def test_a_container_is_told_with_what_the_engine_knows_of_it() -> None:
    web = NODES["container/web1/web"]
    assert container_line(web) == (
        "web (web:1)  Running  198.51.100.2/24  00:00:5e:00:53:10  0.0.0.0:8080->80/tcp"
    )
    bare = {**web, "image": "", "status": "", "addresses": [], "macs": [], "ports": []}
    assert container_line(bare, "its MAC") == "web  running  (inferred: its MAC)"


def test_a_namespace_without_a_container_has_its_own_name() -> None:
    assert netns_line(NODES["netns/web1/@blue"], []) == "netns blue"


def test_a_gap_without_a_host_or_a_hint_has_no_empty_parts() -> None:
    gap = {"host": "", "subject": "engine:x", "what": "Away.", "hint": ""}
    assert gap_line(gap) == "engine:x: Away."
    assert gap_line({**gap, "host": "h", "hint": "start it"}) == "h: engine:x: Away.; start it"
