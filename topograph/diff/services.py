"""See services that have more or fewer containers, and projects that came or went as a whole."""

from collections import Counter
from typing import Final

from topograph.diff.finding import Finding
from topograph.diff.matching import HostMatch
from topograph.diff.model import Change, Place, Thing, Verb
from topograph.graph.ids import join
from topograph.graph.keys import service_of

__all__ = ["gather"]

_LONE: Final = (Verb.ADDED, Verb.REMOVED)
_Counts = Counter[tuple[str, str]]
"""Containers by project and service."""


def gather(events: list[Finding], match: HostMatch) -> list[Finding]:
    """Return the events of one host, those of a project or of a service that scaled as one."""
    before, after = (Counter(map(service_of, side.values())) for side in match.present)
    projects = _projects(before), _projects(after)
    groups: dict[tuple[Thing, str, str, Verb], list[Finding]] = {}
    rest = []
    for event in events:
        kind = _kind(event, before, after, projects)
        project, service = event.group
        if kind is Thing.PROJECT:
            # Its services and networks came or went together.
            groups.setdefault((kind, project, "", event.verb), []).append(event)
        elif kind is Thing.SERVICE:
            # What it got and what it lost are one.
            groups.setdefault((kind, project, service, Verb.SCALED), []).append(event)
        else:
            rest.append(event)
    for (kind, project, service, verb), parts in groups.items():
        if kind is Thing.PROJECT:
            rest.append(_project(project, verb, parts))
        else:
            rest.append(_service(project, service, parts, (before, after)))
    return rest


def _projects(counts: _Counts) -> set[str]:
    return {project for project, _ in counts if project}


def _kind(
    event: Finding, before: _Counts, after: _Counts, projects: tuple[set[str], set[str]]
) -> Thing | None:
    """Return what an event is a part of."""
    if event.verb not in _LONE or event.thing not in (Thing.CONTAINER, Thing.NETWORK):
        return None
    project = event.group[0]
    if (project in projects[0]) != (project in projects[1]):
        is_there_after = project in projects[1]
        return Thing.PROJECT if is_there_after == (event.verb is Verb.ADDED) else None
    counts = before[event.group], after[event.group]
    has_scaled = event.group[1] and 0 not in counts and counts[0] != counts[1]
    return Thing.SERVICE if event.thing is Thing.CONTAINER and has_scaled else None


def _project(project: str, verb: Verb, parts: list[Finding]) -> Finding:
    return Finding.one_sided(
        Thing.PROJECT,
        f"project/{join(project)}",
        parts[0].host,
        Place(name=project),
        is_after=verb is Verb.ADDED,
        parts=parts,
    )


def _service(
    project: str, service: str, parts: list[Finding], counts: tuple[_Counts, _Counts]
) -> Finding:
    place = Place(name="/".join(filter(None, (project, service))))
    old, new = (count[project, service] for count in counts)
    return Finding(
        verb=Verb.SCALED,
        thing=Thing.SERVICE,
        key=f"service/{join(*filter(None, (project, service)))}",
        host=parts[0].host,
        before=place,
        after=place,
        changes=[Change(field="containers", before=old, after=new)],
        parts=parts,
    )
