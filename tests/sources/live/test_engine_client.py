"""The docker SDK against an engine of paper."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.sources.engine.engine_json import (
    DOCKER_20_NETWORKS,
    DOCKER_20_VERSION,
    DOCKER_20_WEB,
    PODMAN_4_NETWORKS,
    PODMAN_4_VERSION,
    PODMAN_4_WEB,
)
from tests.sources.live.engine_server import paper_engine
from topograph.sources.engine.pruning import prune_containers, prune_networks
from topograph.sources.live.engine_client import REASON_LENGTH, EngineClients, reason_of
from topograph.sources.live.readings import EngineRefusal

QUESTIONS = ("version", "containers", "networks")
DOCKER_ANSWERS = {
    "/version": DOCKER_20_VERSION,
    "/v1.41/containers/json": [DOCKER_20_WEB],
    "/v1.41/networks": DOCKER_20_NETWORKS,
}
LIBPOD = PODMAN_4_WEB["Libpod"]
PODMAN_ANSWERS = {
    "/version": PODMAN_4_VERSION,
    "/v1.41/containers/json": [
        {name: value for name, value in PODMAN_4_WEB.items() if name != "Libpod"}
    ],
    "/v1.41/networks": DOCKER_20_NETWORKS,
    "/v4.3.1/libpod/containers/json": [LIBPOD],
    "/v4.3.1/libpod/networks/json": PODMAN_4_NETWORKS,
}


def ask_all(answers: dict[str, Any], folder: Path) -> tuple[list[Any], list[str]]:
    """Return what an engine answers to all questions, and the requests that it took."""
    with paper_engine(folder / "engine.sock", answers) as engine:
        clients = EngineClients({})
        told = [clients.ask(engine.address, question) for question in QUESTIONS]
        return told, engine.asked


def refusal_of(answers: dict[str, Any], folder: Path, question: str = "version") -> str:
    with paper_engine(folder / "engine.sock", answers) as engine:
        with pytest.raises(EngineRefusal) as caught:
            EngineClients({}).ask(engine.address, question)
        return str(caught.value)


def test_docker_is_asked_three_times_in_its_own_version(tmp_path: Path) -> None:
    told, asked = ask_all(DOCKER_ANSWERS, tmp_path)
    assert told[1] == prune_containers([DOCKER_20_WEB])
    assert told[2] == prune_networks(DOCKER_20_NETWORKS)
    assert [path.partition("?")[0] for path in asked] == [
        "/version",
        "/v1.41/containers/json",
        "/v1.41/networks",
    ]
    assert "all=1" in asked[1]


@pytest.mark.parametrize("answers", [DOCKER_ANSWERS, PODMAN_ANSWERS])
def test_the_number_of_requests_does_not_grow_with_the_containers(
    answers: dict[str, Any], tmp_path: Path
) -> None:
    path = "/v1.41/containers/json"
    many = [{**answers[path][0], "Id": f"{i:064x}"} for i in range(200)]
    _, few_asked = ask_all(answers, tmp_path)
    (tmp_path / "engine.sock").unlink()
    told, many_asked = ask_all({**answers, path: many}, tmp_path)
    assert len(told[1]) == 200
    assert many_asked == few_asked


def test_an_engine_that_refuses_old_versions_is_asked_in_its_own(tmp_path: Path) -> None:
    version = {**DOCKER_20_VERSION, "ApiVersion": "1.52", "MinAPIVersion": "1.44"}
    answers = {"/version": version, "/v1.52/containers/json": [], "/v1.52/networks": []}
    told, _ = ask_all(answers, tmp_path)
    assert told[1:] == [[], []]


def test_podman_is_asked_in_its_own_words_too(tmp_path: Path) -> None:
    told, asked = ask_all(PODMAN_ANSWERS, tmp_path)
    assert told[1] == [PODMAN_4_WEB]
    assert [network["network_interface"] for network in told[2]] == ["podman0", "podman1"]
    assert len(asked) == 4


def test_podman_without_its_own_api_is_taken_for_docker(tmp_path: Path) -> None:
    answers = {path: told for path, told in PODMAN_ANSWERS.items() if "libpod" not in path}
    told, _ = ask_all(answers, tmp_path)
    assert told[1:] == [
        prune_containers(answers["/v1.41/containers/json"]),
        prune_networks(DOCKER_20_NETWORKS),
    ]


def test_nothing_that_is_no_fact_leaves_the_client(tmp_path: Path) -> None:
    told, _ = ask_all(DOCKER_ANSWERS, tmp_path)
    assert "hunter2" in str(DOCKER_ANSWERS)
    assert "hunter2" not in str(told)


def test_a_proxy_that_forbids_the_list_is_a_refusal_in_one_line(tmp_path: Path) -> None:
    answers = {"/version": DOCKER_20_VERSION, "/v1.41/containers/json": 403}
    assert refusal_of(answers, tmp_path, "containers") == "HTTP status 403: that is not allowed"


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        (b"<html>", "JSON"),
        ({}, "does not say which version"),
        ([], "does not say which version"),
        ({"ApiVersion": "1.20"}, "1.24"),
        ({"ApiVersion": "new"}, "new"),
        (500, "HTTP status 500"),
    ],
)
def test_an_answer_that_is_no_engines_is_a_refusal(
    version: Any, reason: str, tmp_path: Path
) -> None:
    told = refusal_of({"/version": version}, tmp_path)
    assert reason in told or told.startswith("Expecting value")


@pytest.mark.parametrize("question", ["containers", "networks"])
def test_a_list_that_is_none_is_a_refusal(question: str, tmp_path: Path) -> None:
    answers = {
        "/version": DOCKER_20_VERSION,
        "/v1.41/containers/json": {"message": "later"},
        "/v1.41/networks": None,
    }
    assert refusal_of(answers, tmp_path, question) == "its answer is not a list"


def test_no_socket_is_a_refusal_in_the_systems_words(tmp_path: Path) -> None:
    with pytest.raises(EngineRefusal, match=r"^No such file or directory$"):
        EngineClients({}).ask(f"unix://{tmp_path}/none.sock", "version")


def test_a_path_that_no_socket_can_have_is_a_refusal() -> None:
    with pytest.raises(EngineRefusal, match="path too long"):
        EngineClients({}).ask(f"unix:///{'x' * 200}", "version")


def test_a_socket_that_nobody_listens_at_is_a_refusal(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(tmp_path / "dead.sock"))
    with pytest.raises(EngineRefusal, match=r"^Connection refused$"):
        EngineClients({}).ask(f"unix://{tmp_path}/dead.sock", "version")


def test_an_engine_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "silent.sock"))
        silent.listen()
        clients = EngineClients({}, version_timeout_s=1)
        with pytest.raises(EngineRefusal, match=r"^no answer in time$"):
            clients.ask(f"unix://{tmp_path}/silent.sock", "version")


def test_an_engine_behind_ssh_is_refused_without_a_try() -> None:
    with pytest.raises(EngineRefusal, match="on another host"):
        EngineClients({}).ask("ssh://root@192.0.2.7", "version")


def test_an_address_of_no_known_kind_is_a_refusal() -> None:
    with pytest.raises(EngineRefusal, match="bogus://"):
        EngineClients({}).ask("bogus://", "version")


def test_the_certificates_of_docker_host_are_looked_for_where_the_variables_say(
    tmp_path: Path,
) -> None:
    address = "tcp://127.0.0.1:1"
    variables = {
        "DOCKER_HOST": f"{address} ",
        "DOCKER_TLS_VERIFY": "1",
        "DOCKER_CERT_PATH": str(tmp_path),
    }
    with pytest.raises(EngineRefusal, match="certificate"):
        EngineClients(variables).ask(address, "version")
    # They are those of that one engine.
    with pytest.raises(EngineRefusal, match="Connection refused"):
        EngineClients({**variables, "DOCKER_HOST": "tcp://192.0.2.7:2376"}).ask(address, "version")


def test_a_reason_is_one_line_of_limited_length() -> None:
    assert reason_of(ValueError("a\n\tb\x1b[31m")) == "a b [31m"
    assert reason_of(ValueError("x" * 1000)) == "x" * (REASON_LENGTH - 1) + "…"
    assert reason_of(ValueError()) == "ValueError"


def test_a_reason_is_the_innermost_that_the_system_gave() -> None:
    outer = RuntimeError("wrapped")
    outer.__context__ = OSError("no number")
    outer.__context__.__context__ = PermissionError(13, os.strerror(13))
    assert reason_of(outer) == "Permission denied"
