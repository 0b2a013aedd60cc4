"""Make a snapshot of a bundle.

What finds namespaces, processes and engines on a live host reads the same out
of the bundle; what rtnetlink tells there is here the text of `ip` and `bridge`.
"""

from collections.abc import Iterator, Mapping

from msgspec.structs import asdict, replace

from topograph.facts import Gap, Host, Netns, Snapshot
from topograph.sources.bundle.index import Bundle, open_bundle
from topograph.sources.bundle.namespaces import failures, outputs_of, why_unread
from topograph.sources.bundle.numbers import number_namespaces
from topograph.sources.bundle.readings import BundleReadings
from topograph.sources.live.container_processes import with_processes
from topograph.sources.live.drivers import add_drivers
from topograph.sources.live.engine import start_asking
from topograph.sources.live.host import read_host_identity
from topograph.sources.live.namespaces import Search, find_namespaces
from topograph.sources.live.read_netns import unread_netns
from topograph.sources.text.assembling import assemble
from topograph.sources.text.assembling.missing import gaps_of_namespaces
from topograph.sources.text.known import Known

__all__ = ["snapshot_of"]

SOURCE = "bundle"
"""`Gap.source` of what was not told."""


def snapshot_of(members: Mapping[str, bytes], where: str) -> Snapshot:
    """Return the snapshot of a bundle; see `bundle.snapshot_of_bundle`."""
    bundle = open_bundle(members, where)
    readings = BundleReadings(bundle, where)
    captured_at = readings.now()
    search = find_namespaces(readings)
    identity = {name: text for name, text in asdict(read_host_identity(readings)).items() if text}
    known = Known(
        source=SOURCE,
        captured_at=captured_at,
        host=identity,
        root=search.own,
        namespaces=[unread_netns(found, found.inode == search.own) for found in search.namespaces],
        are_all_namespaces=not search.gaps,
    )
    unread = {gap.subject: gap for gap in _unread(bundle, search)}
    outputs = (
        output
        for found in search.namespaces
        if f"netns:{found.inode}" not in unread
        for output in outputs_of(bundle, found.inode, search.own, where)
    )
    assembled = assemble(outputs, known)
    engines = start_asking(readings).result()
    namespaces = _namespaces(bundle, readings, search, assembled.hosts[0])
    host = replace(
        assembled.hosts[0],
        namespaces=namespaces,
        engines=engines.engines,
        containers=with_processes(readings, search.processes, engines.containers),
        networks=engines.networks,
        # What the engines and the search could not tell is among the gaps, as on a live host.
        untold=[],
    )
    read = [one for one in namespaces if f"netns:{one.inode}" not in unread]
    gaps = (
        *bundle.gaps,
        *search.gaps,
        *unread.values(),
        # What is said there of the host as a whole is said here with less words.
        *(gap for gap in assembled.gaps if gap.source == SOURCE and gap.subject != "host"),
        *failures(bundle, (one.inode for one in read), SOURCE),
        *(
            replace(gap, hint="")
            for gap in gaps_of_namespaces(replace(host, namespaces=read), SOURCE)
        ),
        *engines.gaps,
    )
    gaps_of_host = [replace(gap, host=host.hostname) for gap in gaps]
    return replace(assembled, hosts=[host], gaps=gaps_of_host)


def _unread(bundle: Bundle, search: Search) -> Iterator[Gap]:
    for found in search.namespaces:
        gap = why_unread(bundle, found.inode, found.inode == search.own)
        if gap is not None:
            yield gap


def _namespaces(
    bundle: Bundle, readings: BundleReadings, search: Search, host: Host
) -> list[Netns]:
    """Return the namespaces in the order of the search, with what links need besides `ip`."""
    by_inode = {netns.inode: netns for netns in host.namespaces}
    ordered = [by_inode[found.inode] for found in search.namespaces]
    root, *others = number_namespaces(bundle, [_as_searched(netns) for netns in ordered])
    return [add_drivers(readings, root), *others]


def _as_searched(netns: Netns) -> Netns:
    """Return a namespace without a word on what the search for it and for drivers has told."""
    links = [
        replace(link, untold=[name for name in link.untold if name != "driver"])
        for link in netns.links
    ]
    untold = [name for name in netns.untold if name != "processes"] if links else []
    return replace(netns, links=links, untold=untold)
