from tests.hosts import docker0, snapshot
from tests.render.mixed_host import mixed
from topograph.facts import Gap, Host
from topograph.graph import build_graph
from topograph.render.report import GapGroup, gap_groups, host_facts


def test_a_host_says_what_it_runs_and_how_much_of_it() -> None:
    (found,) = host_facts(build_graph(docker0()))
    assert found.name == "ip-10-0-0-5"
    assert dict(found.facts) == {
        "System": "Ubuntu 16.04 LTS",
        "Kernel": "4.4.0-38-generic x86_64",
        "Engine": "docker 1.12.1",
        "Containers": "2, 2 of them running",
        "Networks": "3",
        "Bridges": "1",
        "Namespaces": "3",
        "Links": "9",
    }


def test_only_running_containers_count_as_running() -> None:
    (found,) = host_facts(build_graph(mixed()))
    assert dict(found.facts)["Containers"] == "6, 5 of them running"
    assert dict(found.facts)["Engine"] == "none answered"


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
        GapGroup("Not entered.", "be root", ("h: netns:1", "h: netns:2")),
        GapGroup("Away.", "", ("engine:x",)),
    ]
