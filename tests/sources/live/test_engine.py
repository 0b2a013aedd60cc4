"""All engines of a host at once."""

import threading
from typing import Any

import pytest

from tests.sources.engine.engine_json import (
    DOCKER,
    DOCKER_20_NETWORKS,
    DOCKER_20_VERSION,
    DOCKER_20_WEB,
    PODMAN,
    PODMAN_4_NETWORKS,
    PODMAN_4_VERSION,
    PODMAN_4_WEB,
)
from tests.sources.live.engine_readings import EngineHost
from topograph.facts import Gap
from topograph.sources.live.engine import EngineAnswers, start_asking
from topograph.sources.live.readings import EngineRefusal

SOCKETS = {"/run/docker.sock": 1, "/run/podman/podman.sock": 2}
ANSWERS: dict[tuple[str, str], Any] = {
    (DOCKER, "version"): DOCKER_20_VERSION,
    (DOCKER, "containers"): [DOCKER_20_WEB],
    (DOCKER, "networks"): DOCKER_20_NETWORKS,
    (PODMAN, "version"): PODMAN_4_VERSION,
    (PODMAN, "containers"): [PODMAN_4_WEB],
    (PODMAN, "networks"): PODMAN_4_NETWORKS,
}


def ask(deadline_s: float = 10.0, **host: Any) -> EngineAnswers:
    return start_asking(EngineHost(**host), deadline_s).result()


def only_gap(answers: EngineAnswers) -> Gap:
    [gap] = answers.gaps
    assert gap.source == "engine"
    return gap


def test_two_engines_answer_one_after_the_other() -> None:
    answers = ask(sockets=SOCKETS, answers=ANSWERS)
    assert [engine.name for engine in answers.engines] == ["docker", "podman"]
    assert [container.engine for container in answers.containers] == [DOCKER, PODMAN]
    assert [network.name for network in answers.networks] == [
        "bridge",
        "dual",
        "none",
        "dual",
        "podman",
    ]
    assert answers.gaps == []


def test_a_host_without_an_engine_has_no_gap() -> None:
    assert ask() == EngineAnswers([], [], [], [])


def test_a_socket_that_does_not_let_us_is_a_gap_with_a_way_out() -> None:
    refused = {**ANSWERS, (DOCKER, "version"): EngineRefusal("Permission denied")}
    answers = ask(sockets=SOCKETS, answers=refused)
    gap = only_gap(answers)
    assert gap.subject == f"engine:{DOCKER}"
    assert gap.what == f"the engine at {DOCKER} could not be asked: Permission denied"
    assert "group of the socket" in gap.hint
    assert [engine.name for engine in answers.engines] == ["podman"]


def test_nobody_is_sent_into_a_group_for_podman() -> None:
    answers = ask(
        sockets={"/run/podman/podman.sock": 1},
        answers={(PODMAN, "version"): EngineRefusal("Permission denied")},
    )
    assert only_gap(answers).hint == "run as root"


def test_a_named_engine_that_is_not_there_is_a_gap() -> None:
    answers = ask(
        environment={"DOCKER_HOST": "unix:///nowhere"},
        answers={("unix:///nowhere", "version"): EngineRefusal("No such file or directory")},
    )
    gap = only_gap(answers)
    assert "which DOCKER_HOST names" in gap.what
    assert gap.hint == "start it, or unset DOCKER_HOST"


def test_one_question_may_be_refused_alone() -> None:
    reason = "HTTP status 403: Forbidden"
    answers = ask(
        sockets=SOCKETS, answers={**ANSWERS, (DOCKER, "containers"): EngineRefusal(reason)}
    )
    gap = only_gap(answers)
    assert gap.what == f"the containers of the engine at {DOCKER} are missing: {reason}"
    assert len(answers.engines) == 2
    assert len(answers.networks) == 5


def test_an_engine_that_never_ends_its_answer_holds_nobody_up() -> None:
    release = threading.Event()
    answers = ask(
        deadline_s=0.05,
        sockets=SOCKETS,
        answers={**ANSWERS, (DOCKER, "containers"): release.wait},
    )
    release.set()
    assert only_gap(answers).what.endswith("no answer in time")
    assert [engine.name for engine in answers.engines] == ["podman"]


def test_a_mistake_of_ours_is_not_taken_for_a_refusal() -> None:
    def mistake() -> None:
        raise ZeroDivisionError

    pending = start_asking(
        EngineHost(sockets=SOCKETS, answers={**ANSWERS, (DOCKER, "networks"): mistake})
    )
    with pytest.raises(ZeroDivisionError):
        pending.result()


@pytest.mark.parametrize(
    ("address", "is_elsewhere"),
    [
        ("tcp://192.0.2.7:2375", True),
        ("https://engine.example:2376", True),
        ("192.0.2.7:2375", True),
        ("tcp://127.0.0.1:2375", False),
        ("tcp://[::1]:2375", False),
        ("localhost:2375", False),
    ],
)
def test_an_engine_that_may_be_on_another_host_is_said_to_be(
    address: str, is_elsewhere: bool
) -> None:
    answers = ask(
        environment={"DOCKER_HOST": address},
        answers={
            (address, "version"): DOCKER_20_VERSION,
            (address, "containers"): [],
            (address, "networks"): [],
        },
    )
    assert len(answers.engines) == 1
    assert ["another host" in gap.what for gap in answers.gaps] == [True] * is_elsewhere


def test_an_engine_behind_ssh_is_best_asked_on_its_own_host() -> None:
    answers = ask(
        environment={"DOCKER_HOST": "ssh://192.0.2.7"},
        answers={("ssh://192.0.2.7", "version"): EngineRefusal("not asked")},
    )
    assert only_gap(answers).hint == "run topograph on that host"


def test_a_recording_that_does_not_hold_the_answer_is_a_gap() -> None:
    missing = FileNotFoundError(2, "not in the recording")
    answers = ask(
        sockets={"/run/docker.sock": 1},
        answers={**ANSWERS, (DOCKER, "networks"): missing},
    )
    assert only_gap(answers).what.endswith("not in the recording")
    assert len(answers.containers) == 1


@pytest.mark.parametrize("version", [None, [], "1.41", {"Components": 5}])
def test_a_strange_version_is_no_reason_to_leave_out_the_containers(version: Any) -> None:
    answers = ask(
        sockets={"/run/docker.sock": 1}, answers={**ANSWERS, (DOCKER, "version"): version}
    )
    assert [engine.name for engine in answers.engines] == ["docker"]
    assert len(answers.containers) == 1
