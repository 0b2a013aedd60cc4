"""The engine, from `docker version`."""

import pytest

from tests.sources.text.readers.reading import begins, read, read_json, recognises

CLIENT = "Client: Docker Engine - Community\n Version:    28.2.2\n API version:  1.50\n"
SERVER = """
Server: Docker Engine - Community
 Engine:
  Version:          20.10.24+dfsg1
  API version:      1.41 (minimum version 1.12)
 containerd:
  Version:          1.6.20
"""


def test_the_engine_is_the_server_and_not_what_it_is_made_of() -> None:
    told = read("docker version", CLIENT + SERVER)
    engine = {"name": "docker", "version": "20.10.24+dfsg1", "api_version": "1.41"}
    assert (told.engine, told.unknown) == (engine, [])


def test_a_client_alone_is_no_engine() -> None:
    assert read("docker version", CLIENT).engine == {}


def test_podman_is_its_own_engine_and_its_api_is_not_that_of_docker() -> None:
    text = "Client:       Podman Engine\nVersion:      4.3.1\nAPI Version:  4.3.1\n"
    assert read("docker version", text).engine == {"name": "podman", "version": "4.3.1"}


def test_before_podman_4_only_the_command_tells_its_name() -> None:
    text = "Version:      3.0.1\nAPI Version:  3.0.0\n"
    told = read("docker version", text, "podman version")
    assert told.engine == {"name": "podman", "version": "3.0.1"}
    assert read("docker version", text).engine == {}


def test_a_line_without_a_colon_is_not_understood() -> None:
    told = read("docker version", f"{CLIENT}what is this\n")
    assert [line.text for line in told.unknown] == ["what is this"]


@pytest.mark.parametrize("line", ["Client:", "Client: Docker Engine - Community"])
def test_the_clients_part_begins_an_output(line: str) -> None:
    assert begins(line) == ["docker version"]
    assert begins("Client: something else") == []


def test_json_tells_the_server() -> None:
    value = {
        "Client": {"Version": "28.2.2", "ApiVersion": "1.50"},
        "Server": {"Version": "28.2.2", "ApiVersion": "1.50", "Components": [{"Name": "Engine"}]},
    }
    assert recognises(value) == ["docker json version"]
    engine = {"name": "docker", "version": "28.2.2", "api_version": "1.50"}
    assert read_json("docker json version", value).engine == engine


def test_json_of_a_client_alone_is_no_engine_but_with_podman() -> None:
    docker = {"Client": {"Version": "28.2.2"}, "Server": None}
    assert read_json("docker json version", docker).engine == {}
    podman = {"Client": {"Version": "4.3.1", "APIVersion": "4.3.1"}}
    expected = {"name": "podman", "version": "4.3.1"}
    assert read_json("docker json version", podman).engine == expected
