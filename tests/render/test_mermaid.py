"""The Mermaid flowchart, read back by a reader that knows only what we write."""

import re
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.hosts import (
    ROOT_INODE,
    default_route,
    docker0,
    hardware,
    loopback,
    many,
    snapshot,
    veth,
)
from tests.picture.test_style import colour, contrast
from tests.properties.strategies import HOSTILE, shuffled, snapshots
from tests.render.mermaid_reading import Chart, read
from tests.render.mixed_host import hostile, mixed
from topograph.errors import RenderError
from topograph.facts import Gap, Host, Netns, Snapshot
from topograph.picture.parts import Cable, CableKind, StackedLink, View
from topograph.picture.parts import Host as ShownHost
from topograph.picture.style import HUES, INKS
from topograph.render import Options, Subject, render
from topograph.render.mermaid import MOST_CHARACTERS, MOST_EDGES, mermaid_text
from topograph.render.visible import visible

NAMES = [
    *HOSTILE,
    "1. a",
    "- a",
    "# a",
    "* a",
    "`x`",
    "%% a",
    "end",
    'a"]:::b',
    "a|b",
    "a --> b",
    "fa:fa-ban",
    "style n1 a:#b;",
    "direction TB",
    "W" * 253,
]


def chart(facts: Snapshot, theme: str = "auto", density: str = "auto") -> Chart:
    return read(render(Subject(facts, Options(theme=theme, density=density)), "mermaid"))


def kinds(found: Chart) -> list[str]:
    """Return the class of each node; the hue of a network follows from its name."""
    return [re.sub("hue.", "hue", name) for _, name in sorted(found.classes.items())]


def docker0_by_chance() -> Snapshot:
    """The classic host, where nothing says which namespace is which."""
    host = docker0().hosts[0]
    return snapshot(replace(host, namespaces=[replace(n, nsids={}) for n in host.namespaces]))


def test_a_card_says_name_image_addresses_macs_and_ports() -> None:
    assert chart(docker0()).lines("mad_feynman") == [
        "mad_feynman",
        "mysql",
        "eth0 · 172.17.0.3/16 · 02:42:ac:11:00:03",
        "3306/tcp",
    ]
    assert "0.0.0.0:8080→80/tcp" in chart(mixed()).lines("web")


def test_a_bridge_says_its_network_addresses_and_mac() -> None:
    assert chart(docker0()).lines("docker0") == [
        "docker0",
        "network bridge",
        "172.17.0.1/16",
        "02:42:74:3c:0b:8f",
    ]


def test_an_edge_leads_from_the_bridge_to_the_card_and_bears_the_name_of_the_port() -> None:
    found = chart(docker0())
    assert found.words("docker0", "mad_feynman") == ["vethc5d293a"]
    assert found.words("docker0", "pensive_yonath") == ["veth7f6daae"]


def test_on_a_card_with_several_links_an_edge_says_where_it_ends() -> None:
    found = chart(mixed())
    assert found.words("br-ffffffffffff", "web") == ["veth11 ↔ eth0"]
    lan = next(node for node, lines in found.nodes.items() if "network lan" in lines)
    assert [e.words for e in found.edges if e.one == lan] == ["macvlan · bridge ↔ eth1, stands on"]


def test_the_default_gateway_stands_outside_of_the_host_and_leads_to_its_uplink() -> None:
    found = chart(docker0())
    gateway, uplink = found.named("10.0.0.1"), found.named("eth0")
    assert found.nodes[gateway] == ["10.0.0.1", "default gateway"]
    assert gateway not in found.inside
    assert found.frames[found.inside[uplink]] == ["ip-10-0-0-5"]
    assert found.words("10.0.0.1", "eth0") == [""]
    assert found.words("eth0", "docker0") == ["routed"]


def test_a_gateway_of_two_uplinks_is_one_node() -> None:
    root = Netns(
        inode=ROOT_INODE,
        root=True,
        links=[
            loopback(),
            hardware(2, "eth0", "00:00:5e:00:53:01", "192.0.2.20/24"),
            hardware(3, "eth1", "00:00:5e:00:53:02", "192.0.2.21/24"),
        ],
        routes=[default_route(2, "192.0.2.1"), default_route(3, "192.0.2.1")],
    )
    found = chart(snapshot(Host(hostname="h", namespaces=[root])))
    assert found.words("192.0.2.1", "eth0") == found.words("192.0.2.1", "eth1") == [""]


def test_a_link_on_another_stands_to_the_right_of_it() -> None:
    found = chart(mixed())
    assert "vlan" in found.lines("eth0.7")
    ends = [(found.nodes[e.one][0], found.nodes[e.other][0]) for e in found.edges]
    assert ("eth0", "eth0.7") in ends


def test_an_inferred_cable_is_dashed_and_says_so_and_no_other_is() -> None:
    found = chart(docker0_by_chance())
    cables = [edge for edge in found.edges if "veth" in edge.words]
    assert [edge.line for edge in cables] == ["-.-", "-.-"]
    assert all(edge.words.endswith(", inferred") for edge in cables)
    assert len(found.lines("Inferred")) == 2
    sure = chart(docker0())
    assert all(edge.line == "---" for edge in sure.edges if "veth" in edge.words)
    assert "Inferred" not in sure.texts()


def test_a_namespace_that_several_containers_share_is_one_card_with_all_of_them() -> None:
    lines = chart(mixed()).lines("web")
    assert lines[:4] == ["web", "web:1", "sidecar", "sidecar:1"]


def test_a_stopped_container_has_its_word_a_dash_and_no_edge() -> None:
    found = chart(mixed())
    old = found.named("old")
    assert found.nodes[old] == ["old", "old:1", "exited"]
    assert found.classes[old] == "stopped"
    assert "stroke-dasharray" in found.looks["stopped"]
    assert not [edge for edge in found.edges if old in (edge.one, edge.other)]


def test_containers_in_host_mode_are_listed() -> None:
    assert "agent · agent:1" in chart(mixed()).lines("containers in host mode")


def test_a_loose_end_is_told_at_its_link_and_its_reason_in_a_note() -> None:
    found = chart(mixed())
    assert "veth15 · ✕ other end not seen" in found.lines("br-ffffffffffff")
    (reason,) = found.lines("Other end not seen (1)")[1:]
    assert reason.startswith("veth15: the other end is ifindex 14")


def test_a_namespace_with_a_bridge_is_a_frame_in_that_of_the_host() -> None:
    found = chart(mixed())
    frame = found.inside[found.named("br0")]
    assert found.frames[frame] == ["1-0123456789"]
    assert found.frames[found.inside[frame]] == ["web1"]
    assert "vxlan0 · vxlan 4097 → 192.0.2.9, no carrier" in found.lines("br0")


def test_a_cable_between_two_links_of_one_node_is_a_line_in_that() -> None:
    one = veth(4, "left", "00:00:5e:00:53:0a", peer=5)
    other = veth(5, "right", "00:00:5e:00:53:0b", peer=4)
    root = Netns(inode=ROOT_INODE, root=True, links=[loopback(), one, other])
    found = chart(snapshot(Host(hostname="h", namespaces=[root])))
    assert found.lines("links without a bridge")[1:] == ["left ↔ right"]
    assert not found.edges


def test_siblings_are_one_node_with_their_number_behind_a_thick_edge() -> None:
    found = chart(many(12), density="folded")
    assert found.lines("10 more on app0_default")[1] == "shop/web:2.4"
    (edge,) = (edge for edge in found.edges if edge.line == "===")
    assert edge.words == "10 more ports"
    assert "10 cards folded" in found.lines("web1")


def test_among_many_a_card_says_only_its_name_and_addresses() -> None:
    assert chart(many(60)).lines("app0-web-1") == ["app0-web-1", "10.0.0.2/16"]
    assert "shop/web:2.4" in chart(many(60), density="full").lines("app0-web-1")


def test_gaps_are_counted_and_the_first_of_them_told() -> None:
    gaps = [Gap(source="engine", subject=f"engine:{n:02}", what="Away.") for n in range(15)]
    lines = chart(snapshot(Host(hostname="h"), gaps=gaps)).lines("Not observed (15)")
    assert lines[1] == "engine:00: Away."
    assert lines[-1] == "and 9 more"
    assert len(lines) == 8


def test_a_note_says_what_the_host_is_and_when_it_was_captured() -> None:
    lines = chart(docker0()).lines("ip-10-0-0-5")
    assert "Ubuntu 16.04 LTS" in lines
    assert lines[-1] == "captured 2026-11-24 09:30 UTC"


def test_a_part_says_that_it_is_one_and_which_links_lead_out_of_it() -> None:
    part = Options(around=("app0-web-1:0",))
    found = read(render(Subject(many(10, 2), part), "mermaid"))
    assert "a part: around app0-web-1:0" in found.lines("web1")
    lines = [line for line in found.lines("app0-web-1") if line.startswith("eth")]
    assert [line.split(" · ")[-1] for line in lines] == ["other end not in this part"] * 2


def test_without_a_host_it_says_so() -> None:
    found = chart(snapshot())
    assert [lines[0] for lines in found.nodes.values()] == ["nothing to show: no host was seen"]


def test_a_host_of_which_nothing_was_seen_is_no_empty_frame() -> None:
    found = chart(snapshot(Host(hostname="h")))
    assert found.frames[found.inside[found.named("nothing was seen of it")]] == ["h"]


def test_two_hosts_are_two_frames_with_a_gateway_each() -> None:
    one = docker0().hosts[0]
    found = chart(snapshot(one, replace(one, hostname="other", machine_id="ee" * 16)))
    assert sorted(found.frames.values()) == [["ip-10-0-0-5"], ["other"]]
    assert [lines[0] for lines in found.nodes.values()].count("10.0.0.1") == 2
    assert len({found.inside[edge.other] for edge in found.edges}) == 2


@pytest.mark.parametrize("text", NAMES)
def test_a_name_from_outside_is_the_text_of_a_label_and_nothing_else(text: str) -> None:
    found, plain = chart(hostile(text)), chart(hostile("x"))
    assert len(found.nodes) == len(plain.nodes)
    assert len(found.edges) == len(plain.edges)
    assert kinds(found) == kinds(plain)
    assert f"{visible(text)}0" in found.texts()
    assert found.front == plain.front


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots())
def test_any_snapshot_can_be_read_back(facts: Snapshot) -> None:
    found = chart(facts)
    assert len(found.frames) >= len(facts.hosts)
    assert set(found.classes) == set(found.nodes) | set(found.frames)


def test_nothing_but_numbers_names_a_node() -> None:
    named = set(chart(mixed()).classes)
    assert named == {f"n{n + 1}" for n in range(len(named))}


def test_shuffled_facts_give_the_same_bytes() -> None:
    for facts in (docker0(), mixed(), many(60, 3)):
        expected = render(Subject(facts), "mermaid")
        assert render(Subject(shuffled(facts, Random(5))), "mermaid") == expected


def test_edges_of_one_network_have_its_colour() -> None:
    found = chart(docker0(), theme="light")
    looks = {edge.look for edge in found.edges if "veth" in edge.words}
    (look,) = looks
    assert look.removeprefix("stroke:") in {hue.light for hue in HUES}
    bridge = found.looks[found.classes[found.named("docker0")]]
    assert look in bridge


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_brings_its_own_letters_and_grounds(theme: str) -> None:
    found = chart(docker0(), theme=theme)
    ink, ground = (getattr(INKS[name], theme) for name in ("ink", "ground"))
    assert "  theme: base" in found.front
    assert f'    primaryTextColor: "{ink}"' in found.front
    assert all(f"color:{ink}" in look for look in found.looks.values())
    assert f"fill:{ground}" in found.looks["frame"]


def test_without_a_theme_letters_are_those_of_the_reader_and_lines_are_seen_on_any_ground() -> (
    None
):
    found = chart(many(20, 8))
    assert not [line for line in found.front if "theme" in line]
    assert not [look for look in found.looks.values() if re.search(r"(^|,)color:", look)]
    assert all(re.search(r"fill:#808080(1a|0d)", look) for look in found.looks.values())
    strokes = [look.split("stroke:")[1][:7] for look in found.looks.values()]
    strokes += [edge.look[-7:] for edge in found.edges if edge.look.startswith("stroke:")]
    for stroke in strokes:
        for ground in ("#ffffff", "#0d1117"):
            assert contrast(colour(stroke), colour(ground)) >= 3


def star(edges: int, *names: str) -> View:
    """Return a view with so many edges, and nodes of these names beside them."""
    links = [
        StackedLink(key=f"a{n or ''}", node="a", name=name, kind="")
        for n, name in enumerate(names or "x")
    ]
    links += [StackedLink(key=f"b{n}", node="b", name="b", kind="") for n in range(edges)]
    cables = tuple(Cable("", CableKind.LOWER, (f"b{n}", "a")) for n in range(edges))
    return View(hosts=(ShownHost("h", "", "h", (), stack=tuple(links)),), cables=cables)


def length(text: str) -> int:
    """Return how long it is for Mermaid, which does not count the front matter."""
    return len(text.split("\n---\n")[1].encode("utf-16-le")) // 2


def test_as_many_edges_as_mermaid_draws_are_written() -> None:
    assert len(read(mermaid_text(star(MOST_EDGES)).encode()).edges) == 500


def test_more_edges_are_refused_with_their_number() -> None:
    with pytest.raises(RenderError) as failure:
        mermaid_text(star(MOST_EDGES + 1))
    assert str(failure.value) == (
        "mermaid: 501 edges are more than the 500 that Mermaid draws; draw less with --around or "
        "--only, or siblings as one with --density folded"
    )


def test_as_many_characters_as_mermaid_reads_are_written_and_no_more() -> None:
    usual = length(mermaid_text(star(0)))
    room = MOST_CHARACTERS - usual + 1
    assert length(mermaid_text(star(0, "x" * room))) == 50_000
    with pytest.raises(RenderError, match="50,001 characters are more than the 50,000"):
        mermaid_text(star(0, "x" * (room + 1)))
    with pytest.raises(RenderError, match="50,001 characters"):
        # A whale counts twice in JavaScript.
        mermaid_text(star(0, "x" * (room - 1) + "\U0001f40b"))


def test_a_thousand_containers_are_folded_and_fit() -> None:
    assert len(chart(many(1000, 10)).edges) < 100
    with pytest.raises(RenderError, match="edges"):
        chart(many(450, 10), density="rows")
