from tests.hosts import SOCKET, docker0, snapshot
from tests.render.mixed_host import mixed
from tests.tables.cells import cells, column
from topograph.facts import Host, Network, Subnet
from topograph.tables import TABLES

networks = TABLES["networks"]


def test_the_classic_host_reads_as_docker_network_ls_prints_it() -> None:
    table = networks(docker0())
    assert [c.title for c in table.columns[:4]] == ["Network ID", "Name", "Driver", "Scope"]
    assert [row[:4] for row in table.rows] == [
        ("4e120ad68df2", "bridge", "bridge", "local"),
        ("bf802e48489f", "host", "host", "local"),
        ("1ef0200050db", "none", "null", "local"),
    ]
    assert table.rows[0][4:] == ("172.17.0.0/16", "172.17.0.1", "docker0")


def test_a_macvlan_network_names_its_parent() -> None:
    table = networks(mixed())
    assert dict(zip(column(table, "network"), column(table, "bridge"), strict=True)) == {
        "front": "br-ffffffffffff",
        "lan": "eth0",
        "spare": "",
    }


def test_several_subnets_stand_below_each_other() -> None:
    found = Network(
        id="c" * 64,
        name="dual",
        driver="bridge",
        engine=SOCKET,
        bridge="br9",
        subnets=[
            Subnet(subnet="2001:db8::/64", gateway="2001:db8::1"),
            Subnet(subnet="192.0.2.0/24"),
        ],
    )
    row = cells(networks(snapshot(Host(hostname="web1", networks=[found]))), 0)
    assert row["subnets"] == "192.0.2.0/24\n2001:db8::/64"
    assert row["gateways"] == "2001:db8::1"
    assert row["bridge"] == "br9", "what the engine says, since no such link was seen"
