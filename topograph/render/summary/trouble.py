"""What a summary says is wrong: links in use that carry nothing, containers that do not run."""

from typing import Final

from topograph.graph.addresses import worth_telling
from topograph.graph.inventory import LinkKey
from topograph.graph.schema import Role
from topograph.graph.states import trouble_of
from topograph.picture.index import natural
from topograph.picture.words import state_word
from topograph.render.summary.host import SeenHost
from topograph.render.summary.parts import ContainerTrouble, LinkTrouble, Listed

__all__ = ["containers_in_trouble", "links_in_trouble"]

_DOWN: Final = "down"
_ROLES: Final = (Role.UPLINK, Role.BRIDGE)
"""Whose trouble is told first."""
_URGENT: Final = ("unhealthy", "restarting", "dead", "removing", "paused")
_PATIENT: Final = ("starting", "exited", "created")
"""What containers are without anybody minding; every other word comes before these."""


def links_in_trouble(seen: SeenHost, most: int) -> Listed[LinkTrouble]:
    """Return the links in use that carry nothing.

    Of a cable with one end down only that end is told, and of links that stand on one in
    trouble only that one.
    """
    words = {key: trouble_of(link) for key, link in seen.links.items()}
    lowers = set(seen.wiring.lowers.values())
    found = {k: word for k, word in words.items() if word and _is_used(seen, k, word, lowers)}
    causes = [
        key for key, word in found.items() if word == _DOWN or not _follows(seen, key, found)
    ]
    causes.sort(key=lambda key: _link_order(seen, key))
    troubles = (LinkTrouble(seen.name_of(k), found[k], seen.master_of(k)) for k in causes)
    return Listed.of(troubles, most)


def containers_in_trouble(seen: SeenHost, most: int) -> Listed[ContainerTrouble]:
    """Return the containers that do not run or are not well, the most urgent first."""
    found = []
    for name in seen.containers:
        container = seen.container(name)
        if word := state_word(container):
            status = _status(word, container["status"])
            trouble = ContainerTrouble(container["name"], status)
            found.append(((_urgency(word), " (0)" in status, natural(name)), trouble))
    found.sort(key=lambda each: each[0])
    return Listed.of((trouble for _, trouble in found), most)


def _is_used(seen: SeenHost, key: LinkKey, word: str, lowers: set[LinkKey]) -> bool:
    """Tell whether anybody minds that a link carries nothing.

    A bridge has addresses before it has its first port, a dummy needs nobody to be up, and
    hardware that was set up is meant to have a cable.
    """
    link = seen.links[key]
    if link["role"] == Role.LOOPBACK or link["kind"] == "dummy":
        return False
    if link["default_route"] or key in seen.ports or "ports_cut" in link or key in lowers:
        return True
    if link["kind"] == "bridge":
        return False
    is_set_up = link["role"] == Role.UPLINK and word != _DOWN
    is_port = key in seen.wiring.masters
    return bool(is_set_up or is_port or worth_telling(link) or link["networks"])


def _follows(seen: SeenHost, key: LinkKey, found: dict[LinkKey, str]) -> bool:
    """Tell whether another trouble that was found explains that of a link."""
    peer, lower = seen.wiring.pairs.peers.get(key), seen.wiring.lowers.get(key)
    return (peer is not None and found.get(peer[0]) == _DOWN) or (lower != key and lower in found)


def _link_order(seen: SeenHost, key: LinkKey) -> tuple[object, ...]:
    link, name = seen.links[key], seen.name_of(key)
    rank = _ROLES.index(link["role"]) if link["role"] in _ROLES else len(_ROLES)
    names = natural(name.netns), natural(name.ifname)
    return not link["default_route"], rank, not seen.is_root(key), *names, key


def _urgency(word: str) -> int:
    if word in _PATIENT:
        return len(_URGENT) + 1 + _PATIENT.index(word)
    return _URGENT.index(word) if word in _URGENT else len(_URGENT)


def _status(word: str, status: str) -> str:
    """Return the engine's sentence, with the state before it unless it says that."""
    return status if word.lower() in status.lower() else ", ".join(filter(None, (word, status)))
