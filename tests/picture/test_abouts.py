"""What lines and ends of cables are about: the rows and boxes that a reader may ask for."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as replaced

from tests.hosts import bridge, default_route, docker0, hardware, loopback, many, snapshot
from tests.picture.abouts import about_faults, shapes_of
from tests.picture.shown import picture_of, sample
from tests.render.mixed_host import mixed
from topograph.facts import Host, Netns, Snapshot
from topograph.graph import build_graph, cut
from topograph.picture import Density, Picture, lay_out, view
from topograph.picture.drawing import Line, Sign
from topograph.picture.style import Mark

SAMPLES = ("compose", "swarm", "macvlan", "modes", "unprivileged", "equal-ifindexes")


def nodes(picture: Picture, parts: tuple[str, ...]) -> list[str]:
    shapes = shapes_of(picture)
    return [shapes[part].node for part in parts]


def about(picture: Picture, kind: str) -> list[list[str]]:
    """Return the nodes that the lines of a kind are about, without the legend's."""
    return [
        nodes(picture, line.parts) for line in picture.lines if line.kind == kind and line.parts
    ]


@pytest.mark.parametrize("density", Density)
@pytest.mark.parametrize("facts", [docker0(), mixed(), many(40, 3), many(400, 4)])
def test_all_parts_are_there_and_touched(facts: Snapshot, density: Density) -> None:
    assert about_faults(lay_out(view(build_graph(facts), density))) == []


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("hide", ["", "netns", "bridge", "veth", "container"])
def test_all_parts_of_recorded_hosts_are_there(name: str, hide: str) -> None:
    graph = cut(build_graph(sample(name)), hide=(hide,) if hide else ())
    assert about_faults(lay_out(view(graph))) == []


def test_the_way_out_of_the_host_is_about_its_uplink() -> None:
    picture = picture_of(docker0())
    assert about(picture, "outside") == [["link/ip-10-0-0-5/eth0"]]
    (uplink,) = [sign for sign in picture.signs if sign.mark == Mark.UPLINK]
    assert nodes(picture, (uplink.part,)) == ["link/ip-10-0-0-5/eth0"]


def test_the_way_from_the_default_route_is_about_it_and_the_bridges_it_serves() -> None:
    assert about(picture_of(docker0()), "routed") == [
        ["link/ip-10-0-0-5/eth0", "link/ip-10-0-0-5/docker0"]
    ]
    bridges = ["br-9ab971ceabde", "br-b580e7b9c995", "docker0"]
    (found,) = about(picture_of(sample("two-networks")), "routed")
    assert (found[0], sorted(found[1:])) == (
        "link/web1/eth0",
        [f"link/web1/{name}" for name in bridges],
    )


def test_a_bridge_with_the_default_route_is_where_the_way_of_others_begins() -> None:
    links = [
        loopback(),
        replaced(hardware(2, "eth0", "00:00:5e:00:53:01"), master=3),
        bridge(3, "br0", "00:00:5e:00:53:02", "192.0.2.20/24"),
        bridge(4, "docker0", "00:00:5e:00:53:03", "198.51.100.1/24"),
    ]
    root = Netns(inode=1, root=True, links=links, routes=[default_route(3, "192.0.2.1")])
    picture = picture_of(snapshot(Host(hostname="h", namespaces=[root])))
    assert about_faults(picture) == []
    assert about(picture, "routed") == [["link/h/br0", "link/h/docker0"]]


def test_the_sources_of_a_way_come_before_what_it_leads_to() -> None:
    for picture in map(picture_of, (docker0(), many(60, 3), sample("compose"))):
        for line in picture.lines:
            if line.kind == "routed" and line.parts:
                shapes = shapes_of(picture)
                left = [shapes[part].x for part in line.parts]
                assert left[0] == min(left)


def test_a_loose_end_is_about_its_row_and_so_are_both_its_marks() -> None:
    picture = picture_of(mixed())
    assert about(picture, "stub") == [["link/web1/veth15"]]
    (stub,) = [line for line in picture.lines if line.kind == "stub" and line.parts]
    marks = [sign.mark for sign in picture.signs if sign.part == stub.parts[0]]
    assert sorted(marks) == [Mark.LOOSE, Mark.SOCKET]


def test_an_end_that_is_not_in_the_part_is_about_its_row() -> None:
    graph = cut(build_graph(docker0()), hide=("netns",))
    picture = lay_out(view(graph))
    stubs = about(picture, "stub")
    home = "link/ip-10-0-0-5"
    assert sorted(stubs) == [[f"{home}/veth7f6daae"], [f"{home}/vethc5d293a"]]
    ends = {sign.part for sign in picture.signs if sign.mark == Mark.SOCKET}
    assert ends == {line.parts[0] for line in picture.lines if line.kind == "stub" and line.parts}


def test_each_end_of_a_cable_between_rows_is_marked_as_its() -> None:
    picture = picture_of(docker0())
    for cable in picture.cables:
        marked = {(sign.x, sign.y) for sign in picture.signs if sign.part == cable.id}
        assert marked == set(cable.ends)
        marks = sorted(sign.mark for sign in picture.signs if sign.part == cable.id)
        assert marks == [Mark.PLUG, Mark.SOCKET]


def test_what_the_legend_shows_is_about_nothing() -> None:
    picture = picture_of(mixed())
    legend = {line.kind for line in picture.lines if not line.parts}
    assert {"peer", "routed", "stub"} <= legend
    assert {sign.mark for sign in picture.signs if not sign.part} >= {Mark.LOOSE, Mark.STOPPED}


def test_these_checks_see_what_is_wrong() -> None:
    picture = picture_of(mixed())
    kinds = {line.kind: line for line in picture.lines if line.parts}

    def with_line(kind: str, **changes: object) -> list[str]:
        changed = replace(kinds[kind], **changes)  # type: ignore[arg-type]
        lines = tuple(changed if line is kinds[kind] else line for line in picture.lines)
        return about_faults(replace(picture, lines=lines))

    for kind in ("outside", "stub", "routed"):
        assert with_line(kind, parts=())
        assert with_line(kind, parts=("b999",))
        assert with_line(kind, parts=(kinds[kind].parts[0],) * 2)
    assert with_line("routed", parts=kinds["routed"].parts[:-1])
    marked = [sign for sign in picture.signs if sign.part]
    for sign in marked:
        others = tuple(one for one in picture.signs if one is not sign)
        for wrong in (
            replace(sign, part=""),
            replace(sign, part="c999"),
            replace(sign, part="b1"),
        ):
            if sign.mark == Mark.UPLINK and wrong.part == "b1":
                continue
            assert about_faults(replace(picture, signs=(*others, wrong))), sign
        assert about_faults(replace(picture, signs=(*picture.signs, sign)))
    assert isinstance(kinds["stub"], Line)
    assert isinstance(marked[0], Sign)
