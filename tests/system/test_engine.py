"""What a real engine tells, beside what `docker inspect` says about the same containers."""

import io
import json
import re
import socket
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.system.box import POWERLESS, PROJECT, Box
from tests.system.counting_relay import counting_relay
from topograph.facts import Container, Network, Snapshot
from topograph.snapshot import decode

SCRIPT = """
docker network create --ipv6 --subnet 198.51.100.0/24 --gateway 198.51.100.1 \
    --subnet 2001:db8:5::/64 --label com.docker.compose.project=shop --label token=x dual
docker network create --subnet 192.0.2.0/24 second
docker network create --internal --subnet 203.0.113.128/25 inside
docker network create -d macvlan -o parent=eth0 --subnet 203.0.113.64/26 lan
run="docker run -d --env PASSWORD=hunter2"
$run --name web --network dual -p 8080:80 -p 127.0.0.1:5353:53/udp --expose 443 \
    --label com.docker.compose.service=web --label token=x busybox:local sleep 1000
$run --name bare busybox:local sh -c "sleep 1000; echo hunter2"
$run --name healthy --health-cmd true --health-interval 1s busybox:local sleep 1000
$run --name linked --link bare:friend busybox:local sleep 1000
$run --name sharing --network container:web busybox:local sleep 1000
$run --name hostly --network host busybox:local sleep 1000
$run --name nesting --network host --cap-add SYS_ADMIN busybox:local \
    sh -c "busybox unshare -n sleep 1000 & sleep 1000"
$run --name lonely --network none busybox:local sleep 1000
$run --name internal --network inside busybox:local sleep 1000
$run --name onlan --network lan busybox:local sleep 1000
$run --name both --network dual busybox:local sleep 1000
docker network connect second both
$run --name frozen busybox:local sleep 1000
docker pause frozen
$run --name over --network dual -p 9090:90 busybox:local true
docker wait over
docker create --name made -p 7070:70 busybox:local sleep 1000
"""


class Seen(NamedTuple):
    """The same host in facts and in the words of the docker command."""

    host: Box
    snapshot: Snapshot
    inspected: dict[str, dict[str, Any]]
    """By container name."""
    networks: dict[str, dict[str, Any]]
    """By network name."""


def collect(host: Box, **env: str) -> Snapshot:
    return decode(host.topograph("collect", env=env).stdout, "stdout")


def inspect(host: Box, *what: str) -> list[dict[str, Any]]:
    ids = host.run("docker", *what, "ls", "--quiet", "--no-trunc", *all_of(what)).split()
    found: list[dict[str, Any]] = json.loads(host.run("docker", *what, "inspect", *ids))
    return found


def all_of(what: tuple[str, ...]) -> list[str]:
    return ["--all"] if what == ("container",) else []


@pytest.fixture(scope="module")
def seen(engine_host: Box) -> Iterator[Seen]:
    try:
        engine_host.run("sh", "-euc", SCRIPT)
        wait_for_health(engine_host)
        snapshot = collect(engine_host)
        inspected = {one["Name"].strip("/"): one for one in inspect(engine_host, "container")}
        networks = {one["Name"]: one for one in inspect(engine_host, "network")}
        yield Seen(engine_host, snapshot, inspected, networks)
    finally:
        # The kernel does not end a process that is frozen, nor the box that it is in.
        engine_host.run("sh", "-c", "docker unpause frozen || true")


def wait_for_health(host: Box) -> None:
    deadline = time.monotonic() + 20
    while "healthy" not in host.run("docker", "ps", "--filter", "health=healthy"):
        assert time.monotonic() < deadline, "the container never gets healthy"
        time.sleep(0.2)


def containers(seen: Seen) -> dict[str, Container]:
    return {container.names[0]: container for container in seen.snapshot.hosts[0].containers}


def networks(seen: Seen) -> dict[str, Network]:
    return {network.name: network for network in seen.snapshot.hosts[0].networks}


def test_every_container_is_there_in_its_state(seen: Seen) -> None:
    states = {name: one["State"]["Status"] for name, one in seen.inspected.items()}
    assert {name: one.state for name, one in containers(seen).items()} == states
    assert set(states.values()) == {"running", "paused", "exited", "created"}


def test_what_a_container_is_agrees_with_inspect(seen: Seen) -> None:
    for name, container in containers(seen).items():
        told = seen.inspected[name]
        assert container.id == told["Id"]
        assert container.image == told["Config"]["Image"]
        assert container.program == told["Path"]
        assert container.created == told["Created"][:19] + "Z"
        assert container.network_mode == told["HostConfig"]["NetworkMode"]


def test_endpoints_agree_with_inspect(seen: Seen) -> None:
    for name, container in containers(seen).items():
        told = seen.inspected[name]["NetworkSettings"]["Networks"]
        assert {e.network_name: plain(e) for e in container.endpoints} == {
            network: {
                "network_id": endpoint["NetworkID"],
                "endpoint_id": endpoint["EndpointID"],
                "mac": endpoint["MacAddress"] or None,
                "addresses": told_addresses(endpoint),
                "gateways": [g for g in (endpoint["Gateway"], endpoint["IPv6Gateway"]) if g],
            }
            for network, endpoint in told.items()
        }, name


def plain(endpoint: Any) -> dict[str, Any]:
    names = ("network_id", "endpoint_id", "mac", "addresses", "gateways")
    return {name: getattr(endpoint, name) for name in names}


def told_addresses(endpoint: dict[str, Any]) -> list[str]:
    pairs = (("IPAddress", "IPPrefixLen"), ("GlobalIPv6Address", "GlobalIPv6PrefixLen"))
    return [f"{endpoint[ip]}/{endpoint[length]}" for ip, length in pairs if endpoint[ip]]


def test_a_container_in_two_networks_has_two_endpoints_with_all_addresses(seen: Seen) -> None:
    [dual, second] = containers(seen)["both"].endpoints
    assert [address.partition("/")[2] for address in dual.addresses] == ["24", "64"]
    assert second.addresses[0].endswith("/24")


def test_ports_agree_with_inspect(seen: Seen) -> None:
    for name, container in containers(seen).items():
        told = seen.inspected[name]["NetworkSettings"]["Ports"]
        expected = {one for port, bindings in told.items() for one in published(port, bindings)}
        found = [(p.container_port, p.protocol, p.host_ip, p.host_port) for p in container.ports]
        assert set(found) == expected, name
        assert len(found) == len(expected), name


def published(
    port: str, bindings: list[dict[str, str]] | None
) -> list[tuple[int, str, str | None, int | None]]:
    number, _, protocol = port.partition("/")
    if not bindings:
        return [(int(number), protocol, None, None)]
    return [(int(number), protocol, one["HostIp"], int(one["HostPort"])) for one in bindings]


def test_processes_and_namespaces_agree_with_inspect(seen: Seen) -> None:
    for name, container in containers(seen).items():
        pid = seen.inspected[name]["State"]["Pid"]
        if not pid:
            assert (container.pid, container.netns) == (None, None), name
            continue
        assert container.pid == pid, name
        namespace = seen.host.run("readlink", f"/proc/{pid}/ns/net")
        assert f"net:[{container.netns}]" == namespace, name


def test_special_modes_live_where_they_say(seen: Seen) -> None:
    found = containers(seen)
    root = seen.snapshot.hosts[0].namespaces[0].inode
    assert found["hostly"].netns == root
    assert found["nesting"].netns == root
    assert found["sharing"].netns == found["web"].netns
    assert found["sharing"].network_mode == f"container:{found['web'].id}"
    assert found["lonely"].netns not in (None, root)


def test_names_begin_with_the_containers_own(seen: Seen) -> None:
    assert containers(seen)["bare"].names == ["bare", "linked/friend"]


def test_health_is_told_where_there_is_a_check(seen: Seen) -> None:
    health = {name: one.health for name, one in containers(seen).items() if one.health}
    assert health == {"healthy": "healthy"}


def test_networks_agree_with_inspect(seen: Seen) -> None:
    found = networks(seen)
    assert found.keys() == seen.networks.keys()
    for name, network in found.items():
        told = seen.networks[name]
        assert network.id == told["Id"]
        assert (network.driver, network.scope) == (told["Driver"], told["Scope"])
        assert network.internal is told["Internal"]
        assert network.attachable is told["Attachable"]
        assert network.ipv6 is told["EnableIPv6"]
        assert network.options == (told["Options"] or {})
        assert [(s.subnet, s.gateway) for s in network.subnets] == [
            (subnet["Subnet"], subnet.get("Gateway")) for subnet in told["IPAM"]["Config"] or ()
        ]
    assert found["bridge"].bridge == "docker0"
    assert found["lan"].options["parent"] == "eth0"


def test_nothing_secret_is_in_the_snapshot_or_the_recording(seen: Seen) -> None:
    seen.host.topograph("collect", "--record", "/run/recording.zip", "-o", "/run/all.json")
    archive = zipfile.ZipFile(io.BytesIO(seen.host.run_bytes("cat", "/run/recording.zip")))
    recorded = archive.read("recording.json").decode()
    stored = seen.host.run("cat", "/run/all.json")
    for text in (recorded, stored):
        assert "com.docker.compose.service" in text
        assert "hunter2" not in text
        assert "token" not in text


def test_a_caller_outside_the_group_of_the_socket_has_a_gap_with_a_way_out(seen: Seen) -> None:
    seen.host.run("chmod", "0", "/run/docker.sock")
    snapshot = decode(
        seen.host.run_bytes(
            *(*POWERLESS, sys.executable, "-m", "topograph", "collect"),
            env={"PYTHONPATH": str(PROJECT)},
        ),
        "stdout",
    )
    seen.host.run("chmod", "0660", "/run/docker.sock")
    [gap] = [gap for gap in snapshot.gaps if gap.source == "engine"]
    assert gap.subject == "engine:unix:///run/docker.sock"
    assert "Permission denied" in gap.what
    assert "group" in gap.hint
    assert snapshot.hosts[0].containers == []


def test_an_engine_is_found_without_docker_host(seen: Seen) -> None:
    snapshot = collect(seen.host, DOCKER_HOST="")
    assert [engine.socket for engine in snapshot.hosts[0].engines] == ["unix:///run/docker.sock"]


def requests_of(host: Box) -> list[str]:
    """Return what one collection asks the engine."""
    run = Path(f"/proc/{host.pid}/root/run")
    (run / "counting.sock").unlink(missing_ok=True)
    with counting_relay(run / "counting.sock", run / "docker.sock") as relay:
        snapshot = collect(host, DOCKER_HOST="unix:///run/counting.sock")
        assert snapshot.hosts[0].engines[0].socket == "unix:///run/counting.sock"
        return [re.sub(r"\?.*", "", request) for request in relay.requests()]


def test_the_number_of_requests_does_not_grow_with_the_containers(
    fresh_engine_host: Box,
) -> None:
    start = "docker run -d --network none busybox:local sleep 1000"
    fresh_engine_host.run("sh", "-euc", start)
    one = requests_of(fresh_engine_host)
    fresh_engine_host.run("sh", "-euc", f"for _ in 1 2 3 4 5 6 7 8 9 10 11; do {start}; done")
    assert len(collect(fresh_engine_host).hosts[0].containers) == 12
    twelve = requests_of(fresh_engine_host)
    assert twelve == one
    assert len(one) == 3


def test_an_engine_that_hangs_leaves_the_rest_of_the_host(host: Box) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(f"/proc/{host.pid}/root/run/docker.sock")
        silent.listen()
        began = time.monotonic()
        snapshot = collect(host)
        took = time.monotonic() - began
    [gap] = [gap for gap in snapshot.gaps if gap.source == "engine"]
    assert (
        gap.what == "the engine at unix:///run/docker.sock could not be asked: no answer in time"
    )
    assert snapshot.hosts[0].namespaces[0].links
    assert took < 15
