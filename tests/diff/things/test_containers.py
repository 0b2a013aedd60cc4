import dataclasses

import pytest
from msgspec.structs import replace

from tests.diff.small_hosts import ENGINE, Person, docker_host, shop, told
from topograph.diff import compare
from topograph.facts import Container, PublishedPort, Snapshot

WEB = Person(name="web")


def test_a_container_that_was_started_again_is_no_change() -> None:
    assert told(docker_host(WEB), docker_host(Person(name="web", made=7))) == []


def test_a_container_with_another_id_was_recreated() -> None:
    after = docker_host(Person(name="web", made=7, fields={"id": "f" * 64, "image": "web:2"}))
    assert told(docker_host(WEB), after) == ["recreated container web; image web:1 -> web:2"]


def test_a_container_goes_by_its_id_before_its_name() -> None:
    before = docker_host(Person(name="a", number=1), Person(name="b", number=2, made=2))
    after = docker_host(Person(name="b", number=1), Person(name="a", number=2, made=2))
    assert told(before, after) == [
        "renamed container b -> a; name b -> a",
        "renamed container a -> b; name a -> b",
    ]


def test_a_container_goes_by_project_service_and_number_before_its_name() -> None:
    before = docker_host(shop("web", 1))
    after = docker_host(dataclasses.replace(shop("web", 1, born=1), name="other"))
    assert told(before, after) == [
        "recreated container shop-web-1 -> other; name shop-web-1 -> other"
    ]


def test_the_same_id_at_another_engine_is_another_container() -> None:
    podman = "unix:///run/podman/podman.sock"
    engines = [ENGINE, replace(ENGINE, socket=podman)]
    before = docker_host(WEB, engines=engines)
    after = docker_host(Person(name="other", made=2, fields={"engine": podman}), engines=engines)
    lines = [line for line in told(before, after) if not line.startswith(" ")]
    assert [line.partition(";")[0] for line in lines] == [
        "added container other",
        "removed container web",
    ]


def test_the_same_name_at_another_address_of_the_engine_is_the_same_container() -> None:
    after = docker_host(Person(name="web", fields={"engine": "unix:///var/run/docker.sock"}))
    lines = told(docker_host(WEB), after)
    assert lines == []


def test_a_container_that_came_brings_its_links_with_it() -> None:
    assert told(docker_host(), docker_host(WEB)) == [
        "added container web; image None -> web:1; networks None -> app",
        "  added link veth0000067; master None -> br-4e120ad68df2",
        "  added link eth0 in web; addresses None -> 198.51.100.2/24",
    ]


def test_a_container_that_went_takes_its_links_with_it() -> None:
    assert told(docker_host(WEB), docker_host()) == [
        "removed container web; image web:1 -> None; networks app -> None",
        "  removed link veth0000067; master br-4e120ad68df2 -> None",
        "  removed link eth0 in web; addresses 198.51.100.2/24 -> None",
    ]


def test_a_container_that_stopped_loses_its_links() -> None:
    stopped = replace(WEB.container(), state="exited", netns=None, pid=None, endpoints=[])
    after = docker_host(containers=[replace(stopped, endpoints=WEB.container().endpoints)])
    assert told(docker_host(WEB), after) == [
        "changed container web; state running -> exited",
        "  removed link veth0000067; master br-4e120ad68df2 -> None",
        "  removed link eth0 in web; addresses 198.51.100.2/24 -> None",
    ]


def test_the_ports_of_a_stopped_container_are_not_told() -> None:
    ports = [PublishedPort(container_port=80, host_ip="0.0.0.0", host_port=8080)]
    before = docker_host(Person(name="web", fields={"ports": ports}))
    after = docker_host(Person(name="web", fields={"state": "exited", "netns": None}))
    assert "ports" not in "".join(told(before, after))


def test_published_ports_are_a_change() -> None:
    ports = [PublishedPort(container_port=80, host_ip="0.0.0.0", host_port=8080)]
    after = docker_host(Person(name="web", fields={"ports": ports}))
    assert told(docker_host(WEB), after) == [
        "changed container web; ports [] -> 0.0.0.0:8080->80/tcp"
    ]


def test_another_address_of_an_endpoint_is_told_once() -> None:
    after = docker_host(Person(name="web", number=5, made=7, fields={"id": f"{1:064x}"}))
    assert told(docker_host(WEB), after) == [
        "changed container web",
        "  changed endpoint app in web; addresses 198.51.100.2/24 -> 198.51.100.6/24",
    ]


def test_the_mtu_inside_is_a_part_of_the_container() -> None:
    assert told(docker_host(WEB), docker_host(Person(name="web", mtu=1400))) == [
        "changed container web",
        "  changed link eth0 in web; mtu 1500 -> 1400",
    ]


def test_a_joined_container_that_was_recreated_is_still_the_one_joined() -> None:
    def host(born: str) -> Snapshot:
        sharing = Person(name="sharing", number=2).container()
        sharing = replace(sharing, network_mode=f"container:{born}", netns=WEB.inode, endpoints=[])
        return docker_host(WEB, containers=[replace(WEB.container(), id=born), sharing])

    assert told(host("a" * 64), host("b" * 64)) == ["recreated container web"]


@pytest.mark.parametrize("ignored", ["container", "endpoint", "link", "host"])
def test_a_kind_of_thing_can_be_left_out(ignored: str) -> None:
    before = docker_host()
    after = docker_host(Person(name="web", mtu=1400))
    changed = docker_host(Person(name="web", number=5, made=7, mtu=1400))
    for one, other in ((before, after), (after, before), (after, changed), (changed, after)):
        lines = "\n".join(told(one, other, ignore=(ignored,)))
        assert f" {ignored} " not in lines.replace("changed container web\n", "")


def test_what_happens_inside_a_new_container_that_is_left_out_stands_for_itself() -> None:
    before = docker_host(Person(name="web", mtu=1400), containers=[])
    assert told(before, docker_host(WEB), ignore=("container",)) == [
        f"changed link eth0 in ns-{WEB.inode} -> web; mtu 1400 -> 1500"
    ]


def task(number: int, state: str) -> Container:
    """A container of the first task of a service of Swarm."""
    labels = {
        "com.docker.swarm.service.name": "web",
        "com.docker.swarm.task.name": f"web.1.{number}",
    }
    name = f"web.1.{number}"
    return Container(
        id=f"{number:064x}", names=[name], image=f"web:{number}", state=state, labels=labels
    )


def test_the_past_tasks_of_a_service_are_left_out() -> None:
    before = docker_host(containers=[task(1, "running")])
    after = docker_host(containers=[task(1, "exited"), task(2, "running")])
    assert told(before, after) == ["recreated container web.1.1 -> web.1.2; image web:1 -> web:2"]


def test_two_containers_of_one_id_count_once() -> None:
    facts = docker_host(WEB)
    [host] = facts.hosts
    twice = replace(facts, hosts=[replace(host, containers=host.containers * 2)])
    assert told(twice, facts) == []
    assert compare(twice, twice).diff.entries == []
