"""From an engine's JSON to networks."""

from typing import Any

import pytest

from tests.sources.engine.engine_json import (
    DOCKER,
    DOCKER_20_NETWORKS,
    DUAL_ID,
    PODMAN,
    PODMAN_4_NETWORKS,
    PODMAN_DUAL_ID,
)
from topograph.facts import Network, Subnet
from topograph.sources.engine.networks import networks_from_json
from topograph.sources.engine.pruning import prune_networks, prune_pod_networks


def by_name(networks: list[Network]) -> dict[str, Network]:
    return {network.name: network for network in networks}


def test_networks_of_docker_are_converted_whole() -> None:
    found = networks_from_json(prune_networks(DOCKER_20_NETWORKS), DOCKER)
    assert [network.name for network in found] == ["bridge", "dual", "none"]
    assert found[1] == Network(
        id=DUAL_ID,
        name="dual",
        driver="bridge",
        engine=DOCKER,
        internal=True,
        attachable=True,
        ipv6=True,
        created="2026-11-24T02:51:04Z",
        subnets=[
            Subnet(subnet="198.51.100.0/24", ip_range="198.51.100.128/25", gateway="198.51.100.1"),
            Subnet(subnet="2001:db8:5::/64", gateway="2001:db8:5::1"),
        ],
        labels={"com.docker.compose.project": "shop"},
    )


def test_the_bridge_is_told_only_where_the_engine_states_it() -> None:
    found = by_name(networks_from_json(prune_networks(DOCKER_20_NETWORKS), DOCKER))
    assert [found[name].bridge for name in ("bridge", "dual", "none")] == ["docker0", None, None]
    assert found["bridge"].options == {
        "com.docker.network.bridge.name": "docker0",
        "com.docker.network.driver.mtu": "1500",
    }
    assert found["bridge"].created == "2026-11-24T02:51:04Z"


def test_networks_in_podmans_own_words_are_converted_whole() -> None:
    found = by_name(networks_from_json(prune_pod_networks(PODMAN_4_NETWORKS), PODMAN))
    assert found["dual"] == Network(
        id=PODMAN_DUAL_ID,
        name="dual",
        driver="bridge",
        engine=PODMAN,
        internal=True,
        ipv6=True,
        created="2026-11-24T02:49:40Z",
        subnets=[
            Subnet(
                subnet="198.51.100.0/24",
                ip_range="198.51.100.10-198.51.100.20",
                gateway="198.51.100.1",
            ),
            Subnet(subnet="2001:db8:5::/64", gateway="2001:db8:5::1"),
        ],
        options={"mtu": "1400"},
        labels={"io.podman.compose.project": "shop"},
        bridge="podman1",
    )


def test_podmans_default_network_has_no_time_since_that_is_the_time_of_asking() -> None:
    found = by_name(networks_from_json(PODMAN_4_NETWORKS, PODMAN))
    assert found["podman"].created == ""


def test_a_macvlan_of_podman_has_a_parent_and_no_bridge() -> None:
    told = {"name": "mv", "id": "1", "driver": "macvlan", "network_interface": "eth0"}
    [found] = networks_from_json([told], PODMAN)
    assert (found.bridge, found.options) == (None, {"parent": "eth0"})


@pytest.mark.parametrize("told", [None, 5, {"message": "no"}, [None, [], {}, {"Id": 5}]])
def test_an_answer_of_another_shape_holds_no_networks(told: Any) -> None:
    assert networks_from_json(told, DOCKER) == []
