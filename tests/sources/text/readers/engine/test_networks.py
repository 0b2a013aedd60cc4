"""Networks, from `docker network ls` and `docker network inspect`."""

from typing import Any

from tests.sources.text.readers.reading import begins, read, read_json, recognises
from topograph.facts import Endpoint
from topograph.sources.text.told import ToldContainer, ToldNetwork

HEAD = "NETWORK ID     NAME      DRIVER    SCOPE"
ROW = "0fe6fdeb87de   app       bridge    local"
WEB = "a" * 64
APP: dict[str, Any] = {
    "Id": "b" * 64,
    "Name": "app",
    "Driver": "bridge",
    "IPAM": {"Config": [{"Subnet": "192.0.2.0/24"}]},
    "Labels": {"own": "hunter2"},
    "Containers": {
        WEB: {
            "Name": "web",
            "EndpointID": "e1",
            "MacAddress": "00:00:5E:00:53:01",
            "IPv4Address": "192.0.2.2/24",
            "IPv6Address": "",
        },
        "ep-b0bf": {"Name": "app-endpoint", "EndpointID": "e2"},
        "c" * 64: 7,
    },
}


def test_a_row_is_a_network() -> None:
    told = read("docker network ls", f"{HEAD}\n{ROW}", "docker network ls")
    fields = {"name": "app", "driver": "bridge", "scope": "local"}
    assert told.networks == [ToldNetwork("0fe6fdeb87de", fields, frozenset(fields))]
    assert told.complete == {"networks"}


def test_a_filter_leaves_networks_out() -> None:
    for command in ("docker network ls -f driver=null", "docker network ls --filter x", ""):
        assert read("docker network ls", f"{HEAD}\n{ROW}", command).complete == set()


def test_podman_tells_no_scope() -> None:
    text = "NETWORK ID    NAME        DRIVER\n0fe6fdeb87de  app         bridge"
    [found] = read("docker network ls", text).networks
    assert found.covers == {"name", "driver"}


def test_a_row_without_an_id_is_not_understood() -> None:
    told = read("docker network ls", f"{HEAD}\napp   bridge   local   x")
    assert ([line.number for line in told.unknown], told.networks) == ([2], [])


def test_the_head_begins_an_output() -> None:
    assert begins(HEAD) == ["docker network ls"]


def test_an_inspected_network_tells_the_containers_in_it() -> None:
    told = read_json("docker network inspect", [APP])
    endpoint = Endpoint(
        network_id="b" * 64,
        network_name="app",
        endpoint_id="e1",
        mac="00:00:5e:00:53:01",
        addresses=["192.0.2.2/24"],
    )
    assert told.containers == [ToldContainer(WEB, {"endpoints": [endpoint], "names": ["web"]})]
    [network] = told.networks
    assert (network.id, network.fields["name"], network.fields["bridge"]) == (
        "b" * 64,
        "app",
        None,
    )
    assert network.covers == network.fields.keys()
    assert "hunter2" not in repr(told)
    assert told.complete == set()


def test_podman_tells_them_link_by_link() -> None:
    link = {
        "subnets": [{"ipnet": "192.0.2.2/24", "gateway": "192.0.2.1"}],
        "mac_address": "00:00:5e:00:53:01",
    }
    network = {
        "name": "app",
        "id": "b" * 64,
        "driver": "bridge",
        "network_interface": "podman1",
        "containers": {WEB: {"name": "web", "interfaces": {"eth0": link}}},
    }
    assert recognises([network]) == ["docker network inspect"]
    told = read_json("docker network inspect", [network])
    assert told.networks[0].fields["bridge"] == "podman1"
    [endpoint] = told.containers[0].fields["endpoints"]
    found = (endpoint.mac, endpoint.addresses, endpoint.gateways)
    assert found == ("00:00:5e:00:53:01", ["192.0.2.2/24"], ["192.0.2.1"])


def test_what_is_no_network_is_left_out() -> None:
    assert recognises([APP]) == ["docker network inspect"]
    told = read_json("docker network inspect", [None, {"id": 7}, {"Id": "x", "Containers": [1]}])
    assert [one.id for one in told.networks] == ["x"]


def test_a_head_with_a_heading_that_docker_has_not_begins_nothing() -> None:
    assert begins("NETWORK ID     NAME      WEATHER") == []


def test_a_network_of_swarm_has_an_id_of_other_letters() -> None:
    told = read("docker network ls", f"{HEAD}\nu6ybdaqx5h5y   web       overlay   swarm")
    assert told.unknown == []
    assert [one.id for one in told.networks] == ["u6ybdaqx5h5y"]


def test_a_table_that_lost_its_blanks_is_cut_by_its_words() -> None:
    head = "NETWORK ID NAME DRIVER SCOPE"
    told = read("docker network ls", f"{head}\n0fe6fdeb87de app bridge local\n0fe6fdeb87de a b")
    assert told.networks == read("docker network ls", f"{HEAD}\n{ROW}").networks
    assert [line.number for line in told.unknown] == [3]
    assert begins(head) == ["docker network ls"]


def test_the_first_versions_called_the_driver_a_type() -> None:
    told = read("docker network ls", "NETWORK ID     NAME   TYPE\n0fe6fdeb87de   app    bridge")
    assert [one.fields for one in told.networks] == [{"name": "app", "driver": "bridge"}]
