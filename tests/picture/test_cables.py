from msgspec.structs import replace

from tests.hosts import bridge, docker0, hardware, loopback, snapshot
from tests.picture.geometry import faults
from tests.picture.shown import picture_of, sample, view_of
from tests.render.mixed_host import mixed
from topograph.facts import Host, Link, Netns
from topograph.graph import build_graph
from topograph.picture import lay_out
from topograph.picture.parts import NEUTRAL, CableKind


def test_a_veth_pair_is_one_cable_between_its_rows() -> None:
    cables = view_of(docker0()).cables
    host = "ip-10-0-0-5"
    assert [(cable.kind, cable.ends) for cable in cables] == [
        (
            CableKind.PEER,
            (f"link/{host}/@mad_feynman/eth0", f"link/{host}/vethc5d293a"),
        ),
        (
            CableKind.PEER,
            (f"link/{host}/@pensive_yonath/eth0", f"link/{host}/veth7f6daae"),
        ),
    ]


def test_every_cable_names_an_edge_of_the_graph() -> None:
    for facts in (docker0(), mixed(), sample("swarm"), sample("macvlan")):
        graph = build_graph(facts)
        edges = {f"{a}|{relation}|{b}" for a, b, relation in graph.edges(keys=True)}
        named = [cable.edge for cable in view_of(facts).cables]
        assert set(named) <= edges
        assert len(named) == len(set(named)) > 0


def test_a_macvlan_has_a_cable_to_its_place_on_the_link_below() -> None:
    cables = {cable.ends[0]: cable for cable in view_of(sample("macvlan")).cables}
    cable = cables["link/edge1/@camera/eth0"]
    assert cable.kind is CableKind.LOWER
    assert cable.edge == "link/edge1/@camera/eth0|lower|link/edge1/eth0"
    assert cable.ends[1] == "link/edge1/@camera/eth0:lower"
    assert cable.hue == cables["link/edge1/@printer/eth0"].hue != NEUTRAL


def test_the_link_below_has_a_cable_to_the_panel_with_these_places() -> None:
    (cable,) = (c for c in view_of(mixed()).cables if c.edge.startswith("network/"))
    assert cable.edge == "network/web1/lan|backed-by|link/web1/eth0"
    assert cable.ends == ("link/web1/eth0", "link/web1/eth0:carrier")


def test_a_macvlan_of_the_host_stands_on_its_link_without_such_a_place() -> None:
    (cable,) = (c for c in view_of(sample("macvlan")).cables if "shim" in c.edge)
    assert cable.ends == ("link/edge1/shim", "link/edge1/eth0")
    assert cable.hue == NEUTRAL


def test_an_inferred_cable_has_its_reason_and_is_dashed_and_no_other_is() -> None:
    host = docker0().hosts[0]
    unsure = [replace(netns, nsids={}) for netns in host.namespaces]
    facts = snapshot(replace(host, namespaces=unsure))
    cables = view_of(facts).cables
    assert len(cables) == 2
    assert all(cable.inferred for cable in cables)
    drawn = picture_of(facts).cables
    assert {cable.kind for cable in drawn} == {"inferred"}
    assert all(cable.title.startswith("inferred: ") for cable in drawn)
    assert not any(cable.inferred for cable in view_of(docker0()).cables)


def test_a_stopped_container_has_no_cable() -> None:
    ends = {end for cable in view_of(sample("modes")).cables for end in cable.ends}
    assert not any("finished" in end or "never-started" in end for end in ends)


def test_no_cable_leads_out_of_the_picture() -> None:
    for facts in (docker0(), mixed(), sample("unprivileged")):
        shown = view_of(facts)
        keys = {key for host in shown.hosts for key in host.all_keys()}
        assert {end for cable in shown.cables for end in cable.ends} <= keys


def stacked(below: int, ifindex: int, ifname: str, kind: str, nsid: int | None = None) -> Link:
    """Return a link that stands on another one, which may be in another namespace."""
    one = replace(hardware(ifindex, ifname, "00:00:5e:00:53:77"), kind=kind, parent_bus=None)
    return replace(one, iflink=below, link_nsid=nsid)


def test_a_link_that_stands_on_one_and_carries_another_has_one_cable_to_each() -> None:
    root = Netns(inode=1, root=True, links=[hardware(2, "eth0", "00:00:5e:00:53:01")])
    upper = [stacked(2, 3, "mv0", "macvlan", nsid=0), stacked(3, 4, "mv0.7", "vlan")]
    blue = Netns(inode=2, names=["blue"], nsids={0: 1}, links=[loopback(), *upper])
    shown = view_of(snapshot(Host(hostname="h", namespaces=[root, blue])))
    ends = [frozenset(cable.ends) for cable in shown.cables]
    assert len(ends) == len(set(ends)) == 3


def test_no_two_parts_have_one_key() -> None:
    vlan = stacked(5, 7, "vlan7", "vlan", nsid=0)
    root = Netns(inode=1, root=True, nsids={0: 2}, links=[loopback(), vlan])
    inner = Netns(inode=2, names=["a"], links=[bridge(5, "br0", "00:00:5e:00:53:05")])
    upper = stacked(7, 8, "mv0", "macvlan", nsid=0)
    other = Netns(inode=3, names=["b"], nsids={0: 1}, links=[loopback(), upper])
    shown = view_of(snapshot(Host(hostname="h", namespaces=[root, inner, other])))
    keys = [key for host in shown.hosts for key in host.all_keys()]
    assert len(keys) == len(set(keys))
    assert faults(lay_out(shown), shown) == []
    assert {cable.ends for cable in shown.cables} >= {("link/h/vlan7", "link/h/vlan7:carrier")}
