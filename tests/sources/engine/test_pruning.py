"""What is kept of an engine's answer, and what must not be."""

import json

import pytest

from tests.sources.engine.engine_json import (
    DOCKER_20_NETWORKS,
    DOCKER_20_WEB,
    DOCKER_28_WEB,
    PODMAN_4_NETWORKS,
    PODMAN_4_VERSION,
    PODMAN_4_WEB,
)
from topograph.sources.engine.pruning import (
    prune_containers,
    prune_networks,
    prune_pod_containers,
    prune_pod_networks,
    prune_version,
)

SECRETS = ["hunter2", "secret", "Mounts", "Annotations", "basicauth", "maintainer", "sha256"]


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_gets_through(secret: str) -> None:
    told = [DOCKER_20_WEB, DOCKER_28_WEB]
    assert secret in json.dumps([told, DOCKER_20_NETWORKS])
    kept = [
        prune_containers(told),
        prune_networks(DOCKER_20_NETWORKS),
        prune_pod_networks(PODMAN_4_NETWORKS),
    ]
    assert secret not in json.dumps(kept)


def test_a_member_that_nobody_has_heard_of_does_not_get_through() -> None:
    told = {
        "Id": "1",
        "Env": ["PASSWORD=x"],
        "NetworkSettings": {"New": 1, "Networks": {"a": {"New": 2}}},
    }
    assert prune_containers([told]) == [{"Id": "1", "NetworkSettings": {"Networks": {"a": {}}}}]


@pytest.mark.parametrize(
    ("command", "program"),
    [
        ("docker-entrypoint.sh redis-server --requirepass x", "docker-entrypoint.sh"),
        ("  sh\n-c 'echo x'", "sh"),
        (["sleep", "1000"], "sleep"),
        ("", ""),
        ([], ""),
        (None, ""),
        (7, ""),
    ],
)
def test_of_a_command_line_only_the_program_is_kept(command: object, program: str) -> None:
    assert prune_containers([{"Command": command}]) == [{"Command": program}]


def test_labels_of_compose_and_swarm_are_kept_and_no_others() -> None:
    kept = {
        "com.docker.compose.project": "shop",
        "com.docker.swarm.service.name": "web",
        "com.docker.stack.namespace": "shop",
        "io.podman.compose.service": "web",
    }
    others = {"com.docker.composer": "x", "com.example.token": "x", "": "x"}
    assert prune_containers([{"Labels": {**others, **kept}}]) == [{"Labels": kept}]


def test_half_of_a_surrogate_pair_becomes_a_text_that_can_be_written() -> None:
    told = json.loads('[{"Image": "\\ud800", "NetworkSettings": {"Networks": {"\\udfff": {}}}}]')
    [kept] = prune_containers(told)
    assert kept == {"Image": "?", "NetworkSettings": {"Networks": {"?": {}}}}


def test_text_of_all_scripts_is_kept() -> None:
    assert prune_containers([{"Image": "żółć 🐳"}]) == [{"Image": "żółć 🐳"}]


def test_of_the_version_only_what_tells_the_engine_is_kept() -> None:
    assert prune_version(PODMAN_4_VERSION) == {
        "Version": "4.3.1",
        "ApiVersion": "1.41",
        "Components": [
            {
                "Name": "Podman Engine",
                "Version": "4.3.1",
                "Details": {"APIVersion": "4.3.1"},
            },
            {
                "Name": "Conmon",
                "Version": "conmon version 2.1.6, commit: unknown",
                "Details": {},
            },
        ],
    }


def test_of_podmans_list_only_what_docker_leaves_out_is_kept() -> None:
    told = {**PODMAN_4_WEB["Libpod"], "Command": ["sleep", "hunter2"], "Pid": 240}
    assert prune_pod_containers([told]) == [PODMAN_4_WEB["Libpod"]]


def test_pruning_twice_changes_nothing() -> None:
    once = prune_containers([DOCKER_20_WEB])
    assert prune_containers(once) == once
    networks = prune_networks(DOCKER_20_NETWORKS)
    assert prune_networks(networks) == networks
