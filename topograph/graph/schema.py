"""The words of the graph: types of nodes, relations, roles, and how an edge is known."""

from enum import StrEnum
from typing import Final, NamedTuple

__all__ = ["OBSERVED", "Basis", "Evidence", "NodeType", "Relation", "Role", "inferred"]


class NodeType(StrEnum):
    """What a node is; its attribute `type`."""

    HOST = "host"
    NETNS = "netns"
    LINK = "link"
    CONTAINER = "container"
    NETWORK = "network"
    REMOTE = "remote"
    """The address of a tunnel's far end."""


class Relation(StrEnum):
    """What an edge says; its key."""

    CONTAINS = "contains"
    """host -> netns, netns -> link."""
    MASTER = "master"
    """Port -> bridge, bond, team, vrf."""
    PEER = "peer"
    """veth -> veth, stored once, smaller id first."""
    LOWER = "lower"
    """vlan, macvlan, vxlan ... -> the link below, in whichever netns that is."""
    SANDBOX = "sandbox"
    """Container -> netns."""
    ENDPOINT = "endpoint"
    """Link -> network."""
    BACKED_BY = "backed-by"
    """Network -> its bridge or its parent link."""
    TUNNEL = "tunnel"
    """vxlan and its like -> remote."""


class Role(StrEnum):
    """What a link is in the picture; its attribute `role`."""

    BRIDGE = "bridge"
    PORT = "port"
    """A port of a bridge, or the host's end of a veth pair."""
    ENDPOINT = "endpoint"
    """The eth0 in a container: a link that leads out of a namespace other than the root."""
    UPLINK = "uplink"
    """In the root namespace: hardware, or whatever carries the default route."""
    TUNNEL = "tunnel"
    LOOPBACK = "loopback"
    OTHER = "other"


class Evidence(StrEnum):
    """How an edge is known; its attribute `evidence`."""

    OBSERVED = "observed"
    INFERRED = "inferred"


class Basis(NamedTuple):
    """What an edge rests on."""

    evidence: Evidence
    reason: str
    """Why it was inferred; empty if observed."""


OBSERVED: Final = Basis(Evidence.OBSERVED, "")


def inferred(reason: str) -> Basis:
    """Return the basis of an edge that no fact states, with the reason to believe it."""
    return Basis(Evidence.INFERRED, reason)
