"""What is said about each host as a whole, and what could not be seen."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from topograph.graph.unseen import UnseenEngines
from topograph.render.node_text import Attributes

__all__ = ["GapGroup", "HostFacts", "gap_groups", "host_facts"]

_NOT_SEEN: Final = "not seen"


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What a reader wants to know first about a host; titles with values that are never empty."""

    name: str
    system: tuple[tuple[str, str], ...]
    """In words of the host."""
    counts: tuple[tuple[str, str], ...]
    """In our words."""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """All of it."""
        return (*self.system, *self.counts)


@dataclass(frozen=True, slots=True)
class GapGroup:
    """One thing that could not be seen, and all that it is about."""

    what: str
    hint: str
    subjects: tuple[str, ...]


def gap_groups(graph: Any) -> list[GapGroup]:
    """Return the gaps of a graph, those of one reason together, those about most first.

    Subjects name their host where there are several.
    """
    many = sum(kind == "host" for _, kind in graph.nodes(data="type")) > 1
    groups: dict[tuple[str, str], list[str]] = {}
    for gap in graph.graph["gaps"]:
        subject = ": ".join(filter(None, (gap["host"] if many else "", gap["subject"])))
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
    unseen, is_part = UnseenEngines(graph), "part" in graph.graph
    return [_facts(hosts[name], name, counts[name], unseen, is_part) for name in sorted(hosts)]


def _counted(attributes: Attributes) -> Iterator[str]:
    """Yield each word under which a node counts."""
    yield attributes["type"]
    if attributes.get("kind") == "bridge":
        yield "bridge"
    if attributes.get("state") == "running":
        yield "running"
    if attributes.get("readable") is False:
        yield "unread"


def _facts(
    host: Attributes, name: str, counts: Counter[str], unseen: UnseenEngines, is_part: bool
) -> HostFacts:
    def told(number: int, words: str) -> str:
        """Return what engines tell of; a part says nothing of what is not in it."""
        if unseen.hide(name, number):
            return _NOT_SEEN
        return words if number else "" if is_part else "none"

    containers, engines = counts["container"], host["engines"]
    no_engine = _NOT_SEEN if unseen.hide(name, len(engines)) else "none found"
    unread = f", {counts['unread']:,} of them not read" if counts["unread"] else ""
    system = (
        ("System", host["os"]),
        ("Kernel", " ".join(filter(None, (host["kernel"], host["arch"])))),
        ("Engine", ", ".join(engines)),
    )
    found = (
        ("Engine", "" if engines else no_engine),
        ("Containers", told(containers, f"{containers:,}, {_running(counts)}")),
        ("Networks", told(counts["network"], f"{counts['network']:,}")),
        ("Bridges", f"{counts['bridge']:,}"),
        ("Namespaces", f"{counts['netns']:,}{unread}"),
        ("Links", f"{counts['link']:,}"),
    )
    return HostFacts(name, _not_empty(system), _not_empty(found))


def _running(counts: Counter[str]) -> str:
    running = counts["running"]
    if running == counts["container"]:
        return "running" if running == 1 else "all running"
    return f"{running:,} of them running" if running else "none running"


def _not_empty(facts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((title, value) for title, value in facts if value)
