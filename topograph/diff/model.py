"""What a diff is: entries, one for each event, with what changed and what else that took along.

Both sides are called before and after, whichever of them is older. All values are those of JSON.
New optional members do not raise `VERSION`; a change of meaning or of shape does.
"""

from enum import StrEnum
from typing import Any, Final

from msgspec import Struct

__all__ = [
    "FORMAT",
    "VERSION",
    "Change",
    "Diff",
    "Entry",
    "Moment",
    "Place",
    "Thing",
    "Unknown",
    "Verb",
]

FORMAT: Final = "topograph-diff"

# 1 (2026-11): the first.
VERSION: Final = 1


class Verb(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"
    """To another network, bridge, namespace or link."""
    RECREATED = "recreated"
    """Under the same key there is another one: a container or a network with a new id."""
    SCALED = "scaled"
    """A service has more or fewer containers."""
    REBOOTED = "rebooted"
    UPGRADED = "upgraded"
    """An engine or a kernel of another version, be it newer or older."""


class Thing(StrEnum):
    """What an entry is about."""

    HOST = "host"
    ENGINE = "engine"
    PROJECT = "project"
    """Of Compose, or a stack of Swarm."""
    SERVICE = "service"
    CONTAINER = "container"
    ENDPOINT = "endpoint"
    """What joins a container to one network, by the engine's word."""
    NETWORK = "network"
    NETNS = "netns"
    LINK = "link"
    ADDRESS = "address"
    ROUTE = "route"
    RULE = "rule"
    NEIGHBOUR = "neighbour"
    FDB = "fdb"
    SETTING = "setting"
    """A sysctl of a namespace."""


class _Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of what a diff consists of."""


class Place(_Part, frozen=True, kw_only=True):
    """Where a thing is on one side."""

    name: str
    """What a person calls it: redis, eth0, 192.0.2.1/24, default."""
    node: str = ""
    """Id in the graph of that side, of the thing or of what it belongs to; may be empty."""
    inside: str = ""
    """Label of the namespace, or name of the link, that it is in; empty for the host's own.

    Of an endpoint, whose name is that of its network, the name of the container.
    """
    kind: str = ""
    """Kind of a link (`Link.kind`); empty if it has none, and for all else."""


class Change(_Part, frozen=True, kw_only=True):
    """One field that differs."""

    field: str
    """Its name in the snapshot, with a dot before that of a nested one: mtu, bridge.stp_state."""
    before: Any = None
    """None if it was not there. A list is given whole."""
    after: Any = None


class Entry(_Part, frozen=True, kw_only=True):
    """One event, or a part of one."""

    verb: Verb
    thing: Thing
    key: str
    """What it was joined on; it survives restarts. Several entries may have the same."""
    host: str
    """Name of the host, after if it is there."""
    before: Place | None = None
    """None if it was added."""
    after: Place | None = None
    """None if it was removed."""
    changes: list[Change] = []
    """What differs; for a thing that was added or removed, what tells most about it."""
    parts: list["Entry"] = []
    """What this event took along."""


class Unknown(_Part, frozen=True, kw_only=True):
    """What was seen on one side, and cannot be told to be gone from the other."""

    side: str
    """before or after: where it could not be observed."""
    host: str
    what: str
    """Why: the words of the gap."""
    hint: str = ""
    """What would make it visible."""
    hidden: list[Entry] = []
    """What the other side has; added if not seen before, removed if not seen after."""


class Moment(_Part, frozen=True, kw_only=True):
    """One side."""

    source: str = ""
    """As it was named: a file, stdin or live."""
    captured_at: str = ""
    """RFC 3339, UTC."""
    tool: str = ""
    hosts: list[str] = []


class Diff(_Part, frozen=True, kw_only=True):
    """Everything that differs, in a fixed order."""

    format: str = FORMAT
    version: int = VERSION
    before: Moment
    after: Moment
    entries: list[Entry] = []
    unknown: list[Unknown] = []
    all_fields: bool = False
    """Whether volatile fields were compared as well."""
    ignored: list[str] = []
    """Patterns of fields that were left out by the caller's wish."""
    patch: list[dict[str, Any]] | None = None
    """RFC 6902: makes of the snapshot before the one after, down to the last field; on request."""
