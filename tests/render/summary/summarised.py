"""Summaries of small hosts, for the tests of what they say."""

from msgspec.structs import replace

from tests.hosts import ROOT_INODE, docker0, loopback, snapshot
from topograph.facts import Host, Link, Netns, Route, Snapshot
from topograph.render import Options, Subject
from topograph.render.summary import MOST, summarise
from topograph.render.summary.parts import HostSummary

__all__ = ["docker_host", "host_of", "links_on", "only_host"]


def only_host(found: Snapshot, options: Options | None = None, most: int = MOST) -> HostSummary:
    """Return the summary of the one host of a snapshot."""
    summary = summarise(Subject(found, options), most)
    (host,) = summary.hosts.shown
    return host


def host_of(*namespaces: Netns, **fields: object) -> Snapshot:
    """Return a host with these namespaces."""
    return snapshot(Host(hostname="h", namespaces=list(namespaces), **fields))  # type: ignore[arg-type]


def links_on(*links: Link, routes: tuple[Route, ...] = ()) -> Netns:
    """Return the host's own namespace with a loopback and these links."""
    return Netns(inode=ROOT_INODE, root=True, links=[loopback(), *links], routes=list(routes))


def docker_host(**fields: object) -> Snapshot:
    """Return the classic host with some of its facts changed."""
    return snapshot(replace(docker0().hosts[0], **fields))
