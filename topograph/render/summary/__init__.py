"""What is worth saying about a host's network in a ticket: little, and the same for any size."""

from topograph.render.summary.about import GapGroup, HostFacts, gap_groups, host_facts
from topograph.render.summary.parts import HostSummary, Listed, Summary
from topograph.render.summary.summarise import MOST, summarise

__all__ = [
    "MOST",
    "GapGroup",
    "HostFacts",
    "HostSummary",
    "Listed",
    "Summary",
    "gap_groups",
    "host_facts",
    "summarise",
]
