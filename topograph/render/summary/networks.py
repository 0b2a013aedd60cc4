"""What a summary says of the engines' networks and of the ports that are published."""

from dataclasses import replace
from typing import Final

from topograph.graph.addresses import bare, worth_telling
from topograph.graph.inventory import in_order
from topograph.graph.networks import LINKLESS, NetworkIndex
from topograph.graph.schema import Role
from topograph.picture.index import natural
from topograph.picture.parts import State
from topograph.picture.words import state_of
from topograph.render.summary.folding import fold_long
from topograph.render.summary.host import SeenHost
from topograph.render.summary.parts import Attached, LinkName, Listed, Network, Published
from topograph.render.summary.ports import published_ports

__all__ = ["networks", "published"]

_FEW: Final = 8
"""So many containers on a network are told one by one, whatever they are."""


def networks(seen: SeenHost, most: int) -> Listed[Network]:
    """Return the networks of a host, those that somebody is on first.

    Those on no link that nobody is on are left out.
    """
    members = _members(seen)
    names = [
        name
        for name, network in seen.host.inventory.networks.items()
        if seen.has_network(name) and (name in members or network.driver not in LINKLESS)
    ]
    names.sort(key=lambda name: (name not in members, natural(name), name))
    return Listed.of((_network(seen, n, members.get(n, {}), most) for n in names), most)


def published(seen: SeenHost, most: int) -> Listed[Published]:
    """Return the published ports of all containers, in the order of the ports of the host."""
    found = [
        (place, natural(name), told, seen.service(name))
        for name, container in seen.containers.items()
        for place, told in published_ports(seen.container(name)["name"], container.ports)
    ]
    found.sort(key=lambda each: each[:2])
    folded = fold_long(found, most, lambda each: (each[3], each[2].port))
    return Listed.of((replace(told, alike=n) for (_, _, told, _), n in folded), most)


def _network(seen: SeenHost, name: str, members: dict[str, str], most: int) -> Network:
    network = seen.host.inventory.networks[name]
    found = sorted(members, key=lambda member: (natural(member), member))
    people = (
        Attached(seen.container(member)["name"], members[member], alike)
        for member, alike in fold_long(found, _FEW, seen.service)
    )
    return Network(
        name=network.name or name,
        driver=network.driver,
        subnets=Listed.of(sorted(subnet.subnet for subnet in network.subnets), most),
        link=_link_of(seen, name),
        size=len(members),
        containers=Listed.of(people, most),
    )


def _link_of(seen: SeenHost, name: str) -> LinkName | None:
    if name in seen.wiring.backings:
        return seen.name_of(seen.wiring.backings[name][0])
    network = seen.host.inventory.networks[name]
    told = network.bridge or network.options.get("parent")
    return LinkName(told) if told else None


def _members(seen: SeenHost) -> dict[str, dict[str, str]]:
    """Return who is on each network, with an address: by a link there, or the engine's word.

    The engine says it also of those whose namespace was not seen; it does not say it of those
    that use the namespace of another, and of those that have stopped it says where they were.
    """
    found: dict[str, dict[str, str]] = {}
    for key, link in seen.links.items():
        if link["role"] == Role.ENDPOINT and not seen.is_root(key):
            for network in seen.wiring.networks.get(key, []):
                for name in seen.people(key.inode):
                    _note(found, network, name, worth_telling(link))
    index = NetworkIndex(seen.host.inventory)
    for name, container in seen.containers.items():
        if state_of(seen.container(name)) is State.STOPPED:
            continue
        for endpoint in in_order(container.endpoints, lambda e: (e.network_name, e.network_id)):
            network_of = index.find(container.engine, endpoint)
            if network_of is not None:
                _note(found, network_of, name, endpoint.addresses)
    return found


def _note(found: dict[str, dict[str, str]], network: str, name: str, addresses: list[str]) -> None:
    """Note that a container is on a network; the first address that is known of it stays."""
    people = found.setdefault(network, {})
    people[name] = people.get(name) or next(iter(map(bare, addresses)), "")
