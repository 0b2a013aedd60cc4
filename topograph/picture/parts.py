"""What is shown: the parts of a view, before any of them has a size.

A part has a key, which is unique in its view and says where a cable ends. For
most it is the id of the node. A link that is drawn twice, as the box it is and
as the port of a bridge, has a second key, which ends in `:port`, `:lower` or `:carrier`;
ids of nodes hold no ':'.

Where siblings were folded into one part, that part names the nodes of all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from topograph.picture.changes import Change

__all__ = [
    "NEUTRAL",
    "Cable",
    "CableKind",
    "Card",
    "Density",
    "Host",
    "Panel",
    "Person",
    "Row",
    "StackedLink",
    "State",
    "View",
]

NEUTRAL: Final = -1
"""The hue of what belongs to no network."""


class State(StrEnum):
    """What a container does, as far as a mark can tell."""

    RUNNING = "running"
    WAITING = "waiting"
    """Paused or restarting."""
    STOPPED = "stopped"
    """Created, exited, dead or being removed."""
    UNKNOWN = "unknown"


class Density(StrEnum):
    """How much room each card gets."""

    AUTO = "auto"
    """As many cards as there are decide."""
    FULL = "full"
    ROWS = "rows"
    """One line each."""
    FOLDED = "folded"
    """Siblings that are alike are drawn as one, with their number."""


class CableKind(StrEnum):
    """What a cable says."""

    PEER = "peer"
    """Both ends of one veth pair."""
    LOWER = "lower"
    """A link stands on another: macvlan, vlan, vxlan."""
    MASTER = "master"
    """A link is enslaved to another: to a bridge, a bond, a vrf."""


@dataclass(frozen=True, slots=True)
class Row:
    """One link in a panel or on a card, or one container in host mode."""

    key: str
    node: str
    name: str
    addresses: tuple[str, ...] = ()
    mac: str = ""
    note: str = ""
    """What else is to be said of it: its kind, its far end, that it is down."""
    hue: int = NEUTRAL
    gap: str = ""
    """Why its other end is not in the picture; empty if it is, or there is none."""
    is_cut: bool = False
    """Whether its other end is left out, since only a part of all is shown."""
    state: State | None = None
    """Of a container in host mode."""
    details: tuple[str, ...] = ()
    """Lines for those who point at it."""
    folded: tuple[str, ...] = ()
    """The nodes it stands for, if it stands for several."""
    change: Change | None = None
    """What a diff says of it; None if it is the same on both sides, or there is no diff."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A bridge with its ports, or another list of links of one namespace."""

    key: str
    node: str
    name: str
    label: str = ""
    """What it serves: network frontend."""
    serves: str = ""
    """Name of the network, or of the link itself; empty for a list of links."""
    is_bridge: bool = False
    addresses: tuple[str, ...] = ()
    mac: str = ""
    gateways: tuple[str, ...] = ()
    """Of the default routes it carries itself."""
    hue: int = NEUTRAL
    rows: tuple[Row, ...] = ()
    is_routed: bool = False
    """Whether the host routes from here to its default gateway."""
    details: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    """The bridges it stands for, if it stands for several."""
    change: Change | None = None
    """Of the bridge, and of the networks that it serves."""


@dataclass(frozen=True, slots=True)
class Person:
    """A container on a card."""

    node: str
    name: str
    image: str
    state: State
    word: str = ""
    """Its state and health, unless it simply runs."""
    kin: tuple[str, ...] = ()
    """What it has in common with its siblings: project, service and image."""
    details: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    """The containers it stands for, if it stands for several."""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A namespace other than the host's own, or a container without one.

    The layout also makes a card for a part of the host's own namespace.
    """

    key: str
    node: str
    name: str = ""
    """Of a namespace without containers; else empty."""
    label: str = ""
    people: tuple[Person, ...] = ()
    rows: tuple[Row, ...] = ()
    """Its links, without the ports of its own bridges."""
    ports: tuple[str, ...] = ()
    """Published and exposed ones."""
    note: str = ""
    kin: str = ""
    """What it has in common with its siblings if no container is in it."""
    panels: tuple[Panel, ...] = ()
    """Its own bridges."""
    details: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    """The nodes it stands for, if it stands for several."""
    is_host: bool = False
    """Whether it is a part of the host's own namespace."""
    change: Change | None = None
    """Of the namespace."""


@dataclass(frozen=True, slots=True)
class StackedLink:
    """A link at the left edge of the host, or one that stands on such a link."""

    key: str
    node: str
    name: str
    kind: str
    addresses: tuple[str, ...] = ()
    mac: str = ""
    gateways: tuple[str, ...] = ()
    """Of the default routes it carries."""
    note: str = ""
    is_uplink: bool = False
    """Whether it leads out of the host."""
    below: tuple[str, ...] = ()
    """Keys of the links it stands on."""
    gap: str = ""
    details: tuple[str, ...] = ()
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Host:
    """One host."""

    node: str
    netns: str
    """Id of its own namespace; empty if that was not seen."""
    name: str
    caption: tuple[str, ...]
    """Operating system, kernel, engines, counts."""
    stack: tuple[StackedLink, ...] = ()
    """In such an order that no link comes before one that it stands on."""
    panels: tuple[Panel, ...] = ()
    cards: tuple[Card, ...] = ()
    change: Change | None = None
    netns_change: Change | None = None
    """Of its own namespace."""

    def all_keys(self) -> Iterator[str]:
        """Yield the keys of all parts that a cable can end on."""
        yield from (link.key for link in self.stack)
        yield from (row.key for card in self.cards for row in card.rows)
        for panel in (*self.panels, *(panel for card in self.cards for panel in card.panels)):
            yield panel.key
            yield from (row.key for row in panel.rows)


@dataclass(frozen=True, slots=True)
class Cable:
    """A line between two parts."""

    edge: str
    """source|relation|target, as in the graph; empty if the graph has no such edge."""
    kind: CableKind
    ends: tuple[str, str]
    """Keys of two parts."""
    hue: int = NEUTRAL
    inferred: str = ""
    """The reason to believe it; empty if it was observed."""
    folded: tuple[str, ...] = ()
    """The edges it stands for, if it stands for several."""
    node: str = ""
    """What it belongs to, where the graph has no such edge."""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class View:
    """All that is shown."""

    hosts: tuple[Host, ...]
    cables: tuple[Cable, ...]
    captured: str = ""
    """When; of a diff both times."""
    part: str = ""
    """What of the whole is shown; empty if all is."""
    gaps: tuple[str, ...] = ()
    """One line for each thing that was not observed."""
    is_compact: bool = False
    """Whether cards are drawn in one line."""
    folded: str = ""
    """How many things stand behind a number, in words; empty if nothing does."""
    is_diff: bool = False
    """Whether it shows two sides, and what differs."""
    changes: tuple[str, ...] = ()
    """One line for each thing that differs."""
    unplaced: tuple[tuple[str, Change], ...] = ()
    """What differs and has no part of its own, with its name."""
