"""What the report says above its picture: about each host, and what could not be seen."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from topograph.render.node_text import Attributes

__all__ = ["GapGroup", "HostFacts", "gap_groups", "host_facts"]


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What a reader wants to know first about a host."""

    name: str
    facts: tuple[tuple[str, str], ...]
    """Title and value, none of them empty."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """One thing that could not be seen, and all that it is about."""

    what: str
    hint: str
    subjects: tuple[str, ...]


def gap_groups(graph: Any) -> list[GapGroup]:
    """Return the gaps of a graph, those of one reason together, those about most first."""
    groups: dict[tuple[str, str], list[str]] = {}
    for gap in graph.graph["gaps"]:
        subject = ": ".join(filter(None, (gap["host"], gap["subject"])))
        groups.setdefault((gap["what"], gap["hint"]), []).append(subject)
    found = [GapGroup(*said, tuple(sorted(subjects))) for said, subjects in groups.items()]
    return sorted(found, key=lambda group: (-len(group.subjects), group.what, group.hint))


def host_facts(graph: Any) -> list[HostFacts]:
    """Return the facts of each host of a graph, in the order of their names."""
    counts: dict[str, Counter[str]] = {}
    hosts: dict[str, Attributes] = {}
    for _, attributes in graph.nodes(data=True):
        counts.setdefault(attributes["host"], Counter()).update(_counted(attributes))
        if attributes["type"] == "host":
            hosts[attributes["host"]] = attributes
    return [_facts(hosts[name], name, counts[name]) for name in sorted(hosts)]


def _counted(attributes: Attributes) -> Iterator[str]:
    """Yield each word under which a node counts."""
    yield attributes["type"]
    if attributes.get("kind") == "bridge":
        yield "bridge"
    if attributes.get("state") == "running":
        yield "running"


def _facts(host: Attributes, name: str, counts: Counter[str]) -> HostFacts:
    facts = (
        ("System", host["os"]),
        ("Kernel", " ".join(filter(None, (host["kernel"], host["arch"])))),
        ("Engine", ", ".join(host["engines"]) or "none answered"),
        ("Containers", f"{counts['container']}, {counts['running']} of them running"),
        ("Networks", str(counts["network"])),
        ("Bridges", str(counts["bridge"])),
        ("Namespaces", str(counts["netns"])),
        ("Links", str(counts["link"])),
    )
    return HostFacts(name, tuple((title, value) for title, value in facts if value))
