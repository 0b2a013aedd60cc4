import pytest

from tests.hosts import docker0, hardware, loopback, snapshot, veth
from tests.render.mixed_host import mixed
from tests.tables.cells import cells, column
from topograph.facts import Address, Host, Link, Netns, Snapshot
from topograph.graph import build_graph
from topograph.tables import TABLES

links = TABLES["links"]
MAC = "00:00:5e:00:53:01"


def test_a_link_has_all_that_ip_addr_prints() -> None:
    link = Link(
        ifindex=2,
        ifname="eth0",
        kind="",
        mac=MAC,
        broadcast="00:00:5e:00:53:ff",
        mtu=9000,
        flags=["BROADCAST", "UP"],
        operstate="UP",
        group="7",
        qdisc="fq_codel",
        addresses=[Address(family=4, address="192.0.2.1/24", broadcast="192.0.2.255")],
    )
    row = cells(links(_host(link)), 0)
    assert row == {
        "namespace": "web1",
        "ifindex": "2",
        "ifname": "eth0",
        "flags": "BROADCAST,UP",
        "mtu": "9000",
        "qdisc": "fq_codel",
        "master": "",
        "state": "UP",
        "group": "7",
        "link_type": "ether",
        "mac": MAC,
        "broadcast": "00:00:5e:00:53:ff",
        "inet": "192.0.2.1/24 brd 192.0.2.255",
        "inet6": "",
        "kind": "",
        "far_end": "",
        "networks": "",
    }


@pytest.mark.parametrize(
    ("broadcast", "told"),
    [
        ("ff:ff:ff:ff:ff:ff", ""),
        (None, ""),
        ("", ""),
        ("00:00:00:00:00:00", "00:00:00:00:00:00"),
        ("0.0.0.0", "0.0.0.0"),
        ("192.0.2.9", "192.0.2.9"),
        ("00:ff:ff:ff:ff:12:40:1b:ff:ff", "00:ff:ff:ff:ff:12:40:1b:ff:ff"),
    ],
)
def test_the_address_for_all_on_the_wire_is_told_only_if_it_is_another_than_usual(
    broadcast: str | None, told: str
) -> None:
    link = Link(ifindex=2, ifname="eth0", broadcast=broadcast)
    assert column(links(_host(link)), "broadcast") == [told]


@pytest.mark.parametrize(("flags", "told"), [([], ""), (["UP"], "UP"), (["UP", "A"], "UP,A")])
def test_flags_stand_without_brackets_in_the_order_of_the_kernel(
    flags: list[str], told: str
) -> None:
    assert column(links(_host(Link(ifindex=2, ifname="eth0", flags=flags))), "flags") == [told]


def test_the_root_comes_first_then_the_others_by_name() -> None:
    namespaces = list(dict.fromkeys(column(links(docker0()), "namespace")))
    assert namespaces == ["ip-10-0-0-5", "mad_feynman", "pensive_yonath"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"iflink": 10, "link_nsid": 0}, "a@if10"),
        ({"iflink": 3}, "a@eth3"),
        ({"iflink": 99}, "a@if99"),
        ({"iflink": 0}, "a@NONE"),
        ({"iflink": 2}, "a"),
        ({}, "a"),
    ],
)
def test_the_name_has_the_other_end_behind_it_as_ip_prints_it(
    fields: dict[str, int], name: str
) -> None:
    table = links(_host(Link(ifindex=2, ifname="a", **fields), hardware(3, "eth3", MAC)))  # type: ignore[arg-type]
    assert cells(table, 0)["ifname"] == name


def test_the_far_end_is_named_with_its_namespace_if_that_is_another() -> None:
    by_name = dict(
        zip(column(links(mixed()), "ifname"), column(links(mixed()), "far_end"), strict=True)
    )
    assert by_name["veth11@if10"] == "eth0 in web"
    assert by_name["eth0@if11"] == "veth11 in web1"
    assert by_name["eth0.7@eth0"] == "eth0"
    assert by_name["eth1@if2"] == "eth0 in web1"
    assert by_name["veth15@if14"] == "?"


def test_a_link_names_the_networks_that_the_graph_has_for_it() -> None:
    graph, table = build_graph(mixed()), links(mixed())
    told = dict(zip(table.nodes, column(table, "networks"), strict=True))
    assert told == {
        node: "\n".join(graph.nodes[network]["name"] for network in graph.nodes[node]["networks"])
        for node in graph
        if node.startswith("link/")
    }
    assert told["link/web1/br-ffffffffffff"] == told["link/web1/veth11"] == "front"
    assert told["link/web1/@web/eth0"] == told["link/web1/veth15"] == "front"
    assert told["link/web1/eth0"] == "lan"


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (
            Address(family=4, address="192.0.2.1/32", peer="192.0.2.2/32"),
            "192.0.2.1/32 peer 192.0.2.2/32",
        ),
        (Address(family=4, address="192.0.2.1/24", scope="link"), "192.0.2.1/24 scope link"),
        (
            Address(family=4, address="192.0.2.1/24", flags=["permanent", "secondary"]),
            "192.0.2.1/24 secondary",
        ),
        (Address(family=4, address="192.0.2.1/24", valid_lft=60), "192.0.2.1/24 dynamic"),
        (Address(family=4, address="192.0.2.1/24", label="eth0"), "192.0.2.1/24"),
        (Address(family=4, address="192.0.2.1/24", label="eth0:1"), "192.0.2.1/24 label eth0:1"),
    ],
)
def test_what_is_out_of_the_ordinary_stands_behind_an_address(address: Address, text: str) -> None:
    link = Link(ifindex=2, ifname="eth0", addresses=[address])
    assert cells(links(_host(link)), 0)["inet"] == text


def test_families_have_their_own_columns_and_addresses_keep_their_order() -> None:
    addresses = [
        Address(family=6, address="2001:db8::2/64"),
        Address(family=4, address="192.0.2.9/24"),
        Address(family=4, address="192.0.2.1/24"),
        Address(family=6, address="2001:db8::1/64"),
    ]
    row = cells(links(_host(Link(ifindex=2, ifname="eth0", addresses=addresses))), 0)
    assert row["inet"] == "192.0.2.9/24\n192.0.2.1/24"
    assert row["inet6"] == "2001:db8::2/64\n2001:db8::1/64"


def test_a_master_that_was_not_seen_keeps_its_number() -> None:
    table = links(_host(loopback(), veth(4, "veth4", MAC, peer=5, master=6)))
    assert column(table, "master") == ["", "if6"]


def _host(*found: Link) -> Snapshot:
    return snapshot(
        Host(hostname="web1", namespaces=[Netns(inode=1, root=True, links=list(found))])
    )
