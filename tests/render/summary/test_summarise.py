from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hosts import docker0, snapshot
from tests.properties.strategies import patterns_in, shuffled, snapshots
from tests.render.mixed_host import mixed
from topograph.facts import Gap, Host, Snapshot
from topograph.graph import build_graph
from topograph.render import Options, Subject
from topograph.render.summary import MOST, summarise
from topograph.render.summary.about import host_facts

calm = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def test_a_summary_says_when_and_by_what_the_host_was_observed() -> None:
    found = summarise(Subject(docker0()))
    assert (found.captured_at, found.tool, found.part) == (
        "2026-11-24T09:30:00Z",
        "topograph 0",
        "",
    )
    assert not found.gaps


def test_a_summary_of_a_part_says_which() -> None:
    options = Options(only=("mad_*",), hide=("loopback",))
    found = summarise(Subject(docker0(), options))
    assert found.part == "only mad_*, without loopback"


def test_each_host_has_its_facts_and_its_own_lists() -> None:
    facts = snapshot(*docker0().hosts, *mixed().hosts, gaps=mixed().gaps)
    found = summarise(Subject(facts))
    assert [host.about for host in found.hosts.shown] == host_facts(build_graph(facts))
    first, second = found.hosts.shown
    assert [one.name for one in first.networks.shown] == ["bridge"]
    assert [one.name for one in second.networks.shown] == ["front", "lan", "spare"]
    assert not first.loose
    assert [gap.subjects for gap in found.gaps.shown] == [("web1: netns:4026532544",)]


def test_hosts_and_gaps_are_bounded_as_all_lists_are() -> None:
    hosts = [Host(hostname=f"h{n}") for n in range(5)]
    gaps = [Gap(source="host", subject="host", what=f"{n}") for n in range(7)]
    found = summarise(Subject(snapshot(*hosts, gaps=gaps)), most=3)
    assert (len(found.hosts.shown), found.hosts.more) == (3, 2)
    assert (len(found.gaps.shown), found.gaps.more) == (3, 4)
    assert MOST == 20


@calm
@given(snapshots(), st.data(), st.sampled_from(["", "veth", "bridge", "netns", "container"]))
def test_any_part_of_any_facts_has_a_summary(
    facts: Snapshot, data: st.DataObject, hide: str
) -> None:
    only = data.draw(patterns_in(build_graph(facts)))
    options = Options(only=tuple(only), hide=(hide,) if hide else ())
    found = summarise(Subject(facts, options))
    names = {name for _, name in Subject(facts, options).graph.nodes(data="name")}
    for host in found.hosts.shown:
        told = [one.name for network in host.networks.shown for one in network.containers.shown]
        told += [one.container for one in host.published.shown]
        told += [one.ifname for one in host.uplinks.shown]
        told += [one.link.ifname for one in host.links_in_trouble.shown]
        told += [one.name for one in host.containers_in_trouble.shown]
        assert set(told) <= names


@calm
@given(snapshots(), st.integers(0, 99))
def test_the_order_of_the_facts_does_not_count(facts: Snapshot, seed: int) -> None:
    again = summarise(Subject(shuffled(facts, Random(seed))))
    assert again == summarise(Subject(facts))
