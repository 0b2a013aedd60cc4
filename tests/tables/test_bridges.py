from msgspec.structs import replace

from tests.hosts import bridge, docker0, loopback, snapshot, veth
from tests.tables.cells import cells, column
from topograph.facts import Host, Netns, Snapshot
from topograph.tables import TABLES

bridges = TABLES["bridges"]


def test_the_classic_host_reads_as_brctl_show_prints_it() -> None:
    table = bridges(docker0())
    assert [c.title for c in table.columns[:4]] == [
        "Bridge name",
        "Bridge id",
        "STP enabled",
        "Interfaces",
    ]
    assert table.rows[0][:4] == (
        "docker0",
        "8000.0242743c0b8f",
        "no",
        "vethc5d293a\nveth7f6daae",
    )
    assert cells(table, 0)["networks"] == "bridge"


def test_a_bridge_that_speaks_stp_says_yes() -> None:
    link = bridge(2, "br0", "00:00:5e:00:53:01")
    assert link.bridge is not None
    spoken = replace(link, bridge=replace(link.bridge, stp_state=1))
    assert column(bridges(_host(Netns(inode=1, root=True, links=[spoken]))), "stp") == ["yes"]


def test_a_bridge_without_details_and_ports_is_still_listed() -> None:
    bare = replace(bridge(2, "br0", "00:00:5e:00:53:01"), bridge=None)
    table = bridges(_host(Netns(inode=1, root=True, links=[loopback(), bare])))
    assert table.rows == (("br0", "", "", "", "web1", ""),)


def test_ports_come_in_the_order_of_their_numbers_in_every_namespace() -> None:
    inside = [
        bridge(2, "br0", "00:00:5e:00:53:01"),
        veth(3, "veth3", "00:00:5e:00:53:02", peer=9, master=2, port=2),
        veth(4, "veth4", "00:00:5e:00:53:03", peer=8, master=2, port=1),
    ]
    root = Netns(inode=1, root=True, links=[loopback()])
    table = bridges(_host(root, Netns(inode=2, names=["blue"], links=inside)))
    assert cells(table, 0)["ports"] == "veth4\nveth3"
    assert cells(table, 0)["namespace"] == "blue"


def _host(*namespaces: Netns) -> Snapshot:
    return snapshot(Host(hostname="web1", namespaces=list(namespaces)))
