"""What gaps hide is unknown; what is missing all the same was removed."""

from typing import Any

from msgspec.structs import replace

from tests.diff.small_hosts import (
    ENGINE,
    UPLINK,
    Person,
    app,
    docker_host,
    machine,
    room,
    root_of,
    told,
    unknown,
)
from tests.graph.build_facts import end
from tests.hosts import ROOT_INODE, SOCKET, default_route
from topograph.facts import FdbEntry, Gap, Neighbour, Netns, Rule, Snapshot

INODE = ROOT_INODE + 1
DENIED = "could not be asked: Permission denied"
NO_ENGINE = Gap(source="engine", subject=f"engine:{SOCKET}", what=DENIED, hint="be root")
NO_PROCESSES = Gap(source="namespaces", subject="host", what="not all processes could be read")
NO_ENTRY = Gap(source="namespaces", subject=f"netns:{INODE}", what="could not be entered")
WEB = Person(name="web")
DUMMY = end(5, "dummy0", kind="dummy", mac="00:00:5e:00:53:05")


def without_engine(*gaps: Gap) -> Snapshot:
    return docker_host(WEB, engines=[], containers=[], networks=[], gaps=gaps, bridge_ifindex=9)


def test_what_an_engine_told_that_could_not_be_asked_is_unknown() -> None:
    before = docker_host(WEB, networks=[app(bridge=None)])
    after = without_engine(NO_ENGINE)
    assert told(before, after) == []
    assert unknown(before, after) == [
        f"after: {DENIED}",
        "  removed engine docker; version 28.2.2 -> None; socket unix:///run/docker.sock -> None",
        "  removed container web; image web:1 -> None; networks app -> None",
        "  removed network app; driver bridge -> None; subnets 198.51.100.0/24 -> None",
    ]
    assert unknown(after, before) == [
        f"before: {DENIED}",
        "  added engine docker; version None -> 28.2.2; socket None -> unix:///run/docker.sock",
        "  added container web; image None -> web:1; networks None -> app",
        "  added network app; driver None -> bridge; subnets None -> 198.51.100.0/24",
    ]


def test_an_engine_that_is_not_there_any_more_took_all_with_it() -> None:
    before = docker_host(WEB, networks=[app(bridge=None)])
    lines = told(before, without_engine())
    assert [line.partition(";")[0] for line in lines if line[0] != " "] == [
        "removed engine docker",
        "removed container web",
        "removed network app",
    ]
    assert unknown(before, without_engine()) == []


def test_the_gap_of_another_engine_hides_nothing() -> None:
    other = replace(NO_ENGINE, subject="engine:unix:///run/podman/podman.sock")
    before = docker_host(engines=[ENGINE])
    assert told(before, docker_host(engines=[], gaps=[other])) == [
        "removed engine docker; version 28.2.2 -> None; socket unix:///run/docker.sock -> None"
    ]


def test_the_gap_of_another_host_hides_nothing() -> None:
    other = replace(NO_ENGINE, host="db1")
    assert unknown(docker_host(), docker_host(engines=[], gaps=[other])) == []
    mine = replace(NO_ENGINE, host="web1")
    assert len(unknown(docker_host(), docker_host(engines=[], gaps=[mine]))) == 2


def test_a_folder_of_sockets_that_could_not_be_read_hides_its_engines() -> None:
    gap = Gap(source="engine", subject="host", what="the folder /run could not be read")
    assert len(unknown(docker_host(), docker_host(engines=[], gaps=[gap]))) == 2
    elsewhere = replace(gap, what="the folder /run/user/1000 could not be read")
    assert unknown(docker_host(), docker_host(engines=[], gaps=[elsewhere])) == []


def rooms(*namespaces: Netns, gaps: tuple[Gap, ...] = ()) -> Snapshot:
    return machine(root_of(UPLINK), *namespaces, gaps=gaps)


def test_the_links_of_a_namespace_that_could_not_be_entered_are_unknown() -> None:
    routes = [default_route(5, "192.0.2.1")]
    before = rooms(room("blue", DUMMY, routes=routes, sysctls={"ipv4.ip_forward": 1}))
    after = rooms(Netns(inode=INODE, names=["blue"]), gaps=(NO_ENTRY,))
    assert told(before, after) == []
    assert unknown(before, after) == [
        "after: could not be entered",
        "  removed link dummy0 in blue",
    ]
    assert told(after, before) == []
    assert unknown(after, before) == [
        "before: could not be entered",
        "  added link dummy0 in blue",
    ]


def test_a_namespace_without_links_was_not_read_even_if_nobody_says_so() -> None:
    after = rooms(Netns(inode=INODE, names=["blue"]))
    assert told(rooms(room("blue", DUMMY)), after) == []
    assert unknown(rooms(room("blue", DUMMY)), after) == [
        "after: none of the links of the namespace was read",
        "  removed link dummy0 in blue",
    ]


def test_a_namespace_that_only_its_processes_tell_of_may_be_hidden() -> None:
    before = rooms(room("", DUMMY, names=[]))
    after = rooms(gaps=(NO_PROCESSES,))
    assert told(before, after) == []
    assert unknown(before, after) == [
        "after: not all processes could be read",
        f"  removed netns ns-{INODE}",
        f"    removed link dummy0 in ns-{INODE}",
    ]


def test_of_several_reasons_the_first_by_its_words_is_told() -> None:
    other = replace(NO_PROCESSES, what="another reason")
    before = rooms(room("", names=[]))
    for gaps in ((NO_PROCESSES, other), (other, NO_PROCESSES)):
        lines = unknown(before, rooms(gaps=gaps))
        assert lines == ["after: another reason", f"  removed netns ns-{INODE}"]


def test_a_namespace_with_a_name_is_not_hidden_by_processes() -> None:
    after = rooms(gaps=(NO_PROCESSES,))
    assert told(rooms(room("blue")), after) == ["removed netns blue"]
    assert unknown(rooms(room("blue")), after) == []


def test_a_container_that_the_engine_does_not_know_any_more_is_not_hidden_by_processes() -> None:
    after = docker_host(gaps=[NO_PROCESSES])
    assert [line.partition(";")[0] for line in told(docker_host(WEB), after)] == [
        "removed container web",
        "  removed link veth0000067",
        "  removed link eth0 in web",
    ]
    assert unknown(docker_host(WEB), after) == []


def test_the_namespace_of_a_container_that_runs_may_be_hidden() -> None:
    container = replace(WEB.container(), netns=None, pid=None)
    facts = docker_host(WEB, containers=[container], gaps=[NO_PROCESSES])
    [host] = facts.hosts
    after = replace(facts, hosts=[replace(host, namespaces=host.namespaces[:1])])
    assert told(docker_host(WEB), after) == []
    assert unknown(docker_host(WEB), after) == [
        "after: not all processes could be read",
        "  removed netns web",
        "    removed link eth0 in web; addresses 198.51.100.2/24 -> None",
    ]


def test_a_part_of_a_namespace_that_could_not_be_read_is_unknown() -> None:
    static = Neighbour(family=4, dst="192.0.2.7", link=2, state=["PERMANENT"])
    mac = "00:00:5e:00:53:21"
    parts: dict[str, tuple[dict[str, Any], str]] = {
        "routes": ({"routes": [default_route(2, "192.0.2.1")]}, "route default"),
        "rules": ({"rules": [Rule(family=4, table=100)]}, "rule 0: from all lookup 100"),
        "neighbours": ({"neighbours": [static]}, "neighbour 192.0.2.7"),
        "forwarding databases": ({"fdb": [FdbEntry(link=2, mac=mac, is_static=True)]},
                                 f"fdb {mac}"),
    }  # fmt: skip
    subject = f"netns:{ROOT_INODE}"
    for part, (fields, name) in parts.items():
        gaps = [
            Gap(source="rtnetlink", subject=subject, what=f"{what} could not be read")
            for what in parts
        ]
        before = machine(root_of(UPLINK, **fields))
        after = machine(root_of(UPLINK), gaps=gaps)
        assert told(before, after) == [], part
        lines = [line.partition(";")[0] for line in unknown(before, after)]
        assert lines == [f"after: {part} could not be read", f"  removed {name}"]
        others = [gap for gap in gaps if not gap.what.startswith(part)]
        assert len(told(before, machine(root_of(UPLINK), gaps=others))) == 1


def test_what_the_joins_could_not_tell_hides_nothing() -> None:
    gap = Gap(source="graph", subject=f"netns:{ROOT_INODE}", what="routes do not fit together")
    before = machine(root_of(UPLINK, routes=[default_route(2, "192.0.2.1")]))
    assert len(told(before, machine(root_of(UPLINK), gaps=[gap]))) == 1


def test_a_peer_that_cannot_be_seen_is_no_other_peer() -> None:
    facts = docker_host(WEB)
    [host] = facts.hosts
    root = replace(host.namespaces[0], nsids={})
    after = replace(facts, hosts=[replace(host, namespaces=[root], containers=[])])
    lines = told(docker_host(WEB), replace(after, gaps=[NO_ENGINE, NO_PROCESSES]))
    assert lines == []
