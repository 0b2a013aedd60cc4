from typing import Any

import pytest
from msgspec.structs import replace

from tests.diff.small_hosts import NEXT_BOOT, Person, docker_host, machine, room, root_of, told
from tests.graph.build_facts import end
from tests.hosts import ROOT_INODE
from topograph.facts import Netns, Processes, Snapshot

INODE = ROOT_INODE + 1
DUMMY = end(5, "dummy0", kind="dummy", mac="00:00:5e:00:53:05")
OTHER = end(6, "dummy1", kind="dummy", mac="00:00:5e:00:53:06")


def rooms(*namespaces: Netns, **fields: Any) -> Snapshot:
    return machine(root_of(), *namespaces, **fields)


def test_a_namespace_goes_by_its_name_through_a_reboot() -> None:
    after = rooms(room("blue", DUMMY, inode=INODE + 7), boot_id=NEXT_BOOT)
    assert told(rooms(room("blue", DUMMY)), after) == ["rebooted host web1"]


def test_names_decide_before_inodes() -> None:
    before = rooms(room("blue", inode=INODE), room("red", inode=INODE + 1))
    after = rooms(room("red", inode=INODE), room("blue", inode=INODE + 1))
    assert told(before, after) == []


def test_a_namespace_of_one_inode_in_one_boot_is_the_same_under_another_name() -> None:
    assert told(rooms(room("blue", DUMMY)), rooms(room("red", DUMMY))) == [
        "renamed netns blue -> red; names blue -> red"
    ]


def test_the_next_namespace_with_the_inode_of_one_that_went_is_another() -> None:
    assert told(rooms(room("blue", DUMMY)), rooms(room("red", OTHER))) == [
        "removed netns blue",
        "  removed link dummy0 in blue",
        "added netns red",
        "  added link dummy1 in red",
    ]


def test_a_namespace_that_got_the_inode_of_a_container_is_another() -> None:
    web = Person(name="web")
    after = docker_host(namespaces=[room("blue", inode=web.inode)])
    assert [x for x in told(docker_host(web), after) if not x.startswith(" ")] == [
        "removed container web; image web:1 -> None; networks app -> None",
        "added netns blue",
    ]


def test_the_inode_of_a_container_that_another_one_got_is_not_the_same_namespace() -> None:
    before = docker_host(Person(name="a", number=1, made=1), Person(name="b", number=2, made=2))
    after = docker_host(
        Person(name="a", number=1, made=3, inode_of=2),
        Person(name="b", number=2, made=4, inode_of=1),
    )
    assert told(before, after) == []


def test_the_inode_of_a_container_that_another_one_got_need_not_be_read_to_be_told_apart() -> None:
    one = docker_host(Person(name="a", number=1))
    other = docker_host(Person(name="b", number=2, made=2, inode_of=1))
    [host] = other.hosts
    unread = replace(host.namespaces[1], links=[], routes=[])
    after = replace(other, hosts=[replace(host, namespaces=[host.namespaces[0], unread])])
    assert [line.partition(";")[0] for line in told(one, after)] == [
        "removed container a",
        "  removed link veth0000067",
        "  removed link eth0 in a",
        "added container b",
        "added link veth0000069",
    ]


def test_a_namespace_without_a_name_goes_by_what_runs_in_it() -> None:
    def unnamed(inode: int, pid: int) -> Netns:
        processes = Processes(count=1, pid=pid, comm="unbound")
        return room("", DUMMY, inode=inode, names=[], processes=processes)

    after = rooms(unnamed(INODE + 7, 90), boot_id=NEXT_BOOT)
    assert told(rooms(unnamed(INODE, 70)), after) == ["rebooted host web1"]


def test_a_link_that_went_to_another_namespace_has_moved() -> None:
    before = rooms(room("blue", DUMMY), room("red", inode=INODE + 1))
    after = rooms(room("blue"), room("red", DUMMY, inode=INODE + 1))
    assert told(before, after) == ["moved link dummy0 in blue -> red"]


def test_a_namespace_takes_its_links_with_it() -> None:
    assert told(rooms(room("blue", DUMMY)), rooms()) == [
        "removed netns blue",
        "  removed link dummy0 in blue",
    ]


@pytest.mark.parametrize("all_fields", [False, True])
def test_a_setting_that_was_turned_is_a_change(all_fields: bool) -> None:
    before = machine(root_of(sysctls={"ipv4.ip_forward": 0, "ipv4.gone": 1}))
    after = machine(root_of(sysctls={"ipv4.ip_forward": 1, "ipv4.new": 1}))
    assert told(before, after, all_fields=all_fields) == [
        "changed setting net.ipv4.ip_forward; value 0 -> 1"
    ]


def test_a_setting_inside_a_container_is_a_part_of_it() -> None:
    web = Person(name="web")
    hosts = []
    for value in (0, 1):
        facts = docker_host(web)
        facts.hosts[0].namespaces[1].sysctls["ipv4.ip_forward"] = value
        hosts.append(facts)
    assert told(*hosts) == [
        "changed container web",
        "  changed setting net.ipv4.ip_forward in web; value 0 -> 1",
    ]
