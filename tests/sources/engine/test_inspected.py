"""From an inspected container to what the engine's list would say."""

from typing import Any

import pytest

from topograph.sources.engine.inspected import is_inspected, listed

ONE_NETWORK = {"IPAddress": "192.0.2.2", "IPPrefixLen": 24, "MacAddress": "00:00:5e:00:53:01"}


def inspected(**members: Any) -> dict[str, Any]:
    return {"Id": "a" * 64, "State": {"Status": "running"}, "Config": {}, **members}


def ports(of: dict[str, Any], **members: Any) -> Any:
    return listed(inspected(NetworkSettings={"Ports": of}, **members))["Ports"]


def test_docker_before_networks_had_one_that_is_called_bridge() -> None:
    old = inspected(NetworkSettings=ONE_NETWORK, HostConfig={"NetworkMode": "default"})
    assert listed(old)["NetworkSettings"] == {"Networks": {"bridge": ONE_NETWORK}}


def test_with_networks_the_old_members_are_not_looked_at() -> None:
    new = inspected(NetworkSettings={**ONE_NETWORK, "Networks": {}})
    assert listed(new)["NetworkSettings"] == {"Networks": {}}


def test_docker_lists_no_aliases_and_podman_does() -> None:
    settings = {"Networks": {"app": {"NetworkID": "n", "Aliases": ["web"]}, "odd": 7}}
    docker = listed(inspected(NetworkSettings=settings))
    assert docker["NetworkSettings"]["Networks"] == {"app": {"NetworkID": "n"}}
    podman = listed(inspected(NetworkSettings=settings, ImageName="x"))
    assert podman["NetworkSettings"] == settings


def test_podman_repeats_the_networks_of_the_container_whose_namespace_it_shares() -> None:
    shared = {"HostConfig": {"NetworkMode": "container:b"}, "NetworkSettings": ONE_NETWORK}
    assert "NetworkSettings" not in listed(inspected(ImageName="x", **shared))
    assert "NetworkSettings" in listed(inspected(**shared))


def test_ports_are_listed_one_by_one() -> None:
    told = {
        "80/tcp": [
            {"HostIp": "0.0.0.0", "HostPort": "8080"},
            {"HostIp": "::", "HostPort": "8080"},
        ],
        "53/udp": [],
        "odd": None,
        "999999/tcp": None,
    }
    assert ports(told) == [
        {"PrivatePort": 80, "Type": "tcp", "IP": "0.0.0.0", "PublicPort": 8080},
        {"PrivatePort": 80, "Type": "tcp", "IP": "::", "PublicPort": 8080},
        {"PrivatePort": 53, "Type": "udp"},
    ]


def test_a_port_that_is_only_exposed_is_not_in_podmans_list() -> None:
    assert ports({"80/tcp": None}, OCIRuntime="crun") == []
    assert ports({"80/tcp": None}) == [{"PrivatePort": 80, "Type": "tcp"}]


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ({"Status": "dead", "Running": True}, "dead"),
        ({"Running": True}, "running"),
        ({"Running": True, "Paused": True}, "paused"),
        ({"Running": True, "Restarting": True}, "restarting"),
        ({"Dead": True}, "dead"),
        ({"StartedAt": "2026-11-24T02:51:04Z"}, "exited"),
        ({"StartedAt": "0001-01-01T00:00:00Z"}, "created"),
    ],
)
def test_old_engines_tell_the_state_in_flags(state: dict[str, Any], word: str) -> None:
    assert listed(inspected(State=state))["State"] == word


def test_health_stands_in_one_of_two_members() -> None:
    for name in ("Health", "Healthcheck"):
        state = {"Status": "running", name: {"Status": "healthy"}}
        assert listed(inspected(State=state))["Health"] == {"Status": "healthy"}


def test_only_a_container_has_an_id_a_state_and_a_configuration() -> None:
    assert is_inspected(inspected())
    for name in ("Id", "State", "Config"):
        assert not is_inspected({one: of for one, of in inspected().items() if one != name})
    assert not is_inspected(None)
