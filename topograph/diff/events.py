"""Make one event of all that happened together: findings become the parts of others."""

from collections.abc import Iterable
from itertools import chain

from topograph.diff.finding import Finding, Token
from topograph.diff.model import Place, Thing, Verb

__all__ = ["fold", "order"]

_THINGS = {thing: n for n, thing in enumerate(Thing)}
_ONE_SIDED = (Verb.ADDED, Verb.REMOVED)
_GO_WITH_LINKS = frozenset({Thing.ROUTE, Thing.NEIGHBOUR, Thing.FDB})
"""The kernel drops them when their link is set down."""


def fold(findings: Iterable[Finding], containers: dict[Token, Finding]) -> list[Finding]:
    """Return the events: what is a part of another event is among its parts.

    Args:
        findings: about one host.
        containers: what to hang the parts of a container on that did not change itself. Those
            that are used become events.
    """
    found = list(findings)
    by_token = {finding.token: finding for finding in found if finding.token is not None}
    events: list[Finding] = []
    above: dict[int, Finding] = {}
    for finding in found:
        owner = _owner(finding, by_token, above)
        if owner is None and finding.container in containers:
            owner = by_token[finding.container] = containers[finding.container]
            events.append(owner)
        if owner is None:
            events.append(finding)
        else:
            above[id(finding)] = owner
            owner.parts.append(finding)
    for event in events:
        _tidy(event)
    return sorted(events, key=order)


def order(finding: Finding) -> tuple[object, ...]:
    """Return what to sort findings by: the thing, then what it is called after or before."""
    place = finding.after or finding.before or Place(name="")
    changes = [(change.field, repr(change)) for change in finding.changes]
    return (_THINGS[finding.thing], place.inside, finding.key, place.name, finding.verb, changes)


def _owner(
    finding: Finding, by_token: dict[Token, Finding], above: dict[int, Finding]
) -> Finding | None:
    container = [finding.container] if finding.container is not None else []
    ways = (finding.owners, container) if finding.follows else (container, finding.owners)
    for token in chain(*ways):
        owner = by_token.get(token)
        if owner is not None and _fits(finding, owner) and not _is_below(owner, finding, above):
            return owner
    return None


def _fits(finding: Finding, owner: Finding) -> bool:
    """Tell whether one thing can be a part of what happened to another."""
    if owner is finding:
        return False
    if owner.thing is Thing.CONTAINER:
        return True
    if owner.thing is Thing.NETWORK:
        return owner.verb in (*_ONE_SIDED, Verb.RECREATED)
    if owner.thing is Thing.LINK and _was_set_up_or_down(owner):
        return finding.verb in _ONE_SIDED if finding.thing in _GO_WITH_LINKS else finding.follows
    # A port of a bridge that went may go on without it.
    return owner.verb in _ONE_SIDED and finding.verb in (owner.verb, Verb.CHANGED)


def _was_set_up_or_down(link: Finding) -> bool:
    return any(change.field == "is_up" for change in link.changes)


def _is_below(owner: Finding, finding: Finding, above: dict[int, Finding]) -> bool:
    """Tell whether the owner is itself a part of the finding, however deep."""
    step: Finding | None = owner
    while step is not None:
        if step is finding:
            return True
        step = above.get(id(step))
    return False


def _tidy(event: Finding) -> None:
    """Sort the parts, and say once what engine and kernel both tell."""
    told = {
        (change.field, repr(change.before), repr(change.after))
        for part in event.parts
        if part.thing is Thing.ENDPOINT
        for change in part.changes
        if part.verb is Verb.CHANGED
    }
    for part in event.parts:
        _tidy(part)
        if part.thing is Thing.LINK and part.verb is Verb.CHANGED:
            part.changes = [
                c for c in part.changes if (c.field, repr(c.before), repr(c.after)) not in told
            ]
    event.parts = sorted(
        (p for p in event.parts if p.changes or p.parts or p.verb is not Verb.CHANGED), key=order
    )
