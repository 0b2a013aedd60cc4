"""Sum up what is rendered."""

from typing import Final

from topograph.graph import part_words
from topograph.render.subject import Subject
from topograph.render.summary.about import HostFacts, gap_groups, host_facts
from topograph.render.summary.host import SeenHost
from topograph.render.summary.links import bridges_of_no_network, loose_ends, uplinks
from topograph.render.summary.networks import networks, published
from topograph.render.summary.parts import HostSummary, Listed, Summary
from topograph.render.summary.trouble import containers_in_trouble, links_in_trouble

__all__ = ["MOST", "summarise"]

MOST: Final = 20


def summarise(subject: Subject, most: int = MOST) -> Summary:
    """Return a summary of what is rendered.

    Args:
        subject: the snapshot; what its options leave out is in no count and no list.
        most: how many things each list shows; more are only counted.
    """
    graph = subject.graph
    hosts = {host.name: host for host in subject.wired.hosts}
    about = host_facts(graph)
    return Summary(
        captured_at=subject.snapshot.captured_at,
        tool=subject.snapshot.tool,
        part=part_words(graph),
        hosts=Listed.of(
            (_host(facts, SeenHost(hosts[facts.name], graph.nodes), most) for facts in about), most
        ),
        gaps=Listed.of(gap_groups(graph), most),
    )


def _host(about: HostFacts, seen: SeenHost, most: int) -> HostSummary:
    return HostSummary(
        about=about,
        uplinks=uplinks(seen, most),
        networks=networks(seen, most),
        bridges=bridges_of_no_network(seen, most),
        published=published(seen, most),
        links_in_trouble=links_in_trouble(seen, most),
        containers_in_trouble=containers_in_trouble(seen, most),
        loose=loose_ends(seen, most),
    )
