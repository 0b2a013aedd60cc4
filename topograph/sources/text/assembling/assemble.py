"""Assemble the hosts that outputs speak of."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from topograph.facts import FORMAT, VERSION, Container, Engine, Gap, Host, Netns, Snapshot
from topograph.sources.text.assembling.called import Called
from topograph.sources.text.assembling.engine_things import (
    container_spoken_of,
    containers,
    networks,
)
from topograph.sources.text.assembling.inside import Inside
from topograph.sources.text.assembling.missing import (
    gaps_of_host,
    gaps_of_lines,
    gaps_of_namespaces,
    place_of,
)
from topograph.sources.text.assembling.spaces import ROOT, Space, Spaces
from topograph.sources.text.known import Known
from topograph.sources.text.telling import told_by
from topograph.sources.text.told import UNNAMED, Output, Told
from topograph.version import __version__

__all__ = ["assemble"]

_FIRST_NSID = -2
"""-1 is the kernel's word for no number at all."""
_NOTHING = Known()


def assemble(outputs: Iterable[Output], known: Known = _NOTHING) -> Snapshot:
    """Return what outputs tell, in the order in which they were made.

    Args:
        outputs: of one host or of several.
        known: what the source knows besides; of the first host.
    """
    gaps: list[Gap] = list(known.gaps)
    told: dict[str, list[tuple[Output, Told]]] = {}
    for output in outputs:
        found = told_by(output)
        told.setdefault(output.host, []).append((output, found))
        gaps += _gaps_of(output, found, known.source)
    names = [name for name in told if name]
    if len(names) == 1:
        # What was told before anything named the host is of that host, too.
        told = {names[0]: [*told.get("", ()), *told[names[0]]]}
    hosts = []
    for n, (name, outputs_of_host) in enumerate(told.items() or [("", [])]):
        assembled = _Assembly(outputs_of_host, known if n == 0 else Known(source=known.source))
        host = assembled.host(name)
        hosts.append(host)
        gaps += (replace(gap, host=host.hostname) for gap in assembled.gaps)
    moments = [found.captured_at for pairs in told.values() for _, found in pairs]
    return Snapshot(
        format=FORMAT,
        version=VERSION,
        captured_at=known.captured_at or max(moments, default=""),
        tool=f"topograph {__version__}",
        hosts=hosts,
        gaps=gaps,
    )


def _gaps_of(output: Output, told: Told, source: str) -> Iterable[Gap]:
    if told.refusal:
        command = " ".join(output.argv[:2])
        what = f"`{command}` told nothing: {told.refusal}" if command else told.refusal
        yield Gap(source=source, subject=place_of(output.lines, output.where), what=what)
    yield from gaps_of_lines(told.unknown, output.where, source)


class _Assembly:
    """One host.

    Args:
        outputs: its own, each with what it told.
        known: what the source knows besides.
    """

    def __init__(self, outputs: list[tuple[Output, Told]], known: Known) -> None:
        self.gaps: list[Gap] = []
        self._known = known
        self._told = [told for _, told in outputs]
        self._complete = {name for told in self._told for name in told.complete}
        self._spaces = Spaces()
        self._containers = containers(
            (one for told in self._told for one in told.containers), self._address
        )
        self._called = Called(self._containers)
        if known.root is not None:
            self._spaces.unite((ROOT, f"inode:{known.root}")).inode = known.root
        for netns in known.namespaces:
            self._spaces.enter(netns)
        for output, told in outputs:
            for one in told.namespaces:
                known_as = self._reference(one.reference)
                self._spaces.note(
                    dataclasses.replace(one, reference=known_as), self._reference(output.netns)
                )
            for reference in told.link_netns.values():
                self._spaces.of(reference)
        self._by_space: dict[Space, list[Told]] = {space: [] for space in self._spaces.all()}
        spoken_of = [output.netns for output, _ in outputs]
        spoken_of += [one.reference for told in self._told for one in told.namespaces]
        self._containers += self._spoken_of(spoken_of)
        self._called = Called(self._containers)
        for output, told in outputs:
            # A namespace that could not be entered may not be there at all.
            if not told.refusal:
                space = self._spaces.of(self._reference(output.netns))
                self._by_space.setdefault(space, []).append(told)
        self._owners = self._find_owners()

    @property
    def _address(self) -> str:
        return self._known.engine.socket if self._known.engine else ""

    def host(self, name: str) -> Host:
        """Return the host.

        Args:
            name: as a prompt gives it; may be empty.
        """
        fields: dict[str, Any] = dict(self._known.host)
        for told in self._told:
            fields.update(told.host)
        fields.setdefault("hostname", name or UNNAMED)
        namespaces = self._namespaces()
        host = Host(
            **fields,
            namespaces=namespaces,
            engines=self._engines(),
            containers=self._containers_inside(),
            networks=networks(
                (one for told in self._told for one in told.networks), self._address
            ),
            untold=sorted(self._untold(fields)),
        )
        self.gaps += gaps_of_host(host)
        self.gaps += gaps_of_namespaces(host, self._known.source)
        return host

    def _untold(self, fields: dict[str, Any]) -> Iterable[str]:
        if fields["hostname"] == UNNAMED:
            yield "hostname"
        for name in ("containers", "networks"):
            if name not in self._complete:
                yield name
        if not self._known.are_all_namespaces:
            yield "namespaces"
        if not self._engines():
            yield "engines"
        yield from (name for name in ("os", "kernel", "arch") if not fields.get(name))

    def _namespaces(self) -> list[Netns]:
        spaces = list(self._by_space)
        inodes: dict[Space, int] = {}
        for n, space in enumerate(spaces, 1):
            inodes[space] = -n if space.inode is None else space.inode
        self._inodes = inodes
        found = []
        for space, told in self._by_space.items():
            nsids = {
                nsid: inodes[self._spaces.of(reference)]
                for nsid, reference in sorted(space.nsids.items())
            }
            inside = Inside(told, self._nsids_of_links(told, nsids))
            netns = space.netns(inodes[space], nsids)
            if space.inode is None:
                netns = replace(netns, untold=["inode"])
            if space.pid is None or space.count is None:
                netns = replace(netns, untold=[*netns.untold, "processes"])
            found.append(inside.fill(netns))
            if inside.unplaced:
                what = (
                    f"{inside.unplaced} entries of a forwarding database name a port by a number"
                )
                self.gaps.append(
                    Gap(
                        source=self._known.source,
                        subject=f"netns:{netns.inode}",
                        what=f"{what} that nothing explains",
                        hint="add the output of `brctl showstp BRIDGE` or `bridge fdb`",
                    )
                )
        return found

    def _nsids_of_links(self, told: list[Told], nsids: dict[int, int]) -> dict[str, int]:
        """Return how a namespace numbers those in which other ends of its links are, by link.

        Where only the name of such a namespace is told, it gets a number below those of the
        kernel, which is added to `nsids`.
        """
        by_inode = {inode: nsid for nsid, inode in nsids.items()}
        found = {}
        for ifname, reference in (item for one in told for item in one.link_netns.items()):
            inode = self._inodes[self._spaces.of(reference)]
            if inode not in by_inode:
                by_inode[inode] = _FIRST_NSID - len(nsids)
                nsids[by_inode[inode]] = inode
            found[ifname] = by_inode[inode]
        return found

    def _engines(self) -> list[Engine]:
        if self._known.engine is not None:
            return [self._known.engine]
        told = [told.engine for told in self._told if told.engine]
        return [Engine(**({"name": "docker", "socket": ""} | one)) for one in told[-1:]]

    def _reference(self, netns: str) -> str:
        """Return a reference by the whole id of a container where it names one."""
        kind, _, name = netns.partition(":")
        if kind != "container":
            return netns
        container = self._called.find(name)
        return netns if container is None else f"container:{container.id}"

    def _spoken_of(self, references: Iterable[str]) -> list[Container]:
        """Return the containers in which a command was run, but of which no output tells."""
        known = {f"container:{container.id}" for container in self._containers}
        found = {}
        for netns in references:
            kind, _, name = netns.partition(":")
            if kind == "container" and name and self._reference(netns) not in known:
                found[name] = container_spoken_of(name, self._address)
        return list(found.values())

    def _find_owners(self) -> dict[str, Space]:
        """Return the namespaces of containers that an output tells, by the container's id."""
        found = {}
        for container in self._containers:
            references = [f"container:{container.id}"]
            if container.pid:
                references.append(f"pid:{container.pid}")
            for reference in references:
                space = self._spaces.find(reference)
                if space is not None:
                    found[container.id] = space
        return found

    def _containers_inside(self) -> list[Container]:
        """Return the containers with their namespaces."""
        found = []
        for container in self._containers:
            space = self._owners.get(container.id)
            if space is not None:
                inode = self._inodes[space]
                untold = [name for name in container.untold if name != "netns"]
                container = replace(container, netns=inode, untold=untold)  # noqa: PLW2901
            found.append(container)
        return found
