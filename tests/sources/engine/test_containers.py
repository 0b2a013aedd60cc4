"""From an engine's JSON to containers."""

import random
from typing import Any

import pytest

from tests.sources.engine.engine_json import (
    DOCKER,
    DOCKER_20_VERSION,
    DOCKER_20_WEB,
    DOCKER_28_WEB,
    DUAL_ID,
    ENDPOINT_ID,
    PODMAN,
    PODMAN_4_VERSION,
    PODMAN_4_WEB,
    WEB_ID,
)
from topograph.facts import Container, Endpoint, Engine, PublishedPort
from topograph.sources.engine.containers import (
    containers_from_json,
    engine_from_version,
    podman_api,
)
from topograph.sources.engine.pruning import prune_containers


def container(told: dict[str, Any], address: str = DOCKER) -> Container:
    [found] = containers_from_json(prune_containers([told]), address)
    return found


def podman_container(**changes: Any) -> Container:
    [found] = containers_from_json([{**PODMAN_4_WEB, **changes}], PODMAN)
    return found


def test_a_container_of_docker_20_is_converted_whole() -> None:
    assert container(DOCKER_20_WEB) == Container(
        id=WEB_ID,
        names=["web", "proxy/backend"],
        image="nginx:1.27",
        program="/docker-entrypoint.sh",
        created="2026-11-24T02:51:04Z",
        state="running",
        status="Up 2 seconds (health: starting)",
        health="starting",
        engine=DOCKER,
        network_mode="dual",
        labels={"com.docker.compose.project": "shop", "com.docker.compose.service": "web"},
        endpoints=[
            Endpoint(
                network_id=DUAL_ID,
                network_name="dual",
                endpoint_id=ENDPOINT_ID,
                mac="00:00:5e:00:53:02",
                addresses=["198.51.100.2/24", "2001:db8:5::2/64"],
                gateways=["198.51.100.1", "2001:db8:5::1"],
            )
        ],
        ports=[
            PublishedPort(container_port=53, protocol="udp", host_ip="127.0.0.1", host_port=5353),
            PublishedPort(container_port=80, host_ip="0.0.0.0", host_port=8080),
            PublishedPort(container_port=80, host_ip="::", host_port=8080),
            PublishedPort(container_port=443),
        ],
    )


def test_a_container_of_docker_28_has_an_address_without_ipv6() -> None:
    found = container(DOCKER_28_WEB)
    assert found.network_mode == "bridge"
    assert [(e.addresses, e.gateways) for e in found.endpoints] == [
        (["172.17.0.2/16"], ["172.17.0.1"])
    ]


def test_health_is_taken_from_its_own_member_before_the_sentence() -> None:
    assert container(DOCKER_28_WEB).health == "unhealthy"


@pytest.mark.parametrize(
    ("status", "health"),
    [
        ("Up 2 seconds (healthy)", "healthy"),
        ("Up 3 days (unhealthy)", "unhealthy"),
        ("Up 1 second (health: starting)", "starting"),
        ("Up 1 second (starting)", "starting"),
        ("Up 2 seconds (Paused)", None),
        ("Exited (137) 5 minutes ago", None),
        ("", None),
    ],
)
def test_health_is_read_from_the_sentence(status: str, health: str | None) -> None:
    assert container({"Id": WEB_ID, "Status": status}).health == health


def test_a_container_of_which_only_the_id_is_told_is_named_after_that() -> None:
    assert container({"Id": WEB_ID}) == Container(id=WEB_ID, names=[WEB_ID[:12]], engine=DOCKER)


def test_a_created_container_has_an_endpoint_without_addresses() -> None:
    networks = {"bridge": {"NetworkID": "", "IPAddress": "", "IPPrefixLen": 0, "MacAddress": ""}}
    found = container({"Id": WEB_ID, "NetworkSettings": {"Networks": networks}})
    assert found.endpoints == [Endpoint(network_id="", network_name="bridge")]


@pytest.mark.parametrize(
    "told",
    [
        None,
        "nonsense",
        {"message": "no"},
        [None, 5, "text", [], {}, {"Id": 5}, {"Id": ""}],
    ],
)
def test_an_answer_of_another_shape_holds_no_containers(told: Any) -> None:
    assert containers_from_json(told, DOCKER) == []


def test_members_of_another_type_are_as_good_as_missing() -> None:
    told = dict.fromkeys(DOCKER_20_WEB, 5) | {"Id": WEB_ID, "Ports": [5], "Labels": [1]}
    assert containers_from_json([told], DOCKER) == [
        Container(id=WEB_ID, names=[WEB_ID[:12]], created="1970-01-01T00:00:05Z", engine=DOCKER)
    ]


def test_the_order_of_the_answer_does_not_matter() -> None:
    told = [{"Id": str(i), "Names": [f"/{name}"]} for i, name in enumerate("bca")]
    told.append({"Id": "9", "Names": ["/a"]})
    shuffled = random.Random(1).sample(told, len(told))
    found = containers_from_json(told, DOCKER)
    assert found == containers_from_json(shuffled, DOCKER)
    assert [one.id for one in found] == ["2", "9", "0", "1"]


def test_podmans_own_api_tells_the_namespace_and_every_port_of_a_range() -> None:
    found = podman_container()
    assert found.netns == 4026532250
    assert found.ports == [
        PublishedPort(container_port=53, protocol="udp", host_ip="127.0.0.1", host_port=5353),
        PublishedPort(container_port=9000, host_port=9000),
        PublishedPort(container_port=9001, host_port=9001),
        PublishedPort(container_port=9002, host_port=9002),
    ]
    assert found.pod is None


def test_the_namespace_is_not_believed_of_an_engine_that_may_be_elsewhere() -> None:
    [found] = containers_from_json([PODMAN_4_WEB], "tcp://192.0.2.9:8080")
    assert found.netns is None


def test_a_port_range_ends_with_the_last_port_there_is() -> None:
    ports = [{"container_port": 65534, "host_port": 1, "range": 10**9, "protocol": "tcp"}]
    found = podman_container(Libpod={"Networks": ["dual"], "Ports": ports})
    assert [one.container_port for one in found.ports] == [65534, 65535]


def test_what_podman_repeats_for_a_shared_namespace_is_left_out() -> None:
    own = {**PODMAN_4_WEB["Libpod"], "Networks": [], "Pod": "87f997df755d"}
    found = podman_container(Libpod=own)
    assert (found.endpoints, found.ports, found.pod) == ([], [], "87f997df755d")
    assert found.netns == 4026532250


def test_ports_stay_where_podman_has_no_network_at_all() -> None:
    # As in rootless containers, which a process of the user connects.
    own = {**PODMAN_4_WEB["Libpod"], "Networks": []}
    found = podman_container(Libpod=own, NetworkSettings={"Networks": None})
    assert len(found.ports) == 4


def test_without_podmans_own_api_dockers_words_are_taken() -> None:
    told = {name: value for name, value in PODMAN_4_WEB.items() if name != "Libpod"}
    [found] = containers_from_json([told], PODMAN)
    assert found.ports == [PublishedPort(container_port=9000, host_port=9000)]
    assert [e.network_id for e in found.endpoints] == ["dual"]


@pytest.mark.parametrize(
    ("podmans", "dockers"),
    [("configured", "created"), ("stopped", "exited"), ("running", "running"), ("new", "new")],
)
def test_states_are_told_in_dockers_words(podmans: str, dockers: str) -> None:
    assert podman_container(State=podmans).state == dockers


def test_the_engines_are_told_apart_by_their_components() -> None:
    assert engine_from_version(DOCKER_20_VERSION, DOCKER) == Engine(
        name="docker", socket=DOCKER, version="20.10.24+dfsg1", api_version="1.41"
    )
    assert engine_from_version(PODMAN_4_VERSION, PODMAN) == Engine(
        name="podman", socket=PODMAN, version="4.3.1", api_version="1.41"
    )


def test_an_engine_from_before_components_is_docker() -> None:
    found = engine_from_version({"Version": "1.12.6", "ApiVersion": "1.24"}, DOCKER)
    assert (found.name, found.version) == ("docker", "1.12.6")


def test_only_podman_has_an_api_of_its_own() -> None:
    assert podman_api(DOCKER_20_VERSION) is None
    assert podman_api(PODMAN_4_VERSION) == "4.3.1"
    assert podman_api({"Components": [{"Name": "Podman Engine", "Version": "5.5.0-dev"}]}) == (
        "5.5.0-dev"
    )


def test_a_version_that_could_lead_elsewhere_is_not_followed() -> None:
    component = {"Name": "Podman Engine", "Version": "../../images"}
    assert podman_api({"Components": [component]}) is None
