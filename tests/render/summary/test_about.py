import pytest
from msgspec.structs import replace

from tests.hosts import docker0, snapshot
from tests.picture.shown import sample
from tests.render.mixed_host import mixed
from topograph.facts import Gap, Host, Snapshot
from topograph.graph import build_graph, cut
from topograph.render.summary.about import GapGroup, HostFacts, gap_groups, host_facts


def facts_of(found: Snapshot) -> dict[str, str]:
    (host,) = host_facts(build_graph(found))
    return dict(host.facts)


def test_a_host_says_what_it_runs_and_how_much_of_it() -> None:
    assert host_facts(build_graph(docker0())) == [
        HostFacts(
            "ip-10-0-0-5",
            (
                ("System", "Ubuntu 16.04 LTS"),
                ("Kernel", "4.4.0-38-generic x86_64"),
                ("Engine", "docker 1.12.1"),
            ),
            (
                ("Containers", "2, all running"),
                ("Networks", "3"),
                ("Bridges", "1"),
                ("Namespaces", "3"),
                ("Links", "9"),
            ),
        )
    ]


def test_the_facts_are_those_of_the_host_and_then_the_counts() -> None:
    (host,) = host_facts(build_graph(docker0()))
    assert host.facts == host.system + host.counts


@pytest.mark.parametrize(
    ("states", "words"),
    [
        (["running"], "1, running"),
        (["running", "running"], "2, all running"),
        (["running", "exited"], "2, 1 of them running"),
        (["exited", "created"], "2, none running"),
        (["paused"], "1, none running"),
    ],
)
def test_only_running_containers_count_as_running(states: list[str], words: str) -> None:
    host = docker0().hosts[0]
    people = [replace(c, state=state) for c, state in zip(host.containers, states, strict=False)]
    assert facts_of(snapshot(replace(host, containers=people)))["Containers"] == words


def test_a_host_without_an_engine_has_none_of_what_engines_make() -> None:
    found = facts_of(sample("empty"))
    assert (found["Engine"], found["Containers"], found["Networks"]) == (
        "none found",
        "none",
        "none",
    )


def test_what_no_engine_could_be_asked_for_is_not_called_none() -> None:
    found = facts_of(sample("unprivileged"))
    assert (found["Engine"], found["Containers"], found["Networks"]) == (("not seen"),) * 3
    assert found["Bridges"] == "3"


def test_what_one_engine_told_is_counted_though_another_could_not_be_asked() -> None:
    gap = Gap(source="engine", subject="engine:x", what="Away.", host="ip-10-0-0-5")
    found = facts_of(snapshot(*docker0().hosts, gaps=[gap]))
    assert (found["Engine"], found["Containers"]) == ("docker 1.12.1", "2, all running")


def test_namespaces_that_could_not_be_read_are_counted_apart() -> None:
    assert facts_of(sample("unprivileged"))["Namespaces"] == "4, 3 of them not read"
    assert facts_of(docker0())["Namespaces"] == "3"


def test_a_part_says_nothing_of_containers_and_networks_that_are_not_in_it() -> None:
    graph = cut(build_graph(docker0()), hide=("container", "network"))
    (host,) = host_facts(graph)
    assert [title for title, _ in host.counts] == ["Bridges", "Namespaces", "Links"]


def test_each_of_several_hosts_counts_its_own() -> None:
    found = host_facts(build_graph(snapshot(Host(hostname="b"), *docker0().hosts)))
    assert [host.name for host in found] == ["b", "ip-10-0-0-5"]
    assert dict(found[0].facts)["Links"] == "0"
    assert "System" not in dict(found[0].facts)


def test_gaps_of_one_reason_are_told_together_and_the_largest_first() -> None:
    gaps = [
        Gap(source="engine", subject="engine:x", what="Away."),
        Gap(source="namespaces", subject="netns:2", what="Not entered.", hint="be root", host="h"),
        Gap(source="namespaces", subject="netns:1", what="Not entered.", hint="be root", host="h"),
    ]
    assert gap_groups(build_graph(snapshot(Host(hostname="h"), gaps=gaps))) == [
        GapGroup("Not entered.", "be root", ("netns:1", "netns:2")),
        GapGroup("Away.", "", ("engine:x",)),
    ]


def test_gaps_name_their_host_where_there_are_several() -> None:
    hosts = [*mixed().hosts, Host(hostname="other")]
    (group,) = gap_groups(build_graph(snapshot(*hosts, gaps=mixed().gaps)))
    assert group.subjects == ("web1: netns:4026532544",)
