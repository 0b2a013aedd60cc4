from msgspec.structs import replace

from tests.hosts import default_route, docker0, hardware, loopback, snapshot
from tests.picture.geometry import faults
from tests.picture.shown import sample, stacked, view_of
from tests.render.mixed_host import mixed
from topograph.facts import Host, Link, Netns, Snapshot, Tun
from topograph.picture import lay_out


def on(lower: int | None, ifindex: int, ifname: str, kind: str, **fields: object) -> Link:
    made = replace(hardware(ifindex, ifname, "00:00:5e:00:53:09"), kind=kind, parent_dev=None)
    return replace(made, parent_bus=None, permanent_mac=None, iflink=lower, **fields)


def host_with(*links: Link) -> Snapshot:
    root = Netns(
        inode=1,
        root=True,
        links=[loopback(), *links],
        routes=[default_route(links[0].ifindex, "192.0.2.1")],
    )
    return snapshot(Host(hostname="h", namespaces=[root]))


def bonded() -> Snapshot:
    """Return a vlan on a bond of two cards."""
    cards = [
        replace(hardware(n, f"eth{n}", f"00:00:5e:00:53:0{n}"), master=4, port_kind="bond")
        for n in (2, 3)
    ]
    return host_with(on(4, 5, "bond0.7", "vlan"), on(None, 4, "bond0", "bond"), *cards)


def test_an_uplink_says_its_default_route() -> None:
    link = stacked(view_of(docker0()), "eth0")
    assert link.is_uplink
    assert link.gateways == ("10.0.0.1",)
    assert link.addresses == ("10.0.0.5/24",)
    assert link.below == ()


def test_a_vlan_stands_on_a_bond_of_two_cards() -> None:
    view = view_of(bonded())
    assert stacked(view, "bond0").below == ("link/h/eth2", "link/h/eth3")
    assert stacked(view, "bond0.7").below == ("link/h/bond0",)
    assert stacked(view, "bond0.7").kind == "vlan"
    kinds = sorted((str(cable.kind), *cable.ends) for cable in view.cables)
    assert kinds == [
        ("lower", "link/h/bond0.7", "link/h/bond0"),
        ("master", "link/h/eth2", "link/h/bond0"),
        ("master", "link/h/eth3", "link/h/bond0"),
    ]


def test_no_link_comes_before_one_that_it_stands_on() -> None:
    for facts in (bonded(), mixed(), sample("macvlan")):
        order = [link.key for host in view_of(facts).hosts for link in host.stack]
        for link in (link for host in view_of(facts).hosts for link in host.stack):
            assert all(order.index(key) < order.index(link.key) for key in link.below)


def test_what_stands_on_a_link_is_drawn_right_of_it() -> None:
    shown = view_of(bonded())
    picture = lay_out(shown)
    assert faults(picture, shown) == []
    left = {box.node: box.x for box in picture.boxes}
    assert left["link/h/eth2"] == left["link/h/eth3"] < left["link/h/bond0"]
    assert left["link/h/bond0"] < left["link/h/bond0.7"]


def test_only_a_link_that_leads_out_has_a_line_to_the_outside() -> None:
    lines = [line for line in lay_out(view_of(bonded())).lines if line.kind == "outside"]
    assert len(lines) == 2


def test_links_that_stand_on_each_other_are_drawn_nevertheless() -> None:
    circles = [
        on(lower, ifindex, ifname, "vlan")
        for ifindex, lower, ifname in ((3, 4, "a"), (4, 3, "b"), (5, 6, "c"), (6, 5, "d"))
    ]
    shown = view_of(host_with(hardware(2, "eth0", "00:00:5e:00:53:01"), *circles))
    assert [link.name for link in shown.hosts[0].stack] == ["eth0", "a", "b", "c", "d"]
    assert faults(lay_out(shown), shown) == []


def test_an_uplink_in_a_bridge_is_a_box_and_a_row_with_a_cable_between_them() -> None:
    host = docker0().hosts[0]
    root = host.namespaces[0]
    links = [
        replace(link, master=3, port_kind="bridge") if link.ifname == "eth0" else link
        for link in root.links
    ]
    view = view_of(snapshot(replace(host, namespaces=[replace(root, links=links)])))
    (cable,) = (cable for cable in view.cables if cable.kind == "master")
    assert cable.ends == ("link/ip-10-0-0-5/eth0", "link/ip-10-0-0-5/eth0:port")
    assert stacked(view, "eth0").name == "eth0"


def test_a_tun_is_named_by_its_type() -> None:
    carried = on(3, 4, "tap0.7", "vlan")
    tap = on(None, 3, "tap0", "tun", tun=Tun(type="tap"))
    view = view_of(host_with(hardware(2, "eth0", "00:00:5e:00:53:01"), tap, carried))
    assert stacked(view, "tap0").kind == "tap"


def test_a_link_that_is_down_says_so() -> None:
    facts = host_with(replace(hardware(2, "eth0", "00:00:5e:00:53:01"), is_up=False, flags=[]))
    assert stacked(view_of(facts), "eth0").note == "down"
    gone = replace(hardware(2, "eth0", "00:00:5e:00:53:01"), carrier=False)
    assert stacked(view_of(host_with(gone)), "eth0").note == "no carrier"
