"""What is said of links, containers and hosts, in a few words each."""

from collections.abc import Iterable
from typing import Final

from topograph.graph.addresses import worth_telling
from topograph.graph.states import trouble_of
from topograph.picture.index import Attributes, Index
from topograph.picture.parts import State

__all__ = [
    "count",
    "gap_line",
    "host_caption",
    "link_details",
    "link_note",
    "moment",
    "shown_addresses",
    "state_of",
    "state_word",
]

_STATES: Final = {
    "running": State.RUNNING,
    "paused": State.WAITING,
    "restarting": State.WAITING,
    "created": State.STOPPED,
    "exited": State.STOPPED,
    "dead": State.STOPPED,
    "removing": State.STOPPED,
}
_MOST_ADDRESSES: Final = 6
"""There are links with hundreds of them: kube-ipvs0 has one for each service."""
_MOST_REMOTES: Final = 1
_MOST_DETAILS: Final = 40
_UNCABLED: Final = frozenset({"veth", "netkit", "vxcan", ""})
"""Kinds that a row does not name: its cable, or the picture's edge, says it."""


def count(number: int, thing: str) -> str:
    """Return a number with its thing: 1 bridge, 2 bridges."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def moment(stamp: str) -> str:
    """Return an RFC 3339 time in UTC as people write it; anything else as it is."""
    day, _, time = stamp.partition("T")
    if not time.endswith("Z") or len(time) < len("00:00Z"):
        return stamp
    return f"{day} {time[:5]} UTC"


def state_of(container: Attributes) -> State:
    """Return what the mark of a container tells."""
    return _STATES.get(container["state"], State.UNKNOWN)


def state_word(container: Attributes) -> str:
    """Return state and health of a container, unless it simply runs."""
    state = container["state"] or "state unknown"
    health = container.get("health")
    if state == "running":
        return "" if health in (None, "", "healthy") else str(health)
    return str(state)


def shown_addresses(link: Attributes) -> tuple[str, ...]:
    """Return the addresses of a link that stand in its row."""
    return tuple(worth_telling(link)[:_MOST_ADDRESSES])


def link_note(index: Index, link: str, *, with_kind: bool) -> str:
    """Return what a row says of its link besides its name and addresses.

    Args:
        index: where the link is looked up.
        link: its id.
        with_kind: whether to name its kind, unless that is obvious.
    """
    attributes = index.nodes[link]
    words = []
    kind = str(attributes["kind"])
    if with_kind and kind not in _UNCABLED:
        words.append(str(attributes.get("mode", kind)) if kind == "tun" else kind)
        words += [str(attributes[name]) for name in ("vni", "vlan") if name in attributes]
        words += [attributes["mode"]] if kind != "tun" and "mode" in attributes else []
    remotes = index.remotes.get(link, ())
    words += [f"→ {address}" for address in remotes[:_MOST_REMOTES]]
    words += [f"and {len(remotes) - _MOST_REMOTES} more"] if remotes[_MOST_REMOTES:] else []
    trouble = []
    hidden = len(worth_telling(attributes)) - _MOST_ADDRESSES
    if hidden > 0:
        trouble.append(f"{hidden:,} more addresses")
    trouble.append(trouble_of(attributes))
    if attributes.get("port_state") in ("blocking", "listening", "learning"):
        trouble.append(attributes["port_state"])
    return ", ".join(filter(None, (" ".join(words), *trouble)))


def link_details(index: Index, link: str) -> tuple[str, ...]:
    """Return what only those see who point at a link: what the picture leaves out."""
    attributes = index.nodes[link]
    shown = shown_addresses(attributes)
    lines = [a for a in attributes["addresses"][:_MOST_DETAILS] if a not in shown]
    lines += [
        f"to {address}" for address in index.remotes.get(link, ())[_MOST_REMOTES:][:_MOST_DETAILS]
    ]
    if attributes["altnames"]:
        lines.append(f"also {', '.join(attributes['altnames'])}")
    if attributes.get("alias"):
        lines.append(attributes["alias"])
    return tuple(lines)


def host_caption(index: Index, host: str) -> Iterable[str]:
    """Yield the parts of the line below the name of a host."""
    attributes = index.nodes.get(index.hosts[host])
    if attributes:
        yield attributes["os"]
        yield f"Linux {attributes['kernel']}" if attributes["kernel"] else ""
        yield from (engine[:1].upper() + engine[1:] for engine in attributes["engines"])
    if index.sides.is_diff:
        # Of what is the same on both sides only some is shown.
        return
    states = [state_of(index.nodes[container]) for container in index.containers[host]]
    if states or not index.is_part:
        is_seen = not index.unseen_engines.hide(host, len(states))
        yield _count_containers(states) if is_seen else "containers not seen"
    roots = [index.roots[host]] if host in index.roots else []
    namespaces = [*roots, *index.namespaces[host]]
    bridges = sum(index.is_bridge(link) for n in namespaces for link in index.links[n])
    yield count(bridges, "bridge")
    yield count(len(namespaces), "namespace")


def _count_containers(states: list[State]) -> str:
    stopped = states.count(State.STOPPED)
    return count(len(states), "container") + (f" ({stopped:,} stopped)" if stopped else "")


def gap_line(gap: dict[str, str], *, with_host: bool) -> str:
    """Return a gap in one line."""
    where = " ".join(filter(None, (gap.get("host", "") if with_host else "", gap["subject"])))
    line = f"{where}: {gap['what']}" if where else gap["what"]
    return f"{line} ({gap['hint']})" if gap.get("hint") else line
