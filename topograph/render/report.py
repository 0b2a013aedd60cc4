"""What the report says above its picture: about each host, and what could not be seen."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from topograph.facts import Host, Snapshot
from topograph.render.subject import Subject

__all__ = ["HostFacts", "host_facts", "report_title"]


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What a reader wants to know first about a host."""

    name: str
    facts: tuple[tuple[str, str], ...]
    """Title and value; empty values are left out."""


def report_title(snapshot: Snapshot) -> str:
    """Return the title of the page: the names of the hosts."""
    names = sorted(host.hostname for host in snapshot.hosts)
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return shown or "no host"


def host_facts(subject: Subject) -> list[HostFacts]:
    """Return the facts of each host in the picture, in the order of their names."""
    by_id = {(h.hostname, h.machine_id or ""): h for h in subject.snapshot.hosts}
    counts: dict[str, Counter[str]] = {}
    for _, attributes in subject.graph.nodes(data=True):
        counts.setdefault(attributes["host"], Counter()).update(_kinds(attributes))
    return [
        _facts(attributes, by_id[attributes["name"], attributes["machine_id"]], counts)
        for _, attributes in sorted(subject.graph.nodes(data=True))
        if attributes["type"] == "host"
    ]
