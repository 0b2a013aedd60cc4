"""Containers, from `docker inspect`."""

from typing import Any

from tests.sources.text.readers.reading import read_json, recognises
from topograph.facts import Endpoint, PublishedPort
from topograph.sources.text.told import ToldContainer, ToldNetns

ID = "0fe6fdeb87de833ef1ca44223962854f240f7bf2914753e43614e57dbeb5f28b"
WEB: dict[str, Any] = {
    "Id": ID,
    "Name": "/web",
    "Created": "2026-11-24T02:51:04.123Z",
    "Path": "/entrypoint.sh",
    "Args": ["--password", "hunter2"],
    "State": {"Status": "running", "Pid": 472},
    "Config": {
        "Image": "nginx:1.27",
        "Env": ["SECRET=hunter2"],
        "Cmd": ["--password", "hunter2"],
        "Labels": {"com.docker.compose.project": "shop", "own": "hunter2"},
    },
    "HostConfig": {"NetworkMode": "app", "Binds": ["/srv/hunter2:/x"]},
    "NetworkSettings": {
        "SandboxKey": "/var/run/docker/netns/eba7209465e6",
        "Ports": {"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}]},
        "Networks": {"app": {"NetworkID": "a" * 64, "IPAddress": "192.0.2.2", "IPPrefixLen": 24}},
    },
}


def test_a_container_tells_all_but_its_sentence() -> None:
    told = read_json("docker inspect", [WEB])
    fields = {
        "names": ["web"],
        "image": "nginx:1.27",
        "program": "/entrypoint.sh",
        "created": "2026-11-24T02:51:04Z",
        "state": "running",
        "health": None,
        "network_mode": "app",
        "labels": {"com.docker.compose.project": "shop"},
        "endpoints": [
            Endpoint(network_id="a" * 64, network_name="app", addresses=["192.0.2.2/24"])
        ],
        "ports": [PublishedPort(container_port=80, host_ip="0.0.0.0", host_port=8080)],
    }
    assert told.containers == [ToldContainer(ID, {**fields, "pid": 472}, frozenset(fields))]
    assert told.namespaces == [ToldNetns(f"container:{ID}", names=["eba7209465e6"])]
    assert told.complete == set()


def test_variables_arguments_mounts_and_foreign_labels_never_get_through() -> None:
    assert "hunter2" not in repr(read_json("docker inspect", [WEB]))


def test_a_container_that_does_not_run_has_no_process_and_no_namespace() -> None:
    told = read_json("docker inspect", [{**WEB, "State": {"Status": "exited", "Pid": 0}}])
    assert "pid" not in told.containers[0].fields
    assert told.namespaces == []


def test_one_container_without_a_list_is_read_too() -> None:
    assert recognises(WEB) == ["docker inspect"]
    assert [one.id for one in read_json("docker inspect", WEB).containers] == [ID]


def test_an_image_is_no_container() -> None:
    image = {"Id": "sha256:1", "Config": {}, "RootFS": {}}
    assert recognises([image]) == []
    assert read_json("docker inspect", [image, None, 7, "x"]).containers == []


def test_members_of_a_wrong_type_are_left_out() -> None:
    odd = {**WEB, "Config": 7, "NetworkSettings": {"SandboxKey": ["x"], "Ports": []}, "Path": None}
    odd["State"] = {"Status": 7, "Pid": True}
    [found] = read_json("docker inspect", [odd]).containers
    told = (found.fields["image"], found.fields["ports"], found.fields["program"])
    assert told == ("", [], "")
    assert "pid" not in found.fields
