"""Compare what a text of a host tells with what is really so."""

from collections.abc import Iterator
from random import Random
from typing import Final

from msgspec.structs import replace

from tests.hosts import snapshot
from tests.printing import Detail
from topograph.diff import compare
from topograph.facts import Host
from topograph.graph.inventory import LinkKey
from topograph.graph.wired import WiredHost, wire_snapshot
from topograph.sources.text.reading import snapshot_of_files

__all__ = ["a_detail", "lies"]

_FIELDS: Final = ("mac", "mtu", "flags", "is_up", "operstate", "port_kind", "link_type", "kind")


def a_detail(random: Random, host: Host) -> tuple[Detail, Host]:
    """Return how much of a host is told, and the host with what it has forgotten."""
    can_be_shown = {c.netns for c in host.containers if c.netns}
    can_be_shown |= {netns.inode for netns in host.namespaces if netns.names}
    chance = random.choice([0, 0.3, 0.7, 1])
    shown = {
        netns.inode
        for netns in host.namespaces
        if not netns.root and netns.inode in can_be_shown and random.random() < chance
    }
    links = random.choice(["details", "new", "new", "old", "old", "busybox", "ifconfig"])
    styles = ["details", "new", "old", "busybox", "ifconfig"]
    inside = links if random.random() < 0.7 else random.choice(styles)
    engine = random.choice(["ps", "ps", "inspect", "networks", ""])
    if any(not n.names for n in host.namespaces if n.inode in shown):
        engine = engine or "ps"
    detail = Detail(
        links=links,
        inside=inside,
        has_addresses=links == "ifconfig" or random.random() < 0.8,
        shown=frozenset(shown),
        fdb=random.choice(["bridge", "brctl", ""]),
        are_ports_told=random.random() < 0.8,
        engine=engine,
        # A namespace that is only named may be one that is supposed for a container.
        has_ids=engine not in ("inspect", "networks") and random.random() < 0.3,
    )
    keep = random.choice([0, 0.5, 1])
    namespaces = [
        replace(netns, fdb=[e for e in netns.fdb if e.is_local or random.random() < keep])
        for netns in host.namespaces
    ]
    return detail, replace(host, namespaces=namespaces)


class _Mapping:
    """Which namespaces and links of the text are which in truth."""

    def __init__(self, truth: WiredHost, text: WiredHost) -> None:
        self.truth, self.text = truth, text
        named = {n: i for i, s in truth.inventory.namespaces.items() for n in s.names}
        owner = {c.id[:12]: c.netns for c in truth.inventory.containers.values()}
        told = {c.netns: c.id[:12] for c in text.inventory.host.containers if c.netns}
        guessed = text.inventory.guesses
        self.inodes: dict[int, int] = {}
        for inode, netns in text.inventory.namespaces.items():
            if netns.root:
                self.inodes[inode] = truth.inventory.root or 0
            elif any(name in named for name in netns.names):
                self.inodes[inode] = next(named[n] for n in netns.names if n in named)
            elif inode in told and owner.get(told[inode]):
                self.inodes[inode] = owner[told[inode]] or 0
        self.supposed = set(guessed.supposed)
        self.links: dict[LinkKey, LinkKey] = {}
        for key, link in text.inventory.links.items():
            place = self.inodes.get(key.inode)
            there = [(k, one) for k, one in truth.inventory.links.items() if k.inode == place]
            if key.inode in self.supposed and key.ifindex < 0 and link.ifname.startswith("eth"):
                mine = {a.address for a in link.addresses}
                same = [k for k, o in there if o.mac == link.mac]
                if len(same) != 1:
                    same = [k for k, o in there if mine & {a.address for a in o.addresses}]
            else:
                same = [k for k, o in there if o.ifname == link.ifname]
            if len(same) == 1:
                self.links[key] = same[0]


def lies(host: Host, text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text's graph says against the truth: a kind and a sentence."""
    full = snapshot(host)
    read = snapshot_of_files([("host.txt", text.encode())], "host.txt")
    for gap in read.gaps:
        if "not understood" in gap.what or "not read" in gap.what:
            yield "unread", gap.what
    truth = wire_snapshot(full).hosts[0]
    told = wire_snapshot(read).hosts[0]
    where = _Mapping(truth, told)
    yield from _facts(where)
    yield from _wires(where)
    yield from _engine(where)
    for before, after in ((full, read), (read, full)):
        for entry in compare(before, after).diff.entries:
            changes = ",".join(
                f"{c.field} {c.before!r:.30} {c.after!r:.30}" for c in entry.changes
            )
            fields = ",".join(c.field for c in entry.changes)
            way = "there" if before is full else "back"
            yield (
                f"diff {way} {entry.thing.value} {entry.verb.value} {fields}",
                f"{entry.key}: {changes}",
            )


def _facts(where: _Mapping) -> Iterator[tuple[str, str]]:
    for key, link in where.text.inventory.links.items():
        mine = where.links.get(key)
        if mine is None:
            yield ("unmapped", f"{link.ifname} in {key.inode}")
            continue
        real = where.truth.inventory.links[mine]
        for field in _FIELDS:
            value, right = getattr(link, field), getattr(real, field)
            if field == "kind" and field in link.untold:
                if value and value != right:
                    yield "kind guessed", f"{link.ifname}: {value}, is {right}"
                continue
            if field not in link.untold and value != right:
                if field == "flags" and where_flags_partly(value, right):
                    continue
                yield f"fact {field}", f"{link.ifname}: {value}, is {right}"
        one = {a.address for a in link.addresses}
        other = {a.address for a in real.addresses}
        if "addresses" not in link.untold and one != other:
            yield "fact addresses", f"{link.ifname}: {one}, is {other}"


def where_flags_partly(value: list[str], right: list[str]) -> bool:
    return value == [flag for flag in right if flag != "LOWER_UP"]


def _wires(where: _Mapping) -> Iterator[tuple[str, str]]:
    text, truth, links = where.text.wiring, where.truth.wiring, where.links

    def name(key: LinkKey, host: WiredHost) -> str:
        return f"{host.inventory.links[key].ifname}/{key.inode}"

    for key, (peer, basis) in text.pairs.peers.items():
        if key > peer or key not in links or peer not in links:
            continue
        real = truth.pairs.peers.get(links[key])
        how = basis.evidence.value
        why = (basis.reason or "").split(":")[0][:14]
        if real is None or real[0] != links[peer]:
            is_name = name(real[0], where.truth) if real else "nothing"
            yield (
                f"peer {how} {why}",
                f"{name(key, where.text)} - {name(peer, where.text)}, is {is_name}:"
                f" {basis.reason}",
            )
        else:
            yield f"ok peer {how} {why}", ""
    for field in ("masters", "lowers"):
        for key, target in getattr(text, field).items():
            if key not in links or target not in links:
                continue
            real = getattr(truth, field).get(links[key])
            if real != links[target]:
                how = "inferred" if "link_nsid" in text.inventory.links[key].untold else "observed"
                yield (
                    f"{field} {how}",
                    f"{name(key, where.text)} on {name(target, where.text)}, is "
                    f"{name(real, where.truth) if real else 'none'}",
                )
            else:
                yield f"ok {field}", ""


def _engine(where: _Mapping) -> Iterator[tuple[str, str]]:
    text, truth = where.text, where.truth
    right = {c.id[:12]: c for c in truth.inventory.containers.values()}
    for name, sandbox in text.wiring.sandboxes.items():
        container = text.inventory.containers[name]
        real = right[container.id[:12]].netns
        how = sandbox.basis.evidence.value
        if where.inodes.get(sandbox.inode) != real:
            yield (
                f"sandbox {how}",
                f"{name} in {where.inodes.get(sandbox.inode)}, is {real}: {sandbox.basis.reason}",
            )
        else:
            yield f"ok sandbox {how}", ""
    for (key, network), basis in text.wiring.attached.items():
        if key in where.links:
            real_networks = {n for k, n in truth.wiring.attached if k == where.links[key]}
            how = basis.evidence.value
            if network not in real_networks:
                yield (
                    f"endpoint {how}",
                    f"{key} {text.inventory.links[key].ifname} in {network}, is {real_networks}:"
                    f" {basis.reason}",
                )
            else:
                yield f"ok endpoint {how}", ""
    for network, (key, basis) in text.wiring.backings.items():
        backing = truth.wiring.backings.get(network)
        if key in where.links and (backing is None or backing[0] != where.links[key]):
            yield (
                f"backed {basis.evidence.value}",
                f"{network} by {text.inventory.links[key].ifname}: {basis.reason}",
            )
        else:
            yield "ok backed", ""
