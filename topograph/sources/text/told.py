"""What the output of one command told, in its own words: names where facts have numbers.

Readers make these, and `assembling` turns those of a host into facts. A
reader joins nothing: that `master docker0` is ifindex 3 may stand in another
output. What a command does not tell is left out, so that nothing is mistaken
for a value that was told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from topograph.facts import FdbEntry, Neighbour, Route, Rule, VlanRange

__all__ = [
    "UNNAMED",
    "Line",
    "Output",
    "Told",
    "ToldContainer",
    "ToldFdbEntry",
    "ToldLink",
    "ToldNeighbour",
    "ToldNetns",
    "ToldNetwork",
    "ToldRoute",
]

UNNAMED = "host"
"""The name of a host that no output names."""


class Line(NamedTuple):
    """One line of a file."""

    number: int
    """Counted from 1."""
    text: str
    """Without its end."""


@dataclass(slots=True)
class Output:
    """What one command printed."""

    lines: Sequence[Line]
    where: str
    """The file that it stands in, as errors and gaps name it."""
    argv: tuple[str, ...] = ()
    """The command, without sudo and without what led it into a namespace, such as
    ("ip", "-d", "addr", "show", "docker0"); empty if the output was known by its content."""
    netns: str = ""
    """The namespace that it was run in; empty for the host's own. See `ToldNetns.reference`."""
    reader: str = ""
    """The name of the reader that knew it by its content, where the command is not known."""
    host: str = ""
    """The host that it was run on, as a prompt names it; empty if nothing does."""
    is_partial: bool = False
    """Whether it was cut behind the command, by grep or head."""


@dataclass(slots=True)
class ToldLink:
    """A link, as far as one output tells of it."""

    ifname: str
    """Without what stands behind an @."""
    ifindex: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    """By the names of `facts.Link`; what its kind or its port adds (bridge, port, vxlan, macvlan,
    tun) as a dict of the told fields of that fact, since several outputs tell of it in parts."""
    named: dict[str, str] = field(default_factory=dict)
    """Fields that hold an ifindex, told by the name of a link in the same namespace: master,
    iflink (what stands behind the @), vxlan.link."""
    covers: frozenset[str] = frozenset()
    """Names of the fields of `facts.Link` that this command always tells, so that what is
    missing here is as usual: `ip link` without a word about a master says that there is none."""


@dataclass(frozen=True, slots=True)
class ToldRoute:
    """A route whose links are told by name."""

    route: Route
    """With `link` None; each of its next hops with `link` None, too."""
    dev: str = ""
    hop_devs: tuple[str, ...] = ()
    """Of the next hops, in their order."""


@dataclass(frozen=True, slots=True)
class ToldNeighbour:
    """A neighbour whose link is told by name."""

    neighbour: Neighbour
    """With `link` 0."""
    dev: str


@dataclass(frozen=True, slots=True)
class ToldFdbEntry:
    """An entry of a forwarding database whose link is told by name, or by the number of a port."""

    entry: FdbEntry
    """With `link` 0 and `master` None."""
    dev: str = ""
    """Name of its link; empty if only the number of the port is told."""
    master: str = ""
    """Name of the bridge; empty if the entry is in the link's own table."""
    port_number: int | None = None
    """As `brctl showmacs` counts ports."""


@dataclass(slots=True)
class ToldNetns:
    """A namespace that an output speaks of."""

    reference: str
    """How outputs refer to it: name:NAME as `ip netns` calls it, inode:N, pid:N for that of a
    process, container:NAME (or the start of an id) for that of a container."""
    inode: int | None = None
    nsid: int | None = None
    """How the namespace of the output numbers it."""
    names: list[str] = field(default_factory=list)
    """File names under /run/netns and /run/docker/netns."""
    pid: int | None = None
    """The lowest process in it."""
    processes: int | None = None
    """How many there are."""
    comm: str = ""
    """The name of that process."""


@dataclass(slots=True)
class ToldContainer:
    """A container, as far as one output tells of it."""

    id: str
    """Whole, or its start."""
    fields: dict[str, Any] = field(default_factory=dict)
    """By the names of `facts.Container`, apart from id."""
    covers: frozenset[str] = frozenset()
    """Names of the fields of `facts.Container` that this command always tells."""


@dataclass(slots=True)
class ToldNetwork:
    """A network of an engine, as far as one output tells of it."""

    id: str
    """Whole, or its start."""
    fields: dict[str, Any] = field(default_factory=dict)
    """By the names of `facts.Network`, apart from id."""
    covers: frozenset[str] = frozenset()
    """Names of the fields of `facts.Network` that this command always tells."""


@dataclass(slots=True)
class Told:
    """All that one output told."""

    links: list[ToldLink] = field(default_factory=list)
    vlans: list[tuple[str, list[VlanRange]]] = field(default_factory=list)
    """VLANs of bridges and their ports, by the name of the link."""
    routes: list[ToldRoute] = field(default_factory=list)
    """All tables but local."""
    rules: list[Rule] = field(default_factory=list)
    neighbours: list[ToldNeighbour] = field(default_factory=list)
    fdb: list[ToldFdbEntry] = field(default_factory=list)
    sysctls: dict[str, int] = field(default_factory=dict)
    """By the name under net., such as ipv4.ip_forward; only those that facts.Netns.sysctls
    knows: ipv4.ip_forward, ipv4.conf.all.{rp_filter,proxy_arp}, ipv6.conf.all.forwarding,
    bridge.bridge-nf-call-{arptables,ip6tables,iptables}."""
    namespaces: list[ToldNetns] = field(default_factory=list)
    link_netns: dict[str, str] = field(default_factory=dict)
    """The namespace that the iflink of a link is counted in, by the name of the link, where it
    is told by a name instead of a link_nsid; see `ToldNetns.reference`."""
    containers: list[ToldContainer] = field(default_factory=list)
    networks: list[ToldNetwork] = field(default_factory=list)
    engine: dict[str, Any] = field(default_factory=dict)
    """Fields of `facts.Engine`."""
    host: dict[str, str] = field(default_factory=dict)
    """Fields of `facts.Host`: hostname, os, kernel, arch, machine_id, boot_id."""
    captured_at: str = ""
    """RFC 3339, UTC; from `date`."""
    complete: set[str] = field(default_factory=set)
    """The lists of which nothing is missing: links, addresses, vlans, routes/4, routes/6, rules/4,
    rules/6, neighbours/4, neighbours/6, fdb, sysctls, namespaces, containers, networks. An output
    cut by an option, a name or an ellipsis completes none. `ip link` completes links and not
    addresses; those of a link are in its `covers`."""
    unknown: list[Line] = field(default_factory=list)
    """Lines that were not understood. An ellipsis is none of them."""
    is_elided: bool = False
    """Whether somebody cut lines out and put ... there."""
    refusal: str = ""
    """What the command printed instead of an answer: Cannot open network namespace ..."""

    @property
    def is_whole(self) -> bool:
        """Whether no line was cut out, refused or not understood."""
        return not (self.is_elided or self.refusal or self.unknown)
