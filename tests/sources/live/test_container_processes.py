"""Which process belongs to which container."""

import pytest

from tests.sources.live.engine_readings import EngineHost
from topograph.facts import Container
from topograph.sources.live.container_processes import (
    container_of_cgroup,
    has_processes,
    processes_of_containers,
    shares_namespace,
)
from topograph.sources.live.namespaces import ProcessReading

A, B, C, INNER = ("a" * 64, "b" * 64, "c" * 64, "0123456789abcdef" * 4)
ROOT, OWN, OTHER = 4026531840, 4026532250, 4026532326


def host(**cgroups: str) -> EngineHost:
    """Make a host of processes with a cgroup each: p12="/docker/..."."""
    files = {f"/proc/{name[1:]}/cgroup": f"0::{path}\n".encode() for name, path in cgroups.items()}
    return EngineHost(files=files)


@pytest.mark.parametrize(
    "cgroup",
    [
        f"0::/docker/{A}\n",
        f"0::/system.slice/docker-{A}.scope\n",
        f"0::/machine.slice/libpod-{A}.scope/container\n",
        f"0::/libpod_parent/libpod-{A}\n",
        f"0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-{A}.scope\n",
        f"0::/system.slice/web.service/libpod-payload-{A}\n",
        f"0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-{A}.scope\n",
        f"9:name=systemd:/docker/{A}\n8:pids:/docker/{A}\n0::/system.slice/docker.service\n",
        f"0::/docker/{INNER}/docker/{A}/init\n",
    ],
)
def test_the_innermost_container_is_read_from_a_cgroup(cgroup: str) -> None:
    assert container_of_cgroup(cgroup) == A


@pytest.mark.parametrize(
    "cgroup",
    [
        "",
        "0::/init.scope\n",
        "0::/system.slice/docker.service\n",
        f"0::/docker/{A[:-1]}\n",
        f"0::/docker/{A}a\n",
        f"0::/machine.slice/libpod-conmon-{A}.scope\n",
        f"0::/libpod_parent/libpod-{A}/conmon\n",
        f"0::/libpod_parent/conmon\n1:cpu:/docker/{A}\n",
    ],
)
def test_a_process_that_is_in_no_container_has_none(cgroup: str) -> None:
    assert container_of_cgroup(cgroup) is None


def test_one_process_of_each_namespace_is_enough_where_each_has_its_container() -> None:
    readings = host(p1="/init.scope", p10=f"/docker/{A}", p11=f"/docker/{A}", p20=f"/docker/{B}")
    processes = [
        ProcessReading(20, OTHER),
        ProcessReading(11, OWN),
        ProcessReading(10, OWN),
        ProcessReading(2, ROOT),
        ProcessReading(1, ROOT),
    ]
    found = processes_of_containers(readings, processes, {A, B})
    assert found == {A: (10, OWN), B: (20, OTHER)}
    assert readings.was_read == [f"/proc/{pid}/cgroup" for pid in (1, 10, 20)]


def test_containers_that_share_a_namespace_are_found_with_a_second_look() -> None:
    readings = host(p1="/init.scope", p10=f"/docker/{A}", p15=f"/docker/{B}", p16=f"/docker/{C}")
    processes = [
        ProcessReading(1, ROOT),
        ProcessReading(10, OWN),
        ProcessReading(15, OWN),
        ProcessReading(16, ROOT),
        ProcessReading(17, ROOT),
    ]
    found = processes_of_containers(readings, processes, {A, B, C})
    assert found == {A: (10, OWN), B: (15, OWN), C: (16, ROOT)}
    # None is read twice, and none after the last container is found.
    assert readings.was_read == [f"/proc/{pid}/cgroup" for pid in (1, 10, 15, 16)]


def test_a_namespace_that_a_container_of_the_host_has_made_is_not_taken_for_its_own() -> None:
    readings = host(p1="/init.scope", p16=f"/docker/{C}", p30=f"/docker/{C}")
    processes = [ProcessReading(1, ROOT), ProcessReading(16, ROOT), ProcessReading(30, OTHER)]
    assert processes_of_containers(readings, processes, {C}, {C}) == {C: (16, ROOT)}


def test_a_process_whose_namespace_is_closed_to_us_still_tells_its_container() -> None:
    readings = host(p10=f"/docker/{A}")
    assert processes_of_containers(readings, [ProcessReading(10, None)], {A}) == {A: (10, None)}


def test_a_process_that_has_gone_is_skipped() -> None:
    readings = host(p11=f"/docker/{A}")
    processes = [ProcessReading(10, OWN), ProcessReading(11, OWN)]
    assert processes_of_containers(readings, processes, {A}) == {A: (11, OWN)}


def test_nothing_is_read_if_nothing_is_wanted() -> None:
    readings = host(p10=f"/docker/{A}")
    assert processes_of_containers(readings, [ProcessReading(10, OWN)], ()) == {}
    assert readings.was_read == []


def test_a_container_of_an_engine_inside_a_container_is_not_mixed_up_with_it() -> None:
    readings = host(p10=f"/docker/{A}", p20=f"/docker/{A}/docker/{INNER}")
    processes = [ProcessReading(10, OWN), ProcessReading(20, OTHER)]
    assert processes_of_containers(readings, processes, {A}) == {A: (10, OWN)}


@pytest.mark.parametrize(
    ("state", "expected"),
    [("running", True), ("paused", True), ("created", False), ("exited", False), ("dead", False)],
)
def test_a_stopped_container_has_no_process(state: str, expected: bool) -> None:
    assert has_processes(Container(id=A, names=["a"], state=state)) is expected


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("host", True), (f"container:{B}", True), ("bridge", False), ("hosts", False), ("", False)],
)
def test_a_network_mode_may_say_that_the_namespace_is_anothers(mode: str, expected: bool) -> None:
    assert shares_namespace(Container(id=A, names=["a"], network_mode=mode)) is expected
