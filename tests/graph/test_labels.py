from typing import Any

import pytest

from tests.graph.build_facts import BOX, OTHER, ROOT, box, container, host, resolve, root
from topograph.facts import Netns, Processes
from topograph.graph.netns_names import file_names, is_engine_name

APP = Processes(count=1, pid=7, comm="app")


def test_the_root_has_no_label() -> None:
    assert resolve(host(root())).labels == {ROOT: None}


def test_a_namespace_goes_by_the_container_whose_sandbox_it_is() -> None:
    people = [
        container("a", netns=BOX, network_mode="container:" + "b" * 64),
        container("b", netns=BOX, id="b" * 64),
    ]
    assert resolve(host(root(), box(names=["blue"]), containers=people)).labels[BOX] == "b"


def test_containers_that_all_join_another_are_taken_by_name() -> None:
    people = [container(n, netns=BOX, network_mode="container:x") for n in ("b", "a")]
    assert resolve(host(root(), box(), containers=people)).labels[BOX] == "a"


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"names": ["0123456789ab", "red", "blue"], "processes": APP}, "blue"),
        ({"names": ["/run/docker/netns/aaa", "/run/netns/blue"]}, "blue"),
        ({"names": ["1-lbw6cnmwq5"]}, "1-lbw6cnmwq5"),
        ({"processes": APP}, f"app-{BOX}"),
        ({}, f"ns-{BOX}"),
    ],
)
def test_a_namespace_without_container_goes_by_the_best_name_it_has(
    fields: dict[str, Any], label: str
) -> None:
    assert resolve(host(root(), box(**fields))).labels[BOX] == label


def test_namespaces_of_one_label_are_told_apart_by_inode() -> None:
    twins = [box(names=["blue"]), box(names=["blue"], inode=OTHER)]
    labels = resolve(host(root(), *twins)).labels
    assert labels == {ROOT: None, BOX: "blue", OTHER: f"blue~{OTHER}"}


def test_a_second_root_namespace_gets_a_label() -> None:
    labels = resolve(host(root(), Netns(inode=BOX, root=True))).labels
    assert labels[BOX] == f"ns-{BOX}"


def test_names_of_files_come_without_folders_and_those_of_people_first() -> None:
    netns = Netns(inode=BOX, names=["1-lbw6cnmwq5", "/run/netns/blue", "blue", "odd/"])
    assert file_names(netns) == ["blue", "blue", "odd/", "1-lbw6cnmwq5"]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("0123456789ab", True),
        ("1-lbw6cnmwq5", True),
        ("lb_lbw6cnmwq", True),
        ("ingress_sbox", True),
        ("default", True),
        ("blue", False),
        ("0123456789abc", False),
        ("web-lbw6cnmwq5", False),
    ],
)
def test_names_that_docker_gives_are_known(name: str, answer: bool) -> None:
    assert is_engine_name(name) is answer
