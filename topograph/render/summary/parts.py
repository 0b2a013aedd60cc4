"""What a summary is made of: for each host what somebody asks who gets a ticket about it.

All texts are as the host gave them; whoever writes them down has to quote them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from topograph.render.summary.about import GapGroup, HostFacts

__all__ = [
    "Attached",
    "Bridge",
    "ContainerTrouble",
    "HostSummary",
    "LinkName",
    "LinkTrouble",
    "Listed",
    "Network",
    "Published",
    "Summary",
    "Uplink",
]

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Listed(Generic[Thing]):
    """The first of some things, and how many more there are."""

    shown: tuple[Thing, ...] = ()
    more: int = 0

    def __bool__(self) -> bool:
        return self.total > 0

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.shown) + self.more

    @classmethod
    def of(cls, things: Iterable[Thing], most: int) -> "Listed[Thing]":
        """Return the first things, at most so many."""
        found = iter(things)
        return cls(tuple(islice(found, most)), sum(1 for _ in found))

    def at_most(self, most: int) -> "Listed[Thing]":
        """Return a list that shows no more than so many of them."""
        return Listed(self.shown[:most], self.more + len(self.shown[most:]))


@dataclass(frozen=True, slots=True)
class LinkName:
    """A link as a reader in the host's own namespace calls it."""

    ifname: str
    netns: str = ""
    """Label of its namespace; empty in the host's own."""


@dataclass(frozen=True, slots=True)
class Uplink:
    """A way out of the host."""

    ifname: str
    kind: str
    """Empty for hardware."""
    addresses: Listed[str]
    is_default: bool
    """Whether a default route leads out there."""
    gateways: tuple[str, ...]
    """Of the default routes; a link between two points has none."""
    master: str
    """Ifname of the bridge or bond that it is a port of; empty if none."""
    trouble: str
    """In a word, as `trouble_of` says it; empty if it may carry something."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A container on a network."""

    name: str
    address: str
    """The first it has there, without its prefix length; empty if none is known."""
    alike: int = 0
    """How many more of its service are there, and in no list."""


@dataclass(frozen=True, slots=True)
class Network:
    """A network of an engine."""

    name: str
    driver: str
    subnets: Listed[str]
    link: LinkName | None
    """Its bridge or its parent, in the engine's words where it was not seen."""
    size: int
    """How many containers are on it; those that have stopped are not."""
    containers: Listed[Attached]
    """Many of one service are told by two of them."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """A bridge that no known network stands on."""

    link: LinkName
    addresses: Listed[str]
    ports: int
    """How many it has."""
    leads_to: Listed[str]
    """Names of the containers and namespaces behind its ports; else the ifname of a port.
    Less than there are ports, where other ends were not seen."""


@dataclass(frozen=True, slots=True)
class Published:
    """Ports of a container that are published."""

    at: tuple[str, ...]
    """Address and port on the host, or first and last port."""
    container: str
    port: str
    """Port of the container, or first and last, with its protocol."""
    alike: int = 0
    """How many more containers of its service have that port published, and are in no list."""


@dataclass(frozen=True, slots=True)
class LinkTrouble:
    """A link in use that carries nothing."""

    link: LinkName
    trouble: str
    master: str
    """Ifname of the bridge or bond that it is a port of; empty if none."""


@dataclass(frozen=True, slots=True)
class ContainerTrouble:
    """A container that does not run, or is not well."""

    name: str
    status: str


@dataclass(frozen=True, slots=True)
class HostSummary:
    """One host."""

    about: HostFacts
    uplinks: Listed[Uplink]
    """Those with a default route first."""
    networks: Listed[Network]
    """Those with containers first; not those on no link, such as `none`, that have none."""
    bridges: Listed[Bridge]
    published: Listed[Published]
    """In the order of the ports of the host."""
    links_in_trouble: Listed[LinkTrouble]
    containers_in_trouble: Listed[ContainerTrouble]
    """The most urgent first."""
    loose: Listed[LinkName]
    """Links whose other end was not seen."""


@dataclass(frozen=True, slots=True)
class Summary:
    """All hosts."""

    captured_at: str
    """RFC 3339, UTC."""
    tool: str
    part: str
    """What of a whole it is, in words; empty if nothing was left out."""
    hosts: Listed[HostSummary]
    gaps: Listed[GapGroup]
    """Each with all that it is about."""
