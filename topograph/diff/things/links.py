"""Compare the links of one host."""

from collections.abc import Iterator
from typing import Final

from topograph.diff.context import Context
from topograph.diff.fields import UNSEEN, Fields, Ref, changes_between, flatten, telling
from topograph.diff.finding import Finding, Token
from topograph.diff.matching.random_names import has_random_name
from topograph.diff.model import Thing, Verb
from topograph.diff.things.link_addresses import (
    addresses_worth_comparing,
    attributes_of,
    made_up_addresses,
)
from topograph.diff.things.namespaces import netns_gap
from topograph.facts import Gap, Link
from topograph.graph.inventory import LinkKey
from topograph.graph.tunnels import remote_of
from topograph.graph.wired import WiredHost
from topograph.tables.vlan_text import vlan_texts

__all__ = ["compare_links"]

_RAW: Final = frozenset({"addresses", "vlans", "master"})
_SOURCES: Final = {
    "master": frozenset({"master"}),
    "peer": frozenset({"iflink", "kind"}),
    "lower": frozenset({"iflink", "kind"}),
}
"""The fields that lead to a link of each relation."""
_TELLING: Final = (
    "mac",
    "addresses",
    "mtu",
    "master",
    "lower",
    "vxlan.id",
    "vxlan.remote",
    "remote",
)
_USUAL: Final = {"mtu": 1500}
_NO_MAC: Final = "00:00:00:00:00:00"
_MAC_LENGTH: Final = len(_NO_MAC)
_DERIVED_FLAGS: Final = frozenset(
    {"UP", "LOWER_UP", "NO-CARRIER", "RUNNING", "DORMANT", "PROMISC", "SLAVE", "MASTER", "M-DOWN"}
)
"""Flags that say what other fields say, or that a sniffer turns."""


def compare_links(context: Context) -> Iterator[Finding]:
    """Yield what is found about links."""
    match = context.match
    # Nearly all are the same on both sides.
    unchanged = match.unchanged_links - _turned(context)
    for key, other in match.links.items():
        if key not in unchanged:
            yield from _changed(context, key, other)
    for key, is_after in match.lone_links():
        yield from _lone(context, key, is_after=is_after)


def _turned(context: Context) -> set[LinkKey]:
    """Return the links before that refer to others than they do after, be their facts the same."""
    links = context.match.links
    turned: set[LinkKey] = set()
    sides = (_ends(context.side(is_after)) for is_after in (False, True))
    for old, new in zip(*sides, strict=True):
        turned |= {key for key, _ in old.items() ^ new.items()}
        turned |= {key for key, end in old.items() if links.get(end) != end}
    return turned


def _ends(host: WiredHost) -> tuple[dict[LinkKey, LinkKey], ...]:
    peers = {key: peer[0] for key, peer in host.wiring.pairs.peers.items()}
    return host.wiring.masters, host.wiring.lowers, peers


def _changed(context: Context, key: LinkKey, other: LinkKey) -> Iterator[Finding]:
    match = context.match
    sides = ((key, False), (other, True))
    is_remade = not match.is_same_link(key, other)
    old, new = (_fields(context, end, is_after, is_remade) for end, is_after in sides)
    links = match.before.inventory.links[key], match.after.inventory.links[other]
    if not context.selection.all_fields:
        _drop_made_up(old, new, links, is_remade)
    old |= attributes_of(links[0], links[1])
    new |= attributes_of(links[1], links[0])
    if "bridge" in (links[0].kind, links[1].kind) and not context.selection.all_fields:
        # Where one side was not told that it is one.
        old["operstate"] = new["operstate"] = None
    changes = changes_between(Thing.LINK, old, new, context.selection)
    has_moved = match.namespaces.get(key.inode) != other.inode
    verb = Verb.CHANGED
    if has_moved:
        verb = Verb.MOVED
    elif any(change.field == "ifname" for change in changes):
        verb = Verb.RENAMED
    elif any(c.field == "master" and c.before and c.after for c in changes):
        verb = Verb.MOVED
    if not changes and not has_moved:
        return
    finding = Finding(
        verb=verb,
        thing=Thing.LINK,
        key=match.after.keys.link(other),
        host=context.host,
        before=context.link_place(key, False),
        after=context.link_place(other, True),
        changes=changes,
        token=match.link(other, True),
    )
    finding.container = context.owner(other.inode, True) or context.owner(key.inode, False)
    backed = context.side(True).wiring.backed.get(other, ())
    finding.owners = [
        *(match.network(network, True) for network in backed),
        *_bridges_that_came_or_went(context, key, other),
    ]
    peers = [context.side(is_after).wiring.pairs.peers.get(end) for end, is_after in sides]
    if {change.field for change in changes} == {"operstate"} and all(peers):
        finding.follows = True
        finding.owners += [match.link(peer[0], n == 1) for n, peer in enumerate(peers) if peer]
    yield finding


def _drop_made_up(old: Fields, new: Fields, links: tuple[Link, Link], is_remade: bool) -> None:
    """Leave out addresses of which one side tells that the kernel made them: text seldom does."""
    made_up = made_up_addresses(links[0], is_remade) | made_up_addresses(links[1], is_remade)
    for fields in (old, new):
        if fields["addresses"] is not UNSEEN:
            fields["addresses"] = [a for a in fields["addresses"] if a not in made_up]


def _bridges_that_came_or_went(context: Context, key: LinkKey, other: LinkKey) -> list[Token]:
    """Return the master of a link if it has none on the other side."""
    masters = (
        (context.side(False).wiring.masters.get(key), False),
        (context.side(True).wiring.masters.get(other), True),
    )
    found = [context.match.link(m, is_after) for m, is_after in masters if m is not None]
    return found if len(found) == 1 else []


def _lone(context: Context, key: LinkKey, *, is_after: bool) -> Iterator[Finding]:
    host = context.side(is_after)
    if host.inventory.links[key].link_type == "loopback":
        # Each namespace has one from its birth.
        return
    fields = _fields(context, key, is_after, is_remade=True)
    if host.inventory.links[key].kind and _is_mac(host.inventory.links[key].mac):
        # Drawn at random, or made of the address.
        fields.pop("mac", None)
    finding = context.lone(
        Thing.LINK,
        host.keys.link(key),
        context.link_place(key, is_after),
        is_after=is_after,
        changes=telling(fields, _TELLING, is_after=is_after, without=_USUAL),
        token=context.match.link(key, is_after),
        gap=_gap(context, key, is_after),
    )
    finding.container = context.last_owner(key.inode, is_after)
    finding.owners = list(_owners(context, key, is_after))
    yield finding


def _gap(context: Context, key: LinkKey, is_after: bool) -> Gap | None:
    """Return why the other side may have a link as well."""
    hidden, match = context.hidden[not is_after], context.match
    pairs = match.namespaces_back if is_after else match.namespaces
    if key.inode in pairs:
        return hidden.inside(pairs[key.inode])
    return netns_gap(context, key.inode, is_after)


def _owners(context: Context, key: LinkKey, is_after: bool) -> Iterator[Token]:
    """Yield what a link may have come or gone with, the most telling first."""
    match, wiring = context.match, context.side(is_after).wiring
    peer = wiring.pairs.peers.get(key)
    if peer is not None:
        container = context.last_owner(peer[0].inode, is_after)
        if container is not None:
            yield container
    for network in wiring.backed.get(key, ()):
        yield match.network(network, is_after)
    yield match.netns(key.inode, is_after)
    if peer is not None and peer[0].inode != key.inode:
        yield match.netns(peer[0].inode, is_after)
    for above in (wiring.masters.get(key), wiring.lowers.get(key)):
        if above is not None:
            yield match.link(above, is_after)
    # Of two ends that came or went together, one is the part of the other.
    if peer is not None and (peer[0].inode == context.side(is_after).inventory.root):
        yield match.link(peer[0], is_after)


def _fields(context: Context, key: LinkKey, is_after: bool, is_remade: bool) -> Fields:
    host, match = context.side(is_after), context.match
    link = host.inventory.links[key]
    fields = flatten(link, _RAW)
    wiring = host.wiring
    peer = wiring.pairs.peers.get(key)
    for name, end in (
        ("master", wiring.masters.get(key)),
        ("peer", peer[0] if peer else None),
        ("lower", wiring.lowers.get(key)),
    ):
        is_told = name == "master" or "kind" not in link.untold
        if end is not None and is_told:
            fields[name] = Ref(match.link(end, is_after), host.seen_from(key.inode, end))
        elif (key in wiring.loose and name != "master") or not _SOURCES[name].isdisjoint(
            link.untold
        ):
            fields[name] = UNSEEN
    if link.vxlan is None:
        fields["remote"] = remote_of(link)
    fields["vlans"] = UNSEEN if "vlans" in link.untold else vlan_texts(link.vlans)
    if context.selection.all_fields:
        fields["addresses"] = [address.address for address in link.addresses]
        return fields
    fields["addresses"] = addresses_worth_comparing(link, is_remade)
    if "addresses" in link.untold:
        fields["addresses"] = UNSEEN
    _drop_derived(fields, link, is_remade, context, key, is_after)
    return fields


def _drop_derived(  # noqa: PLR0913, PLR0917
    fields: Fields, link: Link, is_remade: bool, context: Context, key: LinkKey, is_after: bool
) -> None:
    """Leave out what follows from other fields, or was drawn at random when the link was made."""
    host = context.side(is_after)
    if "flags" not in link.untold:
        fields["flags"] = sorted(set(link.flags) - _DERIVED_FLAGS)
    if link.qdisc == "noop":
        # Until it is set up for the first time.
        fields["qdisc"] = UNSEEN
    if link.kind == "bridge":
        # It is up as long as one of its ports is, and has the MAC of one unless it was given one.
        fields["operstate"] = None
        ports = host.ports.get(key, ())
        if link.mac == _NO_MAC or any(host.inventory.links[p].mac == link.mac for p in ports):
            fields["mac"] = UNSEEN
        if link.bridge is not None and link.bridge.root_id == link.bridge.id:
            fields["bridge.root_id"] = "itself"
    if link.port is not None and link.port.state in {"listening", "learning"}:
        fields["port.state"] = "forwarding"
    may_be_random = link.kind or ("kind" in link.untold and link.link_type != "loopback")
    if is_remade and may_be_random and _is_mac(link.mac):
        fields["mac"] = None if link.kind else UNSEEN
        if has_random_name(host, key):
            fields["ifname"] = UNSEEN


def _is_mac(address: str | None) -> bool:
    """Tell whether it is a MAC: a tunnel over IP has its local address in that place."""
    return address is not None and len(address) == _MAC_LENGTH and address.count(":") == 5
