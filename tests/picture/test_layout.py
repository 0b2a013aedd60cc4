"""Pictures of whole hosts, checked to the pixel."""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from msgspec.structs import replace

from tests.golden import PROJECT
from tests.hosts import bridge, docker0, hardware, loopback, many, snapshot, v4, veth
from tests.picture.geometry import doubled, faults, left_out
from tests.picture.shown import picture_of, sample
from tests.properties.strategies import shuffled
from tests.render.mixed_host import mixed
from topograph.facts import Gap, Host, Netns, Snapshot
from topograph.graph import build_graph, cut
from topograph.picture import lay_out, view

SAMPLES = sorted(path.parent.name for path in PROJECT.glob("samples/*/recording.zip"))


def hosts(count: int) -> Snapshot:
    """Return different hosts in one snapshot."""
    kinds = [docker0(), mixed(), many(30, 3), many(3)]
    return snapshot(
        *(replace(kinds[n % 4].hosts[0], hostname=f"h{n}", machine_id=None) for n in range(count))
    )


FEW = [(3, 1), (30, 1), (30, 3), (40, 4), (41, 4)]
SOUND: dict[str, Callable[[], Snapshot]] = {
    "docker0": docker0,
    "mixed": mixed,
    "nothing": snapshot,
    "two hosts": lambda: hosts(2),
    "five hosts": lambda: hosts(5),
    **{f"sample {name}": lambda name=name: sample(name) for name in SAMPLES},  # type: ignore[misc]
    **{f"many {c} {n}": lambda c=c, n=n: many(c, n) for c, n in FEW},  # type: ignore[misc]
}


@pytest.mark.parametrize("name", SOUND)
def test_nothing_overlaps_and_every_cable_ends_on_its_rows(name: str) -> None:
    graph = build_graph(SOUND[name]())
    shown = view(graph)
    picture = lay_out(shown)
    assert left_out(graph, shown) == []
    assert faults(picture, shown) == []
    assert doubled(picture) == []


@pytest.mark.parametrize("name", SOUND)
def test_shuffled_facts_give_the_same_picture(name: str) -> None:
    facts = SOUND[name]()
    assert picture_of(shuffled(facts, Random(7))) == picture_of(facts)


def test_most_cables_are_straight() -> None:
    cables = picture_of(many(300, 5)).cables
    assert sum("C" not in cable.path for cable in cables) > 0.8 * len(cables)


def test_every_coordinate_is_a_whole_number() -> None:
    picture = picture_of(many(30, 3))
    for box in picture.boxes:
        assert {type(n) for n in (box.x, box.y, box.width, box.height, box.head)} == {int}
    assert not any("." in cable.path for cable in picture.cables)


def test_cards_are_full_up_to_a_few_dozen_and_one_line_beyond() -> None:
    heights = {
        count: {box.height for box in picture_of(many(count)).boxes if box.kind == "card"}
        for count in (40, 41)
    }
    assert min(heights[40]) > 60
    assert max(heights[41]) <= 26


def test_a_panel_in_several_bands_says_which_part_it_is() -> None:
    panels = [box for box in picture_of(many(300)).boxes if box.kind == "panel"]
    words = [text.text for box in panels for text in box.texts if text.style == "word"]
    assert len(panels) > 1
    assert words == [f"{n + 1}/{len(panels)}" for n in range(len(panels))]
    assert {box.node for box in panels} == {"link/web1/br-000000000000"}


def test_a_further_band_names_the_uplink_that_it_is_routed_to() -> None:
    picture = picture_of(many(300))
    stack = [box for box in picture.boxes if box.kind == "stack"]
    frames = [box for box in picture.boxes if box.kind == "host"]
    assert len(stack) == len(frames) > 1
    assert {box.node for box in stack} == {"link/web1/eth0"}
    assert [text.text for box in stack[1:] for text in box.texts] == ["eth0"] * (len(stack) - 1)


def test_hosts_stand_side_by_side_as_far_as_a_page_is_wide() -> None:
    picture = picture_of(hosts(3))
    frames = [box for box in picture.boxes if box.kind == "host"]
    tops = [min(box.y for box in frames if box.node == f"netns/h{n}") for n in range(3)]
    lefts = [min(box.x for box in frames if box.node == f"netns/h{n}") for n in range(3)]
    assert tops[0] == tops[1] < tops[2]
    assert lefts[0] == lefts[2] < lefts[1]
    headings = [text.text for text in picture.texts if text.style == "title"]
    assert headings == ["h0, h1, h2", "h0", "h1", "h2"]


def test_many_hosts_are_counted_in_the_title() -> None:
    assert picture_of(hosts(5)).title == "Network of h0, h1, h2 and 2 more"


def test_nothing_to_show_is_said() -> None:
    picture = picture_of(snapshot())
    assert [text.text for text in picture.texts] == [
        "no host",
        "captured 2026-11-24 09:30 UTC · nothing to show: no host was seen",
    ]
    assert picture.boxes == ()


def test_a_host_without_any_fact_is_still_named() -> None:
    picture = picture_of(snapshot(Host(hostname="bare")))
    assert picture.texts[0].text == "bare"


def test_a_host_of_which_only_the_loopback_is_seen_has_a_frame_that_says_so() -> None:
    root = Netns(inode=1, root=True, links=[loopback()])
    picture = picture_of(snapshot(Host(hostname="bare", namespaces=[root])))
    assert [box.kind for box in picture.boxes] == ["host", "panel"]
    assert picture.boxes[1].texts[0].text == "no link but its loopback"


def test_the_description_holds_all_gaps_that_have_no_room_below() -> None:
    gaps = [Gap(source="engine", subject=f"engine:{n:02}", what="Away.") for n in range(15)]
    picture = picture_of(snapshot(Host(hostname="h"), gaps=gaps))
    below = [text.text for text in picture.texts]
    assert "Not observed (15)" in below
    assert "engine:05: Away." in below
    assert "engine:06: Away." not in below
    assert below[-1] == "and 9 more"
    assert "engine:14: Away." in picture.description


def test_a_link_on_one_of_a_namespace_has_a_straight_way_to_its_card() -> None:
    """A master of the host that stands on a link elsewhere would send its cable below panels."""
    odd = replace(bridge(2, "team0", "00:00:5e:00:53:01"), kind="team", bridge=None)
    odd = replace(odd, iflink=3, link_nsid=0)
    ports = [
        replace(
            veth(n, f"v{n}", "00:00:5e:00:53:02", peer=n, nsid=0),
            master=master,
            port_kind=kind,
        )
        for n, master, kind in ((5, 2, "team"), (6, 4, "bridge"), (7, 4, "bridge"))
    ]
    root = Netns(
        inode=1,
        root=True,
        nsids={0: 2},
        links=[odd, bridge(4, "br0", "00:00:5e:00:53:03", "192.0.2.1/24"), *ports],
    )
    inner = [
        veth(n, f"eth{n}", "00:00:5e:00:53:04", f"192.0.2.{n}/24", peer=n, nsid=0)
        for n in (5, 6, 7)
    ]
    far = replace(inner[0], ifindex=3, ifname="dummy0", kind="dummy", veth=None, iflink=None)
    other = Netns(
        inode=2,
        names=["blue"],
        nsids={0: 1},
        links=[*inner, replace(far, addresses=[v4("192.0.2.99/24")])],
    )
    graph = build_graph(snapshot(Host(hostname="h", namespaces=[root, other])))
    assert graph.has_edge("link/h/team0", "link/h/@blue/dummy0", "lower")
    shown = view(graph)
    assert faults(lay_out(shown), shown) == []
    assert [link.name for link in shown.hosts[0].stack] == []


def test_cables_that_leave_one_stacked_link_leave_it_beside_each_other() -> None:
    picture = picture_of(sample("macvlan"))
    (box,) = (one for one in picture.boxes if one.kind == "stack" and one.texts[0].text == "eth0")
    starts = [c.ends[0] for c in picture.cables if box.id in c.parts]
    assert len(starts) == 3
    assert len(set(starts)) == 3
    assert all(box.y < y < box.y + box.height for _, y in starts)
    level = [line for line in picture.lines if line.kind == "routed"]
    assert not any(f"M{box.x + box.width} {y}H" in line.path for line in level for _, y in starts)


def test_a_panel_on_the_far_side_says_which_part_it_is() -> None:
    picture = picture_of(many(30, 3))
    nodes = Counter(box.node for box in picture.boxes if box.kind == "panel")
    for box in picture.boxes:
        if box.kind == "panel":
            words = [text.text for text in box.texts if text.style == "word"]
            assert len(words) == (nodes[box.node] > 1)


def test_a_part_without_its_uplinks_still_has_its_frame() -> None:
    shown = view(cut(build_graph(many(10, 2)), (), ("uplink", "netns", "container")))
    picture = lay_out(shown)
    assert faults(picture, shown) == []
    assert [box.kind for box in picture.boxes] == ["host", "panel", "panel"]


def test_a_mac_of_twenty_bytes_leaves_room_for_name_and_address() -> None:
    mac = "80:00:02:08:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1"
    nic = replace(hardware(3, "ibp129s0f0", mac, "192.0.2.1/24"), link_type="infiniband")
    inner = Netns(inode=2, names=["blue"], links=[loopback(), nic])
    root = Netns(inode=1, root=True, links=[loopback(), replace(nic, ifindex=4, kind="ipoib")])
    shown = view(build_graph(snapshot(Host(hostname="h", namespaces=[root, inner]))))
    picture = lay_out(shown)
    assert faults(picture, shown) == []
    words = [text.text for box in picture.boxes for row in box.rows for text in row.texts]
    assert words.count("ibp129s0f0") == words.count("192.0.2.1/24") == 2
    assert any("…" in text and text.endswith("cb:a1") for text in words)
