"""Compare the containers of one host, and what joins them to their networks."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from topograph.diff.context import Context
from topograph.diff.fields import UNSEEN, Fields, Ref, changes_between, flatten, telling
from topograph.diff.finding import Finding
from topograph.diff.matching.engine_things import is_same_id
from topograph.diff.model import Place, Thing, Verb
from topograph.facts import Container, Endpoint
from topograph.graph.ids import join
from topograph.graph.inventory import in_order
from topograph.graph.keys import container_key, is_task, service_of
from topograph.graph.names import port_names, shown_name
from topograph.graph.running import is_stopped

__all__ = ["compare_containers"]

_RAW: Final = frozenset({"names", "engine", "endpoints", "ports", "network_mode"})
_TELLING: Final = ("image", "state", "health", "networks", "ports")
_USUAL: Final = {"state": "running"}
_SHORT_ID: Final = 12
_MODES: Final = ("host", "none", "container:")
_OWN: Final = "default"


def compare_containers(context: Context) -> Iterator[Finding]:
    """Yield what is found about containers and their endpoints."""
    match = context.match
    before, after = match.present
    for name, other in match.containers.items():
        if not context.selection.all_fields:
            # Their ages differ always, and most of them in nothing else.
            old, new = before[name], after[other]
            if old == replace(new, status=old.status, pid=old.pid, netns=old.netns):
                continue
        yield from _changed(context, name, other)
    for name, is_after in match.lone_containers():
        yield _lone(context, name, is_after=is_after)


def _changed(context: Context, name: str, other: str) -> Iterator[Finding]:
    match = context.match
    token = match.container(other, True)
    old, new = match.before.inventory.containers[name], match.after.inventory.containers[other]
    fields = _fields(context, name, False), _fields(context, other, True)
    if not _run_alike(old, new):
        # What it has only while it runs, or what the engine tells of it only then.
        for one in fields:
            one.pop("ports")
    if old.network_mode == new.network_mode:
        # Of a container it joined that went meanwhile one side tells less.
        for one in fields:
            one.pop("network_mode")
    changes = changes_between(Thing.CONTAINER, *fields, context.selection)
    moves = next((c for c in changes if c.field == "networks"), None)
    verb = Verb.CHANGED
    if not is_same_id(old.id, new.id):
        verb = Verb.RECREATED
    elif any(change.field == "name" for change in changes):
        verb = Verb.RENAMED
    elif moves and set(moves.before) - set(moves.after) and set(moves.after) - set(moves.before):
        verb = Verb.MOVED
    if changes or verb is not Verb.CHANGED:
        yield Finding(
            verb=verb,
            thing=Thing.CONTAINER,
            key=container_key(new),
            host=context.host,
            before=context.container_place(name, False),
            after=context.container_place(other, True),
            changes=changes,
            token=token,
            group=service_of(new),
        )
    for finding in _endpoints(context, name, other):
        finding.container = token
        yield finding


def _lone(context: Context, name: str, *, is_after: bool) -> Finding:
    container = context.side(is_after).inventory.containers[name]
    finding = context.lone(
        Thing.CONTAINER,
        container_key(container),
        context.container_place(name, is_after),
        is_after=is_after,
        changes=telling(
            _fields(context, name, is_after), _TELLING, is_after=is_after, without=_USUAL
        ),
        token=context.match.container(name, is_after),
        gap=context.hidden[not is_after].engine(container.engine, "containers"),
    )
    finding.group = service_of(container)
    return finding


def _run_alike(old: Container, new: Container) -> bool:
    return is_stopped(old) == is_stopped(new)


def _fields(context: Context, name: str, is_after: bool) -> Fields:
    host = context.side(is_after)
    container = host.inventory.containers[name]
    fields = flatten(container, _RAW)
    # The name of a task ends in a random id.
    fields["name"] = "" if is_task(container) else shown_name(container)
    fields["aliases"] = sorted(container.names[1:])
    fields["ports"] = port_names(container.ports)
    fields["networks"] = sorted({endpoint.network_name for endpoint in container.endpoints})
    for field, source in (("aliases", "names"), ("ports", "ports"), ("networks", "endpoints")):
        if source in container.untold:
            fields[field] = UNSEEN
    mode = container.network_mode
    # What is none of these has a namespace of its own: the networks say which it is in.
    fields["network_mode"] = mode if mode.startswith(_MODES) else Ref(_OWN, mode or _OWN)
    if "network_mode" in container.untold:
        fields["network_mode"] = UNSEEN
    joined = mode.removeprefix("container:")
    if joined != mode:
        target = next((n for n, c in host.inventory.containers.items() if c.id == joined), None)
        if target is not None:
            text = f"container:{target}"
            fields["network_mode"] = Ref(context.match.container(target, is_after), text)
    return fields


def _endpoints(context: Context, name: str, other: str) -> Iterator[Finding]:
    """Yield what is found about the endpoints of a container that is on both sides."""
    sides = (
        context.match.before.inventory.containers[name],
        context.match.after.inventory.containers[other],
    )
    if not _run_alike(*sides) or any("endpoints" in side.untold for side in sides):
        return
    old, new = (
        {
            endpoint.network_name: endpoint
            for endpoint in in_order(container.endpoints, lambda e: (e.network_name, e.network_id))
        }
        for container in sides
    )
    for network in sorted({*old, *new}):
        if network in old and network in new:
            yield from _changed_endpoint(context, (name, other), old[network], new[network])
        elif network in new:
            yield _lone_endpoint(context, other, new[network], is_after=True)
        else:
            yield _lone_endpoint(context, name, old[network], is_after=False)


def _changed_endpoint(
    context: Context, names: tuple[str, str], old: Endpoint, new: Endpoint
) -> Iterator[Finding]:
    changes = changes_between(
        Thing.ENDPOINT,
        _endpoint_fields(context, names[0], old, False),
        _endpoint_fields(context, names[1], new, True),
        context.selection,
    )
    if changes:
        yield Finding(
            verb=Verb.CHANGED,
            thing=Thing.ENDPOINT,
            key=_endpoint_key(context, names[1], new, True),
            host=context.host,
            before=_endpoint_place(context, names[0], old, False),
            after=_endpoint_place(context, names[1], new, True),
            changes=changes,
        )


def _lone_endpoint(context: Context, name: str, endpoint: Endpoint, *, is_after: bool) -> Finding:
    fields = _endpoint_fields(context, name, endpoint, is_after)
    return context.lone(
        Thing.ENDPOINT,
        _endpoint_key(context, name, endpoint, is_after),
        _endpoint_place(context, name, endpoint, is_after),
        is_after=is_after,
        changes=telling(fields, ("addresses",), is_after=is_after),
    )


def _endpoint_key(context: Context, name: str, endpoint: Endpoint, is_after: bool) -> str:
    container = context.side(is_after).inventory.containers[name]
    whose = container_key(container).removeprefix("container/")
    return f"endpoint/{whose}/{join(endpoint.network_name)}"


def _endpoint_place(context: Context, name: str, endpoint: Endpoint, is_after: bool) -> Place:
    place = context.container_place(name, is_after)
    return Place(name=endpoint.network_name, node=place.node, inside=place.name)


def _endpoint_fields(context: Context, name: str, endpoint: Endpoint, is_after: bool) -> Fields:
    fields = flatten(endpoint)
    fields.pop("network_name")
    if not context.selection.all_fields:
        own = context.side(is_after).inventory.containers[name].id[:_SHORT_ID]
        fields["aliases"] = sorted(alias for alias in endpoint.aliases if alias != own)
    return fields
