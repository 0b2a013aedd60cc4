"""Where engines are looked for."""

import errno

import pytest

from tests.sources.live.engine_readings import EngineHost, refusal
from topograph.sources.engine.addresses import socket_path
from topograph.sources.live.engine_sockets import Candidate, find_engines


def addresses(host: EngineHost) -> list[str]:
    return [candidate.address for candidate in find_engines(host)[0]]


def test_without_a_socket_there_is_no_engine_and_nothing_to_say() -> None:
    assert find_engines(EngineHost()) == ([], [])


def test_one_socket_behind_two_paths_is_one_engine() -> None:
    host = EngineHost(sockets={"/run/docker.sock": 7, "/var/run/docker.sock": 7})
    assert addresses(host) == ["unix:///run/docker.sock"]


def test_a_socket_of_podman_in_the_place_of_dockers_is_one_engine() -> None:
    host = EngineHost(sockets={"/run/docker.sock": 7, "/run/podman/podman.sock": 7})
    assert addresses(host) == ["unix:///run/docker.sock"]


def test_all_engines_of_the_host_and_of_the_caller_are_found() -> None:
    host = EngineHost(
        user=1000,
        sockets={
            "/run/docker.sock": 1,
            "/run/user/1000/docker.sock": 2,
            "/run/podman/podman.sock": 3,
            "/run/user/1000/podman/podman.sock": 4,
            "/run/user/1001/podman/podman.sock": 5,
        },
    )
    assert addresses(host) == [
        "unix:///run/docker.sock",
        "unix:///run/user/1000/docker.sock",
        "unix:///run/podman/podman.sock",
        "unix:///run/user/1000/podman/podman.sock",
    ]


def test_behind_sudo_the_callers_own_engine_is_found() -> None:
    host = EngineHost(
        environment={"SUDO_UID": "1000"}, sockets={"/run/user/1000/podman/podman.sock": 1}
    )
    assert addresses(host) == ["unix:///run/user/1000/podman/podman.sock"]


def test_a_caller_who_is_not_root_cannot_claim_to_be_somebody_else() -> None:
    host = EngineHost(
        user=1000,
        environment={"SUDO_UID": "1001"},
        sockets={"/run/user/1001/podman/podman.sock": 1},
    )
    assert addresses(host) == []


def test_the_runtime_folder_may_be_elsewhere() -> None:
    host = EngineHost(
        user=1000,
        environment={"XDG_RUNTIME_DIR": "/tmp/runtime/"},
        sockets={"/tmp/runtime/podman/podman.sock": 1},
    )
    assert addresses(host) == ["unix:///tmp/runtime/podman/podman.sock"]


def test_docker_host_replaces_the_usual_docker_sockets_but_not_podmans() -> None:
    host = EngineHost(
        environment={"DOCKER_HOST": " tcp://192.0.2.7:2375 "},
        sockets={"/run/docker.sock": 1, "/run/podman/podman.sock": 2},
    )
    assert find_engines(host)[0] == [
        Candidate("tcp://192.0.2.7:2375", "DOCKER_HOST"),
        Candidate("unix:///run/podman/podman.sock", ""),
    ]


def test_docker_host_that_names_podmans_socket_does_not_ask_it_twice() -> None:
    address = "unix:///run/podman/podman.sock"
    host = EngineHost(environment={"DOCKER_HOST": address}, sockets={"/run/podman/podman.sock": 2})
    assert find_engines(host)[0] == [Candidate(address, "DOCKER_HOST")]


def test_a_named_engine_is_returned_even_if_nothing_is_there() -> None:
    host = EngineHost(environment={"DOCKER_HOST": "unix:///nowhere"})
    assert find_engines(host)[0] == [Candidate("unix:///nowhere", "DOCKER_HOST")]


def test_an_empty_variable_names_nothing() -> None:
    host = EngineHost(environment={"DOCKER_HOST": ""}, sockets={"/run/docker.sock": 1})
    assert addresses(host) == ["unix:///run/docker.sock"]


def test_container_host_names_the_podman_engine() -> None:
    host = EngineHost(
        environment={"CONTAINER_HOST": "unix:///srv/podman.sock"},
        sockets={"/run/podman/podman.sock": 2, "/run/docker.sock": 1},
        closed=["/run/podman"],
    )
    found, gaps = find_engines(host)
    assert found == [
        Candidate("unix:///run/docker.sock", ""),
        Candidate("unix:///srv/podman.sock", "CONTAINER_HOST"),
    ]
    assert gaps == []


def test_a_folder_that_is_closed_to_us_is_a_gap() -> None:
    _, gaps = find_engines(EngineHost(user=1000, closed=["/run/podman"]))
    assert [(gap.source, gap.subject) for gap in gaps] == [("engine", "host")]
    assert "/run/podman is closed to us" in gaps[0].what
    assert "root" in gaps[0].hint


class Forgetful(EngineHost):
    """A recording of a version that did not ask for engines."""

    def environment(self, name: str) -> str | None:
        raise refusal(errno.ENOENT)

    def user(self) -> int:
        raise refusal(errno.ENOENT)

    def is_socket(self, path: str) -> bool:
        raise refusal(errno.ENOENT)


def test_a_recording_without_answers_has_no_engines() -> None:
    assert find_engines(Forgetful()) == ([], [])


@pytest.mark.parametrize(
    ("address", "path"),
    [("unix:///run/docker.sock", "/run/docker.sock"), ("tcp://127.0.0.1:2375", None)],
)
def test_only_the_address_of_a_unix_socket_has_a_path(address: str, path: str | None) -> None:
    assert socket_path(address) == path
