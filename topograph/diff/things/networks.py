"""Compare the networks of one host's engines."""

from collections.abc import Iterator
from typing import Final

from topograph.diff.context import Context
from topograph.diff.fields import UNSEEN, Fields, changes_between, flatten, telling
from topograph.diff.finding import Finding
from topograph.diff.matching.engine_things import is_same_id
from topograph.diff.model import Place, Thing, Verb
from topograph.graph.inventory import in_order
from topograph.graph.keys import network_key, project_of
from topograph.graph.networks import made_bridge_name

__all__ = ["compare_networks"]

_RAW: Final = frozenset({"engine", "subnets"})
_TELLING: Final = ("driver", "subnets", "internal")
_PREDEFINED: Final = frozenset({"bridge", "host", "none", "podman"})
"""Networks that an engine makes anew each time it starts."""


def compare_networks(context: Context) -> Iterator[Finding]:
    """Yield what is found about networks."""
    match = context.match
    before, after = match.before.inventory.networks, match.after.inventory.networks
    for name, other in match.networks.items():
        if before[name] != after[other]:
            yield from _changed(context, name, other)
    for name, is_after in match.lone_networks():
        yield _lone(context, name, is_after=is_after)


def _changed(context: Context, name: str, other: str) -> Iterator[Finding]:
    match = context.match
    old, new = match.before.inventory.networks[name], match.after.inventory.networks[other]
    fields = _fields(context, name, False), _fields(context, other, True)
    changes = changes_between(Thing.NETWORK, *fields, context.selection)
    is_another = not is_same_id(old.id, new.id) and new.name not in _PREDEFINED
    verb = Verb.RECREATED if is_another else Verb.CHANGED
    if any(change.field == "name" for change in changes):
        verb = Verb.RENAMED
    if changes or is_another:
        yield Finding(
            verb=verb,
            thing=Thing.NETWORK,
            key=network_key(new),
            host=context.host,
            before=_place(context, name, False),
            after=_place(context, other, True),
            changes=changes,
            token=match.network(other, True),
        )


def _lone(context: Context, name: str, *, is_after: bool) -> Finding:
    network = context.side(is_after).inventory.networks[name]
    finding = context.lone(
        Thing.NETWORK,
        network_key(network),
        _place(context, name, is_after),
        is_after=is_after,
        changes=telling(_fields(context, name, is_after), _TELLING, is_after=is_after),
        token=context.match.network(name, is_after),
        gap=context.hidden[not is_after].engine(network.engine, "networks"),
    )
    finding.group = project_of(network), ""
    return finding


def _place(context: Context, name: str, is_after: bool) -> Place:
    host = context.side(is_after)
    return Place(name=host.inventory.networks[name].name or name, node=host.ids.network(name))


def _fields(context: Context, name: str, is_after: bool) -> Fields:
    network = context.side(is_after).inventory.networks[name]
    fields = flatten(network, _RAW)
    if "subnets" not in network.untold:
        fields["subnets"] = sorted(subnet.subnet for subnet in network.subnets)
    for subnet in in_order(network.subnets, lambda subnet: subnet.subnet):
        # Docker tells the one it chose by itself only after it was started again.
        fields[f"subnets.{subnet.subnet}.gateway"] = subnet.gateway or UNSEEN
        fields[f"subnets.{subnet.subnet}.ip_range"] = subnet.ip_range
    if not context.selection.all_fields and network.bridge == made_bridge_name(network):
        fields["bridge"] = None
    return fields
