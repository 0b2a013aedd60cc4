from tests.hosts import docker0, snapshot
from tests.tables.cells import column
from tests.tables.ports import port
from topograph.facts import Container, Host, PublishedPort, Snapshot
from topograph.tables import TABLES

published = TABLES["published"]


def test_each_published_port_has_a_row_also_where_only_the_address_differs() -> None:
    table = published(_host(web=[port(80, 8080, "::"), port(80, 8080, "0.0.0.0"), port(443)]))
    assert table.rows == (
        ("0.0.0.0", "8080", "tcp", "80", "web", "web:1", "running"),
        ("::", "8080", "tcp", "80", "web", "web:1", "running"),
    )
    assert table.nodes == ("container/web1/web",) * 2


def test_ports_that_are_only_exposed_are_not_published() -> None:
    assert published(docker0()).rows == ()


def test_without_an_address_all_of_the_host_are_meant() -> None:
    assert column(published(_host(web=[port(80, 8080)])), "host_ip") == ["0.0.0.0"]


def test_ports_of_all_containers_are_in_the_order_of_the_host() -> None:
    table = published(
        _host(
            db=[port(5432, 15432), port(53, 53, proto="udp"), port(53, 53, "::")],
            web=[port(81, 80, "192.0.2.10"), port(80, 80, "192.0.2.9"), port(90, 9000)],
        )
    )
    assert column(table, "host_port") == ["53", "53", "80", "80", "9000", "15432"]
    assert column(table, "protocol")[:2] == ["tcp", "udp"]
    assert column(table, "host_ip")[2:4] == ["192.0.2.9", "192.0.2.10"]
    assert column(table, "container") == ["db", "db", "web", "web", "web", "db"]


def test_a_range_is_not_folded() -> None:
    table = published(_host(web=[port(n, n) for n in range(8000, 8010)]))
    assert column(table, "container_port") == [str(n) for n in range(8000, 8010)]


def _host(**found: list[PublishedPort]) -> Snapshot:
    containers = [
        Container(id=name * 20, names=[name], image=f"{name}:1", state="running", ports=ports)
        for name, ports in found.items()
    ]
    return snapshot(Host(hostname="web1", containers=containers))
