from msgspec.structs import replace

from tests.hosts import docker0, snapshot
from tests.render.mixed_host import mixed
from tests.tables.cells import cells, column
from topograph.facts import Container, Endpoint, Host, Network, PublishedPort
from topograph.tables import TABLES

containers = TABLES["containers"]


def test_the_columns_are_those_of_docker_ps_and_the_state() -> None:
    table = containers(docker0())
    assert [c.title for c in table.columns[:8]] == [
        "Container ID",
        "Image",
        "Program",
        "Created",
        "State",
        "Status",
        "Ports",
        "Names",
    ]
    assert table.rows[0][:8] == (
        "000000000000",
        "mysql",
        "/entrypoint.sh",
        "10 years ago",
        "running",
        "Up 2 minutes",
        "3306/tcp",
        "mad_feynman",
    )


def test_the_age_counts_from_the_capture_and_not_from_now() -> None:
    later = replace(docker0(), captured_at="2016-10-03T14:02:00Z")
    assert column(containers(later), "created") == ["2 minutes ago", "2 minutes ago"]


def test_the_newest_come_first() -> None:
    found = [
        Container(id=name * 64, names=[name], created=created)
        for name, created in [
            ("a", "2026-01-01T00:00:00Z"),
            ("b", ""),
            ("c", "2026-01-01T00:00:00.5Z"),
            ("d", "2026-01-01T00:00:00Z"),
        ]
    ]
    table = containers(snapshot(Host(hostname="web1", containers=found)))
    assert column(table, "names") == ["c", "a", "d", "b"]


def test_each_container_names_its_namespace_and_addresses() -> None:
    table = containers(mixed())
    by_name = {row["names"]: row for row in (cells(table, n) for n in range(len(table.rows)))}
    assert by_name["web"]["addresses"] == "198.51.100.2/24 (front)"
    assert by_name["sidecar"]["namespace"] == by_name["web"]["namespace"] == "web"
    assert by_name["agent"]["namespace"] == "web1"
    assert by_name["old"]["namespace"] == by_name["far"]["namespace"] == ""


def test_without_a_status_the_state_stands_there() -> None:
    found = Container(
        id="e" * 64,
        names=["one", "two"],
        state="exited",
        ports=[PublishedPort(container_port=53, protocol="udp")],
    )
    row = cells(containers(snapshot(Host(hostname="web1", containers=[found]))), 0)
    assert (row["status"], row["names"], row["ports"]) == ("exited", "one,two", "53/udp")
    assert row["state"] == "exited"


def test_project_and_service_are_those_of_compose_or_swarm() -> None:
    by_compose = {"com.docker.compose.project": "shop", "com.docker.compose.service": "db"}
    by_swarm = {
        "com.docker.stack.namespace": "blog",
        "com.docker.swarm.service.name": "blog_web",
    }
    found = [
        Container(id=f"{n}" * 64, names=[f"c{n}"], labels=labels)
        for n, labels in enumerate([by_compose, by_swarm, {}])
    ]
    table = containers(snapshot(Host(hostname="web1", containers=found)))
    assert column(table, "names") == ["c0", "c1", "c2"]
    assert column(table, "project") == ["shop", "blog", ""]
    assert column(table, "service") == ["db", "blog_web", ""]


def test_a_stopped_container_names_its_networks_as_the_table_of_networks_does() -> None:
    engines = ("unix:///run/docker.sock", "unix:///run/podman/podman.sock")
    networks = [
        Network(id=f"{n}" * 64, name="front", engine=engine) for n, engine in enumerate(engines)
    ]
    endpoints = [
        Endpoint(network_id="1" * 64, network_name="front"),
        Endpoint(network_id="9" * 64, network_name="gone"),
    ]
    found = Container(
        id="a" * 64, names=["old"], state="exited", engine=engines[1], endpoints=endpoints
    )
    seen = snapshot(Host(hostname="web1", containers=[found], networks=networks))
    assert column(containers(seen), "networks") == ["front~111111111111\ngone"]
    assert column(TABLES["networks"](seen), "network") == ["front", "front~111111111111"]
